import { readFileSync } from 'node:fs';
import { type CSpellSettings, spellCheckDocument } from 'cspell-lib';
import type { Remark } from './language.ts';

/**
 * Names that no dictionary has. A line is a word; above each group a comment says what its words
 * are. A word counts in this case, and with "’s".
 */
export function namesOf(file = new URL('names.txt', import.meta.url)): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
}

const settings = (names: readonly string[]): CSpellSettings => ({
  version: '0.2',
  language: 'en-US',
  // English, and what every programmer writes; no list of companies, cities or first names.
  dictionaries: ['en_us', 'softwareTerms', 'typescript', 'node'],
  words: [...names],
  caseSensitive: false,
  minWordLength: 4,
  suggestionsTimeout: 0,
  numSuggestions: 3,
});

/** Words that are no American English and no name of ours. */
export async function spellingRemarks(
  text: string,
  names: readonly string[] = namesOf(),
): Promise<Remark[]> {
  const { issues, errors } = await spellCheckDocument(
    { uri: 'text.txt', text, languageId: 'plaintext', locale: 'en-US' },
    { noConfigSearch: true, generateSuggestions: false },
    settings(names),
  );
  if (errors !== undefined && errors.length > 0) throw errors[0];
  return issues.map((issue) => ({
    at: issue.offset,
    words: issue.text,
    instead: 'American English; if it is a name, add it to scripts/prose/names.txt',
  }));
}
