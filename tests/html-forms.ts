/** A form as a person meets it: fields and buttons by their accessible names. */
export interface Form {
  action: string | undefined;
  method: 'get' | 'post';
  fields: readonly { name: string; label: string | undefined; type: string; value: string }[];
  buttons: readonly {
    label: string;
    name: string | undefined;
    value: string;
    action: string | undefined;
  }[];
}

/** The forms of a page, read without a parser: enough for pages that this project writes. */
export function formsIn(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, tag = '', inner = '']) => {
      const attributes = attributesOf(tag);
      return {
        action: attributes.get('action'),
        method: attributes.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
        fields: fieldsIn(inner),
        buttons: buttonsIn(inner),
      };
    },
  );
}

function fieldsIn(html: string): Form['fields'] {
  const found: Form['fields'][number][] = [];
  for (const [, element = '', tag = '', inner = ''] of html.matchAll(
    /<(input|select|textarea)\b([^>]*)>(?:(?<!<input\b[^>]*>)([\s\S]*?)<\/\1>)?/gi,
  )) {
    const attributes = attributesOf(tag);
    const name = attributes.get('name');
    const type = attributes.get('type')?.toLowerCase() ?? element.toLowerCase();
    if (name === undefined || type === 'submit' || type === 'image') continue;
    if (/^(checkbox|radio)$/.test(type) && !attributes.has('checked')) continue;
    const value = element.toLowerCase() === 'select' ? selectedIn(inner) : attributes.get('value');
    found.push({ name, type, label: labelOf(html, attributes), value: value ?? textOf(inner) });
  }
  return found;
}

function selectedIn(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/gi)].map(([, tag = '']) => attributesOf(tag));
  return (all.find((option) => option.has('selected')) ?? all[0])?.get('value') ?? '';
}

function buttonsIn(html: string): Form['buttons'] {
  return [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)].map(
    ([, tag = '', inner = '']) => {
      const attributes = attributesOf(tag);
      return {
        label: attributes.get('aria-label') ?? textOf(inner),
        name: attributes.get('name'),
        value: attributes.get('value') ?? '',
        action: attributes.get('formaction'),
      };
    },
  );
}

function labelOf(html: string, field: ReadonlyMap<string, string>): string | undefined {
  const id = field.get('id');
  for (const [, tag = '', inner = ''] of html.matchAll(/<label\b([^>]*)>([\s\S]*?)<\/label>/gi)) {
    if (id !== undefined && attributesOf(tag).get('for') === id) return textOf(inner);
    const nested = /<(?:input|select|textarea)\b([^>]*)>/i.exec(inner)?.[1];
    if (nested !== undefined && attributesOf(nested).get('name') === field.get('name')) {
      return textOf(inner.replace(/<select[\s\S]*<\/select>/i, ''));
    }
  }
  return field.get('aria-label');
}

function attributesOf(tag: string): Map<string, string> {
  return new Map(
    [...tag.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(
      ([, name = '', a, b]) => [name.toLowerCase(), unescaped(a ?? b ?? '')],
    ),
  );
}

const textOf = (html: string): string =>
  unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text without character references; a name that is not known stays as it is. */
export function unescaped(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, reference: string) => {
    if (reference.startsWith('#x'))
      return String.fromCodePoint(Number.parseInt(reference.slice(2), 16));
    if (reference.startsWith('#')) return String.fromCodePoint(Number(reference.slice(1)));
    return named[reference.toLowerCase()] ?? whole;
  });
}
