const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '');

const marks = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(((?:https:\/|\/|#)[^)\s]*)\)/g;

/** HTML of a sentence of a record: `code`, **bold** and [links](/), nothing else; all else is escaped. */
export function inlineMarkdown(sentence: string): string {
  let html = '';
  let end = 0;
  for (const found of sentence.matchAll(marks)) {
    const [all, code, bold, text, address] = found;
    html += escapeHtml(sentence.slice(end, found.index));
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (bold !== undefined) html += `<strong>${inlineMarkdown(bold)}</strong>`;
    else html += `<a href="${escapeHtml(address ?? '')}">${inlineMarkdown(text ?? '')}</a>`;
    end = found.index + all.length;
  }
  return html + escapeHtml(sentence.slice(end));
}

/** The sentence as plain text, for descriptions and search. */
export const plainText = (sentence: string): string =>
  sentence.replace(marks, (_, code, bold, text) => code ?? bold ?? text);
