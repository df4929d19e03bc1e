import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const session = new Session();

/**
 * Counts from now on what runs in this process. To be called before the modules of interest are loaded.
 * Node takes the types out of a TypeScript file without moving anything, so V8's offsets are the file's.
 */
export function startCounting(): void {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/** The lines, from 1, of each file below a folder that ran since the last call, by the file's path in it. */
export function executedLines(folder: URL): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    for (const { url, functions } of taken.result)
      if (url.startsWith(folder.href) && url.endsWith('.ts'))
        lines.set(url.slice(folder.href.length), linesOf(fileURLToPath(url), functions));
  });
  return lines;
}

/** Comments, blank lines and closing brackets don't show whether code ran. */
const silent = /^\s*(?:\/\/|\/?\*|[\])};,]*\s*$)/;

function linesOf(file: string, functions: Profiler.FunctionCoverage[]): Set<number> {
  const ranges = functions.flatMap(({ ranges }) => ranges);
  const ran = new Set<number>();
  let offset = 0;
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const start = offset + line.search(/\S|$/);
    const innermost = ranges
      .filter(({ startOffset, endOffset }) => startOffset <= start && start < endOffset)
      .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0];
    if (!silent.test(line) && innermost !== undefined && innermost.count > 0) ran.add(index + 1);
    offset += line.length + 1;
  }
  return ran;
}
