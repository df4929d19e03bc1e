import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findHaproxy } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import { site } from './lab-origins.ts';

describe.skipIf(!findHaproxy())('a hosted lab behind HAProxy', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab({ proxy: 'haproxy' });
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

  test('goes on when one of the two instances has gone', async () => {
    const visitor = lab.visitor();
    await visitor.signIn('entra-id');
    await lab.instances[0].stop();
    for (let turn = 0; turn < 4; turn += 1) expect(await visitor.isSignedIn('entra-id')).toBe(true);
  });
});
