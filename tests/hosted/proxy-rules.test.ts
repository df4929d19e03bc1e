import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../e2e/free-ports.ts';
import { rawRequest } from '../hostile-provider/raw-request.ts';
import { labFetch } from './lab-fetch.ts';
import { site, tenant } from './lab-origins.ts';
import {
  type Arrived,
  arrived,
  type PretendedInstance,
  pretendedInstance,
} from './pretended-instances.ts';
import {
  type LabCertificate,
  labCertificate,
  type RunningProxy,
  startProxy,
} from './proxy-process.ts';
import { type ProxyName, proxyPrograms } from './proxy-programs.ts';

const proxies: readonly ProxyName[] = ['nginx', 'haproxy', 'caddy'];
/** Others can send pages twice, but no forms. */
const handsOnForms: ReadonlySet<ProxyName> = new Set(['nginx', 'haproxy']);
const checksHealth: ReadonlySet<ProxyName> = new Set(['haproxy', 'caddy']);
const kilobytes = 1_024;

for (const name of proxies)
  describe.skipIf(!proxyPrograms[name].find())(`${name}, configured as documented,`, () => {
    let certificate: LabCertificate;
    let instances: readonly [PretendedInstance, PretendedInstance];
    let proxy: RunningProxy;
    let through: typeof fetch;
    beforeAll(async () => {
      certificate = await labCertificate();
      instances = [await pretendedInstance('one'), await pretendedInstance('two')];
      const [one, two] = instances;
      proxy = await startProxy(name, {
        certificate,
        instances: [one.ports, two.ports],
        port: await freePort(),
      });
      through = labFetch(proxy);
    });
    afterAll(async () => {
      await proxy?.stop();
      for (const each of instances ?? []) await each.stop();
      certificate?.remove();
    });

    const ask = async (address: string, init: RequestInit = {}): Promise<Arrived> => {
      const response = await through(address, init);
      const text = await response.text();
      expect(response.status, text).toBe(200);
      return arrived.parse(JSON.parse(text));
    };
    const form = (body = 'name=value'): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    /** Which instances answer some of these requests, for the site and for the practice tenant. */
    const answering = async (
      requests: readonly RequestInit[] = [{}, form()],
    ): Promise<Set<Arrived['instance']>> => {
      const found = new Set<Arrived['instance']>();
      for (const init of requests)
        for (const origin of [site, tenant])
          for (let turn = 0; turn < 4; turn += 1)
            found.add((await ask(`${origin}/`, init)).instance);
      return found;
    };
    const pages = () => answering([{}]);
    const noticed = (what: () => Promise<unknown>, who: readonly Arrived['instance'][]) =>
      expect.poll(() => what(), { timeout: 60_000 }).toEqual(new Set(who));
    /** Each of the two, and the name of the other one. */
    const each = () => {
      const [one, two] = instances;
      return [
        [one, 'two'],
        [two, 'one'],
      ] as const;
    };

    test.each([
      ['site', site],
      ['tenant', tenant],
    ])('leads to the %s by its name, with the whole request', async (at, origin) => {
      expect(await ask(`${origin}/a%2Fb/?c=%20d`, form('e=f'))).toMatchObject({
        at,
        method: 'POST',
        path: '/a%2Fb/?c=%20d',
        headers: { host: new URL(origin).host },
        body: 'e=f',
      });
    });

    test('replaces what visitors make up about themselves', async () => {
      const headers = {
        'x-forwarded-for': '198.51.100.1, 203.0.113.9',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': 'evil.example',
        'x-request-id': 'made-up-by-a-visitor',
      };
      const seen = (await ask(`${site}/`, { headers })).headers;
      expect(seen).toMatchObject({
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': new URL(site).host,
        'x-request-id': expect.stringMatching(/^[\w-]{8,64}$/),
      });
      expect(seen['x-request-id']).not.toBe(headers['x-request-id']);
    });

    test('leads no other name to an instance', async () => {
      const before = instances.map(({ received }) => received.length);
      const answer = await through(`${site}/`, { headers: { host: 'evil.example' } });
      expect(await answer.text()).not.toContain('evil.example');
      expect(instances.map(({ received }) => received.length)).toEqual(before);
    });

    test('leads from http to https', async () => {
      for (const { host, origin } of [site, tenant].map((each) => new URL(each))) {
        const url = new URL(`http://127.0.0.1:${proxy.httpPort}/demo/?a=b`);
        const { status, location } = await rawRequest('GET', url, { host }, '');
        expect({ status, location }).toEqual({ status: 308, location: `${origin}/demo/?a=b` });
      }
    });

    test.each([
      ['site', site, 64],
      ['practice tenant', tenant, 256],
    ])('has a limit for forms at the %s', async (_, origin, limit) => {
      const most = 'x'.repeat(limit * kilobytes);
      expect((await ask(`${origin}/`, form(most))).body).toHaveLength(most.length);
      const answer = await through(`${origin}/`, form(`${most}x`));
      expect(answer.status).toBe(413);
      for (const { received } of instances)
        for (const { body } of received) expect(body.length).toBeLessThanOrEqual(most.length);
    });

    test('takes turns, and goes on with one instance when the other has gone', async () => {
      await noticed(answering, ['one', 'two']);
      for (const [gone, left] of each()) {
        await gone.stop();
        expect(await pages()).toEqual(new Set([left]));
        if (handsOnForms.has(name)) expect(await answering()).toEqual(new Set([left]));
        else await noticed(answering, [left]);
        await gone.start();
        await noticed(answering, ['one', 'two']);
      }
    });

    test('hands what a crashing instance has received to the other one', async () => {
      for (const [crashing, left] of each()) {
        crashing.crash();
        expect(await (handsOnForms.has(name) ? answering() : pages())).toEqual(new Set([left]));
        await crashing.stop();
        await crashing.start();
        await noticed(answering, ['one', 'two']);
      }
    });

    test.runIf(checksHealth.has(name))(
      'leaves an instance alone that announces its end, so nothing is refused later',
      async () => {
        for (const [ending, left] of each()) {
          ending.announceEnd();
          await noticed(answering, [left]);
          await ending.stop();
          expect(await answering()).toEqual(new Set([left]));
          await ending.start();
          await noticed(answering, ['one', 'two']);
        }
      },
    );
  });
