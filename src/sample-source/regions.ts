/**
 * A named part of a sample's file. Line numbers count from 1 in the file as the zips have it,
 * without markers.
 */
export interface Region {
  /** The lines, without the indentation they share. */
  code: string;
  firstLine: number;
  lastLine: number;
}

/** The page that asks, for the error message. */
export interface RegionRequest {
  page?: string;
  file?: string;
}

const opening = /^\s*(?:\/\/|#|<!--|\/\*)\s*#region\s+([\w-]+)/;
const closing = /^\s*(?:\/\/|#|<!--|\/\*)\s*#endregion(?:\s+([\w-]+))?/;

/** The file as it goes into a zip and on a page: region markers are for authors. */
export function withoutRegionMarkers(source: string): string {
  return parse(source).lines.join('\n');
}

/** @throws an Error of one sentence that names page, region and file */
export function extractRegion(source: string, name: string, request: RegionRequest = {}): Region {
  const { page = 'A page', file = 'a sample file' } = request;
  const { lines, regions, problem } = parse(source);
  const region = regions.get(name);
  if (problem !== undefined) {
    throw new Error(`${page} asks for the region "${name}" of ${file}, but ${problem}.`);
  }
  if (region === undefined) {
    const known = [...regions.keys()].map((one) => `"${one}"`).join(', ') || 'none';
    throw new Error(
      `${page} asks for the region "${name}" of ${file}, which has no such region (it has: ${known}).`,
    );
  }
  const [firstLine, lastLine] = region;
  return { code: dedent(lines.slice(firstLine - 1, lastLine)), firstLine, lastLine };
}

/** Every region of a file by its name, in the order in which they begin. */
export function regionLines(
  source: string,
): { name: string; firstLine: number; lastLine: number }[] {
  return [...parse(source).regions]
    .map(([name, [firstLine, lastLine]]) => ({ name, firstLine, lastLine }))
    .sort((a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine);
}

interface Parsed {
  lines: string[];
  regions: Map<string, [first: number, last: number]>;
  problem: string | undefined;
}

function parse(source: string): Parsed {
  const lines: string[] = [];
  const regions: Parsed['regions'] = new Map();
  const open: { name: string; first: number }[] = [];
  let problem: string | undefined;
  for (const line of source.replaceAll('\r\n', '\n').split('\n')) {
    const opened = opening.exec(line)?.[1];
    const closed = closing.exec(line);
    if (opened !== undefined) open.push({ name: opened, first: lines.length + 1 });
    else if (closed) {
      const last = open.pop();
      if (last === undefined) problem ??= 'an #endregion closes nothing';
      else if ((closed[1] ?? last.name) !== last.name)
        problem ??= `"#endregion ${closed[1]}" stands where "${last.name}" ends`;
      else if (regions.has(last.name)) problem ??= `the region "${last.name}" appears twice`;
      else if (last.first > lines.length) problem ??= `the region "${last.name}" is empty`;
      else regions.set(last.name, [last.first, lines.length]);
    } else lines.push(line);
  }
  for (const { name } of open) problem ??= `the region "${name}" is never closed`;
  return { lines, regions, problem };
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}
