import type { plans } from '../../../src/conformance/plans.ts';
import { claimModules } from './modules/claims.ts';
import { discoveryEndpointVerification } from './modules/discovery.ts';
import { happyFlows } from './modules/happy-flows.ts';
import { refreshToken } from './modules/refresh-token.ts';
import { refusals } from './modules/refusals.ts';
import { sessionModules } from './modules/sessions.ts';
import type { Setting } from './setting.ts';

type Name =
  | (typeof plans)['oidcc-basic-certification-test-plan'][number]
  | (typeof plans)['oidcc-config-certification-test-plan'][number];

/** Every module for a provider; the compiler asks for the ones of both plans. */
export const providerModules: Readonly<Record<Name, (setting: Setting) => Promise<void>>> = {
  ...happyFlows,
  ...claimModules,
  ...sessionModules,
  ...refusals,
  'oidcc-refresh-token': refreshToken,
  'oidcc-discovery-endpoint-verification': discoveryEndpointVerification,
};
