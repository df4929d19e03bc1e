import {
  trustPlatform,
  uploadCertificate,
  withCertificate,
  withPlatformToken,
} from './client-assertions.ts';
import { moveToSinglePage } from './platforms.ts';
import { mistyped, type Reader, webApp } from './reader.ts';
import type { Reproduction } from './reproduction.ts';

/** Signs in and redeems with other values than the registered ones. */
const signedInWith = async (reader: Reader, changes: Record<string, string>) =>
  reader.redeem(await reader.signIn(), changes);

/** What the token endpoint answers to an app that does not prove itself. */
export const entraCredentialCodes = {
  AADSTS50027: { follow: (reader) => reader.token(reader.page.parameters) },
  AADSTS700023: {
    follow: async (reader) => {
      await uploadCertificate(reader);
      return withCertificate(reader, { audience: 'https://login.example/token' });
    },
  },
  AADSTS700024: {
    follow: async (reader) => {
      await uploadCertificate(reader);
      return withCertificate(reader, { expires: -3600 });
    },
  },
  AADSTS700025: {
    follow: async (reader) => {
      await moveToSinglePage(reader);
      return reader.redeem(await reader.signIn());
    },
  },
  AADSTS700027: { follow: (reader) => withCertificate(reader) },
  AADSTS700211: { follow: withPlatformToken },
  AADSTS700212: {
    follow: async (reader) => {
      await trustPlatform(reader, { audience: 'api://another' });
      return withPlatformToken(reader);
    },
  },
  AADSTS700213: {
    follow: async (reader) => {
      await trustPlatform(reader, { subject: 'another' });
      return withPlatformToken(reader);
    },
  },
  AADSTS7000112: {
    follow: async (reader) => {
      await reader.switchOn();
      return reader.redeem(await reader.signIn());
    },
  },
  AADSTS7000215: {
    follow: (reader) => signedInWith(reader, { client_secret: mistyped(webApp.client_secret) }),
  },
  AADSTS7000216: {
    follow: (reader) => reader.token({ client_id: webApp.client_id, ...reader.page.parameters }),
  },
  AADSTS7000218: {
    follow: (reader) =>
      reader.token({ client_id: webApp.client_id, grant_type: 'authorization_code' }),
  },
  AADSTS7000222: {
    follow: (reader) => {
      const { CLIENT_SECRET = '' } = reader.page.settings;
      return signedInWith(reader, { client_secret: CLIENT_SECRET });
    },
  },
  AADSTS7000229: {
    follow: async (reader) => {
      const [member = ''] = reader.page.code;
      await reader.changeRegistration({ [member]: true });
      const scope = 'https://graph.microsoft.com/.default';
      return reader.token({ ...webApp, ...reader.page.parameters, scope });
    },
  },
} as const satisfies Record<string, Reproduction>;
