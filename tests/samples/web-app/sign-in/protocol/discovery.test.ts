import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createDiscovery } from '../../../../../samples/web-app/sign-in/protocol/discovery.ts';
import { registrationFrom } from '../../../../../samples/web-app/sign-in/registration/registration.ts';
import { tenantId } from './in-process.ts';

const authority = `https://login.microsoftonline.com/${tenantId}`;
const honest = {
  issuer: `${authority}/v2.0`,
  authorization_endpoint: `${authority}/authorize`,
  token_endpoint: `${authority}/token`,
  jwks_uri: `${authority}/keys`,
  end_session_endpoint: `${authority}/logout`,
};

const registrationAt = (at: string) =>
  registrationFrom({
    TENANT_TYPE: 'entra-id',
    AUTHORITY: at,
    CLIENT_ID: tenantId,
    CLIENT_SECRET: 'x~y',
    REDIRECT_URI: 'http://localhost:3000/auth/redirect',
  });

function discovering(at = authority, status = 200) {
  const told = { document: honest as object, asked: 0, now: 0 };
  const send = async () => {
    told.asked += 1;
    return { status, headers: new Headers(), text: JSON.stringify(told.document) };
  };
  return { told, discovery: createDiscovery(registrationAt(at), send, () => told.now) };
}

describe('an identity provider’s metadata', () => {
  test('is asked for once an hour', async () => {
    const { told, discovery } = discovering();
    await Promise.all([discovery.read(), discovery.read()]);
    told.now = 3_599_999;
    await discovery.read();
    expect(told.asked).toBe(1);
    told.now = 3_600_000;
    await discovery.read();
    expect(told.asked).toBe(2);
  });

  // At a real authority: a practice tenant on localhost may show its pages over plain http.
  test.each([
    ['a token endpoint over http', { token_endpoint: `http${authority.slice(5)}/token` }],
    ['keys over http', { jwks_uri: `http${authority.slice(5)}/keys` }],
    ['pages over http', { authorization_endpoint: `http${authority.slice(5)}/authorize` }],
    ['pages on this machine', { authorization_endpoint: 'http://localhost:8400/authorize' }],
    ['sign-out on this machine', { end_session_endpoint: 'http://127.0.0.1:8400/logout' }],
    ['a token endpoint on this machine', { token_endpoint: 'https://localhost/token' }],
    ['a token endpoint that is no address', { token_endpoint: '/token' }],
    ['no token endpoint', { token_endpoint: undefined }],
    ['no keys', { jwks_uri: undefined }],
    ['no authorization endpoint', { authorization_endpoint: undefined }],
    ['another port', { token_endpoint: 'https://login.microsoftonline.com:8443/token' }],
    [
      'a name that only begins alike',
      { token_endpoint: 'https://login.microsoftonline.com.evil.example/' },
    ],
  ])('R2 %s is refused', async (_, changes) => {
    const { told, discovery } = discovering();
    told.document = { ...honest, ...changes };
    await expect(discovery.read()).rejects.toMatchObject({ code: 'provider_untrusted' });
  });

  test.each([
    ['pages over http', `http://127.0.0.1:8400/authorize`, true],
    ['pages under a custom domain', 'http://login.woodgrove.localhost:8400/authorize', true],
    ['pages under a name like localhost', 'http://evil-localhost:8400/authorize', false],
    ['pages under the plain name', 'http://localhost:8400/authorize', true],
    ['pages on IPv6', 'http://[::1]:8400/authorize', true],
    ['pages under a longer name', 'http://localhost.evil.example/authorize', false],
    ['pages of a scheme that only ends alike', 'xhttp://localhost/authorize', false],
    ['pages of another scheme', 'app://localhost/authorize', false],
    ['pages elsewhere', 'http://login.contoso.com/authorize', false],
  ])('of a practice tenant on this machine, %s: %#', async (_, page, isFine) => {
    const here = `https://localhost:8443/${tenantId}`;
    const { told, discovery } = discovering(here);
    const moved = JSON.stringify(honest).replaceAll(authority, here);
    told.document = { ...JSON.parse(moved), authorization_endpoint: page };
    const read = discovery.read().then(
      () => true,
      (error) => error.code,
    );
    expect(await read).toBe(isFine || 'provider_untrusted');
  });

  test.each([
    ['another host', 'https://evil.example/v2.0'],
    [
      'a host that only begins alike',
      `https://login.microsoftonline.com.evil.example/${tenantId}/v2.0`,
    ],
    ['another tenant', `https://login.microsoftonline.com/${tenantId.replace('0a', '0e')}/v2.0`],
    ['another path', `${authority}/other`],
    ['one slash more', `${authority}/v2.0/`],
    ['one character less', `${authority}/v2.`],
    ['other letters', `${authority}/V2.0`],
    ['plain http', `http${authority.slice(5)}/v2.0`],
    ['a query', `${authority}/v2.0?x`],
    ['a space before it', ` ${authority}/v2.0`],
    ['nothing', ''],
  ])('T13 an issuer with %s is refused', async (_, issuer) => {
    const { told, discovery } = discovering();
    told.document = { ...honest, issuer };
    const refusal = expect.objectContaining({
      code: 'provider_untrusted',
      detail: expect.stringContaining('does not belong to this authority'),
    });
    await expect(discovery.read()).rejects.toEqual(refusal);
  });

  test('T13 no issuer at all is refused', async () => {
    const { told, discovery } = discovering();
    told.document = { ...honest, issuer: undefined };
    await expect(discovery.read()).rejects.toMatchObject({ code: 'provider_untrusted' });
  });

  test('R2 an honest document under another status is refused', async () => {
    const { discovery } = discovering(authority, 404);
    await expect(discovery.read()).rejects.toMatchObject({ code: 'provider_untrusted' });
  });

  test('a page waits for it a moment, then shows where its forms lead', async () => {
    const here = `https://localhost:8443/${tenantId}`;
    const slow = createDiscovery(
      registrationAt(here),
      async () => {
        await wait(20);
        const moved = JSON.parse(JSON.stringify(honest).replaceAll(authority, here));
        const text = JSON.stringify({ ...moved, authorization_endpoint: 'http://127.0.0.1:8400/' });
        return { status: 200, headers: new Headers(), text };
      },
      () => 0,
    );
    expect(await slow.frontChannelOrigins()).toContain('http://127.0.0.1:8400');
  });

  test('no page asks for it again to show where its forms lead', async () => {
    const { told, discovery } = discovering();
    await discovery.frontChannelOrigins();
    told.now = 7_200_000;
    await discovery.frontChannelOrigins();
    expect(told.asked).toBe(1);
  });

  test('fault 7: no page waits long to learn where its forms lead', async () => {
    const silent = createDiscovery(
      registrationAt(authority),
      () => new Promise(() => {}),
      () => 0,
    );
    expect(await silent.frontChannelOrigins()).toEqual(['https://login.microsoftonline.com']);
  });

  test('forms lead where the identity provider’s metadata points, and only to its address while it is down', async () => {
    const { told, discovery } = discovering(`https://localhost:8443/${tenantId}`);
    told.document = {};
    expect(await discovery.frontChannelOrigins()).toEqual(['https://localhost:8443']);
    const moved = JSON.stringify(honest).replaceAll(
      authority,
      `https://localhost:8443/${tenantId}`,
    );
    const page = 'http://127.0.0.1:8400/authorize';
    told.document = { ...JSON.parse(moved), authorization_endpoint: page };
    expect(await discovery.frontChannelOrigins()).toEqual([
      'https://localhost:8443',
      'http://127.0.0.1:8400',
    ]);
  });

  test('the identity provider’s code shows what is wrong with the request', async () => {
    const { told, discovery } = discovering();
    told.document = { error: 'invalid_tenant', error_description: 'AADSTS90002: not found' };
    await expect(discovery.read()).rejects.toMatchObject({ errorCode: 'AADSTS90002' });
  });

  test('is requested as JSON, at the address that the specification gives it', async () => {
    const sent: unknown[] = [];
    const discovery = createDiscovery(
      registrationAt(authority),
      async (...request) => {
        sent.push(request);
        return { status: 200, headers: new Headers(), text: JSON.stringify(honest) };
      },
      () => 0,
    );
    await discovery.read();
    expect(sent).toEqual([
      [
        new URL(`${authority}/v2.0/.well-known/openid-configuration`),
        { headers: { accept: 'application/json' } },
      ],
    ]);
  });

  test('that could not be read is asked for again', async () => {
    const { told, discovery } = discovering();
    told.document = {};
    await expect(discovery.read()).rejects.toThrow();
    told.document = honest;
    expect((await discovery.read()).metadata.issuer).toBe(honest.issuer);
    expect(told.asked).toBe(2);
  });

  test.each([
    ['no document', {}, 'not a complete metadata document'],
    ['another issuer', { ...honest, issuer: 'https://evil.example' }, 'https://evil.example'],
    ['another host', { ...honest, jwks_uri: 'https://evil.example/keys' }, 'evil.example/keys'],
    [
      'a sign-out elsewhere',
      { ...honest, end_session_endpoint: 'https://evil.example/' },
      'evil.example/ is not on an expected host',
    ],
  ])('with %s is refused, and the log says why', async (_, document, reason) => {
    const { told, discovery } = discovering();
    told.document = document;
    await expect(discovery.read()).rejects.toMatchObject({
      code: 'provider_untrusted',
      errorCode: undefined,
      detail: expect.stringContaining(reason),
    });
  });

  test.each([
    ['AADSTS90002', 'tenant_not_found'],
    ['AADSTS900023', 'tenant_not_found'],
    ['AADSTS50011', 'provider_untrusted'],
  ])('refused with %s is reported as %s', async (errorCode, code) => {
    const { told, discovery } = discovering(authority, 400);
    told.document = { error: 'invalid', error_description: `${errorCode}: no` };
    await expect(discovery.read()).rejects.toMatchObject({ code, errorCode });
  });

  test('may leave out the sign-out, and say that responses name the issuer', async () => {
    const { told, discovery } = discovering();
    told.document = {
      ...honest,
      end_session_endpoint: undefined,
      authorization_response_iss_parameter_supported: true,
    };
    expect((await discovery.read()).metadata).toMatchObject({
      authorization_response_iss_parameter_supported: true,
    });
    expect(await discovery.frontChannelOrigins()).toEqual(['https://login.microsoftonline.com']);
  });

  test('of each user flow of B2C is its own', async () => {
    const at = `https://contoso.b2clogin.com/contoso.onmicrosoft.com`;
    const asked: string[] = [];
    const discovery = createDiscovery(
      registrationFrom({
        TENANT_TYPE: 'b2c',
        B2C_TENANT_NAME: 'contoso',
        SIGNUPSIGNIN_USER_FLOW: 'B2C_1_in',
        EDITPROFILE_USER_FLOW: 'B2C_1_edit',
        CLIENT_ID: tenantId,
        CLIENT_SECRET: 'x~y',
        REDIRECT_URI: 'http://localhost:3000/auth/redirect',
      }),
      async (url) => {
        asked.push(String(url));
        const issuer = `https://contoso.b2clogin.com/${tenantId}/v2.0/`;
        const moved = JSON.parse(JSON.stringify(honest).replaceAll(authority, at));
        const text = JSON.stringify({ ...moved, issuer });
        return { status: 200, headers: new Headers(), text };
      },
      () => 0,
    );
    const [usual, edit] = [
      await discovery.read(),
      await discovery.read({ userFlow: 'editProfile' }),
    ];
    expect([usual.policy, edit.policy]).toEqual(['B2C_1_in', 'B2C_1_edit']);
    expect([usual.authority.href, edit.authority.href]).toEqual([
      `${at}/B2C_1_in`,
      `${at}/B2C_1_edit`,
    ]);
    expect(asked).toHaveLength(2);
  });
});
