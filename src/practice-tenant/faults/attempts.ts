import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../store/store.ts';

/**
 * Names a sign-in that a program watches: what the app then sends for its tokens is remembered, and faults
 * that the authorization request asks for also meet the app there. No other sign-in notices.
 */
export const attemptParameter = 'practice_attempt';

/** What apps send to the token endpoint of a lying metadata document is under this ID. */
export const lyingDiscoveryAttempt = 'of-the-lying-discovery-document';

const anHour = 3600;
const idPattern = /^[\w-]{16,64}$/;

/** @returns the ID if it's one */
export const attemptId = (value: unknown): string | undefined =>
  typeof value === 'string' && idPattern.test(value) ? value : undefined;

const attempt = z.object({ id: z.string(), faults: z.string() });
export type Attempt = z.infer<typeof attempt>;

/** What was seen of one watched sign-in. */
export const seenSchema = z.object({
  /** Milliseconds since 1970, by this machine's clock. */
  at: z.number(),
  /** `elsewhere` is where a redirect of the token endpoint leads. */
  endpoint: z.enum(['token', 'elsewhere']),
  /** The names of the fields that were sent, without their values. */
  fields: z.array(z.string()),
  grantType: z.string().optional(),
  /** The tokens that were issued. */
  issued: z.array(z.string()).default([]),
  /** Whether the app read a response that’s far too long to its end; absent for any other response. */
  readWhole: z.boolean().optional(),
});
export type Seen = z.infer<typeof seenSchema>;

interface Watched {
  attempt: Attempt;
  issued: string[];
  readWhole?: boolean;
}
const watched = new AsyncLocalStorage<Watched>();

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** By the code or the refresh token that an app spends. */
const grantKey = (secret: string) => `attempt-of/${hashOf(secret)}`;
const seenPrefix = (id: string) => `attempt/${id}/`;

/** @param secret a code or a refresh token of this attempt */
export const rememberAttempt = (store: Store, secret: string, of: Attempt): Promise<void> =>
  store.set(grantKey(secret), of, anHour);

/** The attempt that a code or a refresh token belongs to; undefined for one that nobody watches. */
export async function attemptOf(
  store: Store,
  secret: string | undefined,
): Promise<Attempt | undefined> {
  if (secret === undefined) return undefined;
  return attempt.safeParse(await store.get(grantKey(secret))).data;
}

/** What an app sends is remembered by name only, and a form can have any number of names. */
export const fieldNames = (form: ReadonlyMap<string, string>): string[] =>
  [...form.keys()].slice(0, 100).map((name) => name.slice(0, 100));

/** Runs `work`, a token request of this attempt, and remembers what was sent and issued. */
export async function watchTokenRequest(
  store: Store,
  of: Attempt,
  form: ReadonlyMap<string, string>,
  work: () => Promise<void>,
): Promise<void> {
  const noted: Watched = { attempt: of, issued: [] };
  try {
    await watched.run(noted, work);
  } finally {
    const { issued, readWhole } = noted;
    await see(store, of.id, {
      endpoint: 'token',
      fields: fieldNames(form),
      ...(form.has('grant_type') && { grantType: form.get('grant_type') }),
      issued,
      ...(readWhole !== undefined && { readWhole }),
    });
  }
}

/** The attempt of the token request that is being answered, if it's watched. */
export const currentAttempt = (): Attempt | undefined => watched.getStore()?.attempt;

/** Remembers tokens for the attempt of this request; without one, does nothing. */
export async function noteIssued(
  store: Store,
  tokens: readonly (string | undefined)[],
  refreshToken: string | undefined,
): Promise<void> {
  const current = watched.getStore();
  if (current === undefined) return;
  current.issued.push(...tokens.filter((each) => each !== undefined));
  if (refreshToken !== undefined) await rememberAttempt(store, refreshToken, current.attempt);
}

/** Remembers whether the app read an overlong response to its end; for an attempt that nobody watches, does nothing. */
export function noteReadWhole(readWhole: boolean): void {
  const current = watched.getStore();
  if (current !== undefined) current.readWhole = readWhole;
}

export const see = (store: Store, id: string, seen: Omit<Seen, 'at'>): Promise<void> =>
  store.set(`${seenPrefix(id)}${randomUUID()}`, { at: Date.now(), ...seen }, anHour);

/** What was seen of an attempt in the last hour, oldest first. */
export async function seenOf(store: Store, id: string): Promise<Seen[]> {
  const entries = await store.list(seenPrefix(id));
  return entries
    .flatMap(([, value]) => seenSchema.safeParse(value).data ?? [])
    .sort((a, b) => a.at - b.at);
}
