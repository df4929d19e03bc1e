import { describe, expect, test } from 'vitest';
import {
  createRelyingParty,
  hasAdminConsent,
  type Registration,
} from '../../../../../samples/web-app/sign-in/index.ts';
import { inProcess, Jar, tenantId } from './in-process.ts';

const host = 'https://tenant.example';
const at = (parameters: Record<string, string>) =>
  new URL(`http://localhost:3000/auth/redirect?${new URLSearchParams(parameters)}`);

function consenting(setting: Parameters<typeof inProcess>[0] = {}) {
  const { relyingParty, provider, pass } = inProcess(setting);
  const name = setting.allowedTenants ? 'organizations' : tenantId;
  provider.metadata.authorization_endpoint = `${host}/${name}/oauth2/v2.0/authorize`;
  const jar = new Jar();
  return {
    relyingParty,
    pass,
    jar,
    async begin(request: Parameters<typeof relyingParty.adminConsent>[1] = {}) {
      const url = await relyingParty.adminConsent(jar, request);
      return { url, state: url.searchParams.get('state') ?? '' };
    },
  };
}

describe('the page where an administrator consents', () => {
  test.each([
    ['of the one tenant', {}, {}, tenantId],
    ['of the administrator’s own tenant', { allowedTenants: 'any' as const }, {}, 'organizations'],
    ['of a tenant by its ID', { allowedTenants: 'any' as const }, { tenant: tenantId }, tenantId],
    [
      'of a tenant by its domain',
      { allowedTenants: 'any' as const },
      { tenant: 'contoso.onmicrosoft.com' },
      'contoso.onmicrosoft.com',
    ],
  ])('is that %s', async (_, setting, request, tenant) => {
    const { begin } = consenting(setting);
    const { url } = await begin(request);
    expect(`${url.origin}${url.pathname}`).toBe(`${host}/${tenant}/v2.0/adminconsent`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '22222222-2222-4222-8222-222222222222',
      redirect_uri: 'http://localhost:3000/auth/redirect',
      scope: 'openid profile offline_access',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test.each(['common', 'organizations/x', '../x', 'contoso.com/x', '', 'contoso'])(
    'is that of the administrator’s own tenant instead of %j, which is none',
    async (tenant) => {
      const { begin } = consenting({ allowedTenants: 'any' });
      expect((await begin({ tenant })).url.pathname).toBe('/organizations/v2.0/adminconsent');
    },
  );

  test.each<[string, Partial<Registration>, boolean]>([
    ['one tenant', {}, true],
    ['organizations', { authority: `${host}/organizations`, allowedTenants: 'any' }, true],
    ['personal accounts', { authority: `${host}/consumers`, allowedTenants: 'any' }, false],
    ['Azure AD B2C', { tenantType: 'b2c' }, false],
    ['External ID', { tenantType: 'external-id' }, false],
  ])('is there for %s: %s', async (_, changes, is) => {
    const { settings } = inProcess();
    const registration = { ...settings.registration, ...changes };
    expect(hasAdminConsent(registration)).toBe(is);
    if (is) return;
    const { adminConsent } = createRelyingParty({ ...settings, registration });
    await expect(adminConsent(new Jar())).rejects.toThrow(TypeError);
  });
});

describe('the response from there', () => {
  test('leads back to where it was asked for, once', async () => {
    const { relyingParty, jar, begin } = consenting();
    const { state } = await begin({ returnTo: '/profile' });
    const response = at({ admin_consent: 'True', tenant: tenantId, state });
    expect(await relyingParty.adminConsented(jar, response)).toEqual({ returnTo: '/profile' });
    expect(await relyingParty.adminConsented(jar, response)).toEqual({ returnTo: '/' });
  });

  test.each([
    ['another state', { state: 'x' }],
    ['no state', {}],
  ])('with %s leads nowhere in particular, and leaves what was asked for', async (_, state) => {
    const { relyingParty, jar, begin } = consenting();
    const asked = await begin({ returnTo: '/profile' });
    const madeUp = at({ admin_consent: 'True', tenant: tenantId, ...state });
    expect(await relyingParty.adminConsented(jar, madeUp)).toEqual({ returnTo: '/' });
    const response = at({ admin_consent: 'True', state: asked.state });
    expect(await relyingParty.adminConsented(jar, response)).toEqual({ returnTo: '/profile' });
  });

  test('signs nobody in', async () => {
    const { relyingParty, jar, begin } = consenting();
    const { state } = await begin();
    await relyingParty.adminConsented(jar, at({ admin_consent: 'True', tenant: tenantId, state }));
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('is told from the response to a sign-in', async () => {
    const { relyingParty, jar, begin } = consenting();
    await begin();
    const url = await relyingParty.signIn(jar);
    const response = at({ code: 'c', state: url.searchParams.get('state') ?? '' });
    expect(await relyingParty.adminConsented(jar, response)).toBeUndefined();
  });

  test.each([
    ['canceled', { error: 'access_denied' }, 'admin_consent_missing'],
    [
      'denied, by its number',
      { error: 'consent_required', error_description: 'AADSTS65004: denied' },
      'admin_consent_missing',
    ],
    [
      'without an administrator',
      { error: 'access_denied', error_description: 'AADSTS90094: admin' },
      'admin_consent_missing',
    ],
    [
      'for an app that is not there',
      { error: 'unauthorized_client', error_description: 'AADSTS700016: unknown' },
      'registration_refused',
    ],
  ])('that was %s is explained', async (_, error, code) => {
    const { relyingParty, jar, begin } = consenting();
    const { state } = await begin({ returnTo: '/profile' });
    await expect(
      relyingParty.adminConsented(jar, at({ ...error, admin_consent: 'True', state })),
    ).rejects.toMatchObject({ code, returnTo: '/profile' });
  });
});
