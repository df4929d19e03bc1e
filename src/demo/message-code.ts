import { sampleCode } from '../auth/explanations/sample-code.ts';
import type { Kind } from '../auth/messages/message.ts';
import { fileSlug, regionId } from '../sample-source/sample-file.ts';
import { sampleRegion } from '../sample-source/sample-source.ts';

/** The lines of the sample behind a message, as a link names them. */
export interface MessageCode {
  file: string;
  /** "12-30", counted in the file that readers download; what the sample pane marks. */
  range: string;
  /** "line 12" or "lines 12–30". */
  lines: string;
  /** The file's page on this site, at these lines. */
  href: string;
}

const known = new Map<Kind, MessageCode | undefined>();

/** @throws an Error of one sentence when the sample has no such file or region */
export function messageCode(kind: Kind): MessageCode | undefined {
  if (!known.has(kind)) known.set(kind, codeOf(kind));
  return known.get(kind);
}

function codeOf(kind: Kind): MessageCode | undefined {
  const code = sampleCode[kind];
  if (code === undefined) return undefined;
  const { file, region } = code;
  const found = sampleRegion(`web-app/${file}`, region, `The trace, for the message "${kind}",`);
  const { firstLine, lastLine } = found;
  return {
    file,
    range: `${firstLine}-${lastLine}`,
    lines: firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`,
    href: `/samples/web-app/${fileSlug(file)}/#${regionId(region)}`,
  };
}
