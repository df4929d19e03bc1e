import { personalTenant } from '../about/claim-values.ts';

/* Every ID is invented, except those that all tenants share. */
const tenant = '5a5a5a5a-0000-4000-8000-000000000001';
const user = '5b5b5b5b-0000-4000-8000-000000000002';
/** The client ID of the app in the samples. */
export const sampleClientId = '5c5c5c5c-0000-4000-8000-000000000003';
const api = '5d5d5d5d-0000-4000-8000-000000000004';
const graph = '00000003-0000-0000-c000-000000000000';

type Claims = Record<string, unknown>;

/** As seconds since 1970: issued five minutes ago, for an hour. */
const times = (now: number): Claims => ({ iat: now - 300, nbf: now - 300, exp: now + 3300 });

const entra = (now: number): Claims => ({
  iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
  ...times(now),
  tid: tenant,
  ver: '2.0',
});

const person: Claims = {
  oid: user,
  name: 'Alex Rivera',
  preferred_username: 'alex@contoso.example',
};

export const entraIdToken = (now: number): Claims => ({
  aud: sampleClientId,
  ...entra(now),
  sub: 'kVRCrkN2xqUgLqB3oNFZ0yQ0mYhF1sample',
  nonce: 'b7f0c2d94e',
  ...person,
  rh: '1.sample',
  uti: 'sample-uti',
});

export const guestIdToken = (now: number): Claims => ({
  ...entraIdToken(now),
  name: 'Noor Haddad',
  preferred_username: 'noor@litware.example',
  email: 'noor@litware.example',
  idp: 'https://sts.windows.net/5e5e5e5e-0000-4000-8000-000000000005/',
});

export const personalIdToken = (now: number): Claims => ({
  ...entraIdToken(now),
  iss: `https://login.microsoftonline.com/${personalTenant}/v2.0`,
  tid: personalTenant,
  oid: '00000000-0000-0000-5b5b-000000000002',
  name: 'Robin Hale',
  preferred_username: 'robin.hale@personal.example',
});

export const manyGroupsIdToken = (now: number): Claims => ({
  ...entraIdToken(now),
  _claim_names: { groups: 'src1' },
  _claim_sources: {
    src1: { endpoint: `https://graph.windows.net/${tenant}/users/${user}/getMemberObjects` },
  },
});

export const externalIdToken = (now: number): Claims => ({
  ...entraIdToken(now),
  iss: `https://${tenant}.ciamlogin.com/${tenant}/v2.0`,
  name: 'Sam Okafor',
  preferred_username: 'sam@customer.example',
  email: 'sam@customer.example',
});

export const b2cIdToken = (now: number): Claims => ({
  ver: '1.0',
  iss: `https://fabrikam.b2clogin.com/${tenant}/v2.0/`,
  aud: sampleClientId,
  ...times(now),
  auth_time: now - 300,
  nonce: 'b7f0c2d94e',
  sub: user,
  oid: user,
  name: 'Mira Lindqvist',
  emails: ['mira@customer.example'],
  tfp: 'B2C_1_signupsignin',
});

export const apiToken = (now: number): Claims => ({
  aud: api,
  ...entra(now),
  azp: sampleClientId,
  azpacr: '1',
  sub: 'Q3v8cZb1sEwT5sampleForTheApi',
  scp: 'Tasks.Read Tasks.Write',
  ...person,
  uti: 'sample-uti',
});

export const apiTokenOfVersion1 = (now: number): Claims => ({
  aud: `api://${api}`,
  iss: `https://sts.windows.net/${tenant}/`,
  ...times(now),
  acr: '1',
  amr: ['pwd', 'mfa'],
  appid: sampleClientId,
  appidacr: '1',
  name: 'Alex Rivera',
  oid: user,
  scp: 'Tasks.Read',
  sub: 'Q3v8cZb1sEwT5sampleForTheApi',
  tid: tenant,
  unique_name: 'alex@contoso.example',
  upn: 'alex@contoso.example',
  ver: '1.0',
});

export const appToken = (now: number): Claims => {
  const servicePrincipal = '5f5f5f5f-0000-4000-8000-000000000006';
  return {
    aud: api,
    ...entra(now),
    azp: sampleClientId,
    azpacr: '2',
    idtyp: 'app',
    oid: servicePrincipal,
    sub: servicePrincipal,
    roles: ['Tasks.Read.All'],
  };
};

export const graphToken = (now: number): Claims => ({
  ...apiTokenOfVersion1(now),
  aud: graph,
  app_displayname: 'Sample app',
  idtyp: 'user',
  scp: 'openid profile email User.Read',
  xms_tcdt: 1_600_000_000,
});

export const clientAssertion = (now: number): Claims => ({
  aud: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
  iss: sampleClientId,
  sub: sampleClientId,
  jti: 'sample-jti',
  nbf: now - 5,
  iat: now - 5,
  exp: now + 595,
});

export const workloadToken = (now: number): Claims => ({
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'api://AzureADTokenExchange',
  sub: 'repo:contoso/web-app:environment:production',
  repository: 'contoso/web-app',
  ...times(now),
});
