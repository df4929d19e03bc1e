import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import { site } from './lab-origins.ts';
import { type ProxyName, proxyPrograms } from './proxy-programs.ts';

/** Every other test of a hosted lab has nginx. */
const proxies: readonly ProxyName[] = ['haproxy', 'caddy'];

for (const proxy of proxies)
  describe.skipIf(!proxyPrograms[proxy].find())(`a hosted lab with ${proxy} in front`, () => {
    let lab: HostedLab;
    beforeAll(async () => {
      lab = await startHostedLab({ proxy, environment: { STOP_DELAY_SECONDS: '5' } });
      await served(lab);
    });
    afterAll(() => lab?.stop());

    test('signs visitors in, calls the API, opens the desk, and ends', async () => {
      const visitor = lab.visitor();
      await visitor.signIn('entra-id');
      expect((await visitor.callApi('entra-id')).text).toContain(visitor.set);
      const page = await visitor.open('/practice-tenants/');
      const form = page.forms.find(({ action }) => action?.endsWith('/desk/open'));
      const fields = Object.fromEntries(form?.fields.map(({ name, value }) => [name, value]) ?? []);
      const desk = await visitor.browser.post(form?.action ?? '', fields, `${site}/`);
      expect(desk.status).toBe(200);
      expect(desk.text).toContain(`contoso${visitor.set}.onmicrosoft.com`);
      await visitor.endTenants();
      expect(await visitor.isSignedIn('entra-id')).toBe(false);
    });

    test('goes on while one of the two instances stops, and after it was killed', async () => {
      const visitor = lab.visitor();
      await visitor.signIn('entra-id');
      const [one] = lab.instances;
      const stopped = one.stop();
      await lab.visitor().signIn('b2c');
      expect(await stopped).toBe(0);
      await lab.visitor().signIn('entra-id');
      await one.start();
      await one.kill();
      for (let turn = 0; turn < 4; turn += 1)
        expect(await visitor.isSignedIn('entra-id')).toBe(true);
      const status = async () => (await lab.visitor().signIn('b2c')).status;
      // Caddy can send no form twice: with it, a form waits for the next health check.
      if (proxy === 'caddy') await expect.poll(status, { timeout: 60_000 }).toBe(200);
      else expect(await status()).toBe(200);
    });
  });

/** When the proxy has noticed that the instances have started. */
const served = ({ fetch }: HostedLab) =>
  vi.waitFor(async () => expect((await fetch(`${site}/readyz`)).status).toBe(200), 60_000);
