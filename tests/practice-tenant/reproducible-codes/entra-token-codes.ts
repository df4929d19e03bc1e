import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { goodbye, moveToSinglePage } from './platforms.ts';
import { appThatNeedsConsent, type Reader, tasksApp, webApp } from './reader.ts';
import type { Reproduction } from './reproduction.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const consenting = ['Alex Rivera', 'Accept'];

/** Opens the page's address, selects an account and redeems the code. */
const redeemed = async (
  reader: Reader,
  changes: Record<string, string | undefined> = {},
  headers: Record<string, string> = {},
) => {
  const code = await reader.openAddress(['Alex Rivera']);
  const fields = { redirect_uri: goodbye, code_verifier: undefined, ...changes };
  return reader.redeem(code, fields, { headers });
};
const onBehalfOf = (reader: Reader, assertion: string) =>
  reader.token({
    ...tasksApp,
    grant_type: jwtBearer,
    requested_token_use: 'on_behalf_of',
    scope: 'User.Read',
    assertion,
  });
const sentAsWritten = (reader: Reader) => reader.token({ ...webApp, ...reader.page.parameters });
const deviceCode = async (reader: Reader) => {
  const { client_id } = webApp;
  const begun = await reader.token({ client_id, scope: 'User.Read' }, { endpoint: 'devicecode' });
  const device_code = begun.to === 'program' ? String(begun.json['device_code']) : '';
  return { grant_type: 'device_code', client_id, device_code };
};

/** What the token endpoint answers to an app that has proven itself. */
export const entraTokenCodes = {
  AADSTS28000: {
    follow: async (reader) => {
      const scope = `User.Read ${reader.tasksScope}`;
      const settings = { ...reader.page.settings, SCOPE: scope };
      return reader.redeem(await reader.signIn(consenting, {}, settings), { scope });
    },
  },
  AADSTS50013: {
    follow: async (reader) => onBehalfOf(reader, (await reader.signedIn()).access_token),
  },
  AADSTS50076: {
    follow: async (reader) => {
      const tokens = await reader.signedIn(reader.tasksScope, consenting);
      const claims = await reader.claimsChallenge(tokens.access_token);
      return reader.renew(tokens.refresh_token, { claims });
    },
  },
  AADSTS50173: {
    follow: async (reader) => {
      const { refresh_token } = await reader.signedIn();
      await reader.switchOn();
      return reader.renew(refresh_token);
    },
  },
  AADSTS500341: {
    follow: async (reader) => {
      const { refresh_token } = await reader.signedIn(undefined, ['Sam Okafor']);
      await reader.deleteUser('Sam Okafor');
      return reader.renew(refresh_token);
    },
  },
  AADSTS54005: {
    follow: async (reader) => {
      const code = await reader.openAddress(['Alex Rivera']);
      const fields = { redirect_uri: goodbye, code_verifier: undefined };
      reader.tokens(await reader.redeem(code, fields));
      return reader.redeem(code, fields);
    },
  },
  AADSTS70000: { follow: (reader) => redeemed(reader, appThatNeedsConsent) },
  AADSTS1002012: { follow: sentAsWritten },
  // Only the tenant of an organization has the password grant.
  AADSTS50034: { types: ['entra-id'], follow: sentAsWritten },
  AADSTS50126: { types: ['entra-id'], follow: sentAsWritten },
  AADSTS9001023: {
    types: ['entra-id'],
    follow: (reader) => reader.tokenAtCommon({ ...webApp, ...reader.page.parameters }),
  },
  AADSTS70003: { follow: (reader) => reader.token({ ...webApp, ...reader.page.parameters }) },
  AADSTS70008: {
    follow: async (reader) => {
      const code = await reader.openAddress(['Alex Rivera']);
      reader.wait(11);
      return reader.redeem(code, { redirect_uri: goodbye, code_verifier: undefined });
    },
  },
  AADSTS70016: { follow: async (reader) => reader.token(await deviceCode(reader)) },
  AADSTS70020: {
    follow: async (reader) => {
      const fields = await deviceCode(reader);
      reader.wait(20);
      return reader.token(fields);
    },
  },
  AADSTS500112: { follow: (reader) => redeemed(reader, reader.page.parameters) },
  AADSTS500133: {
    follow: async (reader) => {
      const { access_token } = await reader.signedIn(reader.tasksScope, consenting);
      reader.wait(180);
      return onBehalfOf(reader, access_token);
    },
  },
  AADSTS501481: { follow: (reader) => redeemed(reader, { code_verifier: 'x'.repeat(43) }) },
  AADSTS700009: { follow: (reader) => redeemed(reader, { redirect_uri: undefined }) },
  AADSTS700084: {
    follow: async (reader) => {
      await reader.atDesk('Save authentication', {
        'Redirect URIs (Single-page application), one per line': 'http://localhost:5173/',
      });
      const back = await reader.signIn(undefined, { redirect_uri: 'http://localhost:5173/' });
      const inBrowser = { headers: { origin: 'http://localhost:5173' } };
      const app = { redirect_uri: 'http://localhost:5173/', client_secret: undefined };
      const { refresh_token } = reader.tokens(await reader.redeem(back, app, inBrowser));
      reader.wait(24 * 60 + 1);
      const renewal = { client_id: webApp.client_id, grant_type: 'refresh_token', refresh_token };
      return reader.token(renewal, inBrowser);
    },
  },
  AADSTS900144: {
    follow: (reader) =>
      reader.token({ ...webApp, grant_type: 'authorization_code', redirect_uri: goodbye }),
  },
  AADSTS900561: { follow: (reader) => reader.getTokenEndpoint() },
  AADSTS9002313: {
    error: 'invalid_grant',
    follow: (reader) =>
      reader.token({
        ...webApp,
        grant_type: 'authorization_code',
        code: 'invented',
        redirect_uri: goodbye,
      }),
  },
  AADSTS9002326: {
    types: tenantTypes,
    follow: (reader) => redeemed(reader, {}, { origin: 'http://localhost:3000' }),
  },
  AADSTS9002327: {
    types: tenantTypes,
    follow: async (reader) => {
      await moveToSinglePage(reader);
      return reader.redeem(await reader.signIn(), { client_secret: undefined });
    },
  },
} as const satisfies Record<string, Reproduction>;
