/** Whole words only: `login.microsoftonline.com` and `SIGNIN_URL` are names. */
const typed = (source: string): RegExp =>
  new RegExp(`(?<=^|\\s)(?:${source})(?=$|[\\s?!,;]|\\.(?:\\s|$))`, 'g');

/** What people type, and how this site writes it. */
const siteWords: readonly [typed: RegExp, written: string][] = [
  [
    typed('log(?:ging|ged)?[ -]?(?:out|off)|signout|sign[ -]off|signed out|sing[ -]?out'),
    'sign out',
  ],
  [typed('log(?:ging|ged)?[ -]?(?:in|on)|signin|sigin|signed in|sing[ -]?in'), 'sign in'],
  [typed('signup|register an? account'), 'sign up'],
  [typed('mfa|2fa|two[ -]factor|multi-factor'), 'multifactor'],
  [typed('sso'), 'single sign-on'],
  [typed('obo'), 'on behalf of'],
  [typed('msi'), 'managed identity'],
  [typed('ciam'), 'external id'],
  [typed('(?:azure ad|aad)(?! b2c)'), 'entra id'],
  [typed('spa'), 'single-page application'],
  [typed('oidc'), 'openid connect'],
  [typed('versus'), 'vs'],
  [typed('e-mail'), 'email'],
  [typed('cancelled'), 'canceled'],
  [typed('organisations?'), 'organization'],
  [typed('authorisation'), 'authorization'],
  [typed('callback url|reply url'), 'redirect uri'],
];

// prose-ignore: words as people type them, without apostrophes
const typedFillers = 'a an cant doesnt dont im ive please wont';
const fillers = new Set(
  (
    'and any are as at be between but by can cannot could did difference do does for from ' +
    'get gets getting give gives has have help how i if in into is it its just keep keeps ' +
    'make me my no not now of on or our should so still than that the their them then there ' +
    'this to too use used using want we what when ' +
    `where which why will with without would you your ${typedFillers}`
  ).split(' '),
);

/** Words that mean something only together. */
const pairs = /\bsign (?:in|out|up)\b|\bon behalf of\b|\bexternal id\b|\bentra id\b/g;

/**
 * The words of a query that show what it's about, as this site writes them; all of its words if every
 * one is a filler.
 */
export function queryWords(query: string): string[] {
  const written = siteWords.reduce(
    (text, [typed, instead]) => text.replace(typed, instead),
    query.toLowerCase().replaceAll('’', "'"),
  );
  const together = written.match(pairs) ?? [];
  const single = written
    .replace(pairs, ' ')
    .split(/[\s,;:!?"“”()]+/)
    .map((word) => word.replace(/^[.']+|[.']+$/g, ''))
    .filter((word) => word !== '');
  const telling = single.filter((word) => !fillers.has(word.replaceAll("'", '')));
  const words = [...new Set([...together, ...telling])];
  return words.length > 0 ? words : single;
}
