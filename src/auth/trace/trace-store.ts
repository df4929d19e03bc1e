import { createHash, randomBytes } from 'node:crypto';
import { decrypt, encrypt, type TokenStore } from '../../../samples/web-app/sign-in/index.ts';
import { type Message, type Outcome, type Trace, trace } from '../messages/message.ts';

/** How long a trace is kept after the last message, in seconds. */
export const traceLifetime = 2 * 60 * 60;
const mostMessages = 80;
const largestBytes = 128 * 1024;

const empty: Trace = { messages: [] };

/** What a trace needs of the store that sessions live in too. */
export type Store = Pick<TokenStore, 'get' | 'set' | 'lock'>;

/**
 * Traces on the server: bounded, expiring, and encrypted with a key that only the browser's cookie
 * carries, so that the store alone reveals nothing about anyone.
 */
export class TraceStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** 32 random bytes, base64url: the key that `encrypt` takes. */
  static newKey(): string {
    return randomBytes(32).toString('base64url');
  }

  /** The trace, or an empty one: a store that is down and an evicted or unreadable trace aren't errors. */
  async read(key: string): Promise<Trace> {
    try {
      const stored = await this.#store.get(place(key));
      const text = stored && decrypt(stored, key, place(key));
      return text ? (trace.safeParse(JSON.parse(text)).data ?? empty) : empty;
    } catch {
      return empty;
    }
  }

  /** Adds messages and their outcome; if the trace gets too long, the oldest messages are dropped. */
  async append(key: string, messages: readonly Message[], outcome?: Outcome): Promise<void> {
    // Two tabs can add messages at the same moment: neither may lose the other's.
    await this.#store.lock(place(key), async () => {
      const kept = bounded([...(await this.read(key)).messages, ...messages]);
      const text = JSON.stringify({ messages: kept, ...(outcome && { outcome }) });
      await this.#store.set(place(key), encrypt(text, key, place(key)), traceLifetime);
    });
  }
}

/** The newest messages that fit. */
function bounded(messages: Message[]): Message[] {
  let kept = messages.slice(-mostMessages);
  while (Buffer.byteLength(JSON.stringify(kept)) > largestBytes) {
    kept = kept.slice(1 + Math.floor(kept.length / 8));
  }
  return kept;
}

const place = (key: string): string =>
  `trace.${createHash('sha256').update(key).digest('base64url')}`;
