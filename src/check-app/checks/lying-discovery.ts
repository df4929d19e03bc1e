import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check } from './check.ts';
import { described } from './lab.ts';

const fault = 'lying-discovery';
/** Under this ID, the practice tenant lists what apps send to where its lying document leads. */
const attempt = 'of-the-lying-discovery-document';

/**
 * Tried only when it's named: the fault meets every app of a tenant, and only apps that read the document
 * while it lies, so a person switches it on and then starts their app.
 */
export const lyingDiscovery: Check = {
  id: fault,
  family: 'Provider in trouble',
  title: 'A metadata document that lies',
  tries: 'The app starts while the metadata document names a token endpoint at another origin.',
  means: 'The client secret and the codes of all users go to an address that the attacker chose.',
  fix: 'Configure the issuer and the endpoints, or compare the document with what you configured.',
  sources: [
    {
      title: 'OpenID Connect Discovery: Impersonation Attacks',
      url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#Impersonation',
    },
  ],
  needsHonestSignIn: false,
  async run({ app, practice, users }) {
    const visitor = app.visitor();
    const authorize = await app.startSignIn(visitor);
    const clientId = practice.registrationAt(authorize)?.clientId ?? '';
    if (!(await practice.isOn(practice.tenantAt(authorize), clientId, fault))) {
      throw new CannotTry(
        `The fault ${fault} isn’t on. Switch it on at the practice tenant’s desk, on the page of the app’s registration. Then start the app again, and try this once more.`,
      );
    }
    const before = (await practice.seen(attempt)).length;
    const response = await app.signInAtProvider(visitor, authorize, users[0]);
    const result = await app.deliver(visitor, response);
    const leaked = (await practice.seen(attempt)).slice(before).flatMap(({ fields }) => fields);
    return leaked.length > 0
      ? failed(`The other origin got ${[...new Set(leaked)].join(', ')}.`)
      : held(`The app sent nothing to the other origin, and showed ${described(result)}.`);
  },
};
