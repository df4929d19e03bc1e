const cell = /<t[dh]\b[^>]*>[\s\S]*?<\/t[dh]>/g;
const code = /(<code\b[^>]*>)([^<]{17,})(?=<\/code>)/g;

/** Long addresses and names in the cells of tables may break after a slash or an underscore. */
export function withCodeBreaks(html: string): string {
  return html.replace(cell, (content) =>
    content.replace(
      code,
      (_, tag: string, text: string) => tag + text.replace(/(\/|_)(?=\w)/g, '$1<wbr>'),
    ),
  );
}
