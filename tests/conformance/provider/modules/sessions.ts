import type { JWTPayload } from 'jose';
import { authorize, checkAuthorizationError } from '../authorization.ts';
import { codeFlow, redeem } from '../code-flow.ts';
import { checkConfiguration } from '../configuration-conditions.ts';
import type { Setting } from '../setting.ts';

const authTimeOf = (claims: JWTPayload): number | undefined =>
  typeof claims['auth_time'] === 'number' ? claims['auth_time'] : undefined;

/** A second sign-in that must show the user a login page again. */
const signsInAgain =
  (wait: number, changes: Record<string, string>, hasAuthTime: boolean) =>
  async (setting: Setting): Promise<void> => {
    const { log, later } = setting;
    await checkConfiguration(setting);
    const first = await codeFlow(setting);
    later(wait);
    const authorization = await authorize(setting, { changes });
    const wasAsked = authorization.asked.includes('password');
    log.check('ExpectSecondLoginPage', wasAsked, authorization.asked);
    const second = await redeem(setting, authorization);
    const [before, after] = [authTimeOf(first.claims), authTimeOf(second.claims)];
    const isLater = before === undefined || after === undefined || after > before;
    log.check('CheckSecondIdTokenAuthTimeIsLaterIfPresent', isLater, { before, after });
    if (!hasAuthTime) return;
    log.check('CheckIdTokenAuthTimeClaimPresentDueToMaxAge', after !== undefined);
    const isRecent = after === undefined || after > Date.now() / 1000 - 301;
    log.check('CheckIdTokenAuthTimeIsRecentIfPresent', isRecent, after);
  };

/** A second sign-in in which the user must not be asked anything. */
const staysSignedIn =
  (
    first: Record<string, string>,
    second: (idToken: string) => Record<string, string>,
    hasAuthTime: boolean,
  ) =>
  async (setting: Setting): Promise<void> => {
    const { log } = setting;
    await checkConfiguration(setting);
    const before = await codeFlow(setting, { changes: first });
    const changes = second(before.answer.body.id_token ?? '');
    const after = await codeFlow(setting, { changes });
    const [earlier, later] = [authTimeOf(before.claims), authTimeOf(after.claims)];
    if (hasAuthTime) {
      const isPresent = earlier !== undefined && later !== undefined;
      log.check('CheckIdTokenAuthTimeClaimPresentDueToMaxAge', isPresent, { earlier, later });
    }
    const isSame = earlier === undefined || later === undefined || earlier === later;
    log.check('CheckIdTokenAuthTimeClaimsSameIfPresent', isSame, { earlier, later });
    const sameUser = before.claims.sub === after.claims.sub;
    log.check('CheckIdTokenSubConsistentForSecondAuthorization', sameUser);
  };

const forNobody = [
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
];

async function notLoggedIn(setting: Setting): Promise<void> {
  const { log } = setting;
  await checkConfiguration(setting);
  const state = 'long-state-'.padEnd(128, 'x');
  const { response, page } = await authorize(setting, { changes: { prompt: 'none', state } });
  const received = log.require('EnsureErrorFromAuthorizationEndpointResponse', response, page.url);
  checkAuthorizationError(setting, received, state);
  const error = received.get('error') ?? '';
  const isExpected = forNobody.includes(error);
  log.check(
    'CheckErrorFromAuthorizationEndpointIsOneThatRequiredAUserInterface',
    isExpected,
    error,
  );
}

export const sessionModules = {
  'oidcc-prompt-login': signsInAgain(1, { prompt: 'login' }, false),
  'oidcc-prompt-none-not-logged-in': notLoggedIn,
  'oidcc-prompt-none-logged-in': staysSignedIn({}, () => ({ prompt: 'none' }), false),
  'oidcc-max-age-1': signsInAgain(2, { max_age: '1' }, true),
  'oidcc-max-age-10000': staysSignedIn({ max_age: '15000' }, () => ({ max_age: '10000' }), true),
  'oidcc-id-token-hint': staysSignedIn(
    {},
    (idToken) => ({ prompt: 'none', id_token_hint: idToken }),
    false,
  ),
};
