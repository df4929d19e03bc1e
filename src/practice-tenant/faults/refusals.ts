import { setTimeout as wait } from 'node:timers/promises';
import type { Registration, Tenant } from '../directory/model.ts';
import { EntraError } from '../errors/entra-error.ts';
import type { Fault } from './catalogue.ts';
import type { Hold } from './held-responses.ts';
import { ServiceDown } from './service-down.ts';
import type { FaultSwitches } from './switches.ts';

const slowly = 3_000;
/** Cut short, it does no harm: the response just isn't slow. */
const pause = (signal?: AbortSignal): Promise<void> =>
  wait(slowly, undefined, { signal }).catch(() => {});

/**
 * Faults that meet an app at the token endpoint, in the order the real service would find them.
 * @throws EntraError, ServiceDown
 */
export async function failTokenRequest(
  { faults, tenant }: { faults: FaultSwitches; tenant: Tenant },
  clientId: string | undefined,
  grantType: string | undefined,
  hold: Hold,
): Promise<void> {
  const client = clientId ?? '';
  const on = (fault: Fault) => faults.isOn(clientId, fault);
  if (await on('slow')) await hold((signal) => pause(signal));
  if (await on('token-endpoint-down')) throw new ServiceDown();
  if (await on('app-disabled')) {
    throw new EntraError('AADSTS7000112', { client, tenant: tenant.domain });
  }
  if (await on('expired-secret')) throw new EntraError('AADSTS7000222', { client });
  if (grantType !== 'refresh_token') return;
  if (await on('grant-revoked')) throw new EntraError('AADSTS50173');
  if (await on('user-blocked')) throw new EntraError('AADSTS50057');
  if (await on('second-factor-required')) throw new EntraError('AADSTS50076');
}

/** The same for a sign-in without pages, where every refusal is of the grant. @throws EntraError */
export async function failPasswordSignIn(
  faults: FaultSwitches,
  app: Registration,
  username: string,
): Promise<void> {
  try {
    await failSignIn(faults, app, username);
  } catch (error) {
    throw error instanceof EntraError ? error.answeredAs('invalid_grant') : error;
  }
  if (await faults.isOn(app.clientId, 'second-factor-required')) {
    throw new EntraError('AADSTS50076');
  }
}

/** Faults that stop a sign-in once it is known who signs in. @throws EntraError */
export async function failSignIn(
  faults: FaultSwitches,
  { clientId, name }: Registration,
  username: string,
): Promise<void> {
  const on = (fault: Fault) => faults.isOn(clientId, fault);
  if (await on('user-blocked')) throw new EntraError('AADSTS50057').answeredAs('access_denied');
  if (await on('user-not-assigned')) {
    throw new EntraError('AADSTS50105', { user: username, client: clientId, name });
  }
  if (await on('conditional-access')) throw new EntraError('AADSTS53003');
}
