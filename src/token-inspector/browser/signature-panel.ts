import type { JsonObject } from '../../jwt/json-object.ts';
import type { Jwt } from '../../jwt/read-jwt.ts';
import type { Inspected } from '../about/inspected.ts';
import { algorithmOf } from '../signature/algorithms.ts';
import { type Checked, checkWithPasted, checkWithPracticeKeys } from './check.ts';
import { element } from './element.ts';

const keysId = 'token-keys';

interface SignatureOptions {
  jwt: Jwt;
  token: Inspected;
  /** Fills in the keys: those of a sample. */
  keys: string;
  isSample: boolean;
}

/** Where the signature is checked. The practice tenant’s keys are fetched only when the reader asks for it. */
export function signaturePanel({ jwt, token, keys, isSample }: SignatureOptions): HTMLElement {
  const heading = element('h3', { id: 'token-signature' }, 'Signature');
  if (algorithmOf(jwt.header.values['alg']) === undefined)
    return element(
      'section',
      { className: 'token-signature' },
      heading,
      element('p', {}, notCheckable(jwt.header.values)),
    );
  const result = element('p', { className: 'token-verdict', role: 'status' });
  const unchecked = element(
    'p',
    {},
    'Not checked yet. Until it is, anyone can have written this token.',
  );
  const field = element('textarea', {
    id: keysId,
    rows: 4,
    value: keys,
    autocomplete: 'off',
    spellcheck: false,
  });
  field.setAttribute('autocapitalize', 'off');
  const show = async (checked: Promise<Checked>, button: HTMLElement) => {
    button.ariaBusy = 'true';
    result.textContent = '';
    const { kind, sentence } = await checked.catch(() => notChecked);
    unchecked.remove();
    result.dataset['kind'] = kind;
    result.textContent = sentence;
    button.ariaBusy = null;
  };
  const practice = button(
    'Check with the practice tenant’s keys',
    !isSample && token.issuer.practiceName !== undefined,
  );
  practice.addEventListener('click', () => show(checkWithPracticeKeys(jwt), practice));
  const own = button(
    isSample ? 'Check with the sample’s key' : 'Check with these keys',
    practice.classList.contains('quiet'),
  );
  own.addEventListener('click', () => show(checkWithPasted(jwt, field.value), own));
  return element(
    'section',
    { className: 'token-signature' },
    heading,
    unchecked,
    !isSample && element('div', { className: 'lab-actions' }, practice),
    element(
      'div',
      { className: 'lab-field' },
      element(
        'label',
        { htmlFor: keysId },
        isSample ? 'The sample’s public key' : 'Or paste public keys',
      ),
      field,
      element('small', { id: 'token-keys-help' }, ...helpFor(token, isSample)),
    ),
    element('div', { className: 'lab-actions' }, own),
    result,
  );
}

const notChecked: Checked = {
  kind: 'warn',
  sentence: 'The keys didn’t load. Make sure that the site is running, and try again.',
};

const button = (label: string, isMain: boolean): HTMLButtonElement =>
  element('button', { type: 'button', className: `lab-button${isMain ? '' : ' quiet'}` }, label);

function helpFor({ issuer: { keysUrl } }: Inspected, isSample: boolean): (Node | string)[] {
  if (isSample)
    return ['Your browser made this key for the samples. Change a character, and the check fails.'];
  const forms = 'A key set (JWKS), a JWK, a certificate, or a public key in PEM.';
  if (keysUrl === undefined) return [forms];
  // Opened by the reader, in a tab that can’t see this page.
  const link = element(
    'a',
    { href: keysUrl, target: '_blank', rel: 'noopener noreferrer' },
    keysUrl,
  );
  return [`${forms} This token’s issuer publishes its keys at `, link, '. Copy what it shows.'];
}

function notCheckable({ alg }: JsonObject): string {
  if (/^HS/.test(String(alg)))
    return 'Only someone who has the shared secret can check it. Don’t paste a secret into a web page.';
  return 'There’s no signature that a public key could check.';
}
