import { parseArgs } from 'node:util';
import { isGuid, type TenantType, tenantTypes } from '../sign-in/index.ts';
import { Stop } from './stop.ts';

export const accountTypes = ['one', 'organizations', 'common', 'consumers'] as const;
export type SupportedAccounts = (typeof accountTypes)[number];

/** What the developer typed; an earlier run's answer or a default takes the place of what is undefined. */
export interface Options {
  tenant: string | undefined;
  tenantType: TenantType | undefined;
  name: string | undefined;
  url: string | undefined;
  customDomain: string | undefined;
  certificate: boolean;
  secretDays: number | undefined;
  userFlow: string | undefined;
  accountTypes: SupportedAccounts | undefined;
  consent: boolean;
  signIn: 'azure-cli' | 'device-code' | undefined;
  /** The origin of the practice tenant, if it's used in place of Microsoft. */
  practiceTenant: string | undefined;
  yes: boolean;
  dryRun: boolean;
  remove: boolean;
  help: boolean;
}

export const help = `Registers this app in your tenant with Microsoft Graph, and writes .env.

npm run register -- --tenant <tenant ID or domain> [options]

  --tenant <ID or domain>   the tenant to register in
  --name <name>             the display name; default: Sign-in Lab web app
  --url <origin>            where the app will be; default: http://localhost:3000
  --custom-domain <domain>  your custom domain, for TENANT_TYPE=external-id-custom-domain
  --certificate             make a key pair here in place of a client secret
  --secret-days <n>         how long the client secret lasts; default: 180
  --user-flow <name>        External ID: which user flow, if the tenant has several
  --account-types <types>   Entra ID: one (default), organizations, common, or consumers
  --no-consent              don't grant consent for all users
  --sign-in <how>           azure-cli or device-code; default: the Azure CLI if it's signed in to the tenant
  --practice-tenant [origin]  use the practice tenant, at one of its addresses; default: https://localhost:8443
  --tenant-type <type>      only where there are several templates: ${tenantTypes.join(', ')}
  --yes                     ask no questions
  --dry-run                 read, and print each request, but change nothing
  --remove                  delete what this command made, and only that
  --help                    print this

Exit status: 0 done, 1 failed or stopped, 2 wrong use, 130 Ctrl+C.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const known = {
  tenant: text,
  'tenant-type': text,
  name: text,
  url: text,
  'custom-domain': text,
  certificate: flag,
  'secret-days': text,
  'user-flow': text,
  'account-types': text,
  'no-consent': flag,
  'sign-in': text,
  'practice-tenant': text,
  yes: flag,
  'dry-run': flag,
  remove: flag,
  help: flag,
} as const;

/** @throws Stop with exit status 2 */
export function optionsFrom(args: readonly string[]): Options {
  const values = parsed(withPracticeOrigin(args));
  return {
    tenant: valid(
      values,
      'tenant',
      isTenant,
      'must be a tenant ID or a domain, such as contoso.onmicrosoft.com',
    ),
    tenantType: oneOf(values, 'tenant-type', tenantTypes),
    name: valid(values, 'name', isName, 'must have 1 to 120 characters'),
    url: valid(values, 'url', isAppOrigin, urlRule),
    customDomain: valid(values, 'custom-domain', isDomain, 'must be a domain'),
    certificate: values.certificate,
    secretDays: days(values['secret-days']),
    userFlow: values['user-flow'],
    accountTypes: oneOf(values, 'account-types', accountTypes),
    consent: !values['no-consent'],
    signIn: oneOf(values, 'sign-in', ['azure-cli', 'device-code'] as const),
    practiceTenant: valid(values, 'practice-tenant', isOrigin, 'must be an origin'),
    yes: values.yes,
    dryRun: values['dry-run'],
    remove: values.remove,
    help: values.help,
  };
}

/** The origin may be missing, which `parseArgs` has no form for. */
function withPracticeOrigin(args: readonly string[]): string[] {
  return args.map((arg, index) =>
    arg === '--practice-tenant' && !/^https?:/.test(args[index + 1] ?? '')
      ? '--practice-tenant=https://localhost:8443'
      : arg,
  );
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('\n');
    throw wrongUse(sentence ?? '');
  }
}

type Values = ReturnType<typeof parsed>;
type TextName = {
  [Name in keyof typeof known]: (typeof known)[Name]['type'] extends 'string' ? Name : never;
}[keyof typeof known];

export const wrongUse = (sentence: string): Stop =>
  new Stop(`${sentence} For all options: npm run register -- --help`, 2);

function valid(
  values: Values,
  name: TextName,
  isValid: (value: string) => boolean,
  rule: string,
): string | undefined {
  const value = values[name];
  if (value === undefined || isValid(value)) return value;
  throw wrongUse(`--${name} ${rule}.`);
}

function oneOf<Choice extends string>(
  values: Values,
  name: TextName,
  choices: readonly Choice[],
): Choice | undefined {
  const value = values[name];
  const choice = choices.find((each) => each === value);
  if (value === undefined || choice !== undefined) return choice;
  throw wrongUse(`--${name} must be one of ${choices.join(', ')}.`);
}

function days(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  // The admin center offers at most 24 months.
  if (/^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 730) return Number(value);
  throw wrongUse('--secret-days must be a whole number from 1 to 730.');
}

/** Not the words that stand for several tenants. */
export const isTenant = (value: string): boolean =>
  isGuid(value) || /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/i.test(value);
const isName = (value: string): boolean => /\S/.test(value) && value.length <= 120;
const isOrigin = (value: string): boolean => URL.parse(value)?.origin === value;
const isDomain = (value: string): boolean => isOrigin(value) || isOrigin(`https://${value}`);

const urlRule =
  'must be an origin without a path, such as https://app.example.com; http:// works only for localhost';

/** The identity provider takes http:// for localhost only. */
function isAppOrigin(value: string): boolean {
  const { protocol, hostname } = URL.parse(value) ?? {};
  return isOrigin(value) && (protocol === 'https:' || hostname === 'localhost');
}
