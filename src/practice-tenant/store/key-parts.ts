/** The visitor that a key belongs to, with its colon; empty for what all visitors share. */
export const scopeOf = (key: string): string => /^[^/:]*:/.exec(key)?.[0] ?? '';

/** The part of a key that says whose it is and what it is about. */
export const familyOf = (key: string): string => /^[^/]*\//.exec(key)?.[0] ?? scopeOf(key);
