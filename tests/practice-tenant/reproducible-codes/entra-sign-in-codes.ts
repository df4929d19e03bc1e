import { appForAnyAccount, mistyped, type Reader, tasksApp, webApp } from './reader.ts';
import type { Reproduction } from './reproduction.ts';

const signInWithFault = async (reader: Reader) => {
  await reader.switchOn();
  return reader.signIn();
};

const forPersonalAccountsOnly = (reader: Reader) =>
  reader.atDesk(
    'Save authentication',
    { 'account-types': 'PersonalMicrosoftAccount' },
    appForAnyAccount,
  );

/** The code of a user of another organization than this one. */
const codeOfOther = (reader: Reader) =>
  reader.openAddress(['Northwind Traders', 'Tom Berger', 'Accept']);

/** What the authorization endpoint and its pages return. */
export const entraSignInCodes = {
  AADSTS16000: {
    types: ['entra-id'],
    follow: async (reader) => {
      const select = { prompt: 'select_account' };
      await reader.openAddress(['Northwind Traders', 'Tom Berger', 'Accept'], select);
      await reader.openAddress(['Contoso', 'Sam Okafor', 'Accept'], select);
      return reader.openAddress([], reader.page.parameters);
    },
  },
  AADSTS50020: {
    types: ['entra-id'],
    follow: (reader) => {
      const [Username = '', Password = ''] = reader.page.code;
      return reader.openAddress(['Use another account', ['Sign in', { Username, Password }]]);
    },
  },
  AADSTS50059: {
    types: ['entra-id'],
    follow: (reader) => reader.tokenAtCommon({ ...appForAnyAccount, ...reader.page.parameters }),
  },
  AADSTS700005: {
    types: ['entra-id'],
    follow: async (reader) =>
      reader.redeem(await codeOfOther(reader), { ...appForAnyAccount, code_verifier: undefined }),
  },
  AADSTS9002331: {
    types: ['entra-id'],
    follow: async (reader) => {
      await forPersonalAccountsOnly(reader);
      return reader.tokenAtCommon({ ...appForAnyAccount, grant_type: 'authorization_code' });
    },
  },
  AADSTS9002346: {
    types: ['entra-id'],
    follow: async (reader) => {
      await forPersonalAccountsOnly(reader);
      return reader.openAddress();
    },
  },
  // Of another service, whose errors have no codes.
  unauthorized_client: { types: ['entra-id'], follow: (reader) => reader.openAddress() },
  AADSTS50011: {
    follow: (reader) => {
      const [, path = ''] = reader.page.code;
      return reader.signIn([], { redirect_uri: `http://localhost:3000${path}` });
    },
  },
  AADSTS50057: { error: 'access_denied', follow: signInWithFault },
  AADSTS50058: { follow: (reader) => reader.signIn([], reader.page.parameters) },
  AADSTS50105: { follow: signInWithFault },
  // Only the tenant of an organization is at /common.
  AADSTS50194: { types: ['entra-id'], follow: (reader) => reader.openAddress() },
  AADSTS53003: { follow: signInWithFault },
  AADSTS65001: {
    error: 'consent_required',
    follow: async (reader) => {
      const { CLIENT_ID = '', SCOPE = '' } = reader.page.settings;
      if (reader.type !== 'entra-id') return reader.signIn(['Sam Okafor'], {}, { SCOPE });
      const asked = await reader.signIn(['Sam Okafor'], {}, { CLIENT_ID });
      if (asked.to !== 'person') throw new Error('There is no consent page.');
      return reader.signIn([], { prompt: 'none' }, { CLIENT_ID });
    },
  },
  AADSTS50049: { types: ['entra-id'], follow: (reader) => reader.openAddress() },
  AADSTS65004: { follow: (reader) => reader.signIn(['Alex Rivera', 'Cancel']) },
  AADSTS28002: {
    follow: async (reader) => {
      await reader.allowImplicitFlows();
      return reader.openAddress();
    },
  },
  AADSTS70005: { follow: (reader) => reader.openAddress() },
  AADSTS501491: { follow: (reader) => reader.openAddress() },
  AADSTS70007: { follow: (reader) => reader.openAddress() },
  AADSTS70011: { follow: (reader) => reader.signIn([], { scope: 'openid "' }) },
  AADSTS90014: { follow: (reader) => reader.openAddress() },
  AADSTS90023: { follow: (reader) => reader.openAddress() },
  AADSTS90002: { follow: (reader) => reader.metadataOfWrongTenant() },
  // Customers are told that consent is required, and no administrator is named to them.
  AADSTS90094: {
    types: ['entra-id'],
    follow: (reader) => reader.signIn(['Sam Okafor', 'Back to the app']),
  },
  AADSTS500011: { follow: (reader) => reader.signIn([]) },
  // Only organizations share apps.
  AADSTS650052: {
    types: ['entra-id'],
    follow: async (reader) => {
      await reader.atDesk(
        'Save authentication',
        { 'account-types': 'AzureADMultipleOrgs' },
        tasksApp,
      );
      return reader.openAddress();
    },
  },
  AADSTS650053: { follow: (reader) => reader.signIn() },
  AADSTS700016: {
    follow: (reader) => reader.signIn([], { client_id: mistyped(webApp.client_id) }),
  },
  AADSTS700051: { follow: (reader) => reader.openAddress() },
  AADSTS700054: {
    follow: (reader) => reader.signIn([], reader.page.parameters),
  },
  AADSTS500113: {
    follow: (reader) => reader.signIn([], { client_id: tasksApp.client_id }),
  },
  AADSTS900023: { follow: (reader) => reader.metadataOfTenant('your-tenant-id') },
  AADSTS9000411: { follow: (reader) => reader.openAddress() },
  AADSTS901002: { follow: (reader) => reader.openAddress() },
  AADSTS9002325: {
    follow: async (reader) => {
      const [uri = ''] = reader.page.urls;
      await reader.atDesk('Save authentication', {
        'Redirect URIs (Single-page application), one per line': uri,
      });
      return reader.openAddress();
    },
  },
} as const satisfies Record<string, Reproduction>;
