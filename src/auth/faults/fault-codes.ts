import { type TenantType, tenantTypeFacts, tenantTypes } from '../../scenarios/tenant-types.ts';
import { type DemoFaultName, demoFaultNames, faultsOf } from './demo-faults.ts';

/** The codes that a fault brings about: the identity provider's, in both families, and the app's. */
interface FaultCodes {
  aadsts?: string;
  /** Absent where B2C gives the same code as the others. */
  aadb2c?: string;
  app?: string;
}

/**
 * What a visitor sees of each fault: on the error page or, if the app recovers on its own, in the trace.
 * The tests run every fault and hold this table to what comes. Faults of an API have no code.
 */
export const faultCodes: Readonly<Record<DemoFaultName, FaultCodes>> = {
  'user-blocked': { aadsts: 'AADSTS50057', app: 'account_blocked' },
  'user-not-assigned': { aadsts: 'AADSTS50105', app: 'user_not_assigned' },
  'conditional-access': { aadsts: 'AADSTS53003', app: 'sign_in_blocked' },
  'social-provider-down': { aadb2c: 'AADB2C90289', app: 'provider_failing' },
  'discovery-down': { app: 'provider_failing' },
  'token-endpoint-down': { app: 'provider_failing' },
  'expired-secret': { aadsts: 'AADSTS7000222', aadb2c: 'AADB2C90081', app: 'client_refused' },
  'app-disabled': { aadsts: 'AADSTS7000112', aadb2c: 'AADB2C90092', app: 'registration_refused' },
  'wrong-nonce': { app: 'id_token_nonce' },
  'missing-nonce': { app: 'id_token_nonce' },
  'wrong-issuer': { app: 'id_token_issuer' },
  'wrong-audience': { app: 'id_token_audience' },
  'expired-id-token': { app: 'id_token_time' },
  'clock-ahead': { app: 'id_token_time' },
  'bad-signature': { app: 'id_token_signature' },
  'keys-rotated': { app: 'id_token_signature' },
  'graph-throttled': {},
  'graph-unavailable': {},
  'grant-revoked': { aadsts: 'AADSTS50173', aadb2c: 'AADB2C90129' },
  'consent-removed': { aadb2c: 'AADB2C90205', app: 'consent_required' },
  'second-factor-required': { aadsts: 'AADSTS50076' },
};

/** What a visitor sees of a fault in the demo of a tenant type: the identity provider's code, then the app's. */
export function codesOf(fault: DemoFaultName, tenantType: TenantType): string[] {
  const { aadsts, aadb2c, app } = faultCodes[fault];
  const provider = tenantType === 'b2c' ? (aadb2c ?? aadsts) : aadsts;
  return [provider, app].filter((code) => code !== undefined);
}

/** A fault that brings about a code, and where. */
export interface FaultOfCode {
  fault: DemoFaultName;
  tenantTypes: readonly TenantType[];
}

/**
 * The faults that let a visitor see a code. A page about a code of Microsoft Entra ID offers no B2C
 * tenant, even if the practice one gives that code too.
 */
export const faultsThatBring = (code: string): FaultOfCode[] =>
  demoFaultNames
    .map((fault) => ({ fault, tenantTypes: tenantTypesThatShow(code, fault) }))
    .filter(({ tenantTypes }) => tenantTypes.length > 0);

function tenantTypesThatShow(code: string, fault: DemoFaultName): TenantType[] {
  return tenantTypes.filter((tenantType) => {
    const { errorFamily } = tenantTypeFacts[tenantType];
    const foreign = /^AAD(?:STS|B2C)/.test(code) && !code.toLowerCase().startsWith(errorFamily);
    return (
      !foreign && faultsOf(tenantType).includes(fault) && codesOf(fault, tenantType).includes(code)
    );
  });
}
