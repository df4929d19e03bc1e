import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { explanations } from '../../samples/web-app/sign-in/errors/explanations.ts';
import type { ErrorData } from '../../src/content/error-schema.ts';
import { inlineMarkdown, plainText } from '../../src/errors/inline-markdown.ts';
import { recordOf, records } from './records.ts';

const list = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes';
const sentencesOf = ({ meaning, causes, fixes, reproduce }: ErrorData): string[] => [
  meaning,
  ...causes,
  ...fixes.map(({ step }) => step),
  ...(reproduce === undefined ? [] : [reproduce]),
];
const wordsOf = (code: string): string => sentencesOf(recordOf(code)).map(plainText).join(' ');
const causesOf = (code: string): string => recordOf(code).causes.map(plainText).join(' ');
const sourcesOf = (code: string): string[] => recordOf(code).sources.map(({ url }) => url);
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\/errors\/(\w+)\//g)].map(([, code = '']) => code);

/** Of every page, what is wrong with it. */
const problems = (find: (record: ErrorData) => readonly string[]): string[] =>
  [...records].flatMap(([code, record]) => find(record).map((problem) => `${code}: ${problem}`));

it('has only whole sentences, in the Markdown that a page can show', () => {
  const isShown = (sentence: string): boolean => {
    inlineMarkdown(sentence);
    return /[.?]$/.test(plainText(sentence));
  };
  expect(problems((record) => sentencesOf(record).filter((each) => !isShown(each)))).toEqual([]);
});

it('links only to errors that have a page', () => {
  const lost = (record: ErrorData) =>
    linksIn(sentencesOf(record).join(' ')).filter((code) => !records.has(code));
  expect(problems(lost)).toEqual([]);
});

it('has short titles that read like headings', () => {
  const isHeading = (title: string) => /^[A-Z].{5,80}[^.:]$/.test(title);
  expect(problems(({ title }) => (isHeading(title) ? [] : [title]))).toEqual([]);
});

it('says more in the meaning than in the title', () => {
  const isMore = ({ title, meaning }: ErrorData) => plainText(meaning).length > title.length;
  expect(problems((record) => (isMore(record) ? [] : [record.meaning]))).toEqual([]);
});

it('claims no search words twice', () => {
  const twice = ({ searchWords }: ErrorData) =>
    searchWords.filter((words, place) => searchWords.indexOf(words) !== place);
  expect(problems(twice)).toEqual([]);
});

it('claims search words as a reader types them, not as YAML escapes them', () => {
  const escaped = ({ searchWords }: ErrorData) =>
    searchWords.filter((words) => words.includes("''"));
  expect(problems(escaped)).toEqual([]);
});

it('has no title twice in one family', () => {
  const titles = [...records.values()].map(({ family, title }) => `${family}: ${title}`);
  expect(titles.filter((title, place) => titles.indexOf(title) !== place)).toEqual([]);
});

it('has a page for everything that the sample reports', () => {
  for (const code of Object.keys(explanations)) expect(recordOf(code).family).toBe('app');
});

it('has a page for every code that begins a line of the log', () => {
  const files = globSync('samples/web-app/sign-in/**/*.ts');
  const lines = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\blog\(\s*["'`]([a-z]\w*): /g),
  ]);
  const codes = new Set(lines.map(([, code = '']) => code));
  expect([...codes]).toContain('sid_missing');
  for (const code of codes) expect(recordOf(code).family).toBe('app');
});

// Microsoft's list has no row for these codes, or one with another meaning (700023).
test.each([
  'AADSTS28000',
  'AADSTS500112',
  'AADSTS500113',
  'AADSTS500131',
  'AADSTS500200',
  'AADSTS500207',
  'AADSTS500210',
  'AADSTS650053',
  'AADSTS70020',
  'AADSTS70021',
  'AADSTS700009',
  'AADSTS700023',
  'AADSTS700024',
  'AADSTS700211',
  'AADSTS700212',
  'AADSTS700213',
  'AADSTS7002138',
  'AADSTS131010',
  'AADSTS165000',
  'AADSTS900023',
  'AADSTS9002325',
  'AADSTS9002326',
  'AADSTS9002327',
  'AADSTS9002346',
  'AADSTS1002012',
])('%s is explained by another source than that list', (code) => {
  expect(sourcesOf(code)).not.toContain(list);
});

describe('what Microsoft documents', () => {
  test('a user who changes the password keeps a web app’s refresh token (AADSTS50173)', () => {
    const record = recordOf('AADSTS50173');
    expect(record.meaning).not.toMatch(/password/i);
    const [aboutUsers, ...more] = record.causes.filter((cause) =>
      /changed? (?:their|by)/.test(cause),
    );
    expect(more).toEqual([]);
    expect(aboutUsers).toMatch(/isn't enough.+leaves its refresh tokens alive/);
    expect(sourcesOf('AADSTS50173').join()).toContain('/identity-platform/refresh-tokens');
  });

  test('MSAL does not look up External ID hosts, so they cannot cause AADSTS50049', () => {
    expect(causesOf('AADSTS50049')).not.toMatch(/External ID|ciamlogin/);
  });

  test('a custom domain works with the name and with the ID of its tenant (AADSTS500210)', () => {
    expect(causesOf('AADSTS500210')).not.toMatch(/needs the tenant ID|where the ID/);
    expect(wordsOf('AADSTS500210')).toContain(
      'Both the tenant’s name and the tenant ID are allowed',
    );
  });

  test.each(['endpoints_resolution_error', 'provider_untrusted'])(
    '%s gives the right metadata address for an authority that ends with /v2.0',
    (code) => {
      expect(wordsOf(code)).toMatch(/already ends with \/v2\.0, as OIDC_AUTHORITY does, add only/);
    },
  );

  test('a placeholder is AADSTS900023, and an unknown tenant AADSTS90002', () => {
    expect(causesOf('AADSTS90002')).not.toMatch(/placeholder/i);
    expect(causesOf('AADSTS900023')).toMatch(/placeholder/i);
  });

  test('scopes of two APIs are AADSTS28000 today', () => {
    expect(linksIn(recordOf('AADSTS700022').meaning)).toEqual(['AADSTS28000']);
    expect(causesOf('AADSTS28000')).toMatch(/two APIs/);
  });

  test('a client assertion is addressed to the token endpoint, not to the issuer (AADSTS700023)', () => {
    const words = wordsOf('AADSTS700023');
    expect(words).toContain('https://login.microsoftonline.com/<tenant ID>/oauth2/v2.0/token');
    expect(words).not.toContain('<tenant ID>/v2.0');
  });

  test('a user flow names itself in tfp or acr, and cannot leave both out (id_token_user_flow)', () => {
    expect(causesOf('id_token_user_flow')).not.toMatch(/switched off|turned off/);
  });
});

describe('claims without a source', () => {
  test.each([
    ['AADB2C90068', /can(?:no|')t be changed|later/],
    ['AADB2C90129', /password/i],
    ['AADB2C90085', /key|API that fails/],
    ['AADSTS50126', /every system/],
    ['AADSTS50057', /left/],
  ])('%s does not make them', (code, claim) => {
    expect(wordsOf(code)).not.toMatch(claim);
  });

  test('only the practice tenant is said to accept http://localhost after sign-out from B2C', () => {
    expect(wordsOf('AADB2C90067')).toMatch(/The practice tenant accepts http:\/\/localhost/);
  });

  test.each([
    'AADB2C90037',
    'AADB2C90085',
    'AADB2C90129',
    'AADSTS131010',
    'AADSTS500207',
    'provider_refused',
    'provider_unavailable',
  ])('%s admits that the cause is unknown', (code) => {
    expect(wordsOf(code)).toMatch(/does(?:n’t| not) (?:say|tell|name)|can’t tell/);
  });
});

describe('whose decision it was', () => {
  const canceled = ['AADSTS65004', 'AADB2C90091', 'AADB2C90273'];

  test('access_denied is a cancellation only with three codes', () => {
    const [certain = ''] = recordOf('access_denied').causes;
    expect(linksIn(certain)).toEqual(canceled);
    expect(certain).toContain('no other code');
  });

  test.each(canceled)('%s is a cancellation', (code) => {
    expect(wordsOf(code)).toMatch(/\bCancel\b|canceled/);
  });

  test.each(['AADSTS50057', 'AADSTS50105', 'AADSTS53003', 'AADSTS7000112', 'AADSTS90094'])(
    '%s sends the user to an administrator instead of a second attempt',
    (code) => {
      expect(wordsOf(code)).toMatch(/Another attempt(?: by the same user)? gives the same result/);
      expect(wordsOf(code)).toMatch(/(?:ask|contact) (?:your|an) administrator/i);
      expect(wordsOf(code)).not.toMatch(/cancel/i);
    },
  );

  test('customers are not told to consent (AADSTS65001)', () => {
    expect(wordsOf('AADSTS65001')).toMatch(/customers can never consent/);
    expect(wordsOf('AADSTS65001')).toMatch(
      /With customers in External ID, signing in again doesn’t help/,
    );
  });

  test.each(['AADSTS28000', 'AADSTS500011', 'AADSTS650053', 'AADSTS70011', 'AADB2C90117'])(
    '%s is a mistake in the scope, not in the credential',
    (code) => {
      expect(plainText(recordOf(code).meaning)).toMatch(/mistake is in (?:SCOPE|the scope)/);
    },
  );
});
