import { tenantTypes } from '../scenarios/tenant-types.ts';
import { apiCall } from './content/api-call.ts';
import { authority } from './content/authority.ts';
import { b2cToExternalId } from './content/b2c-to-external-id.ts';
import { consent } from './content/consent.ts';
import { credentials } from './content/credentials.ts';
import { customDomain } from './content/custom-domain.ts';
import { deployment } from './content/deployment.ts';
import { envValues } from './content/env-values.ts';
import { keptWhere } from './content/kept-where.ts';
import { lifetimes } from './content/lifetimes.ts';
import { onBehalfOf } from './content/on-behalf-of.ts';
import { pkceStateNonce } from './content/pkce-state-nonce.ts';
import { signIn } from './content/sign-in.ts';
import { signOut } from './content/sign-out.ts';
import { tokens } from './content/tokens.ts';
import { topology, topologyOfCustomDomain } from './content/topology.ts';
import type { Figure } from './model/figure.ts';

/** Every picture, by the name that a page shows it by. */
export const figures: Readonly<Record<string, Figure>> = {
  'api-call': apiCall,
  authority,
  'b2c-to-external-id': b2cToExternalId,
  consent,
  credentials,
  'custom-domain': customDomain,
  deployment,
  'kept-where': keptWhere,
  lifetimes,
  'on-behalf-of': onBehalfOf,
  'pkce-state-nonce': pkceStateNonce,
  'sign-in': signIn,
  'sign-out': signOut,
  tokens,
  topology,
  'topology-custom-domain': topologyOfCustomDomain,
  ...Object.fromEntries(tenantTypes.map((name) => [`env-values-${name}`, envValues(name)])),
};

/**
 * @param page who asks, for the error sentence
 * @throws when there is no such picture
 */
export function figureNamed(name: string, page: string): Figure {
  const figure = figures[name];
  if (!figure) throw new Error(`${page} asks for the picture "${name}", which doesn't exist.`);
  return figure;
}
