/** A piece of HTML, safe to put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | false | undefined | Html | readonly Html[];

const special = /[&<>"']/g;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * HTML with values in it, for what is made for each request, too often for components: every value
 * that isn't HTML itself is escaped. Attributes must be in double quotes.
 */
export function html(literal: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = literal[0] ?? '';
  for (const [index, value] of values.entries()) text += partText(value) + literal[index + 1];
  return new Html(text);
}

function partText(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replace(special, (character) => escapes[character] ?? '');
}
