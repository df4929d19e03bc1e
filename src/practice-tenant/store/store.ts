/**
 * What the practice tenant remembers: one flat map of names to JSON values. Every part keeps its own
 * prefix (`user/`, `registration/`, `consent/`, `oidc/`, `key/`), so that a file and Redis serve alike.
 */
export interface Store {
  get(key: string): Promise<unknown>;
  /** Without `secondsToLive` the value stays until it is deleted. */
  set(key: string, value: unknown, secondsToLive?: number, line?: Line): Promise<void>;
  /** Keeps the value unless the key has one, in one step; gives back the one that is kept. */
  add(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<void>;
  /** Every live entry whose key starts with the prefix, in no promised order. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>;
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
