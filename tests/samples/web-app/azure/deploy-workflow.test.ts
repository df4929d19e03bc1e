import { readdirSync, readFileSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { webAppFolder } from '../running-web-app.ts';

const text = readFileSync(`${webAppFolder}azure/deploy.yml`, 'utf8');
/** What GitHub's own parser, with GitHub's schema of workflows, says about a workflow. */
const mistakesIn = (content: string): string[] =>
  parseWorkflow({ name: 'deploy.yml', content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

const { permissions, jobs } = z
  .object({
    permissions: z.record(z.string(), z.string()),
    jobs: z.object({
      deploy: z.object({
        environment: z.string(),
        env: z.record(z.string(), z.string()),
        steps: z.array(
          z.object({
            uses: z.string().optional(),
            run: z.string().optional(),
            with: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    }),
  })
  .parse(parse(text));
const { steps, environment } = jobs.deploy;
const commands = steps.flatMap(({ run }) => run ?? []).join('\n');

describe('the workflow that deploys the app', () => {
  it('is one that GitHub accepts', () => {
    expect(mistakesIn(text)).toEqual([]);
  });

  it.each([
    ['a misspelled key', 'workflow_dispatch:', 'workflow_dispatched:'],
    ['a wrong permission', 'id-token: write', 'id-token: writes'],
    ['an unknown context', 'vars.AZURE_TENANT_ID', 'variables.AZURE_TENANT_ID'],
    ['an expression that is not closed', 'AZURE_WEBAPP }}', 'AZURE_WEBAPP }'],
    ['a job without a runner', '    runs-on: ubuntu-latest\n', ''],
  ])('isn’t accepted with %s', (_, from, to) => {
    expect(text).toContain(from);
    expect(mistakesIn(text.replace(from, to))).not.toEqual([]);
  });

  it('may read the code and ask for a token, and nothing else', () => {
    expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('needs no secret', () => {
    expect(text).not.toMatch(/\bsecrets\.|publish-profile|creds:/);
  });

  it('names each action by its commit, with its version next to it', () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)$/gm)];
    expect(used).toHaveLength(3);
    for (const [, action = '', comment = ''] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it('belongs to the environment in the subject that the template asks for', () => {
    const template = readFileSync(`${webAppFolder}azure/azuredeploy.json`, 'utf8');
    expect(template).toContain(`:environment:${environment}`);
  });

  it('deploys to the slot, checks it, swaps it, and then checks the app from outside', () => {
    const order = [
      'npm ci',
      'npm run check',
      'az webapp deploy ',
      '/healthz',
      'az webapp deployment slot swap ',
      'npm run doctor -- --url ',
    ].map((command) => commands.indexOf(command));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('runs only scripts that the sample has', () => {
    const { scripts } = JSON.parse(readFileSync(`${webAppFolder}package.json`, 'utf8'));
    for (const [, script = ''] of commands.matchAll(/npm run (\w+)/g))
      expect(Object.keys(scripts)).toContain(script);
    expect(readdirSync(webAppFolder)).toContain('package-lock.json');
  });
});
