/**
 * Finds a secret as it is, percent-encoded, and escaped in JSON, as the source of a regular expression with the
 * flag `u`. A short one counts only by itself, not within a longer word. One that looks like a word counts only
 * where values are: put into a sentence of the doctor, which everyone can read elsewhere, "(secret)" would give it
 * away.
 */
export function secretPattern(secret: string): string {
  const text = [...secret].map(anyForm).join('');
  if (/^\p{L}{1,15}$/u.test(secret)) return `${valueStart}${text}${end}|${start}${text}(?=@|%40)`;
  return secret.length < 8 ? `${start}${text}${end}` : text;
}

const encoded = String.raw`%[\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\[nrt]`;
const start = String.raw`(?<=^|[^\p{L}\d]|${encoded})`;
const end = String.raw`(?![\p{L}\d])`;
/** Behind `:`, `=`, or a quotation mark, encoded or not, and behind what announces a secret. */
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
