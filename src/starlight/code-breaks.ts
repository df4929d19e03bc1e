import type { Element, ElementContent } from 'hast';
import { defineHastPlugin } from 'satteri';
import { breakPoints } from '../shell/break-points.ts';

/** Shorter code fits into a cell as it is. */
const long = 17;

/** Lets long addresses and names in the cells of tables break; a <Value> there is told to do it itself. */
export const codeBreaks = defineHastPlugin({
  name: 'code-breaks',
  element: {
    filter: ['code'],
    visit(code, context) {
      const text = context.textContent(code);
      if (text.length < long || !isCell(context.parent(code))) return undefined;
      return { ...code, children: breakable(text) };
    },
  },
  mdxJsxTextElement: {
    filter: ['Value'],
    visit(value, context) {
      if (!isCell(context.parent(value))) return undefined;
      const breaks = { type: 'mdxJsxAttribute', name: 'breaks', value: null } as const;
      return { ...value, attributes: [...value.attributes, breaks] };
    },
  },
});

const isCell = (node: { type: string; tagName?: Element['tagName'] }): boolean =>
  node.tagName === 'td' || node.tagName === 'th';

function breakable(text: string): ElementContent[] {
  const [first = '', ...parts] = breakPoints(text);
  return [
    { type: 'text', value: first },
    ...parts.flatMap((value): ElementContent[] => [
      { type: 'element', tagName: 'wbr', properties: {}, children: [] },
      { type: 'text', value },
    ]),
  ];
}
