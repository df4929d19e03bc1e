import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checks } from '../../src/check-app/checks/checks.ts';
import { formats, optionsFrom, usage } from '../../src/check-app/command-line.ts';
import { freePort } from '../e2e/free-ports.ts';
import { startProcess } from '../e2e/running-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guide = readFileSync(join(root, 'src/content/docs/guides/check-your-app.mdx'), 'utf8');
/** The block of code with this title. */
const titled = (title: string): string =>
  guide.split(`title="${title}"\n`)[1]?.split('\n```')[0] ?? '';
const workflow = `${titled('.github/workflows/check-app.yml')}\n`;
const { permissions, jobs } = z
  .object({
    permissions: z.record(z.string(), z.string()),
    jobs: z.object({
      'check-app': z.object({
        steps: z.array(
          z.object({
            run: z.string().optional(),
            'working-directory': z.string().optional(),
            env: z.record(z.string(), z.string()).optional(),
          }),
        ),
      }),
    }),
  })
  .parse(parse(workflow));

/** A checkout of both projects as the workflow makes it, with our sample as the reader's app. */
function workspace(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'check-your-app-'));
  symlinkSync(root, join(folder, 'sign-in-lab'));
  const app = join(folder, 'my-app');
  cpSync(join(root, 'samples/web-app'), app, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  mkdirSync(join(folder, 'temp'));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

describe('the workflow of the guide on checking an app', () => {
  it('is one that GitHub accepts', () => {
    const { context } = parseWorkflow(
      { name: 'check-app.yml', content: workflow },
      new NoOperationTraceWriter(),
    );
    expect(context.errors.getErrors()).toEqual([]);
  });

  it('may read the code and nothing else, with the actions that our own workflow uses', () => {
    expect(permissions).toEqual({ contents: 'read' });
    const ours = readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8');
    const used = [...workflow.matchAll(/uses: (.+)/g)].map(([, action = '']) => action);
    expect(used).toHaveLength(3);
    for (const action of used) expect(ours).toContain(action);
  });

  it('starts both programs, checks our sample, and ends with status 0', async () => {
    const [front, back, customDomain, app] = await Promise.all(
      Array.from({ length: 4 }, () => freePort()),
    );
    const { folder, remove } = workspace();
    const temp = join(folder, 'temp');
    const here = (text: string): string =>
      text
        .replaceAll('8400', String(front))
        .replaceAll('8443', String(back))
        .replaceAll(':3000', `:${app}`)
        .replaceAll(/\$\{\{ runner\.temp \}\}/g, temp);
    writeFileSync(join(folder, 'my-app/practice-seed.json'), here(titled('practice-seed.json')));
    const script = jobs['check-app'].steps.flatMap(({ run, env = {}, ...step }, number) => {
      if (run === undefined) return [];
      const file = join(temp, `step-${number}.sh`);
      // The sample's packages are this project's, and are there.
      writeFileSync(file, here(run).replace(/^npm ci$/m, ''));
      const variables = Object.entries(env).map(([name, value]) => `${name}='${here(value)}'`);
      return `(cd ${step['working-directory']}; ${variables.join(' ')} bash -e ${file})`;
    });
    writeFileSync(join(temp, 'all.sh'), `${script.join(' && ')}\necho "The status is $?."\nwait\n`);
    const running = await startProcess('bash', [join(temp, 'all.sh')], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: temp,
        // What differs on this machine: ports, and what our sample wants to know besides.
        PRACTICE_TENANT_FRONT_PORT: String(front),
        PRACTICE_TENANT_PORT: String(back),
        PRACTICE_TENANT_CUSTOM_DOMAIN_PORT: String(customDomain),
        DATA_FOLDER: join(temp, 'data'),
        PORT: String(app),
        TENANT_TYPE: 'entra-id',
      },
      readyWhen: /The status is \d+\./,
      withChildren: true,
    });
    try {
      expect(running.output()).toContain('The status is 0.');
      const report: unknown = JSON.parse(readFileSync(join(temp, 'check-app.json'), 'utf8'));
      expect(report).toMatchObject({ registration: expect.stringMatching(/^My app/), failed: 0 });
    } finally {
      await running.stop();
      remove();
    }
  });
});

describe('the guide on checking an app', () => {
  it('has every option but --help, and each of its commands is understood', () => {
    const options = [...new Set(usage.match(/--[a-z-]+(?= )/g))].filter(
      (each) => each !== '--help',
    );
    const table = guide.split('## Options')[1]?.split('```')[0] ?? '';
    for (const option of options) expect(table).toContain(`\`${option}`);
    for (const format of formats.filter((each) => each !== 'text'))
      expect(table).toContain(`--format ${format}`);
    const commands = [...guide.matchAll(/check-app -- ([^>\n\\]+)/g)];
    expect(commands.length).toBeGreaterThan(3);
    for (const [, words = ''] of commands)
      expect(optionsFrom(words.trim().split(' '))).not.toHaveProperty('mistake');
  });

  it('shows a report in the words that reports have', () => {
    const shown = guide.split('```text wrap\n')[1]?.split('```')[0] ?? '';
    const lines = [...shown.matchAll(/^[✓✗] (.*) \(([a-z-]+)\)$/gm)];
    expect(lines.length).toBe(2);
    for (const [, title, id] of lines)
      expect(checks.find((check) => check.id === id)?.title).toBe(title);
    const { tries, means, fix } =
      checks.find(({ id }) => id === 'sign-out-by-another-site') ?? expect.unreachable();
    for (const text of [tries, means, fix]) expect(shown).toContain(text);
  });

  it('counts the checks right', () => {
    expect(guide).toContain('more than sixty');
    expect(checks.length).toBeGreaterThan(60);
  });
});
