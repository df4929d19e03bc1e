import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../../../samples/web-app/sign-in/index.ts';
import { tokenError } from '../../../../../samples/web-app/sign-in/protocol/provider-error.ts';
import { msalCredential } from '../../../../../samples/web-app/sign-in/registration/credential.ts';
import {
  ConfigurationError,
  environmentReader,
} from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import { routeOf } from '../../../../../samples/web-app/sign-in/registration/redirect-uri.ts';
import {
  listeningPort,
  registrationFrom,
} from '../../../../../samples/web-app/sign-in/registration/registration.ts';
import { appCertificate } from '../../../../practice-tenant/app-certificate.ts';
import { webAppFolder } from '../../running-web-app.ts';
import { password, pathOf } from './certificates/files.ts';

const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
const good = {
  TENANT_TYPE: 'entra-id',
  AUTHORITY: `https://login.microsoftonline.com/${tenantId}`,
  CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  CLIENT_SECRET: 'a~secret',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
};
const b2c = {
  ...good,
  TENANT_TYPE: 'b2c',
  AUTHORITY: undefined,
  B2C_TENANT_NAME: 'fabrikam',
  SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
};
const custom = {
  ...good,
  TENANT_TYPE: 'external-id-custom-domain',
  OIDC_AUTHORITY: `https://login.adatum.com/${tenantId}/v2.0`,
};
const external = {
  ...good,
  TENANT_TYPE: 'external-id',
  AUTHORITY: 'https://woodgrove.ciamlogin.com/woodgrove.onmicrosoft.com',
};

function mistakesIn(environment: Record<string, string | undefined>): readonly string[] {
  try {
    registrationFrom(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
}

describe('one sentence for each mistake', () => {
  const cases: [mistake: string, environment: Record<string, string | undefined>, says: RegExp][] =
    [
      ['no tenant type', { ...good, TENANT_TYPE: undefined }, /TENANT_TYPE must be one of/],
      ['an unknown tenant type', { ...good, TENANT_TYPE: 'azure' }, /TENANT_TYPE must be one of/],
      ['nothing set', { ...good, CLIENT_ID: undefined }, /CLIENT_ID is missing/],
      [
        'a placeholder',
        { ...good, CLIENT_ID: '<your client ID>' },
        /CLIENT_ID still holds a placeholder/,
      ],
      [
        'a placeholder inside',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com/<your tenant ID>' },
        /AUTHORITY still holds a placeholder/,
      ],
      [
        'words to replace',
        { ...good, CLIENT_ID: 'your-client-id' },
        /CLIENT_ID still holds a placeholder/,
      ],
      ['dots to fill in', { ...good, CLIENT_ID: '...' }, /CLIENT_ID still holds a placeholder/],
      [
        'a client ID with more around it',
        { ...good, CLIENT_ID: `api://${good.CLIENT_ID}` },
        /^CLIENT_ID must be a GUID: copy it from "Application \(client\) ID" on the Overview page/,
      ],
      ['a client ID that is a name', { ...good, CLIENT_ID: 'my-app' }, /CLIENT_ID must be a GUID/],
      ['the ID of a secret', { ...good, CLIENT_SECRET: tenantId }, /looks like the ID of a secret/],
      [
        'no credential',
        { ...good, CLIENT_SECRET: undefined },
        /exactly one credential \(you set 0\)/,
      ],
      [
        'two credentials',
        { ...good, FEDERATED_TOKEN_FILE: '/token' },
        /exactly one credential \(you set 2\)/,
      ],
      [
        'half a certificate',
        { ...good, CLIENT_SECRET: undefined, CLIENT_CERTIFICATE_PATH: pathOf('app.pem') },
        /has no private key: set CLIENT_CERTIFICATE_KEY_PATH/,
      ],
      [
        'the key of a certificate alone',
        { ...good, CLIENT_SECRET: undefined, CLIENT_CERTIFICATE_KEY_PATH: 'a.key' },
        /^CLIENT_CERTIFICATE_KEY_PATH needs CLIENT_CERTIFICATE_PATH: set both/,
      ],
      [
        'a certificate that is not there',
        {
          ...good,
          CLIENT_SECRET: undefined,
          CLIENT_CERTIFICATE_PATH: '/no/a.pem',
          CLIENT_CERTIFICATE_KEY_PATH: `${webAppFolder}app.ts`,
        },
        /CLIENT_CERTIFICATE_PATH names a file that doesn't exist: \/no\/a\.pem/,
      ],
      [
        'a token file that does not exist',
        { ...good, CLIENT_SECRET: undefined, FEDERATED_TOKEN_FILE: '/no/token' },
        /FEDERATED_TOKEN_FILE names a file that doesn't exist: \/no\/token/,
      ],
      [
        'a token file that is a folder',
        { ...good, CLIENT_SECRET: undefined, FEDERATED_TOKEN_FILE: webAppFolder },
        /FEDERATED_TOKEN_FILE names a file that the app can't read/,
      ],
      ['no redirect URI', { ...good, REDIRECT_URI: undefined }, /^REDIRECT_URI is missing/],
      [
        'a placeholder for the redirect URI',
        { ...good, REDIRECT_URI: '<your redirect URI>' },
        /^REDIRECT_URI still holds a placeholder/,
      ],
      [
        'a placeholder for the page after sign-out',
        { ...good, POST_LOGOUT_REDIRECT_URI: '<your page>' },
        /^POST_LOGOUT_REDIRECT_URI still holds a placeholder/,
      ],
      [
        'a placeholder for the address of the API',
        { ...good, ENDPOINT: '<your endpoint>', SCOPE: 'a' },
        /^ENDPOINT still holds a placeholder/,
      ],
      [
        'a redirect URI without a path',
        { ...good, REDIRECT_URI: 'http://localhost:3000' },
        /REDIRECT_URI must have a path .* use http:\/\/localhost:3000\/auth\/redirect/,
      ],
      [
        'a redirect URI where the library listens itself',
        { ...good, REDIRECT_URI: 'https://app.example/auth/front-channel-logout' },
        /REDIRECT_URI must have a path .* use https:\/\/app\.example\/auth\/redirect/,
      ],
      [
        'a redirect URI on localhost over https',
        { ...good, REDIRECT_URI: 'https://localhost:3000/auth/redirect' },
        /this app serves http: use http:\/\/localhost:3000\/auth\/redirect/,
      ],
      [
        'a redirect URI on this machine by its address over https',
        { ...good, REDIRECT_URI: 'https://[::1]/auth/redirect', PORT: '4000' },
        /on \[::1\] this app serves http: use http:\/\/localhost:4000\/auth\/redirect/,
      ],
      [
        'a redirect URI without a port',
        { ...good, REDIRECT_URI: 'http://localhost/auth/redirect' },
        /names port 80, but the app listens on PORT 3000: use the same port in both/,
      ],
      [
        'an authority over http',
        { ...good, AUTHORITY: `http://login.microsoftonline.com/${tenantId}` },
        /AUTHORITY must begin with https/,
      ],
      ['no address at all', { ...good, AUTHORITY: 'contoso' }, /AUTHORITY isn't an address/],
      ['a query', { ...good, AUTHORITY: `${good.AUTHORITY}?p=x` }, /question mark/],
      [
        'a user name',
        { ...good, AUTHORITY: `https://a:b@login.microsoftonline.com/${tenantId}` },
        /username/,
      ],
      [
        'everybody',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com/common' },
        /ends in \/common/,
      ],
      [
        'no tenant',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com' },
        /doesn't name a tenant/,
      ],
      [
        'more than the tenant',
        { ...good, AUTHORITY: `${good.AUTHORITY}/v2.0` },
        /must end after the tenant/,
      ],
      [
        'a mistyped word for several tenants',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com/organisations' },
        /ends in \/organisations, which is neither a tenant ID nor a domain/,
      ],
      [
        'everyone, in capitals',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com/Organizations' },
        /ALLOWED_TENANTS is missing: AUTHORITY ends in \/organizations/,
      ],
      [
        'everyone with their own account',
        { ...good, AUTHORITY: 'https://login.microsoftonline.com/consumers' },
        /ALLOWED_TENANTS is missing: AUTHORITY ends in \/consumers/,
      ],
      [
        'a host that only begins like that of Entra ID',
        { ...good, AUTHORITY: `https://login.microsoftonline.com.evil.example/${tenantId}` },
        /for TENANT_TYPE=entra-id it must look like/,
      ],
      [
        'a host that only ends like that of Entra ID',
        { ...good, AUTHORITY: `https://evil-login.microsoftonline.com/${tenantId}` },
        /for TENANT_TYPE=entra-id it must look like/,
      ],
      [
        'a host that only begins like that of External ID',
        { ...external, AUTHORITY: 'https://woodgrove.ciamlogin.com.evil.example/x' },
        /for TENANT_TYPE=external-id it must look like/,
      ],
      [
        'B2C at the External ID host',
        { ...b2c, AUTHORITY: external.AUTHORITY },
        /for TENANT_TYPE=b2c it must look like/,
      ],
      [
        'a custom domain at the workforce host',
        { ...custom, OIDC_AUTHORITY: `${good.AUTHORITY}/v2.0` },
        /for TENANT_TYPE=external-id-custom-domain it must look like/,
      ],
      [
        'a custom domain at the B2C host',
        { ...custom, OIDC_AUTHORITY: `https://fabrikam.b2clogin.com/${tenantId}/v2.0` },
        /for TENANT_TYPE=external-id-custom-domain it must look like/,
      ],
      [
        'a custom domain with more after it',
        { ...custom, OIDC_AUTHORITY: `${custom.OIDC_AUTHORITY}/authorize` },
        /must be your domain, your tenant ID, and \/v2\.0/,
      ],
      [
        'External ID at the workforce host',
        { ...external, AUTHORITY: good.AUTHORITY },
        /for TENANT_TYPE=external-id it must look like/,
      ],
      [
        'Entra ID at the External ID host',
        { ...good, AUTHORITY: external.AUTHORITY },
        /for TENANT_TYPE=entra-id it must look like/,
      ],
      [
        'B2C at the workforce host',
        { ...b2c, AUTHORITY: 'https://login.microsoftonline.com/fabrikam.onmicrosoft.com' },
        /for TENANT_TYPE=b2c it must look like/,
      ],
      [
        'a custom domain with a name',
        { ...custom, OIDC_AUTHORITY: 'https://login.adatum.com/adatum.onmicrosoft.com/v2.0' },
        /must be your domain, your tenant ID, and \/v2\.0/,
      ],
      [
        'a custom domain without v2.0',
        { ...custom, OIDC_AUTHORITY: `https://login.adatum.com/${tenantId}` },
        /must be your domain, your tenant ID, and \/v2\.0/,
      ],
      ['the wrong variable', { ...custom, OIDC_AUTHORITY: undefined }, /OIDC_AUTHORITY is missing/],
      [
        'no user flow',
        { ...b2c, SIGNUPSIGNIN_USER_FLOW: undefined },
        /SIGNUPSIGNIN_USER_FLOW is missing/,
      ],
      ['no B2C tenant', { ...b2c, B2C_TENANT_NAME: undefined }, /B2C_TENANT_NAME is missing/],
      [
        'another port',
        { ...good, PORT: '4000' },
        /names port 3000, but the app listens on PORT 4000/,
      ],
      [
        'a port that is a word',
        { ...good, PORT: 'abc' },
        /^PORT must be a whole number from 1 to 65535\.$/,
      ],
      ['a port beyond the last', { ...good, PORT: '65536' }, /^PORT must be a whole number/],
      ['the port 0', { ...good, PORT: '0' }, /^PORT must be a whole number/],
      [
        'a page after sign-out that is no address',
        { ...good, POST_LOGOUT_REDIRECT_URI: 'goodbye' },
        /^POST_LOGOUT_REDIRECT_URI must be a full address/,
      ],
      ...['/auth/Sign-In/', '/AUTH/sign-out', '//'].map(
        (path): [string, Record<string, string | undefined>, RegExp] => [
          `the redirect URI ${path}`,
          { ...good, REDIRECT_URI: `http://localhost:3000${path}` },
          /REDIRECT_URI must have a path that the app uses for nothing else/,
        ],
      ),
      ...['/auth/redirect#', '/auth/redirect?a=b', '/auth/:id', '/auth/*', '/auth/%20'].map(
        (path): [string, Record<string, string | undefined>, RegExp] => [
          `the redirect URI ${path}`,
          { ...good, REDIRECT_URI: `http://localhost:3000${path}` },
          /^REDIRECT_URI must be a plain address .*: use http:\/\/localhost:3000\/auth\/redirect/,
        ],
      ),
      ...['/auth/redirect', '/Auth/Redirect/', '/auth/sign-out'].map(
        (path): [string, Record<string, string | undefined>, RegExp] => [
          `the page after sign-out at ${path}`,
          { ...good, POST_LOGOUT_REDIRECT_URI: `http://localhost:3000${path}` },
          /^POST_LOGOUT_REDIRECT_URI is an address where the app expects something else/,
        ],
      ),
      [
        'the page after sign-out over https on this machine',
        { ...good, POST_LOGOUT_REDIRECT_URI: 'https://localhost:3000/goodbye' },
        /on localhost this app serves http: use http:\/\/localhost:3000\/goodbye/,
      ],
      [
        'a page after sign-out of another scheme',
        { ...good, POST_LOGOUT_REDIRECT_URI: 'ftp://localhost:3000/goodbye' },
        /^POST_LOGOUT_REDIRECT_URI must be a full address/,
      ],
      [
        'a page after sign-out over http elsewhere',
        { ...good, POST_LOGOUT_REDIRECT_URI: 'http://app.example/goodbye' },
        /^POST_LOGOUT_REDIRECT_URI must be a full address/,
      ],
      [
        '127.0.0.1',
        { ...good, REDIRECT_URI: 'http://127.0.0.1:3000/auth/redirect' },
        /use localhost instead/,
      ],
      [
        'the address of this machine in IPv6',
        { ...good, REDIRECT_URI: 'http://[::1]:3000/auth/redirect' },
        /names \[::1\]: use localhost instead/,
      ],
      [
        'http elsewhere',
        { ...good, REDIRECT_URI: 'http://app.example/auth/redirect' },
        /REDIRECT_URI must begin with https/,
      ],
      [
        'a redirect URI of another scheme',
        { ...good, REDIRECT_URI: 'ftp://localhost:3000/auth/redirect' },
        /REDIRECT_URI must begin with https/,
      ],
      [
        'a redirect URI that is none',
        { ...good, REDIRECT_URI: '/auth/redirect' },
        /REDIRECT_URI isn't an address/,
      ],
      [
        'a redirect URI that is none, with a page after sign-out that is one',
        { ...good, REDIRECT_URI: 'x', POST_LOGOUT_REDIRECT_URI: 'https://app.example/goodbye' },
        /^REDIRECT_URI isn't an address/,
      ],
      [
        'an endpoint alone',
        { ...good, ENDPOINT: 'https://graph.microsoft.com/v1.0/me' },
        /ENDPOINT and SCOPE belong together/,
      ],
      ['a scope alone', { ...good, SCOPE: 'User.Read' }, /ENDPOINT and SCOPE belong together/],
      [
        'an endpoint that is no address',
        { ...good, ENDPOINT: 'https://[', SCOPE: 'a' },
        /ENDPOINT must begin with https/,
      ],
      [
        'an endpoint on a host that only begins like localhost',
        { ...good, ENDPOINT: 'http://localhost.evil.example/', SCOPE: 'a' },
        /ENDPOINT must begin with https/,
      ],
      [
        'an endpoint of a scheme that only ends like https',
        { ...good, ENDPOINT: 'ahttps://api.example', SCOPE: 'a' },
        /ENDPOINT must begin with https/,
      ],
      [
        'an endpoint over http',
        { ...good, ENDPOINT: 'http://api.example/x', SCOPE: 'a' },
        /ENDPOINT must begin with https/,
      ],
    ];

  test.each(cases)('%s', (_, environment, says) => {
    const mistakes = mistakesIn(environment);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(says);
  });

  test('all mistakes are told at once', () => {
    const mistakes = mistakesIn({
      ...good,
      CLIENT_ID: '',
      CLIENT_SECRET: tenantId,
      AUTHORITY: 'x',
    });
    expect(mistakes).toHaveLength(3);
  });

  test('no sentence repeats a secret', () => {
    const secret = 'your-very-secret-value';
    const told = mistakesIn({ ...good, CLIENT_SECRET: secret, CLIENT_ID: '' }).join();
    expect(told).not.toContain(secret);
  });
});

describe('what the variables become', () => {
  test('B2C has an authority without the user flow, and the flows by name', () => {
    const registration = registrationFrom({ ...b2c, EDITPROFILE_USER_FLOW: 'B2C_1_edit' });
    expect(registration.authority).toBe('https://fabrikam.b2clogin.com/fabrikam.onmicrosoft.com');
    expect(registration.userFlows).toEqual({
      signUpSignIn: 'B2C_1_signupsignin',
      editProfile: 'B2C_1_edit',
    });
  });

  test('the address that the portal shows for External ID is completed', () => {
    const { authority } = registrationFrom({
      ...external,
      AUTHORITY: 'https://woodgrove.ciamlogin.com/',
    });
    expect(authority).toBe('https://woodgrove.ciamlogin.com/woodgrove.onmicrosoft.com');
  });

  test('people come back to /goodbye beside the redirect URI', () => {
    expect(registrationFrom(good).postLogoutRedirectUri).toBe('http://localhost:3000/goodbye');
    const elsewhere = 'http://localhost:3000/see-you';
    const registration = registrationFrom({ ...good, POST_LOGOUT_REDIRECT_URI: elsewhere });
    expect(registration.postLogoutRedirectUri).toBe(elsewhere);
  });

  test.each([
    ['elsewhere', 'https://www.example/see-you'],
    ['elsewhere at a path that is taken here', 'https://www.example/auth/redirect'],
    ['in another app on this machine', 'http://127.0.0.1:5000/see-you'],
    ['over https in another app on this machine', 'https://localhost:8443/see-you'],
  ])('a page after sign-out may be %s', (_, POST_LOGOUT_REDIRECT_URI) => {
    const registration = registrationFrom({ ...good, POST_LOGOUT_REDIRECT_URI });
    expect(registration.postLogoutRedirectUri).toBe(POST_LOGOUT_REDIRECT_URI);
  });

  test('a page after sign-out beside a redirect URI over https', () => {
    const app = { REDIRECT_URI: 'https://app.example/auth/redirect' };
    const POST_LOGOUT_REDIRECT_URI = 'https://app.example/see-you';
    expect(mistakesIn({ ...good, ...app, POST_LOGOUT_REDIRECT_URI })).toEqual([]);
  });

  test.each([
    'https://app.example/auth/redirect',
    'https://app.example:8443/sign_in-1.0~/From.Microsoft',
    'http://localhost:4000/auth/redirect',
  ])('%s is a redirect URI', (REDIRECT_URI) => {
    expect(registrationFrom({ ...good, REDIRECT_URI }).redirectUri).toBe(REDIRECT_URI);
  });

  test('port 80 needs no mention in the redirect URI', () => {
    expect(
      mistakesIn({ ...good, REDIRECT_URI: 'http://localhost/auth/redirect', PORT: '80' }),
    ).toEqual([]);
  });

  test.each([
    ['PORT', { PORT: '1' }, 1],
    [
      'PORT before the redirect URI',
      { PORT: '65535', REDIRECT_URI: 'http://localhost:4000/x' },
      65_535,
    ],
    ['the redirect URI', { REDIRECT_URI: 'http://localhost:4000/x' }, 4000],
    ['neither, over https', { REDIRECT_URI: 'https://app.example:8443/x' }, 3000],
    ['neither, without a port', { REDIRECT_URI: 'http://localhost/x' }, 3000],
    ['nothing', {}, 3000],
    ['no address', { REDIRECT_URI: 'x' }, 3000],
  ])('the port to listen on follows from %s', (_, environment, port) => {
    expect(listeningPort(environmentReader(environment))).toBe(port);
  });

  test.each([
    ['https://app.example', '/'],
    ['https://app.example//', '/'],
    ['https://app.example/Profile//', '/profile'],
    ['https://app.example/a/b?c#d', '/a/b'],
    ['no address', ''],
  ])('the route of %s is %j', (uri, route) => {
    expect(routeOf(uri)).toBe(route);
  });

  test('an empty PORT is none', () => {
    expect(registrationFrom({ ...good, PORT: '' }).redirectUri).toBe(good.REDIRECT_URI);
  });

  test('spaces around a value are not part of it', () => {
    const { clientId } = registrationFrom({ ...good, CLIENT_ID: ` ${good.CLIENT_ID} ` });
    expect(clientId).toBe(good.CLIENT_ID);
  });

  test.each(['https://a.example', 'http://localhost:4000/tasks', 'http://localhost/tasks'])(
    'an API has the endpoint %s, and scopes separated by spaces or commas',
    (ENDPOINT) => {
      const registration = registrationFrom({ ...good, ENDPOINT, SCOPE: 'User.Read  Mail.Read,a' });
      const api = { endpoint: ENDPOINT, scopes: ['User.Read', 'Mail.Read', 'a'] };
      expect(registration.api).toEqual(api);
      expect(registrationFrom(good)).not.toHaveProperty('api');
    },
  );

  test('a secret is a credential', () => {
    expect(registrationFrom(good).credential).toEqual({ kind: 'secret', secret: 'a~secret' });
  });

  test('a certificate and a token file are the other two credentials', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'registration-'));
    const { certificate, privateKey } = await appCertificate();
    const [certificatePath, keyPath] = [join(folder, 'app.pem'), join(folder, 'app.key')];
    writeFileSync(certificatePath, certificate);
    writeFileSync(keyPath, privateKey);
    const withCertificate = {
      ...good,
      CLIENT_SECRET: undefined,
      CLIENT_CERTIFICATE_PATH: certificatePath,
      CLIENT_CERTIFICATE_KEY_PATH: keyPath,
    };
    expect(registrationFrom(withCertificate).credential.kind).toBe('certificate');
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'header.pay-load.sig_nature\n');
    const { credential } = registrationFrom({
      ...good,
      CLIENT_SECRET: undefined,
      FEDERATED_TOKEN_FILE: tokenFile,
    });
    expect(credential).toEqual({ kind: 'federated', tokenFile });
    rmSync(folder, { recursive: true });
  });
});

describe('a credential in files is checked at start, and the sentence names what is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credential-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, text: string | Uint8Array) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('a PFX file with its password is a certificate', () => {
    const { credential } = registrationFrom({
      ...good,
      CLIENT_SECRET: undefined,
      CLIENT_CERTIFICATE_PATH: pathOf('modern.pfx'),
      CLIENT_CERTIFICATE_PASSWORD: password,
    });
    expect(credential.kind).toBe('certificate');
  });

  test('a placeholder for a path is reported once', () => {
    const CLIENT_CERTIFICATE_PATH = '<path>';
    expect(mistakesIn({ ...good, CLIENT_SECRET: undefined, CLIENT_CERTIFICATE_PATH })).toEqual([
      expect.stringContaining('still holds a placeholder'),
    ]);
  });

  test.each([
    ['an identity document', '{"access_token":"a.b.c"}'],
    ['a token that PowerShell wrote', Buffer.from('\uFEFFa.b.c', 'utf16le')],
    ['two tokens', 'a.b.c\na.b.c'],
  ])('a token file with %s', (_, content) => {
    const FEDERATED_TOKEN_FILE = written('token', content);
    expect(mistakesIn({ ...good, CLIENT_SECRET: undefined, FEDERATED_TOKEN_FILE })).toEqual([
      expect.stringMatching(
        /^FEDERATED_TOKEN_FILE names a file that holds something other than a single/,
      ),
    ]);
  });

  test('an empty token file', () => {
    const FEDERATED_TOKEN_FILE = written('token', ' \n');
    expect(mistakesIn({ ...good, CLIENT_SECRET: undefined, FEDERATED_TOKEN_FILE })).toEqual([
      expect.stringMatching(/^FEDERATED_TOKEN_FILE names an empty file: /),
    ]);
  });

  test('a token file that is gone later is reported as that, not as a refusal', async () => {
    const tokenFile = written('later', 'a.b.c\n');
    const { clientAssertion } = msalCredential({ kind: 'federated', tokenFile });
    const read = clientAssertion as () => Promise<string>;
    expect(await read()).toBe('a.b.c');
    writeFileSync(tokenFile, ' \n');
    await expect(read()).rejects.toThrow('is empty');
    rmSync(tokenFile);
    const error = await read().catch((reason) => reason);
    expect(error).toMatchObject({ name: 'CredentialUnreadable', cause: { code: 'ENOENT' } });
    expect(tokenError(error)).toMatchObject({ code: 'credential_unusable', errorCode: undefined });
    expect(tokenError(error).detail).toContain('FEDERATED_TOKEN_FILE: ENOENT');
  });
});

describe.each(tenantTypes)('the templates for %s', (tenantType) => {
  const template = (kind: string) =>
    parseEnv(readFileSync(`${webAppFolder}.env.${kind}.${tenantType}`, 'utf8'));

  test('the one for practice works as it is', () => {
    expect(registrationFrom(template('practice'))).toMatchObject({ tenantType });
  });

  test('the one to fill in holds nothing but placeholders to complain about', () => {
    const mistakes = mistakesIn(template('sample'));
    expect(mistakes.length).toBeGreaterThan(1);
    for (const mistake of mistakes) expect(mistake).toContain('placeholder');
  });
});
