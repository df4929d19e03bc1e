import { moveToSinglePage } from './platforms.ts';
import { appThatNeedsConsent, type Reader, tasksApp, webApp } from './reader.ts';
import type { Reproduction } from './reproduction.ts';

const social = 'Continue with Practice Social';
const tokenOf = (reader: Reader, changes: Record<string, string> = {}) =>
  reader.token({ ...webApp, ...changes });
const openAddress: Reproduction = { follow: (reader) => reader.openAddress() };
const signIn: Reproduction = { follow: (reader) => reader.signIn() };
const signOutWithoutIdToken: Reproduction = {
  follow: async (reader) => {
    await reader.switchOnSetting();
    return reader.openAddress();
  },
};

/** What Azure AD B2C answers, which has codes of its own. */
export const b2cCodes = {
  AADB2C90006: {
    follow: (reader) => {
      const { REDIRECT_URI = '' } = reader.page.settings;
      return reader.signIn([], { redirect_uri: REDIRECT_URI });
    },
  },
  AADB2C90007: { follow: (reader) => reader.signIn([], { client_id: tasksApp.client_id }) },
  AADB2C90008: openAddress,
  AADB2C90013: openAddress,
  AADB2C90014: openAddress,
  AADB2C90018: {
    follow: (reader) => reader.signIn([], { client_id: webApp.client_id.replace('2', '3') }),
  },
  AADB2C90043: openAddress,
  AADB2C90055: { follow: (reader) => reader.signIn([]) },
  AADB2C90057: openAddress,
  AADB2C90067: openAddress,
  AADB2C90077: openAddress,
  AADB2C90079: { follow: (reader) => reader.token(reader.page.parameters) },
  AADB2C90080: {
    follow: async (reader) => {
      const code = await reader.signIn();
      reader.wait(11);
      return reader.redeem(code);
    },
  },
  AADB2C90081: {
    follow: async (reader) => reader.redeem(await reader.signIn(), { client_secret: 'wrong' }),
  },
  AADB2C90083: { follow: (reader) => tokenOf(reader) },
  AADB2C90085: {
    follow: (reader) => tokenOf(reader, { grant_type: 'refresh_token', refresh_token: 'made-up' }),
  },
  AADB2C90086: { follow: (reader) => tokenOf(reader, reader.page.parameters) },
  AADB2C90088: {
    follow: async (reader) => {
      const userFlow = reader.page.code.at(-1) ?? '';
      return reader.redeem(await reader.signIn(), {}, { userFlow });
    },
  },
  AADB2C90084: {
    follow: async (reader) => {
      await moveToSinglePage(reader);
      return reader.redeem(await reader.signIn());
    },
  },
  AADB2C90091: {
    follow: async (reader) => {
      await reader.signIn();
      return reader.visitUserFlow('B2C_1_editprofile', ['Cancel']);
    },
  },
  AADB2C90092: {
    follow: async (reader) => {
      await reader.switchOn();
      return reader.redeem(await reader.signIn());
    },
  },
  AADB2C90010: openAddress,
  AADB2C90120: openAddress,
  AADB2C90128: {
    follow: async (reader) => {
      const { refresh_token } = await reader.signedIn(undefined, ['Sam Okafor']);
      await reader.deleteUser('Sam Okafor');
      return reader.renew(refresh_token);
    },
  },
  AADB2C90183: {
    follow: async (reader) => reader.redeem(await reader.signIn(), reader.page.parameters),
  },
  AADB2C90110: openAddress,
  AADB2C90184: openAddress,
  AADB2C90117: signIn,
  AADB2C90118: { follow: (reader) => reader.signIn(['Forgot your password?']) },
  AADB2C90129: {
    follow: async (reader) => {
      const { refresh_token } = await reader.signedIn();
      await reader.switchOn();
      return reader.renew(refresh_token);
    },
  },
  AADB2C90146: openAddress,
  AADB2C90182: {
    follow: async (reader) =>
      reader.redeem(await reader.signIn(), { code_verifier: 'x'.repeat(43) }),
  },
  AADB2C90205: {
    follow: (reader) =>
      reader.signIn(['Alex Rivera'], { client_id: appThatNeedsConsent.client_id }),
  },
  AADB2C90210: signOutWithoutIdToken,
  AADB2C90272: signOutWithoutIdToken,
  AADB2C90273: { follow: (reader) => reader.signIn([social, 'Cancel']) },
  AADB2C90279: {
    follow: async (reader) => reader.redeem(await reader.signIn(), appThatNeedsConsent),
  },
  AADB2C90289: {
    follow: async (reader) => {
      await reader.switchOn();
      return reader.signIn([social]);
    },
  },
  AADB2C99059: {
    follow: async (reader) => {
      const [uri = ''] = reader.page.urls;
      await reader.atDesk('Save authentication', {
        'Redirect URIs (Single-page application), one per line': uri,
      });
      return reader.openAddress();
    },
  },
} as const satisfies Record<string, Reproduction>;
