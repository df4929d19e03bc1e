import type { TenantType } from '../sign-in/index.ts';
import { type Options, type SupportedAccounts, wrongUse } from './command-line.ts';
import type { PracticeTenant } from './practice-tenant.ts';
import type { RegistrationRecord } from './record.ts';

/** What to register, once the options, an earlier run and the defaults are put together. */
export interface Settings {
  tenantType: TenantType;
  name: string;
  /** Where the app will be, as an origin. */
  url: string;
  accountTypes: SupportedAccounts;
  usesCertificate: boolean;
  secretDays: number;
  /** Only for the tenant type external-id-custom-domain; an origin. */
  customDomain: string | undefined;
  userFlow: string | undefined;
  grantsConsent: boolean;
  practiceTenant: PracticeTenant | undefined;
}

/**
 * Microsoft Graph validates such an application more strictly: no app roles, two client secrets, a shorter name.
 * In B2C, every app that user flows serve is one.
 */
export const letsInPersonalAccounts = ({
  tenantType,
  accountTypes,
}: Pick<Settings, 'tenantType' | 'accountTypes'>): boolean =>
  tenantType === 'b2c' || accountTypes === 'common' || accountTypes === 'consumers';

const asOrigin = (domain: string): string =>
  domain.startsWith('http') ? domain : `https://${domain}`;

/**
 * What an earlier run was told stays, so that running the command again changes nothing.
 * @throws Stop
 */
export function settingsFrom(
  options: Options,
  tenantType: TenantType,
  usualName: string,
  practiceTenant: PracticeTenant | undefined,
  record: RegistrationRecord | undefined,
): Settings {
  const accountTypes = options.accountTypes ?? record?.accountTypes ?? 'one';
  if (accountTypes !== 'one' && tenantType !== 'entra-id')
    throw wrongUse('--account-types is for Entra ID only.');
  if (options.userFlow !== undefined && !tenantType.startsWith('external-id'))
    throw wrongUse('--user-flow is for External ID only.');
  const name = options.name ?? record?.name ?? usualName;
  // https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation
  if (name.length > 90 && letsInPersonalAccounts({ tenantType, accountTypes }))
    throw wrongUse('--name must have at most 90 characters for an app with personal accounts.');
  const customDomain =
    options.customDomain ?? practiceTenant?.customDomainOrigin ?? record?.customDomain;

  const needsDomain = tenantType === 'external-id-custom-domain';
  if (needsDomain && customDomain === undefined)
    throw wrongUse('--custom-domain is missing, and Microsoft Graph can’t look it up.');
  if (!needsDomain && options.customDomain !== undefined)
    throw wrongUse('--custom-domain is for the tenant type external-id-custom-domain only.');
  return {
    tenantType,
    accountTypes,
    practiceTenant,
    name,
    url: options.url ?? record?.url ?? 'http://localhost:3000',
    usesCertificate: options.certificate || (record?.usesCertificate ?? false),
    secretDays: options.secretDays ?? 180,
    customDomain: needsDomain && customDomain ? asOrigin(customDomain) : undefined,
    userFlow: options.userFlow,
    grantsConsent: options.consent,
  };
}
