import { type EntityType, isValues, type Values, valueAt, withoutCasts } from './entity-type.ts';
import { malformed, unsupportedQuery } from './graph-error.ts';

interface Comparison {
  property: string;
  kind: 'eq' | 'startswith' | 'any';
  value: string;
  /** The property of each entry of a list that is compared; without it, the entry itself. */
  member?: string | undefined;
}

const path = '(?<property>[\\w/.]+?)';
const member = '\\k<each>(?:/(?<member>\\w+))?';
const quoted = "'(?<string>(?:[^']|'')*)'";
const forms: readonly [Comparison['kind'], RegExp][] = [
  ['eq', new RegExp(`^${path}\\s+eq\\s+(?:${quoted}|(?<literal>true|false|null))`, 'i')],
  ['startswith', new RegExp(`^startswith\\(\\s*${path}\\s*,\\s*${quoted}\\s*\\)`, 'i')],
  [
    'any',
    new RegExp(`^${path}/any\\(\\s*(?<each>\\w+)\\s*:\\s*${member}\\s+eq\\s+${quoted}\\s*\\)`, 'i'),
  ],
];

/**
 * $filter as far as app registration and sign-in need it: `eq`, `startswith` and `any` with `eq`, joined
 * by `and`. Whatever else OData has is refused.
 * @throws GraphError
 */
export function filterOf(type: EntityType, text: string): (values: Values) => boolean {
  const comparisons = parsed(text);
  for (const { property } of comparisons) requireFilterable(type, property);
  return (values) => comparisons.every((each) => holds(each, values));
}

function parsed(text: string): Comparison[] {
  const comparisons: Comparison[] = [];
  let rest = text.trim();
  for (;;) {
    const found = firstOf(rest);
    comparisons.push(found.comparison);
    rest = rest.slice(found.length).trim();
    if (rest === '') return comparisons;
    const joint = /^and\s+/i.exec(rest);
    if (joint === null) {
      throw unsupportedQuery(`Unsupported or invalid query filter clause: ${rest}`);
    }
    rest = rest.slice(joint[0].length);
  }
}

function firstOf(text: string): { comparison: Comparison; length: number } {
  for (const [kind, form] of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const { property = '', member, string, literal = '' } = match.groups ?? {};
    const value = string === undefined ? literal.toLowerCase() : string.replaceAll("''", "'");
    const comparison = { property: withoutCasts(property), kind, value, member };
    return { comparison, length: match[0].length };
  }
  const [, property] = /^(?:\w+\(\s*)?([\w/]+)(?:\s+\w+|\s*,|\/)/.exec(text) ?? [];
  if (property === undefined) throw malformed(`Invalid filter clause: ${text}`);
  throw unsupportedQuery(`Unsupported or invalid query filter clause specified: ${text}`);
}

function requireFilterable({ filterable, resource }: EntityType, property: string): void {
  if (filterable.some((each) => each.toLowerCase() === property.toLowerCase())) return;
  throw unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
  );
}

/** Case doesn't count, as in the real directory. */
function holds({ property, kind, value, member }: Comparison, values: Values): boolean {
  const actual = valueAt(values, property);
  const wanted = value.toLowerCase();
  if (kind === 'any') {
    const compared = (each: unknown) =>
      member !== undefined && isValues(each) ? valueAt(each, member) : each;
    return Array.isArray(actual) && actual.some((each) => same(compared(each), wanted));
  }
  if (kind === 'startswith') {
    return typeof actual === 'string' && actual.toLowerCase().startsWith(wanted);
  }
  return same(actual, wanted);
}

const same = (actual: unknown, wanted: string): boolean =>
  String(actual ?? 'null').toLowerCase() === wanted;
