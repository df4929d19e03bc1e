import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { Instance } from './instance.ts';
import { site, tenant } from './lab-origins.ts';

const demos = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;

describe.skipIf(!findNginx())('two instances behind nginx without affinity', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab({ environment: { STOP_DELAY_SECONDS: '5' } });
  });
  afterAll(() => lab?.stop());

  test('share every sign-in, whichever of them answers', async () => {
    const before = await Promise.all(lab.instances.map(answered));
    const visitor = lab.visitor();
    for (const demo of demos) {
      await visitor.signIn(demo);
      const called = await visitor.callApi(demo);
      expect(called.status, demo).toBe(200);
      expect(called.text, demo).toContain('200');
    }
    const after = await Promise.all(lab.instances.map(answered));
    for (const [index, { site, tenant: pages }] of after.entries()) {
      expect(site, 'pages of the site').toBeGreaterThan((before[index]?.site ?? 0) + 4);
      expect(pages, 'pages of the practice tenant').toBeGreaterThan(before[index]?.tenant ?? 0);
    }
    // Turn by turn: a sign-in that began at one instance ends at the other.
    expect(await twoHalves(lab)).toEqual(new Set(['the same', 'another']));
  });

  test('share the desk, faults, and what is registered', async () => {
    const visitor = lab.visitor();
    await visitor.makeTenants();
    const key = await visitor.deskKey();
    const users = async () => {
      const headers = { authorization: `Bearer ${key}` };
      const address = `${tenant}/admin/v1/tenants/entra-id/users`;
      return (await lab.fetch(address, { headers })).text();
    };
    const user = { username: 'new-here', password: 'long-enough' };
    const added = await lab.fetch(`${tenant}/admin/v1/tenants/entra-id/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(user),
    });
    expect(added.status).toBe(201);
    for (let turn = 0; turn < 4; turn += 1) expect(await users()).toContain('new-here');
    const page = await visitor.finishSignIn(await visitor.startSignIn('entra-id'), 'new-here');
    expect(page.text).toContain('new-here');
  });

  test('are replaced one after the other while visitors sign in, who notice nothing', async () => {
    const kept = lab.visitor();
    await kept.signIn('entra-id');
    const { set } = kept;
    const stop = new AbortController();
    const visitors = [1, 2, 3].map((network) => signInUntil(lab, network, stop.signal));
    const codes: (number | null)[] = [];
    for (const each of lab.instances) {
      await untilMore(visitors);
      codes.push(await each.stop());
      await untilMore(visitors);
      await each.start();
    }
    await untilMore(visitors);
    stop.abort();
    const done = await Promise.all(visitors.map(({ done }) => done));
    expect(codes).toEqual([0, 0]);
    for (const { count } of done) expect(count).toBeGreaterThanOrEqual(5);
    expect(await kept.isSignedIn('entra-id')).toBe(true);
    expect(kept.set).toBe(set);
    expect((await kept.callApi('entra-id')).text).toContain(set);
  });

  test('open the desk at its address only for a visitor who has practice tenants', async () => {
    const visitor = lab.visitor();
    await visitor.makeTenants();
    const address = `${tenant}/desk/entra-id`;
    const desk = await visitor.browser.open(address);
    expect(desk).toMatchObject({ status: 200, url: address });
    expect(desk.text).toContain(`contoso${visitor.set}.onmicrosoft.com`);
    const newcomer = await lab.visitor().browser.open(address);
    expect(newcomer).toMatchObject({ status: 200, url: `${site}/practice-tenants/` });
  });

  test('lose no session and no tenant when one of them is killed', async () => {
    const visitor = lab.visitor();
    await visitor.signIn('entra-id');
    const asked = await visitor.startSignIn('b2c');
    await lab.instances[1].kill();
    const page = await visitor.finishSignIn(asked);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Alex Rivera');
    for (let turn = 0; turn < 4; turn += 1) {
      const called = await visitor.callApi('entra-id');
      expect(called.status).toBe(200);
      expect(called.text).toContain(visitor.set);
    }
    await lab.instances[1].start();
  });
});

const count = /^signin_lab_request_seconds_count\{([^}]*)\} (\d+)/gm;

/** How many requests an instance has answered. */
async function answered(each: Instance): Promise<{ site: number; tenant: number }> {
  const sum = { site: 0, tenant: 0 };
  for (const [, labels = '', number] of (await each.metrics()).matchAll(count))
    sum[labels.includes('at="tenant"') ? 'tenant' : 'site'] += Number(number);
  return sum;
}

/** Of some sign-ins, whether the instance that started it was the one that finished it. */
async function twoHalves(lab: HostedLab): Promise<Set<string>> {
  const [one] = lab.instances;
  const found = new Set<string>();
  for (let turn = 0; turn < 12 && found.size < 2; turn += 1) {
    const before = { started: await started(one), completed: await completed(one) };
    const visitor = lab.visitor();
    const asked = await visitor.startSignIn('entra-id');
    // A page between moves the turn of the next request.
    if (turn % 2 === 0) await visitor.open('/demo/');
    await visitor.finishSignIn(asked);
    const isStartedHere = (await started(one)) > before.started;
    const isCompletedHere = (await completed(one)) > before.completed;
    found.add(isStartedHere === isCompletedHere ? 'the same' : 'another');
  }
  return found;
}

const signIns = async (each: Instance, stage: string): Promise<number> =>
  [...(await each.metrics()).matchAll(/^signin_lab_sign_ins_total\{([^}]*)\} (\d+)/gm)]
    .filter(([, labels = '']) => labels.includes(`"${stage}"`))
    .reduce((sum, [, , number]) => sum + Number(number), 0);
const started = (each: Instance) => signIns(each, 'started');
const completed = (each: Instance) => signIns(each, 'completed');

interface Busy {
  count(): number;
  done: Promise<{ count: number }>;
}

/**
 * A visitor who signs in, calls the API, and signs out, until told to stop. Each time they come from another
 * address of their network: on a fast machine, they'd be over what the lab takes from one address in a minute.
 * @throws at the first failure
 */
function signInUntil(lab: HostedLab, network: number, signal: AbortSignal): Busy {
  let rounds = 0;
  const visitor = lab.visitor(() => `10.${network}.${rounds >> 8}.${rounds & 255}`);
  const work = async () => {
    let set: string | undefined;
    while (!signal.aborted) {
      await visitor.signIn('entra-id');
      set ??= visitor.set;
      expect(visitor.set).toBe(set);
      const called = await visitor.callApi('entra-id');
      expect(called.status, called.text).toBe(200);
      const before = await visitor.open('/demo/entra-id/');
      expect(before.status, before.text).toBe(200);
      const out = await visitor.browser.press(before, 'Sign out');
      expect(out.status, out.text).toBe(200);
      rounds += 1;
    }
    return { count: rounds };
  };
  return { count: () => rounds, done: work() };
}

/** Resolves when each of them has signed in twice more; rejects with the first that fails. */
async function untilMore(visitors: readonly Busy[]): Promise<void> {
  const wanted = visitors.map(({ count }) => count() + 2);
  const all = expect.poll(() => visitors.every(({ count }, at) => count() >= (wanted[at] ?? 0)), {
    timeout: 60_000,
  });
  await Promise.race([all.toBe(true), Promise.all(visitors.map(({ done }) => done))]);
}
