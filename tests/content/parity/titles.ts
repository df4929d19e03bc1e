import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The titles of a file's tests as they are written, each after those of the suites around it. */
export function titlesIn(path: string): string[][] {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[][] = [];
  const visit = (node: ts.Node, suites: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? node : undefined;
    const kind = call && kindOf(call.expression);
    const [first] = call?.arguments ?? [];
    const title = first && titleOf(first);
    if (kind === 'test' && title !== undefined) found.push([...suites, title]);
    const inside = kind === 'describe' && title !== undefined ? [...suites, title] : suites;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, []);
  return found;
}

/** Of `test(…)`, `test.each(…)(…)`, and `test.describe(…)`, but not of `test.each(…)` itself. */
function kindOf(callee: ts.Expression): 'test' | 'describe' | undefined {
  if (ts.isIdentifier(callee)) return nameOf(callee.text);
  if (ts.isCallExpression(callee)) return eachOf(callee.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  return callee.name.text === 'each' ? undefined : nameOf(callee.name.text);
}

const eachOf = (callee: ts.Expression): 'test' | 'describe' | undefined =>
  ts.isPropertyAccessExpression(callee) &&
  callee.name.text === 'each' &&
  ts.isIdentifier(callee.expression)
    ? nameOf(callee.expression.text)
    : undefined;

const nameOf = (name: string): 'test' | 'describe' | undefined =>
  name === 'it' ? 'test' : name === 'test' || name === 'describe' ? name : undefined;

/** What a template inserts is written as %s, as vitest does it. */
const titleOf = (node: ts.Expression): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('%s');
};
