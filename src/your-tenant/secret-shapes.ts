/** The shapes of what must not be kept: client secrets, tokens, keys. */
const shapes = [
  // Client secrets of Microsoft Entra contain a tilde, and so do the practice tenant's.
  /~/,
  /-----BEGIN /,
  // JSON Web Tokens.
  /^eyJ[\w-]{8}/,
];

/** Older secrets: long and random, without what tells names and addresses apart. */
const isRandom = (text: string): boolean =>
  text.length >= 30 &&
  !/^B2C_1A?_/i.test(text) &&
  !/^https?:\/\//i.test(text) &&
  [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text));

export const looksSecret = (text: string): boolean =>
  shapes.some((shape) => shape.test(text)) || isRandom(text);
