import { glossaryRules } from './glossary-rules.ts';
import { languageRemarks, type Remark } from './language.ts';
import { code, ownWords, type Passage } from './passage.ts';
import { passagesOf } from './passages.ts';
import { patternRules } from './pattern-rules.ts';
import type { Rule } from './rule.ts';
import { spellingRemarks } from './spelling.ts';

export interface Finding extends Remark {
  file: string;
  line: number;
}

const rules: readonly Rule[] = [...glossaryRules(), ...patternRules()];

/** What the rules and the grammar say about a text of one kind. */
export function proseRemarks(text: string, kind: Passage['kind']): Remark[] {
  const own = ownWords(text);
  const remarks = rules
    .filter(({ readersOnly }) => kind === 'prose' || !readersOnly)
    .flatMap(({ pattern, instead }) =>
      [...own.matchAll(pattern)].map(({ 0: words, index }) => ({ at: index, words, instead })),
    );
  return [...remarks, ...languageRemarks(own)];
}

export function proseFindings(file: string, source: string): Finding[] {
  const passages = passagesOf(file, source);
  return located(
    file,
    source,
    passages.flatMap(({ start, text, kind }) =>
      proseRemarks(text, kind).map((remark) => ({ ...remark, at: start + remark.at })),
    ),
  );
}

export async function spellingFindings(file: string, source: string): Promise<Finding[]> {
  let text = '';
  for (const passage of passagesOf(file, source).toSorted((a, b) => a.start - b.start)) {
    text = text.slice(0, passage.start).padEnd(passage.start) + passage.text;
  }
  return located(file, source, await spellingRemarks(text.replaceAll(code, ' ')));
}

function located(file: string, source: string, remarks: readonly Remark[]): Finding[] {
  const lines = source.split('\n');
  return remarks
    .map((remark) => ({
      ...remark,
      words: remark.words.replaceAll(/\s+/g, ' ').trim(),
      file,
      line: source.slice(0, remark.at).split('\n').length,
    }))
    .filter(({ line }) => !exempts.test(lines[line - 2] ?? ''))
    .toSorted((a, b) => a.at - b.at);
}

/** A comment that exempts the line below it, with the reason. */
const exempts = /^\s*(?:\/\/|#|<!--|\{?\/\*)\s*prose-ignore: \S/;
