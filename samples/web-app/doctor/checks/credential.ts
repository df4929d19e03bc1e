import { check } from '../check.ts';
import { credentialInWords } from '../credential-in-words.ts';
import { refusalOf } from '../refusals.ts';

/** Whether the tenant accepts the app's secret, certificate, or federated token. */
export const credential = check({
  id: 'credential',
  title: 'Credential',
  needs: ['access', 'appAccepted'],
  run(say, { access }) {
    if (access === 'no tenant is named')
      return say.unknown(
        'the authority is for several tenants, so only a sign-in shows whether they accept it',
        'Sign in once: if the credential is wrong, the page that you see then names a code.',
      );
    const { registration, refusal } = access;
    const what = credentialInWords(registration.credential);
    if (refusal === undefined) return say.ok(`the tenant accepts ${what}`);
    const { errorCode, detail, code } = refusal;
    const known = refusalOf(errorCode, registration.credential.kind);
    if (known?.about === 'credential')
      return say.failed(`the tenant refuses ${what}: ${errorCode}`, known.todo, errorCode);
    if (known !== undefined) return say.waitsFor({ check: 'app', title: 'App' });
    if (code === 'credential_unusable')
      return say.failed(detail, 'Check that your platform writes its token there.', code);
    if (['provider_unavailable', 'provider_failing'].includes(code))
      return say.failed(detail, 'Wait a moment, then run the doctor again.', code);
    return say.unknown(
      `no token came for ${what}: ${detail}`,
      "That doesn't prove the credential wrong: read the page of the code.",
      errorCode ?? code,
    );
  },
});
