/** A change of the reader's own code, as a step shows it. */
export interface CodeChange {
  /** The file in the reader's project. */
  title: string;
  /** The lines as they are before, and after. */
  before: string;
  after: string;
}

const fence = /^( *)```diff lang="\w+" title="([^"]+)"\n([\s\S]*?)^ *```$/gm;

/** Every change that a page shows in a fence of the kind `diff`. */
export function codeChanges(mdx: string): CodeChange[] {
  return [...mdx.matchAll(fence)].map(([, indent = '', title = '', body = '']) => {
    const lines = body
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.slice(indent.length));
    const side = (other: string): string =>
      lines
        .filter((line) => !line.startsWith(other))
        .map((line) => line.slice(1))
        .join('\n');
    return { title, before: side('+'), after: side('-') };
  });
}
