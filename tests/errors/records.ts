import { readdirSync, readFileSync } from 'node:fs';
import { type ErrorData, errorSchema } from '../../src/content/error-schema.ts';

const folder = new URL('../../src/content/errors/', import.meta.url);

/** Every page of the catalog, by its code. */
export const records: ReadonlyMap<string, ErrorData> = new Map(
  readdirSync(folder).map((file) => {
    const fields = fieldsOf(readFileSync(new URL(file, folder), 'utf8'));
    return [file.replace('.yaml', ''), errorSchema.parse(fields)];
  }),
);

/** @throws an Error when the catalog has no such page */
export function recordOf(code: string): ErrorData {
  const record = records.get(code);
  if (record === undefined) throw new Error(`There is no page for ${code}.`);
  return record;
}

/** Reads the part of YAML that the records use: a value, a list, or one more level, for each key. */
function fieldsOf(text: string): Record<string, unknown> {
  const fields = text.split(/\n(?=\w)/).map((field) => {
    const [, key = '', value = ''] = /^(\w+):\s*(.+)$/s.exec(field.trimEnd()) ?? [];
    const items = `  ${value}`.split(/^ {2}- /m).slice(1);
    return [key, items.length > 0 ? items.map(readValue) : readValue(value)];
  });
  return Object.fromEntries(fields);
}

function readValue(text: string): unknown {
  const pairs = [...text.matchAll(/^\s*(title|url|file|region|only|step): (.+)$/gm)];
  if (pairs.length > 0)
    return Object.fromEntries(pairs.map(([, key, value = '']) => [key, scalar(value)]));
  return scalar(text.trimEnd());
}

function scalar(text: string): unknown {
  if (/^(?:true|false)$/.test(text)) return text === 'true';
  if (text.startsWith('"')) return JSON.parse(text);
  if (!text.startsWith('[')) return text;
  return [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, word = '']) => word.replaceAll("''", "'"));
}
