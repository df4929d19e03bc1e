import {
  type Registration,
  type TenantType,
  tenantTypes,
} from '../../samples/web-app/sign-in/index.ts';
import { ConfigurationError } from '../../samples/web-app/sign-in/registration/configuration-error.ts';
import { registrationFrom } from '../../samples/web-app/sign-in/registration/registration-from.ts';
import { demoEnvironment } from './environment.ts';
import { practiceRegistration } from './practice-registration.ts';
import { variablePrefix } from './tenant-type.ts';

type Environment = Record<string, string | undefined>;

export interface DemoRegistration {
  registration: Registration;
  whose: 'practice' | 'operator';
}

const sampleVariable =
  /\b(?:CLIENT_[A-Z_]+|FEDERATED_TOKEN_FILE|(?:OIDC_)?AUTHORITY|B2C_TENANT_NAME|[A-Z]+_USER_FLOW|ENDPOINT|SCOPE)\b/g;

/** Carries one sentence per mistake, each with the variable as the operator wrote it. */
export class DemoConfigurationError extends Error {
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'DemoConfigurationError';
    this.mistakes = mistakes;
  }
}

/**
 * The registration of each tenant type: the operator's when any variable with its prefix is set
 * (ENTRA_ID__CLIENT_ID, B2C__B2C_TENANT_NAME, …), the practice tenant's otherwise. The server calls
 * this at start, so that a mistake is told before anybody clicks.
 *
 * @throws DemoConfigurationError
 */
export function demoRegistrations(env: Environment): ReadonlyMap<TenantType, DemoRegistration> {
  const environment = demoEnvironment(env);
  const registrations = new Map<TenantType, DemoRegistration>();
  const mistakes: string[] = [];
  for (const tenantType of tenantTypes) {
    const operators = operatorVariables(env, tenantType);
    if (operators) {
      const checked = check(tenantType, operators, environment.siteOrigin, mistakes);
      if (checked) registrations.set(tenantType, { registration: checked, whose: 'operator' });
    } else if (environment.practiceTenant) {
      const registration = practiceRegistration(tenantType, environment);
      registrations.set(tenantType, { registration, whose: 'practice' });
    }
  }
  if (mistakes.length > 0) throw new DemoConfigurationError(mistakes);
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
