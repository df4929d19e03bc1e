import { expect, test } from 'vitest';
import { proseFindings, proseRemarks } from '../../scripts/prose/findings.ts';
import { glossaryRules } from '../../scripts/prose/glossary-rules.ts';
import { patternRules } from '../../scripts/prose/pattern-rules.ts';

const refused = (text: string, kind: 'prose' | 'comment' = 'prose'): string[] =>
  proseRemarks(text, kind).map(({ words }) => words);

test.each(patternRules())('“$example” is refused, “$remedy” passes', (rule) => {
  expect(rule.example).toMatch(rule.pattern);
  expect(refused(rule.remedy)).toEqual([]);
});

test.each(glossaryRules())('the glossary refuses “$example” and passes “$remedy”', (rule) => {
  expect(`Here is ${rule.example}.`).toMatch(rule.pattern);
  expect(refused(`Here is: ${rule.remedy}`)).toEqual([]);
});

test('repeated words and wrong articles are refused', () => {
  expect(refused('The the app shows a error for an URL.')).toEqual([
    'The the',
    'a error',
    'an URL',
  ]);
  expect(
    refused('An app asks a user for an ID token from a URL, an MSAL method, or an hour.'),
  ).toEqual([]);
});

test('labels in bold and quoted texts are left alone', () => {
  expect(refused('Select **Log in**. Microsoft writes: “the provider shall”.')).toEqual([]);
  expect(refused('Select Log in.')).toEqual(['Log in']);
});

test('comments may use words that are only too weak for readers', () => {
  expect(refused('Every answer says why.', 'comment')).toEqual([]);
  expect(refused('Every answer says why.')).toEqual(['answer', 'says']);
  expect(refused('Somebody signs in.', 'comment')).toEqual(['Somebody']);
});

test('a comment with a reason exempts the line below it, and no other', () => {
  const words = (source: string) => proseFindings('a.ts', source).map(({ line }) => line);
  const shown = "print('The app shall start.');\n";
  expect(words(`// prose-ignore: a quotation\n${shown}${shown}`)).toEqual([3]);
  expect(words(`// prose-ignore:\n${shown}`)).toEqual([2]);
});
