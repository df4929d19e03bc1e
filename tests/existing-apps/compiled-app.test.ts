import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import type { ExistingApp, StartedApp } from './existing-app.ts';
import { addSignIn, compiledTeamNotes } from './team-notes.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

describe.each([
  ['module', 'NodeNext'],
  ['commonjs', 'CommonJS'],
] as const)('an app in src that tsc compiles (%s)', (type, module) => {
  let app: ExistingApp;
  let running: StartedApp;
  beforeAll(async () => {
    app = await compiledTeamNotes(type);
    await addSignIn(app, { main: 'src/app.ts', module });
    const lines = [
      "import { userKey } from 'sign-in';",
      '// @ts-expect-error A name is not a user.',
      "export const key = () => userKey('Robin');",
    ];
    writeFileSync(join(app.folder, 'src/key.ts'), lines.join('\n'));
    await app.run('node_modules/.bin/tsc');
    running = await app.start(tenant.options, { readyWhen: /is listening/ });
  });
  afterAll(async () => {
    await running?.process.stop();
    app?.remove();
  });

  test('has the same files in dist as before, and nothing of the library', () => {
    expect(existsSync(join(app.folder, 'dist/app.js'))).toBe(true);
    expect(existsSync(join(app.folder, 'dist/sign-in'))).toBe(false);
  });

  test('signs in, without a warning', async () => {
    const browser = new HttpBrowser();
    const asked = await browser.open(`${running.origin}/reports`);
    const reports = await browser.press(await browser.press(asked, 'Sign in'), 'Alex Rivera');
    expect(reports.url).toBe(`${running.origin}/reports`);
    expect(reports.text).toContain('<h1>Reports</h1>');
    expect(running.process.output()).not.toMatch(/Warning/);
  });
});
