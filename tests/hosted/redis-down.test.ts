import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site, tenant } from './lab-origins.ts';

describe.skipIf(!findNginx())('a hosted lab whose Redis is down', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab();
  });
  afterAll(() => lab?.stop());

  const ready = () => Promise.all(lab.instances.map((each) => each.health('/readyz')));
  const alive = () => Promise.all(lab.instances.map((each) => each.health('/healthz')));
  const goesOn = async (visitor: HttpVisitor, set: string) => {
    await expect.poll(ready, { timeout: 30_000 }).toEqual([200, 200]);
    // Each instance notices it by itself.
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await visitor.isSignedIn('entra-id')).toBe(true);
      expect((await visitor.callApi('entra-id')).text).toContain(set);
    }
    expect((await visitor.signIn('b2c')).text).toContain(set);
    expect(visitor.set).toBe(set);
  };

  test.each([
    ['hangs', () => lab.redis.freeze(), async () => lab.redis.thaw()],
    ['has crashed', () => lab.redis.kill(), () => lab.redis.restart()],
  ])('because it %s says so on pages, and goes on by itself', async (_, down, up) => {
    const visitor = lab.visitor();
    await visitor.signIn('entra-id');
    const asked = await visitor.startSignIn('b2c');
    const { set } = visitor;
    await down();

    expect(await ready()).toEqual([503, 503]);
    expect(await alive()).toEqual([200, 200]);
    const step = await visitor.open('/tutorials/entra-id/configure/');
    expect(step.status).toBe(200);
    expect(step.text).toContain('0a0a0a0a-1111-4111-8111-');
    const key = `${set}.${'A'.repeat(43)}`;
    const { browser } = visitor;
    // Twice, so that both instances answer.
    const asking = [1, 2].map((turn) => ({
      [`${turn} demo`]: visitor.open('/demo/entra-id/'),
      [`${turn} own tenants`]: visitor.open('/practice-tenants/'),
      [`${turn} sign-in`]: browser.post(`${site}/auth/sign-in`, { demo: 'entra-id' }),
      [`${turn} newcomer`]: lab.visitor().browser.post(`${site}/practice-tenants/make`, {}),
      [`${turn} sign-in page`]: browser.open(asked.url),
      [`${turn} choice`]: visitor.finishSignIn(asked),
      [`${turn} desk`]: browser.post(`${tenant}/desk/open`, { key }, `${site}/`),
    }));
    for (const pages of asking)
      for (const [name, page] of Object.entries(pages)) {
        const { status, text, headers } = await page;
        expect({ name, status }).toEqual({ name, status: 503 });
        expect(headers.get('content-type'), name).toContain('text/html');
        expect(text, name).toMatch(/<h1[\s>]/);
        expect(text, name).not.toMatch(/\bat \S+ \(|node:internal|ECONNREFUSED|redis/i);
      }

    await up();
    await goesOn(visitor, set);
  });
});
