import type { CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTokenChecker } from '../../../samples/protected-api/check-access-token/access-token.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import {
  clientId,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  tenantId,
  throwawayIssuer,
} from './throwaway-issuer.ts';

let issuer: ThrowawayIssuer;
let key: CryptoKey;
beforeAll(async () => {
  issuer = await throwawayIssuer();
  const pair = await signingKey();
  key = pair.privateKey;
  await issuer.publish('one', pair.publicKey);
});
afterAll(() => issuer.close());

const domain = 'fabrikam.onmicrosoft.com';
const variants = [
  { tenantType: 'entra-id', variable: 'AUTHORITY', path: tenantId, slash: '', extra: {} },
  { tenantType: 'external-id', variable: 'AUTHORITY', path: domain, slash: '', extra: {} },
  {
    tenantType: 'external-id-custom-domain',
    variable: 'OIDC_AUTHORITY',
    path: `${tenantId}/v2.0`,
    slash: '',
    extra: {},
  },
  {
    tenantType: 'b2c',
    variable: 'AUTHORITY',
    path: domain,
    slash: '/',
    extra: {
      SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
      EDITPROFILE_USER_FLOW: 'B2C_1_editprofile',
    },
  },
];

describe.each(variants)(
  'with a tenant of type $tenantType',
  ({ tenantType, variable, path, slash, extra }) => {
    const iss = () => `${issuer.origin}/${tenantId}/v2.0${slash}`;
    const check = async (claims: object, documentIssuer = iss()) => {
      const metadata = {
        status: 200,
        body: JSON.stringify({ issuer: documentIssuer, ...endpoints(issuer.origin) }),
      };
      for (const folder of [tenantId, `${domain}/b2c_1_signupsignin`]) {
        issuer.answers.set(`/${folder}/v2.0/.well-known/openid-configuration`, metadata);
      }
      const environment = {
        TENANT_TYPE: tenantType,
        TENANT_ID: tenantId,
        CLIENT_ID: clientId,
        ...extra,
      };
      const checker = accessTokenChecker(
        apiRegistrationFrom({ ...environment, [variable]: `${issuer.origin}/${path}` }),
      );
      const iat = Math.floor(Date.now() / 1000);
      const usual = {
        iss: iss(),
        aud: clientId,
        sub: 'alex',
        azp: 'web-app',
        scp: 'Tasks.Read',
        iat,
        nbf: iat,
      };
      return checker(await signed({ ...usual, exp: iat + 600, ...claims }, key));
    };
    const own = tenantType === 'b2c' ? { tfp: 'B2C_1_SignUpSignIn' } : { tid: tenantId };

    it('accepts its access token', async () => {
      await expect(check(own)).resolves.toMatchObject({ scp: ['Tasks.Read'] });
    });
    it('refuses the issuer with one slash more or less', async () => {
      const other = slash ? iss().slice(0, -1) : `${iss()}/`;
      await expect(check({ ...own, iss: other })).rejects.toThrow('another issuer');
    });
    it('takes a policy only where there are user flows', async () => {
      if (tenantType === 'b2c') return;
      const iss = `${issuer.origin}/tfp/${tenantId}/b2c_1_signupsignin/v2.0/`;
      await expect(check({ ...own, iss, acr: 'b2c_1_signupsignin' })).rejects.toThrow(
        'another issuer',
      );
    });
    it('refuses another tenant', async () => {
      await expect(check({ ...own, tid: '0b0b0b0b-2222-4222-8222-222222222222' })).rejects.toThrow(
        'another tenant',
      );
    });
    if (tenantType !== 'b2c') {
      it('knows the user by sub, which is different for every API', async () => {
        await expect(check({ ...own, oid: 'alex-anywhere' })).resolves.toMatchObject({
          sub: 'alex',
        });
      });
      return;
    }

    it.each(['alex', 'Not supported currently. Use oid claim.'])(
      'knows the user by oid, whatever is in sub: %s',
      async (sub) => {
        const claims = { ...own, sub, oid: 'alex-anywhere' };
        await expect(check(claims)).resolves.toMatchObject({ sub: 'alex-anywhere' });
      },
    );
    it.each([{}, { oid: '' }])('refuses a token that could be of any user: %j', async (claims) => {
      const sub = 'Not supported currently. Use oid claim.';
      await expect(check({ ...own, sub, ...claims })).rejects.toThrow('access token');
    });
    it('says what to change when nothing in the token identifies the user', async () => {
      const sub = 'Not supported currently. Use oid claim.';
      await expect(check({ ...own, sub })).rejects.toThrow("doesn't identify its user");
    });

    it('accepts a second user flow that is configured', async () => {
      await expect(check({ tfp: 'B2C_1_editprofile' })).resolves.toBeDefined();
    });
    it.each([
      { acr: 'b2c_1_signupsignin' },
      { acr: 'B2C_1_SIGNUPSIGNIN' },
      { acr: 'b2c_1_editprofile' },
      { tfp: 'b2c_1_signupsignin', acr: 'b2c_1_forgotten' },
    ])('accepts the user flow of %j', async (claims) => {
      await expect(check(claims)).resolves.toBeDefined();
    });
    it.each([
      {},
      { tfp: 'B2C_1_forgotten' },
      { acr: 'b2c_1_forgotten' },
      { acr: '' },
      { tfp: 'b2c_1_forgotten', acr: 'b2c_1_signupsignin' },
      { tfp: '', acr: 'b2c_1_signupsignin' },
    ])('refuses the user flow of %j', async (claims) => {
      await expect(check(claims)).rejects.toThrow('user flow');
    });

    const issuerOfFlow = (flow: string, tenant = tenantId) =>
      `${issuer.origin}/tfp/${tenant}/${flow}/v2.0/`;
    it.each([
      ['b2c_1_signupsignin', 'b2c_1_signupsignin'],
      ['B2C_1_signupsignin', 'B2C_1_signupsignin'],
      ['b2c_1_signupsignin', 'b2c_1_editprofile'],
    ])(
      'accepts issuers with the user flow: %s in the document, %s in the token',
      async (one, other) => {
        const claims = { acr: other, iss: issuerOfFlow(other) };
        await expect(check(claims, issuerOfFlow(one))).resolves.toBeDefined();
        await expect(check({ ...claims, iss: iss() }, issuerOfFlow(one))).resolves.toBeDefined();
        await expect(check(claims)).resolves.toBeDefined();
      },
    );
    it('refuses an issuer with a user flow that is not configured, or with another tenant', async () => {
      const own = { tfp: 'b2c_1_signupsignin' };
      for (const iss of [
        issuerOfFlow('b2c_1_forgotten'),
        issuerOfFlow('b2c_1_signupsignin', '0b0b0b0b-2222-4222-8222-222222222222'),
        issuerOfFlow('b2c_1_signupsignin').slice(0, -1),
      ])
        await expect(check({ ...own, iss })).rejects.toThrow('another issuer');
    });
    it('refuses a metadata document whose issuer names another user flow', async () => {
      await expect(check(own, issuerOfFlow('b2c_1_forgotten'))).rejects.toThrow('names the issuer');
    });
  },
);
