import { type Credential, expiryWarning } from './sign-in/index.ts';

const day = 86_400_000;

/** Prints what doesn't keep the app from starting. */
export function warn(sentences: readonly (string | undefined)[]): void {
  for (const sentence of sentences) if (sentence) console.warn(`Warning: ${sentence}`);
}

/** Warns at start, and then once a day: a server can run longer than its certificate is valid. */
export function warnBeforeExpiry(credential: Credential): void {
  const check = () => warn([expiryWarning(credential)]);
  check();
  setInterval(check, day).unref();
}
