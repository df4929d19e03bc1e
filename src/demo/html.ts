/** A piece of HTML, safe to put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | false | undefined | Html | readonly Html[];

const special = /[&<>"']/;
const everySpecial = new RegExp(special, 'g');
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
  // Counted: an iterator takes as long as the text itself.
  for (let index = 0; index < values.length; index += 1)
    text += partText(values[index]) + literal[index + 1];
  return new Html(text);
}

function partText(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (part instanceof Html) return part.text;
  let text = '';
  for (const piece of part) text += piece.text;
  return text;
}

const escaped = (text: string): string =>
  special.test(text) ? text.replace(everySpecial, (character) => escapes[character] ?? '') : text;
