import { regionId } from '../sample-source/sample-file.ts';

export interface RegionLines {
  name: string;
  /** Counted from 1, both included. */
  firstLine: number;
  lastLine: number;
}

const line = '<div class="ec-line';

/**
 * Highlighted code with an element around the lines of each region.
 * @param regions in the order in which they begin, an outer one before those inside it
 */
export function withRegionAnchors(html: string, regions: readonly RegionLines[]): string {
  const [head = '', ...lines] = html.split(line);
  const last = lines.pop();
  if (last === undefined) return html;
  const end = last.lastIndexOf('</code>');
  const code = [...lines, last.slice(0, end)].map((text, index) => {
    const number = index + 1;
    const opened = regions
      .filter(({ firstLine }) => firstLine === number)
      .map(({ name }) => `<div class="code-region" id="${regionId(name)}">`);
    const closed = regions.filter(({ lastLine }) => lastLine === number).map(() => '</div>');
    return [...opened, line, text, ...closed].join('');
  });
  return [head, ...code, last.slice(end)].join('');
}
