import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  decrypt,
  encrypt,
  type TokenStore,
  type User,
} from '../../../samples/web-app/sign-in/index.ts';
import { type Message, message, type Outcome, outcome, type Trace } from '../messages/message.ts';
import { packed, unpacked } from './packed.ts';
import { withoutPersonalValues } from './personal-values.ts';

/** How long a trace is kept after the last message, in seconds. */
export const traceLifetime = 2 * 60 * 60;
const mostAttempts = 8;

const stored = z.object({
  messages: z.array(message),
  outcome: outcome.optional(),
  /** Hashes of the `state` of each sign-in and sign-out that was recorded here. */
  attempts: z.array(z.string()),
  /** Whose personal values are in it; absent when there are none. */
  owner: z.object({ session: z.string(), person: z.string() }).optional(),
});
type Stored = z.infer<typeof stored>;

/** A session that lives at this moment. */
export interface LivingSession {
  id: string;
  user: Pick<User, 'tenantId' | 'objectId'>;
}

export interface Addition {
  messages: readonly Message[];
  outcome?: Outcome | undefined;
  /** The `state` that went to the identity provider. */
  state?: string | undefined;
  /** Without one, no personal value stays in the trace. */
  session?: LivingSession | undefined;
}

/** What a trace needs of the store that sessions live in too. */
export type Store = Pick<TokenStore, 'get' | 'set' | 'delete' | 'lock'>;

const nothing: Stored = { messages: [], attempts: [] };

/**
 * Traces on the server: bounded, expiring, and encrypted with a key that only the browser's cookie
 * carries, so that the store alone reveals nothing about anyone. personal-values.ts has the rule for
 * what is personal.
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
  async read(key: string, session: LivingSession | undefined): Promise<Trace> {
    const { messages, outcome, owner } = await this.#open(key);
    if (owner === undefined || owner.session === session?.id) return { messages, outcome };
    return impersonal({ messages, outcome });
  }

  /** Whether the trace was recorded during this session. */
  async isOf(key: string, session: LivingSession): Promise<boolean> {
    return (await this.#open(key)).owner?.session === session.id;
  }

  /** Whether the sign-in or sign-out with this `state` was recorded in this trace. */
  async knows(key: string, state: string): Promise<boolean> {
    return (await this.#open(key)).attempts.includes(hash(state));
  }

  /**
   * Adds messages and their outcome; if the trace gets too large, the oldest messages are dropped.
   * @returns all messages, as this session may see them
   */
  async append(
    key: string,
    { messages, outcome, state, session }: Addition,
  ): Promise<readonly Message[]> {
    const person = session && hash(`${session.user.tenantId} ${session.user.objectId}`);
    // Two tabs can add messages at the same moment: neither may lose the other's.
    return await this.#store.lock(place(key), async () => {
      const before = await this.#open(key);
      // More permissions bring a new session of the same person, in the middle of a trace.
      const samePerson = before.owner === undefined || before.owner.person === person;
      const kept = samePerson ? before : impersonal(before);
      const added = session ? { messages, outcome } : impersonal({ messages, outcome });
      const attempts = [...before.attempts, ...(state === undefined ? [] : [hash(state)])];
      const trace: Stored = {
        messages: [...kept.messages, ...added.messages],
        ...(added.outcome && { outcome: added.outcome }),
        attempts: attempts.slice(-mostAttempts),
        ...(session && person && { owner: { session: session.id, person } }),
      };
      const { entry, kept: fitting } = packed(trace, (content) =>
        encrypt(content, key, place(key)),
      );
      await this.#store.set(place(key), entry, traceLifetime);
      return fitting.messages;
    });
  }

  forget(key: string): Promise<void> {
    return this.#store.lock(place(key), () => this.#store.delete(place(key)));
  }

  async #open(key: string): Promise<Stored> {
    try {
      const entry = await this.#store.get(place(key));
      const content = entry && decrypt(entry, key, place(key));
      return content ? (stored.safeParse(unpacked(content)).data ?? nothing) : nothing;
    } catch {
      return nothing;
    }
  }
}

const impersonal = ({ messages, outcome }: Trace): Trace & { messages: Message[] } => ({
  messages: withoutPersonalValues(messages),
  outcome: outcome?.kind === 'api' ? undefined : outcome,
});

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

const place = (key: string): string => `trace.${hash(key)}`;
