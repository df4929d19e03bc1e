import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site, tenant } from './lab-origins.ts';
import { changeInRedis, redisContents } from './redis-contents.ts';

/** That a set has ended, which is kept for an hour: what was written in the same moment is removed too. */
const mark = /^practice-tenant(?:-index)?:ended-tenant-set\//;
/** Which sign-ins and ways in were used up; hashes of random IDs that name nobody, and expire by themselves. */
const spent =
  /^lab\.[\w-]+\.set-[^.]+\.[^.]+\.(?:sid|spent)\.[\w-]+$|^practice-tenant(?:-index)?:spent-ticket\//;

/** Entries that say anything of a set, by their names. */
const entriesOf = async ({ redis }: HostedLab, set: string): Promise<string[]> =>
  [...(await redisContents(redis.url))]
    .filter(([key, value]) => !mark.test(key) && (key + value).includes(set))
    .map(([key]) => key);

describe.skipIf(!findNginx())('practice tenants that end', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab();
  });
  afterAll(() => lab?.stop());

  const metadataOf = (set: string) =>
    lab.fetch(`${tenant}/0a0a0a0a-1111-4111-8111-${set}/v2.0/.well-known/openid-configuration`);

  test('at once leave nothing in Redis, and every address says that they ended', async () => {
    const stays = lab.visitor();
    await stays.signIn('b2c');
    await stays.signIn('entra-id');
    const before = await redisContents(lab.redis.url);
    const visitor = lab.visitor();
    await visitor.signIn('entra-id');
    await visitor.callApi('entra-id');
    await visitor.signIn('b2c');
    const { set, cookie } = visitor;
    const deskKey = await visitor.deskKey();
    expect((await metadataOf(set)).status).toBe(200);

    const page = await visitor.endTenants();
    expect(page.url).toBe(`${site}/practice-tenants/?ended=now`);
    expect(page.text).toContain('Your practice tenants have ended');
    expect(visitor.browser.cookieNames(site)).toEqual([]);

    expect((await entriesOf(lab, set)).filter((key) => !spent.test(key))).toEqual([]);
    const left = [...(await redisContents(lab.redis.url)).keys()];
    const isNew = (key: string) => !before.has(key) && !mark.test(key) && !spent.test(key);
    expect(left.filter(isNew)).toEqual([]);

    for (let twice = 0; twice < 2; twice += 1) {
      expect((await metadataOf(set)).status).toBe(404);
      const admin = await lab.fetch(`${tenant}/admin/v1/tenants`, {
        headers: { authorization: `Bearer ${deskKey}` },
      });
      expect(admin.status).toBe(403);
      const desk = await visitor.browser.post(
        `${tenant}/desk/open`,
        { key: deskKey },
        `${site}/practice-tenants/`,
      );
      expect(desk.status).toBe(404);
      expect(desk.text).toContain(`${site}/practice-tenants/?ended`);
      visitor.browser.setCookie(site, `__Host-lab.tenants=${cookie}; Path=/; Secure`);
      const demo = await visitor.open('/practice-tenants/');
      expect(demo.text).toContain('Make your own practice tenants');
    }
    expect(await stays.isSignedIn('entra-id')).toBe(true);
  });

  test('take the tokens with them that were issued before', async () => {
    const visitor = lab.visitor();
    await visitor.makeTenants();
    const { set } = visitor;
    const { text } = await visitor.open('/tutorials/entra-id/configure/');
    const secret = /practice~web-app~[\w-]+/.exec(text)?.[0] ?? '';
    const issued = await lab.fetch(`${tenant}/0a0a0a0a-1111-4111-8111-${set}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: `22222222-2222-4222-8222-${set}`,
        client_secret: secret,
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    const { access_token: token } = JSON.parse(await issued.text());
    expect(token).toBeDefined();
    const call = () =>
      lab.fetch(`${tenant}/graph/v1.0/users`, { headers: { authorization: `Bearer ${token}` } });
    expect((await call()).status).not.toBe(404);
    await visitor.endTenants();
    const after = await call();
    expect(after.status).toBe(404);
    expect(await after.text()).toContain('These practice tenants have ended');
  });

  test('in the middle of a sign-in offer new ones, and go back to the step', async () => {
    const visitor = lab.visitor();
    const step = '/tutorials/entra-id/configure/';
    const { browser } = visitor;
    await visitor.open(step);
    const asked = await browser.post(
      `${site}/auth/sign-in`,
      { demo: 'entra-id', returnTo: step },
      site + step,
    );
    const before = visitor.set;
    await endFromElsewhere(lab, visitor);
    const page = await visitor.finishSignIn(asked);
    expect(page.status).toBe(404);
    expect(page.text).toContain('These practice tenants have ended');
    expect(page.text).toContain(`href="${site}/practice-tenants/?ended"`);
    const offered = await visitor.open('/practice-tenants/?ended');
    expect(offered.text).toContain('The practice tenants that you used have ended');
    const back = await browser.press(offered, 'Make new ones and continue');
    expect(back.url).toBe(site + step);
    expect(visitor.set).not.toBe(before);
    expect(back.text).toContain(`0a0a0a0a-1111-4111-8111-${visitor.set}`);
    expect((await visitor.signIn('entra-id')).status).toBe(200);
  });

  test('while the browser is on its way back offer new ones too', async () => {
    const visitor = lab.visitor();
    const asked = await visitor.startSignIn('entra-id');
    const stopped = new URL(site);
    stopped.pathname = '/auth/redirect/entra-id';
    stopped.search = String(new URLSearchParams({ code: 'any', state: 'any' }));
    expect(asked.status).toBe(200);
    await endFromElsewhere(lab, visitor);
    const page = await visitor.browser.open(stopped);
    expect(page.url).toBe(`${site}/practice-tenants/?ended`);
    expect(page.text).toContain('Make new ones and continue');
  });

  test('after a day without use are removed at the next look, and not before', async () => {
    const [idle, used] = [lab.visitor(), lab.visitor()];
    await idle.signIn('entra-id');
    await used.makeTenants();
    const key = [...(await redisContents(lab.redis.url)).keys()].find(
      (each) => each.endsWith(`tenant-set/${idle.set}`) && !each.includes('ended'),
    );
    const hours = (count: number) => count * 3_600_000;
    await changeInRedis(lab.redis.url, key ?? '', (text) =>
      text.replace(/"lastUsed":\d+/, `"lastUsed":${Date.now() - hours(24) + 60_000}`),
    );
    await changeInRedis(lab.redis.url, key ?? '', (text) =>
      text.replace(/"lastUsed":\d+/, `"lastUsed":${Date.now() - hours(24)}`),
    );
    expect((await metadataOf(idle.set)).status).toBe(404);
    // Every instance looks for them when it starts.
    await lab.instances[0].stop();
    await lab.instances[0].start();
    // The demo's session ended long before, by its own clock.
    const ofTenants = (key: string) => key.startsWith('practice-tenant');
    expect((await entriesOf(lab, idle.set)).filter(ofTenants)).toEqual([]);
    expect((await metadataOf(used.set)).status).toBe(200);
    const page = await idle.open('/practice-tenants/');
    expect(page.text).toContain('Make your own practice tenants');
  });
});

/** With the visitor's cookie, but not with this browser, which doesn't notice. */
async function endFromElsewhere(lab: HostedLab, { cookie }: HttpVisitor): Promise<void> {
  const other = lab.visitor();
  other.browser.setCookie(site, `__Host-lab.tenants=${cookie}; Path=/; Secure`);
  await other.endTenants();
}
