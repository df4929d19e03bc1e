import type { ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import { codeColours } from '../shell/styles/code-theme.ts';

type Hook = NonNullable<NonNullable<ExpressiveCodePlugin['hooks']>['postprocessRenderedLine']>;
type Element = Parameters<Hook>[0]['renderData']['lineAst'];

const classes = new Map<string, string>(
  Object.entries(codeColours).map(([name, colour]) => [colour, name]),
);

/**
 * Writes a color of code-theme.ts as the class of its name: code.css gives it the token of the
 * reader's theme.
 */
export const codeInTokens = (): ExpressiveCodePlugin => ({
  name: 'Code in tokens',
  hooks: {
    postprocessRenderedLine: ({ renderData }) => nameColours(renderData.lineAst),
  },
});

function nameColours(parent: Element): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    nameColours(child);
    const style = String(child.properties['style'] ?? '');
    const [, colour = '', italic] = /^--0:(#\w{6})(;--0fs:italic)?$/.exec(style) ?? [];
    const name = classes.get(colour.toLowerCase());
    if (name === undefined) continue;
    child.properties = { className: italic && name !== 'faint' ? [name, 'italic'] : [name] };
  }
}
