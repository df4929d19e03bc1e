import {
  ConfigurationError,
  type Environment,
  type Registration,
  registrationFrom,
} from '../../samples/web-app/sign-in/index.ts';
import {
  accountTypes,
  type DemoName,
  demoFacts,
  demoNames,
  variablePrefix,
} from '../scenarios/demos.ts';
import type { DemoRegistration } from './demo-configuration.ts';
import { type PracticeOrigins, practiceRegistration } from './practice-registration.ts';

export interface DemoSurroundings {
  siteOrigin: string;
  /** The practice tenant's origins; undefined if the site runs without it. */
  practiceTenant: PracticeOrigins | undefined;
}

const sampleVariable =
  /\b(?:CLIENT_[A-Z_]+|FEDERATED_TOKEN_FILE|(?:OIDC_)?AUTHORITY|ALLOWED_TENANTS|B2C_TENANT_NAME|[A-Z]+_USER_FLOW|ENDPOINT|SCOPE)\b/g;

/**
 * The registration of each demo: the operator's when any variable with its prefix is set
 * (ENTRA_ID__CLIENT_ID, ENTRA_ID_COMMON__ALLOWED_TENANTS, …), the practice tenant's otherwise.
 * @throws ConfigurationError with the variables as the operator wrote them
 */
export function demoRegistrations(
  env: Environment,
  { siteOrigin, practiceTenant }: DemoSurroundings,
): ReadonlyMap<DemoName, DemoRegistration> {
  const registrations = new Map<DemoName, DemoRegistration>();
  const mistakes: string[] = [];
  for (const demoName of demoNames) {
    const operators = operatorVariables(env, demoName);
    if (operators) {
      const checked = check(demoName, operators, siteOrigin, mistakes);
      if (checked) registrations.set(demoName, { registration: checked, whose: 'operator' });
    } else if (practiceTenant) {
      const registration = practiceRegistration(demoName, siteOrigin, practiceTenant);
      registrations.set(demoName, { registration, whose: 'practice' });
    }
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return registrations;
}

/** The same check as of the sample's `.env`; its sentences name the variables as the operator wrote them. */
function check(
  demoName: DemoName,
  variables: Environment,
  siteOrigin: string,
  mistakes: string[],
): Registration | undefined {
  const elsewhere = otherAccountType(demoName, variables);
  if (elsewhere) mistakes.push(elsewhere);
  try {
    const registration = registrationFrom({
      ...variables,
      TENANT_TYPE: demoFacts[demoName].tenantType,
      PORT: new URL(siteOrigin).port || '80',
      REDIRECT_URI: `${siteOrigin}/auth/redirect/${demoName}`,
      POST_LOGOUT_REDIRECT_URI: `${siteOrigin}/auth/signed-out/${demoName}`,
    });
    return elsewhere ? undefined : registration;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // What the sample says of an authority is about an account type that this demo isn't for.
    const others = error.mistakes.filter((mistake) => !(elsewhere && ofAccountType.test(mistake)));
    mistakes.push(...others.map((mistake) => inOperatorsWords(mistake, demoName)));
    return undefined;
  }
}

/** A sentence of the sample, with each variable as the operator writes it. */
export const inOperatorsWords = (sentence: string, demoName: DemoName): string =>
  sentence.replace(sampleVariable, `${variablePrefix(demoName)}$&`);

const ofAccountType = /^(?:AUTHORITY|ALLOWED_TENANTS)\b/;

/** An authority of Entra ID that another demo is for. */
function otherAccountType(demoName: DemoName, { AUTHORITY = '' }: Environment): string | undefined {
  const { tenantType, accountType } = demoFacts[demoName];
  const [, last = ''] = /^https:\/\/[^/]+\/([^/]*)\/?$/.exec(AUTHORITY.trim()) ?? [];
  const named = accountTypes.find((name) => name === last.toLowerCase());
  if (tenantType !== 'entra-id' || last === '' || named === accountType) return undefined;
  const prefix = variablePrefix(demoName);
  return named === undefined
    ? `${prefix}AUTHORITY names one tenant: it must end in /${accountType}, or use the prefix ${variablePrefix('entra-id')} for this registration.`
    : `${prefix}AUTHORITY ends in /${named}: use the prefix ${variablePrefix(`entra-id-${named}`)} for this registration.`;
}

/** The operator's variables under the names that the sample reads; undefined when none is set. */
function operatorVariables(env: Environment, demoName: DemoName): Environment | undefined {
  const prefix = variablePrefix(demoName);
  const own = Object.entries(env).filter(([name, value]) => name.startsWith(prefix) && value);
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}
