import { type AppOptions, AppUnderCheck } from '../check-app/app/app-under-check.ts';
import type { Check } from '../check-app/checks/check.ts';
import { Trace } from '../check-app/http/trace.ts';
import { PracticeTenant } from '../check-app/practice/practice-tenant.ts';
import { failed, held, type Verdict } from '../check-app/verdicts/verdict.ts';

/** Under this ID, the practice tenant lists what apps send to where its lying document leads. */
const attempt = 'of-the-lying-discovery-document';

/**
 * An attack that is no check of `check-app`: it meets every app of a tenant, and only apps that read the
 * document while it lies.
 */
export const lyingDiscovery = {
  id: 'lying-discovery',
  family: 'Provider in trouble',
  title: 'A metadata document that lies',
  tries: 'The app starts while the metadata document names a token endpoint at another origin.',
  means: 'The client secret and the codes of all users go to an address that the attacker chose.',
  fix: 'Configure the issuer and the endpoints, or compare what the document says with what you configured.',
  sources: [
    {
      title: 'OpenID Connect Discovery: Impersonation Attacks',
      url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#Impersonation',
    },
  ],
} as const satisfies Omit<Check, 'run'>;

export interface LyingDiscoveryOptions extends AppOptions {
  /** Where the practice tenant's pages are. */
  practiceTenant: string;
}

/**
 * Signs in once. Before, someone has switched on the fault `lying-discovery`, and then started the app.
 * @throws CannotCheck, CannotTry
 */
export async function tryLyingDiscovery({
  practiceTenant,
  ...options
}: LyingDiscoveryOptions): Promise<Verdict> {
  const trace = new Trace();
  const practice = await PracticeTenant.at(practiceTenant);
  const app = await AppUnderCheck.find(options, practice, () => trace);
  const visitor = app.visitor();
  const authorize = await app.startSignIn(visitor);
  const { clientId } = practice.registrationAt(authorize) ?? {};
  const user = await practice.makeUser(practice.tenantAt(authorize), {
    ...(clientId !== undefined && { assignedTo: [clientId] }),
  });
  try {
    const before = (await practice.seen(attempt)).length;
    await app.deliver(visitor, await app.signInAtProvider(visitor, authorize, user));
    const leaked = (await practice.seen(attempt)).slice(before).flatMap(({ fields }) => fields);
    return leaked.length > 0
      ? failed(`The other origin got ${[...new Set(leaked)].join(', ')}.`)
      : held('The app sent nothing to the other origin.');
  } finally {
    await practice.removeUser(user);
  }
}
