/**
 * The source of a regular expression, for the flag `u`, that finds a secret as it is, percent-encoded, or escaped in
 * JSON. A short secret is found only as a whole word. One that looks like an ordinary word is found only where values
 * are: the doctor's sentences are public, so "(secret)" in place of a word in them would give the secret away.
 */
export function secretPattern(secret: string): string {
  const text = [...secret].map(anyForm).join('');
  if (/^\p{L}{1,15}$/u.test(secret)) return `${valueStart}${text}${end}|${start}${text}(?=@|%40)`;
  return secret.length < 8 ? `${start}${text}${end}` : text;
}

const encoded = String.raw`%[\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\[nrt]`;
const start = String.raw`(?<=^|[^\p{L}\d]|${encoded})`;
const end = String.raw`(?![\p{L}\d])`;
/** After `:`, `=`, or a quotation mark, encoded or not, and after a word that announces a secret. */
const valueStart = String.raw`(?<=[:="']|(?:%|\\u00)(?:3[aAdD]|2[27])|(?:password|passphrase|secret)(?: is)?:?\s)`;

/** One character in every form that it can have in a URL, in a form, and in JSON. */
function anyForm(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  const units = character.split('').map((unit) => unit.charCodeAt(0));
  const literal = new Set([character, JSON.stringify(character).slice(1, -1)]);
  if (character === '/') literal.add('\\/');
  if (character === ' ') literal.add('+');
  const forms = [
    ...[...literal].map((form) => [...form].map(exactly).join('')),
    bytes.map((byte) => `%${inEitherCase(byte, 2)}`).join(''),
    units.map((unit) => String.raw`\\u${inEitherCase(unit, 4)}`).join(''),
  ];
  return `(?:${forms.join('|')})`;
}

const exactly = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;

const inEitherCase = (value: number, digits: number) =>
  value
    .toString(16)
    .padStart(digits, '0')
    .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
