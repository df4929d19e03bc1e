import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from '../samples/protected-api/practice-environment.ts';
import { changesOf, exerciseOf, samplesAfter } from './exercises.ts';

let tenant: RunningTenant;
const cleanUps: (() => void)[] = [];
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(async () => {
  for (const cleanUp of cleanUps) cleanUp();
  await tenant.remove();
});

/** A sample as `npm start` runs it, on a free port; without a folder the unchanged one. */
async function started(
  sample: 'web-app' | 'protected-api' | 'middle-tier',
  changes: Record<string, string | undefined> = {},
  { folder = join(import.meta.dirname, '../../samples'), tenantType = 'entra-id' } = {},
): Promise<{ origin: string; stop(): void }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    PATH: process.env['PATH'],
    ...compileCache,
    ...practiceEnvironment(sample, tenantType, tenant),
    ...(sample === 'web-app' && { REDIRECT_URI: `${origin}/auth/redirect` }),
    PORT: String(port),
    PRACTICE_TENANT_FRONT_ORIGIN: tenant.frontOrigin,
    ...changes,
  };
  const file = sample === 'web-app' ? 'app.ts' : 'start.ts';
  const child = spawn(process.execPath, [file], { cwd: join(folder, sample), env });
  cleanUps.push(() => child.kill());
  await listening(child);
  return { origin, stop: () => child.kill() };
}

async function listening(child: ChildProcess): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(errors)));
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => {});
}

function samplesOf(page: string): string {
  const { folder, remove } = samplesAfter(page);
  cleanUps.push(remove);
  return folder;
}

async function pressed(browser: HttpBrowser, start: string, buttons: string[]): Promise<Page> {
  let page = await browser.open(start);
  for (const button of buttons) page = await browser.press(page, button);
  return page;
}

const scope = (name: string) => `api://33333333-3333-4333-8333-333333333333/${name}`;

describe.each([
  'tutorials/deploy.mdx',
  'docs/guides/protect-your-own-api.mdx',
  'docs/guides/on-behalf-of.mdx',
  'docs/guides/credentials-without-secrets.mdx',
  'docs/guides/b2c-to-external-id.mdx',
  'docs/guides/control-sessions.mdx',
  'docs/guides/in-a-company-network.mdx',
  'docs/guides/roles-and-groups.mdx',
  'docs/guides/which-claim.mdx',
  'docs/guides/deploy-with-github-actions.mdx',
])('the exercise of %s', (page) => {
  it('changes something, shows what happens and undoes it', () => {
    const exercise = exerciseOf(page);
    expect(exercise).toMatch(/ {3}You see |The page reports /);
    expect(exercise).toMatch(/[Uu]ndo/);
    expect(exercise).toMatch(/^ *```(?:diff|ini)/m);
  });
});

describe('a stronger scope for a route of the API', () => {
  const page = 'docs/guides/protect-your-own-api.mdx';

  it('is refused until the app asks for it and the user agrees', async () => {
    expect(changesOf(page)).toHaveLength(1);
    const api = await started('protected-api', {}, { folder: samplesOf(page) });
    const ENDPOINT = `${api.origin}/tasks`;
    const browser = new HttpBrowser();
    const app = await started('web-app', { ENDPOINT, SCOPE: scope('Tasks.Read') });
    const refused = await pressed(browser, `${app.origin}/call-api`, [
      'Sign in',
      'Alex Rivera',
      'Accept',
    ]);
    expect(refused.text).toContain('403');
    expect(refused.text).toContain('insufficient_scope');

    const asking = await started('web-app', { ENDPOINT, SCOPE: scope('Tasks.Write') });
    const allowed = await pressed(new HttpBrowser(), `${asking.origin}/call-api`, [
      'Sign in',
      'Alex Rivera',
      'Accept',
    ]);
    expect(allowed.text).toContain('200');
    expect(allowed.text).toContain('[]');
  });
});

describe('a middle tier that passes the token on', () => {
  const page = 'docs/guides/on-behalf-of.mdx';

  it('is refused by Graph, and works again when the change is undone', async () => {
    expect(changesOf(page)).toHaveLength(1);
    const called = async (folder?: string) => {
      const middleTier = await started('middle-tier', {}, folder === undefined ? {} : { folder });
      const ENDPOINT = `${middleTier.origin}/me`;
      const app = await started('web-app', { ENDPOINT, SCOPE: scope('Tasks.Read') });
      return pressed(new HttpBrowser(), `${app.origin}/call-api`, ['Sign in', 'Alex Rivera']);
    };
    const refused = await called(samplesOf(page));
    expect(refused.text).toContain('502');
    expect(refused.text).toContain('downstream_error');
    expect(refused.text).toContain('401');
    expect((await called()).text).toContain('Alex Rivera');
  });
});

describe('a recent sign-in for the session list', () => {
  const page = 'docs/guides/control-sessions.mdx';

  it('is asked for at the identity provider, and only by that page', async () => {
    expect(changesOf(page)).toHaveLength(1);
    const app = await started('web-app', {}, { folder: samplesOf(page) });
    const browser = new HttpBrowser();
    const profile = await pressed(browser, `${app.origin}/profile`, ['Sign in', 'Alex Rivera']);
    expect(profile.text).toContain('Alex Rivera');
    const asked = await browser.open(`${app.origin}/sessions`);
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('Sign in again to continue');
    const sessions = await browser.press(asked, 'Sign in');
    expect(sessions.visited.join(' ')).toContain('max_age=300');
    expect(sessions.text).toContain('this browser');
    expect((await browser.open(`${app.origin}/sessions`)).status).toBe(200);
  });
});

describe('a session store that isn’t there', () => {
  it('ends sign-in with an error, while the health check is well', async () => {
    const [, REDIS_URL] = /^ *REDIS_URL=(\S+)$/m.exec(exerciseOf('tutorials/deploy.mdx')) ?? [];
    expect(REDIS_URL).toBeDefined();
    const app = await started('web-app', { REDIS_URL });
    expect((await fetch(`${app.origin}/healthz`)).status).toBe(200);
    const after = await pressed(new HttpBrowser(), app.origin, ['Sign in', 'Alex Rivera']);
    expect(after.status).toBe(503);
    expect(after.text).toContain('store_unavailable');
  });
});

describe('a health check for the deployed app', () => {
  const page = 'docs/guides/deploy-with-github-actions.mdx';

  it('is well while the session store is there, and reports 500 when it is not', async () => {
    const folder = samplesOf(page);
    const well = await started('web-app', {}, { folder });
    expect(await (await fetch(`${well.origin}/readyz`)).text()).toBe('ok');
    const REDIS_URL = /`REDIS_URL=([^`]+)`/.exec(exerciseOf(page))?.[1];
    expect(REDIS_URL).toBeDefined();
    const broken = await started('web-app', { REDIS_URL }, { folder });
    expect((await fetch(`${broken.origin}/readyz`)).status).toBe(500);
    // What the guide undoes it with: the app's own check.
    expect((await fetch(`${broken.origin}/healthz`)).status).toBe(200);
  });
});

describe('the same sample on B2C and then on External ID', () => {
  const page = 'docs/guides/b2c-to-external-id.mdx';

  it('knows the same person under four other values', async () => {
    const lines = [...exerciseOf(page).matchAll(/^ *([A-Z_]+)=(\S+)$/gm)].map(
      ([, name = '', value = '']) => [name, value.replace('https://localhost:8443', tenant.origin)],
    );
    const external: Record<string, string> = Object.fromEntries(lines);
    expect(Object.keys(external)).toEqual(['TENANT_TYPE', 'AUTHORITY']);
    const withoutFlows = {
      SIGNUPSIGNIN_USER_FLOW: undefined,
      EDITPROFILE_USER_FLOW: undefined,
      RESETPASSWORD_USER_FLOW: undefined,
    };
    const profileOf = async (changes: Record<string, string | undefined>) => {
      const app = await started('web-app', changes, { tenantType: 'b2c' });
      const buttons = ['Sign in', 'Alex Rivera'];
      return (await pressed(new HttpBrowser(), `${app.origin}/profile`, buttons)).text;
    };
    const before = await profileOf({});
    const after = await profileOf({ ...external, ...withoutFlows });
    const value = (text: string, term: string) =>
      new RegExp(`<dt>${term}</dt><dd>([^<]+)</dd>`).exec(text)?.[1];
    expect(value(after, 'Name')).toBe(value(before, 'Name'));
    for (const term of ['Tenant ID', 'Object ID', 'Subject', 'Issuer']) {
      expect(value(before, term), term).toBeDefined();
      expect(value(after, term), term).not.toBe(value(before, term));
    }
    expect(before).toContain('Edit profile');
    expect(after).not.toContain('Edit profile');
  });
});
