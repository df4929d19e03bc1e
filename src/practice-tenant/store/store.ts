import type { Counted, CountLimit } from './window-counts.ts';

/**
 * What the practice tenant remembers: one flat map of names to JSON values. Every part keeps its own
 * prefix (`user/`, `registration/`, `consent/`, `oidc/`, `key/`), so that a file and Redis serve alike.
 * What belongs to one visitor has a scope before that (`3f9ac27b10de:user/`).
 */
export interface Store {
  get(key: string): Promise<unknown>;
  /**
   * Without `secondsToLive` the value stays until it is deleted.
   * @throws StoreFull when there is no room for it; then nothing has changed
   */
  set(
    key: string,
    value: unknown,
    secondsToLive?: number,
    line?: Line,
    limits?: Limits,
  ): Promise<void>;
  /**
   * Keeps the value unless the key has one, in one step; gives back the one that is kept.
   * @throws StoreFull when there is no room for it
   */
  add(key: string, value: unknown, limits?: Limits): Promise<unknown>;
  delete(key: string): Promise<void>;
  /** Every live entry whose key starts with the prefix, in no promised order. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>;
  /** Removes every entry of a scope. @param scope with its colon, such as `3f9ac27b10de:` */
  clear(scope: string): Promise<void>;
  /** Whether there is room for new visitors: old ones need what is left. */
  room(): Promise<'room' | 'full'>;
  /**
   * Adds to what a name has in the current window, unless that's too much; a negative amount takes back. All
   * instances count together. While the store can't, this process counts what it sees itself, so that
   * nothing is unlimited, and nobody is refused because the store is down.
   */
  count(name: string, amount: number, limit: CountLimit): Promise<Counted>;
  /** Resolves when everything said so far is kept. */
  close(): Promise<void>;
}

/**
 * Entries that take one another's place, such as the refresh tokens of one grant. Where room is limited,
 * a line gives up its own entries and nobody else's, those first that were used longest ago.
 */
export interface Line {
  name: string;
  /** How many entries it may have. */
  most: number;
}

/** How much the family of a key, and its scope, may keep. Bytes are those of the JSON in UTF-8. */
export interface Limits {
  /** What stays until it is deleted. Too much is refused. */
  staying: { ofFamily: number; inAll: number; bytesInAll: number };
  /** What expires, in the family. The oldest gives way. */
  passing: { most: number; mostBytes: number };
}
