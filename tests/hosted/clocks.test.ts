import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site, tenant } from './lab-origins.ts';
import { clockAhead } from './other-clock.ts';

/** Visitors who come at every turn of the two instances, at the site and at the practice tenant. */
async function come(
  lab: HostedLab,
  signIn: (visitor: HttpVisitor) => Promise<void>,
  isEnough: (came: number) => boolean = (came) => came === 12,
): Promise<readonly HttpVisitor[]> {
  const visitors: HttpVisitor[] = [];
  while (!isEnough(visitors.length)) {
    if (visitors.length % 2 === 1) await lab.fetch(`${site}/healthz`);
    if (visitors.length % 4 > 1) await lab.fetch(`${tenant}/healthz`);
    const visitor = lab.visitor();
    await signIn(visitor);
    visitors.push(visitor);
  }
  return visitors;
}

describe.skipIf(!findNginx())(
  'a lab in which the clock of one instance is half a minute ahead',
  () => {
    let lab: HostedLab;
    beforeAll(async () => {
      lab = await startHostedLab({ ofSecond: clockAhead(0.5) });
    });
    afterAll(() => lab?.stop());

    test('signs everyone in, whichever instance does which part', async () => {
      await come(lab, async (visitor) => {
        await visitor.signIn('entra-id');
        const called = await visitor.callApi('entra-id');
        expect(called.status, called.text).toBe(200);
        expect(called.text).toContain(visitor.set);
      });
    });
  },
);

describe.skipIf(!findNginx())(
  'a lab in which the clock of one instance is five minutes ahead',
  () => {
    let lab: HostedLab;
    beforeAll(async () => {
      lab = await startHostedLab({
        environment: { PRACTICE_TENANT_IDLE_HOURS: '1' },
        ofSecond: clockAhead(5),
      });
    });
    afterAll(() => lab?.stop());

    test('tells its operator, and visitors whose tokens are of the other time; no practice tenants end early', async () => {
      const [right, wrong] = lab.instances;
      await expect
        .poll(() => wrong.output(), { timeout: 60_000 })
        .toMatch(/seconds ahead of that of Redis/);
      expect(right.output()).not.toMatch(/that of Redis/);
      const outcomes = new Set<string>();
      const signIn = async (visitor: HttpVisitor) => {
        const page = await visitor.finishSignIn(await visitor.startSignIn('entra-id'));
        const isSignedIn = page.text.includes('data-state="signed-in"');
        if (!isSignedIn) expect(page.text).toContain('Check the clock on the computer');
        outcomes.add(isSignedIn ? 'signed in' : 'told about the clock');
      };
      const visitors = await come(lab, signIn, (came) => outcomes.size === 2 || came === 40);
      expect(outcomes).toEqual(new Set(['signed in', 'told about the clock']));
      // With its first look, an instance ends what nobody uses any more.
      await wrong.stop();
      await wrong.start();
      for (const visitor of visitors)
        for (let turn = 0; turn < 2; turn += 1)
          expect((await visitor.open('/practice-tenants/')).text).toContain(visitor.set);
    });
  },
);
