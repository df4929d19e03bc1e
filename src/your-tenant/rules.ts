import { accountTypeOf } from '../../samples/web-app/sign-in/registration/account-types.ts';
import { tenantAddressFrom } from '../../samples/web-app/sign-in/registration/authority.ts';
import {
  type Environment,
  environmentReader,
  isGuid,
} from '../../samples/web-app/sign-in/registration/environment.ts';
import { mistakesInRedirectUri } from '../../samples/web-app/sign-in/registration/redirect-uri.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';
import type { FieldKey } from './fields.ts';
import { looksSecret } from './secret-shapes.ts';
import { longestValue } from './stored-values.ts';

/** What became of a text that was typed into a field. */
export type Checked =
  | { kind: 'empty' }
  | { kind: 'value'; value: string }
  | { kind: 'mistake'; sentence: string }
  | { kind: 'secret'; sentence: string };

const secretSentence =
  'This looks like a client secret, so it was removed from this field and isn’t stored. Put secrets into .env, and nowhere else.';

/** A tenant for rules that need a whole authority. */
const someId = '00000000-0000-4000-8000-000000000000';

/** Checks what was typed by the rules that the sample checks `.env` with when it starts. */
export function check(field: FieldKey, tenantType: TenantType, typed: string): Checked {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  if (looksSecret(text)) return { kind: 'secret', sentence: secretSentence };
  const value = tidied(field, text);
  const sentence = mistakeIn(field, tenantType, value);
  return sentence === undefined ? { kind: 'value', value } : { kind: 'mistake', sentence };
}

/** People paste what a portal shows: a whole address where its host is asked for. */
function tidied(field: FieldKey, text: string): string {
  const host = text.replace(/^https:\/\//i, '').replace(/\/+$/, '');
  switch (field) {
    case 'subdomain':
      return host.replace(/\.(?:ciamlogin|onmicrosoft)\.com$/i, '');
    case 'tenantName':
      return host.replace(/\.(?:b2clogin|onmicrosoft)\.com$/i, '');
    case 'appServiceName':
      return host.replace(/\.azurewebsites\.net$/i, '');
    case 'tenantId':
      return host
        .replace(/^login\.microsoftonline\.com\/([^/]+).*$/i, '$1')
        .replace(/^\{(.*)\}$/, '$1');
    case 'customDomain':
    case 'apiHost':
      return host;
    case 'appOrigin':
      return text.replace(/\/+$/, '');
    default:
      return text;
  }
}

function mistakeIn(field: FieldKey, type: TenantType, value: string): string | undefined {
  if (/[\s<>]/.test(value)) return 'Enter the value without spaces or angle brackets.';
  if (value.length > longestValue) return `Enter at most ${longestValue} characters.`;
  switch (field) {
    case 'clientId': {
      const reader = environmentReader({ CLIENT_ID: value });
      reader.needGuid(
        'CLIENT_ID',
        '"Application (client) ID" on the Overview page of your registration',
      );
      return worded(reader.mistakes);
    }
    case 'tenantId':
      return type === 'b2c' ? mistakeInId(value) : mistakeInTenant(type, value);
    case 'subdomain':
      if (!isLabel(value))
        return 'Enter the first part of your domain: contoso for contoso.onmicrosoft.com.';
      // A custom domain leads to such an address too.
      return mistakesInAddress('external-id', {
        AUTHORITY: `https://${value}.ciamlogin.com/${someId}`,
      });
    case 'tenantName':
      return mistakesInAddress(type, { B2C_TENANT_NAME: value });
    case 'customDomain':
      if (!isHost(value)) return 'Enter the host alone, such as login.contoso.com.';
      return mistakesInAddress(
        type,
        type === 'b2c'
          ? { AUTHORITY: `https://${value}/contoso.onmicrosoft.com` }
          : { OIDC_AUTHORITY: `https://${value}/${someId}/v2.0` },
      );
    case 'signUpSignIn':
    case 'editProfile':
    case 'resetPassword':
      return /^B2C_1A?_[\w-]+$/i.test(value)
        ? undefined
        : 'Enter the name with its prefix, such as B2C_1_signupsignin.';
    case 'appOrigin':
      return mistakeInOrigin(value);
    case 'apiHost':
      return isHost(value) ? undefined : 'Enter the host alone, such as api.contoso.com.';
    case 'appServiceName':
      return /^[a-z\d](?:[a-z\d-]{0,58}[a-z\d])$/i.test(value)
        ? undefined
        : 'Use 2 to 60 letters, digits, and hyphens. A hyphen can’t be first or last.';
    case 'gitHubOrganization':
      return isLabel(value)
        ? undefined
        : 'Use the name in the address: contoso for github.com/contoso.';
    case 'gitHubRepository':
      return /^[\w.-]{1,100}$/.test(value)
        ? undefined
        : 'Use the repository’s name alone: letters, digits, hyphens, underscores, and periods.';
  }
}

const isLabel = (text: string): boolean => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(text);
const isHost = (text: string): boolean =>
  text.includes('.') && text.split('.').every(isLabel) && URL.canParse(`https://${text}`);

const mistakeInId = (value: string): string | undefined =>
  isGuid(value)
    ? undefined
    : 'The tenant ID must be a GUID: copy it from "Directory (tenant) ID" on the Overview page of your registration.';

function mistakeInTenant(type: TenantType, value: string): string | undefined {
  if (isGuid(value)) return undefined;
  if (accountTypeOf(`https://login.microsoftonline.com/${encodeURIComponent(value)}`))
    return 'Enter the ID or the domain of one tenant, your own.';
  if (!isHost(value))
    return type === 'entra-id'
      ? 'Enter the ID, which is a GUID, or the domain of your tenant, such as contoso.onmicrosoft.com.'
      : mistakeInId(value);
  if (/(?:^|\.)(?:login\.microsoftonline|b2clogin|ciamlogin)\.com$/i.test(value))
    return 'This is where users sign in. Enter the ID or the domain of your tenant, such as contoso.onmicrosoft.com.';
  switch (type) {
    case 'entra-id':
      return mistakesInAddress(type, { AUTHORITY: `https://login.microsoftonline.com/${value}` });
    case 'external-id':
      return mistakesInAddress(type, { AUTHORITY: `https://contoso.ciamlogin.com/${value}` });
    default:
      return mistakeInId(value);
  }
}

function mistakeInOrigin(value: string): string | undefined {
  if (!URL.canParse(value)) return 'Enter an address that begins with https://.';
  const { origin, protocol, port } = new URL(value);
  if (origin !== value.toLowerCase()) return `Enter the host alone: ${origin}.`;
  // Whatever port the app is given on this machine, it's the one that it listens on.
  const listens = protocol === 'http:' ? Number(port || '80') : 3000;
  return worded(mistakesInRedirectUri(`${value}/auth/redirect`, listens));
}

function mistakesInAddress(type: TenantType, environment: Environment): string | undefined {
  const reader = environmentReader({
    SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin',
    ...environment,
  });
  tenantAddressFrom(type, reader);
  return worded(reader.mistakes);
}

/** What the sample calls a variable, in the words of this form. */
const words: readonly [RegExp, string][] = [
  [/\b(?:OIDC_)?AUTHORITY\b/g, 'the authority'],
  [/\bB2C_TENANT_NAME\b/g, 'the tenant name'],
  [/\bCLIENT_ID\b/g, 'the client ID'],
  [/\bREDIRECT_URI\b/g, 'the redirect URI'],
  [/for TENANT_TYPE=[\w-]+ it/g, 'for this tenant type it'],
];

/** The first mistake, fit for a field. */
function worded([mistake]: readonly string[]): string | undefined {
  if (mistake === undefined) return undefined;
  const sentence = words.reduce((text, [name, word]) => text.replace(name, word), mistake);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
