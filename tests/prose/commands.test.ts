import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { steps } from '../steps.ts';
import { commandsIn, trackCommands } from './commands.ts';

/** What own-tenant.spec.ts runs, with a tenant of the reader's own. */
function registerCommands(tenantType: TenantType): string[] {
  const tenant = tenantType === 'b2c' ? '<your tenant name>.onmicrosoft.com' : '<your tenant ID>';
  const register = `npm run register -- --tenant ${tenant}`;
  const commands =
    tenantType === 'external-id-custom-domain'
      ? [
          `${register} \\`,
          '--custom-domain <your domain> --dry-run',
          '--custom-domain <your domain>',
        ]
      : [`${register} --dry-run`, register];
  return [...commands, 'npm run doctor', 'npm run register -- --remove'];
}

describe.each(tenantTypes)('the commands of the track %s', (tenantType) => {
  const commands = trackCommands(tenantType);
  const tested = commands.filter(({ kind }) => kind === 'test');

  it('lead from the download to the running app in one step, the fourth', () => {
    const name = `web-app-${tenantType}-sign-in`;
    const written = tested.filter(({ step }) => step === steps[3]).flatMap(({ lines }) => lines);
    expect(written).toEqual([
      `curl --remote-name http://localhost:4321/downloads/${name}.zip`,
      `unzip -q ${name}.zip`,
      `cd ${name}`,
      'npm install',
      'cp .env.practice .env',
      'npm start',
    ]);
  });

  it('are run by a test, unless they need Azure or the reader’s own tenant', () => {
    // tests/e2e runs what is marked; the zips' tests copy the template of the reader's own tenant, and
    // own-tenant.spec.ts registers, checks, and removes an app.
    const known = new Set([
      ...tested.flatMap(({ lines }) => lines),
      'cp .env.sample .env',
      ...registerCommands(tenantType),
    ]);
    const unknown = commands
      .filter(({ kind }) => kind === '')
      .flatMap(({ lines }) => lines)
      .filter((line) => !known.has(line));
    expect(unknown).toEqual([]);
  });
});

const guide = readFileSync(
  new URL('../../src/content/docs/guides/deploy-with-github-actions.mdx', import.meta.url),
  'utf8',
);

describe.each([
  ...tenantTypes.map((type) => ({
    page: `the step deploy of the track ${type}`,
    commands: trackCommands(type).filter(({ step }) => step === 'deploy'),
  })),
  // A guide shows the same commands to everybody.
  { page: 'the guide deploy-with-github-actions', commands: commandsIn(guide, 'entra-id') },
])('the commands of $page', ({ commands }) => {
  it('are correct shell where they need Azure', () => {
    const azure = commands.filter(({ kind }) => kind === 'azure');
    expect(azure.length).toBeGreaterThan(5);
    for (const { lines } of azure) {
      const script = lines.join('\n').replace(/<[^<>]+>/g, 'value');
      expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
    }
  });

  it('break long lines, so that none is cut at a width of 1280 pixels', () => {
    const lines = commands.filter(({ kind }) => kind === 'azure').flatMap((block) => block.lines);
    expect(lines.filter((line) => line.length > 72)).toEqual([]);
  });

  it('give every shell variable a value before they use it', () => {
    // App Service sets it for the startup script.
    const set = new Set(['WEBSITE_LOAD_CERTIFICATES']);
    for (const { lines } of commands)
      for (const line of lines) {
        for (const [, name = ''] of line.matchAll(/\$(\w+)/g)) expect(set, line).toContain(name);
        const given = /^(\w+)=/.exec(line)?.[1] ?? /^read -rs (\w+)$/.exec(line)?.[1];
        if (given !== undefined) set.add(given);
      }
  });
});

it('shows a command to the tenant types it is for', () => {
  const text = '<Tenant only="b2c">\n\n```sh test\nls\n```\n\n</Tenant>\n\n```sh\npwd\n```';
  expect(commandsIn(text, 'b2c').flatMap(({ lines }) => lines)).toEqual(['ls', 'pwd']);
  expect(commandsIn(text, 'entra-id')).toEqual([{ kind: '', lines: ['pwd'] }]);
});
