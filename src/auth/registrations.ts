import {
  ConfigurationError,
  type Environment,
  type Registration,
  registrationFrom,
  type TenantType,
  tenantTypes,
} from '../../samples/web-app/sign-in/index.ts';
import { variablePrefix } from '../scenarios/tenant-types.ts';
import type { DemoRegistration } from './demo-configuration.ts';
import { type PracticeOrigins, practiceRegistration } from './practice-registration.ts';

export interface DemoSurroundings {
  siteOrigin: string;
  /** The practice tenant's origins; undefined if the site runs without it. */
  practiceTenant: PracticeOrigins | undefined;
}

const sampleVariable =
  /\b(?:CLIENT_[A-Z_]+|FEDERATED_TOKEN_FILE|(?:OIDC_)?AUTHORITY|B2C_TENANT_NAME|[A-Z]+_USER_FLOW|ENDPOINT|SCOPE)\b/g;

/**
 * The registration of each tenant type: the operator's when any variable with its prefix is set
 * (ENTRA_ID__CLIENT_ID, B2C__B2C_TENANT_NAME, …), the practice tenant's otherwise.
 * @throws ConfigurationError with the variables as the operator wrote them
 */
export function demoRegistrations(
  env: Environment,
  { siteOrigin, practiceTenant }: DemoSurroundings,
): ReadonlyMap<TenantType, DemoRegistration> {
  const registrations = new Map<TenantType, DemoRegistration>();
  const mistakes: string[] = [];
  for (const tenantType of tenantTypes) {
    const operators = operatorVariables(env, tenantType);
    if (operators) {
      const checked = check(tenantType, operators, siteOrigin, mistakes);
      if (checked) registrations.set(tenantType, { registration: checked, whose: 'operator' });
    } else if (practiceTenant) {
      const registration = practiceRegistration(tenantType, siteOrigin, practiceTenant);
      registrations.set(tenantType, { registration, whose: 'practice' });
    }
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return registrations;
}

/** The same check as of the sample's `.env`; its sentences name the variables as the operator wrote them. */
function check(
  tenantType: TenantType,
  variables: Environment,
  siteOrigin: string,
  mistakes: string[],
): Registration | undefined {
  try {
    return registrationFrom({
      ...variables,
      TENANT_TYPE: tenantType,
      PORT: new URL(siteOrigin).port || '80',
      REDIRECT_URI: `${siteOrigin}/auth/redirect/${tenantType}`,
      POST_LOGOUT_REDIRECT_URI: `${siteOrigin}/auth/signed-out/${tenantType}`,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const prefix = variablePrefix(tenantType);
    mistakes.push(
      ...error.mistakes.map((mistake) => mistake.replace(sampleVariable, `${prefix}$&`)),
    );
    return undefined;
  }
}

/** The operator's variables under the names that the sample reads; undefined when none is set. */
function operatorVariables(env: Environment, tenantType: TenantType): Environment | undefined {
  const prefix = variablePrefix(tenantType);
  const own = Object.entries(env).filter(([name, value]) => name.startsWith(prefix) && value);
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}
