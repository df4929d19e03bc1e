import { appOnly, type Registration, SignInError } from '../../sign-in/index.ts';
import { inOneTenant } from '../app-tenant.ts';
import { check } from '../check.ts';
import { graphOf } from '../graph.ts';
import type { Known } from '../known.ts';
import { refusalOf } from '../refusals.ts';
import { requests } from '../requests.ts';
import type { Surroundings } from '../surroundings.ts';

/** Whether the tenant knows the app: it asks for a token of its own, which no user has a part in. */
export const app = check({
  id: 'app',
  title: 'App',
  needs: ['registration', 'metadata'],
  provides: ['access', 'appAccepted'],
  async run(say, { registration }, surroundings) {
    const here = inOneTenant(registration, surroundings.folder);
    if (here === undefined) {
      const finding = say.unknown(
        'the authority is for several tenants, so only a sign-in shows whether they know the app',
        'Compare CLIENT_ID with "Application (client) ID" on the Overview page of your registration.',
      );
      return { findings: [finding], learned: { access: 'no tenant is named', appAccepted: true } };
    }
    const refusal = await refusalAt(here, surroundings);
    const access = { registration: here, refusal };
    const learned: Known = { access, appAccepted: true };
    const [, name] = new URL(here.authority).pathname.split('/');
    if (refusal === undefined)
      return { findings: [say.ok(`tenant ${name} knows ${here.clientId}`)], learned };
    const known = refusalOf(refusal.errorCode);
    if (known?.about === 'credential')
      return { findings: [say.ok(`tenant ${name} knows ${here.clientId}`)], learned };
    if (known?.about === 'app' && registration.allowedTenants)
      return {
        findings: [
          say.warning(
            `tenant ${name} has no service principal of ${here.clientId} that can be used (${refusal.errorCode})`,
            `If the app is registered elsewhere, an administrator of ${name} has to consent first. If not: ${known.todo}`,
            refusal.errorCode,
          ),
        ],
        learned,
      };
    // The first user who consents creates it, if users may.
    if (refusal.errorCode === 'AADSTS7000229')
      return {
        findings: [
          say.warning(
            `tenant ${name} has no service principal of ${here.clientId}: who signs in first needs the right to consent`,
            known?.todo ?? '',
            refusal.errorCode,
          ),
        ],
        learned,
      };
    if (known !== undefined)
      return {
        findings: [
          say.failed(
            `tenant ${name} refuses it: ${refusal.errorCode}`,
            known.todo,
            refusal.errorCode,
          ),
        ],
        learned: { access },
      };
    const finding = say.unknown(
      `no token came, so it isn't clear whether the tenant knows the app: ${refusal.detail}`,
      'Read the page of the code, then run the doctor again.',
      refusal.errorCode ?? refusal.code,
    );
    return { findings: [finding], learned };
  },
});

async function refusalAt(
  registration: Registration,
  surroundings: Surroundings,
): Promise<SignInError | undefined> {
  try {
    await appOnly(registration, requests(surroundings)).accessToken(graphOf(registration));
    return undefined;
  } catch (error) {
    if (error instanceof SignInError) return error;
    throw error;
  }
}
