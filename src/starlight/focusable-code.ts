import type { ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';

type Hook = NonNullable<NonNullable<ExpressiveCodePlugin['hooks']>['postprocessRenderedBlock']>;
type Element = Parameters<Hook>[0]['renderData']['blockAst'];

/**
 * Lets the keyboard reach, and so scroll, every code block from the first moment and without
 * JavaScript. Expressive Code's script makes a block focusable a while after it appears; from one
 * that has nothing to scroll, it takes this away again.
 */
export const focusableCode = (): ExpressiveCodePlugin => ({
  name: 'Focusable code',
  hooks: {
    postprocessRenderedBlock: ({ renderData }) => makeFocusable(renderData.blockAst),
  },
});

function makeFocusable(element: Element): void {
  if (element.tagName === 'pre') element.properties['tabindex'] = '0';
  for (const child of element.children) if (child.type === 'element') makeFocusable(child);
}
