/** An expression of an Azure Resource Manager template, as its text between brackets is read. */
export type Expression =
  | { kind: 'value'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'member'; of: Expression; key: Expression };

const tokens = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z]\w*)|([()[\].,]))/y;

/**
 * Reads the text of a value such as `[concat('a', parameters('b'))]`.
 * @returns undefined for text that isn't an expression; `[[` escapes a bracket
 * @throws an Error that shows the text where it isn't an expression's syntax
 */
export function parseExpression(text: string): Expression | undefined {
  if (!text.startsWith('[') || text.startsWith('[[') || !text.endsWith(']')) return undefined;
  const inner = text.slice(1, -1);
  const read: (string | number | { name: string } | { mark: string })[] = [];
  tokens.lastIndex = 0;
  for (let at = 0; at < inner.trimEnd().length; at = tokens.lastIndex) {
    const match = tokens.exec(inner);
    if (match === null) throw new Error(`Not an expression after ${at} characters: ${text}`);
    const [, quoted, digits, name, mark = ''] = match;
    if (quoted !== undefined) read.push(quoted.replaceAll("''", "'"));
    else if (digits !== undefined) read.push(Number(digits));
    else read.push(name === undefined ? { mark } : { name });
  }
  let next = 0;
  const isMark = (mark: string): boolean => {
    const token = read[next];
    return typeof token === 'object' && 'mark' in token && token.mark === mark;
  };
  const take = (mark: string): void => {
    if (!isMark(mark)) throw new Error(`"${mark}" is missing in ${text}`);
    next += 1;
  };
  const primary = (): Expression => {
    const token = read[next];
    next += 1;
    if (typeof token === 'string' || typeof token === 'number')
      return { kind: 'value', value: token };
    if (token === undefined || !('name' in token)) throw new Error(`A value is missing in ${text}`);
    const args: Expression[] = [];
    take('(');
    while (!isMark(')')) {
      if (args.length > 0) take(',');
      args.push(whole());
    }
    take(')');
    return { kind: 'call', name: token.name, args };
  };
  const whole = (): Expression => {
    let found = primary();
    while (isMark('.') || isMark('[')) {
      const indexed = isMark('[');
      next += 1;
      const token = read[next];
      if (indexed) {
        found = { kind: 'member', of: found, key: whole() };
        take(']');
      } else if (typeof token === 'object' && 'name' in token) {
        next += 1;
        found = { kind: 'member', of: found, key: { kind: 'value', value: token.name } };
      } else throw new Error(`A property is missing in ${text}`);
    }
    return found;
  };
  const found = whole();
  if (next < read.length) throw new Error(`There is more than one expression in ${text}`);
  return found;
}

/** Every call in an expression, with the calls in its arguments. */
export function callsIn(expression: Expression): { name: string; args: Expression[] }[] {
  if (expression.kind === 'value') return [];
  if (expression.kind === 'member') return [...callsIn(expression.of), ...callsIn(expression.key)];
  return [expression, ...expression.args.flatMap(callsIn)];
}

/** Every text in a part of a template, keys of objects included. */
export function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [key, ...textsIn(value)]);
}
