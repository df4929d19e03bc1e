import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Rule, words } from './rule.ts';

const patternsSchema = z.array(
  z.strictObject({
    pattern: z.string(),
    instead: z.string(),
    example: z.string(),
    remedy: z.string(),
    readersOnly: z.boolean().default(false),
  }),
);

/** One rule for each row of `patterns.yaml`. */
export function patternRules(file = new URL('patterns.yaml', import.meta.url)): Rule[] {
  return patternsSchema
    .parse(parse(readFileSync(file, 'utf8')))
    .map((row) => ({ ...row, pattern: words(row.pattern) }));
}
