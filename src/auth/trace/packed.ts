import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Message, Outcome } from '../messages/message.ts';

const mostMessages = 80;
/** Before compression, in bytes: what a page has to show at most. */
const largestText = 128 * 1024;
/** In bytes, as the store keeps it: 10,000 traces stay below 200 MB, whatever is in them. */
const largestEntry = 16_000;

/** What of a trace can be given up. */
interface Shrinking {
  messages: readonly Message[];
  outcome?: Outcome | undefined;
}

/**
 * A trace as one entry of the store: the newest messages that fit, compressed before they are encrypted.
 * @param encrypted what the store keeps of a text
 * @returns the entry, and what of the trace is in it
 */
export function packed<Trace extends Shrinking>(
  trace: Trace,
  encrypted: (content: string) => string,
): { entry: string; kept: Trace } {
  let kept: Trace = { ...trace, messages: trace.messages.slice(-mostMessages) };
  for (;;) {
    const text = JSON.stringify(kept);
    if (Buffer.byteLength(text) <= largestText) {
      const entry = encrypted(deflateRawSync(text).toString('base64'));
      if (entry.length <= largestEntry) return { entry, kept };
    }
    kept = smaller(kept);
  }
}

/** The oldest eighth goes first; of a single message that is too large, its content; then the outcome. */
function smaller<Trace extends Shrinking>(trace: Trace): Trace {
  const [only, ...more] = trace.messages;
  if (only === undefined) return { ...trace, outcome: undefined };
  if (more.length > 0) return { ...trace, messages: more.slice(Math.floor(more.length / 8)) };
  const { body, ...bare } = only;
  const isBare = body === undefined && only.fields.length === 0;
  return { ...trace, messages: isBare ? [] : [{ ...bare, fields: [] }] };
}

/** @throws an Error for anything else than a packed trace */
export const unpacked = (content: string): unknown =>
  JSON.parse(
    inflateRawSync(Buffer.from(content, 'base64'), { maxOutputLength: largestText }).toString(),
  );
