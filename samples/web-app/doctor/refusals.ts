import type { Credential } from '../sign-in/index.ts';

interface Refusal {
  /** Which line of the doctor it belongs to. */
  about: 'tenant' | 'app' | 'credential';
  todo: string;
}

const overview =
  'Compare CLIENT_ID with "Application (client) ID" on the Overview page of your registration, and the authority in .env with its tenant.';
const newSecret =
  'Create a new client secret under "Certificates & secrets", and copy its Value into CLIENT_SECRET.';
const federated = (what: string) =>
  `Compare the ${what} of the token with the federated credential under "Certificates & secrets", character by character.`;

/**
 * Why a tenant gives the app no token, and what to do about it. Not in here: what holds for the app's own requests
 * only and proves nothing about a user's sign-in, such as Conditional Access for workload identities (AADSTS53003).
 */
const refusals: Record<string, Refusal> = {
  AADSTS90002: { about: 'tenant', todo: 'Copy "Directory (tenant) ID" from the Overview page.' },
  AADSTS900023: { about: 'tenant', todo: 'Copy "Directory (tenant) ID" from the Overview page.' },
  AADSTS700016: { about: 'app', todo: overview },
  AADB2C90018: { about: 'app', todo: overview },
  AADB2C90068: { about: 'app', todo: overview },
  AADSTS7000229: {
    about: 'app',
    todo: 'The registration has no service principal in this tenant: let an administrator consent once, or run: az ad sp create --id <client ID>',
  },
  AADSTS7000112: {
    about: 'app',
    todo: 'Open "Enterprise apps" > your app > "Properties", and turn on "Enabled for users to sign in?".',
  },
  AADB2C90092: {
    about: 'app',
    todo: 'Open "Enterprise apps" > your app > "Properties", and turn on "Enabled for users to sign in?".',
  },
  AADSTS700025: {
    about: 'app',
    todo: 'The redirect URI has to be one of the platform "Web", and "Allow public client flows" has to be off.',
  },
  AADSTS7000215: {
    about: 'credential',
    todo: 'Copy the Value of a client secret into CLIENT_SECRET, not its Secret ID. It is shown only once: create a new one if you have left that page.',
  },
  AADB2C90081: { about: 'credential', todo: newSecret },
  AADSTS7000222: { about: 'credential', todo: newSecret },
  AADSTS700027: {
    about: 'credential',
    todo: 'Upload this certificate under "Certificates & secrets", and compare the thumbprint there with the one in the line "Credential expires".',
  },
  AADSTS700024: {
    about: 'credential',
    todo: 'Look at the line "Clock", and at the times in the file that FEDERATED_TOKEN_FILE names: your platform has to renew it.',
  },
  AADSTS700023: {
    about: 'credential',
    todo: 'With a federated credential, the audience of the token has to be the one that is registered, usually api://AzureADTokenExchange.',
  },
  AADSTS70021: { about: 'credential', todo: federated('issuer, subject, and audience') },
  AADSTS700211: { about: 'credential', todo: federated('issuer') },
  AADSTS700212: { about: 'credential', todo: federated('audience') },
  AADSTS700213: { about: 'credential', todo: federated('subject') },
  AADSTS7002138: { about: 'credential', todo: federated('subject') },
  AADSTS50027: {
    about: 'credential',
    todo: 'The file that FEDERATED_TOKEN_FILE names has to hold one JSON Web Token and nothing else.',
  },
  AADSTS50013: {
    about: 'credential',
    todo: "The token's signature isn't from the issuer that is registered: check which platform writes FEDERATED_TOKEN_FILE.",
  },
  AADSTS7000216: { about: 'credential', todo: newSecret },
  AADSTS7000218: { about: 'credential', todo: newSecret },
  AADB2C90079: { about: 'credential', todo: newSecret },
};

/** What an authorization request ends with if its redirect URI isn't one of the app's. */
export const notRegistered: readonly string[] = [
  'AADSTS50011',
  'AADSTS500113',
  'AADB2C90006',
  'AADB2C90007',
];

/** The same code for a token of another issuer: no certificate was uploaded for it. */
const unverified: Refusal = {
  about: 'credential',
  todo: 'The keys of the registered issuer don\'t verify this token: check which platform writes FEDERATED_TOKEN_FILE, and the line "Credential expires".',
};

/** undefined for a code that isn't listed, which proves nothing about any one of them. */
export function refusalOf(
  code: string | undefined,
  kind: Credential['kind'] = 'secret',
): Refusal | undefined {
  if (code === 'AADSTS700027' && kind === 'federated') return unverified;
  return code === undefined || !Object.hasOwn(refusals, code) ? undefined : refusals[code];
}
