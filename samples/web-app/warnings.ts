import { type Credential, type Environment, expiryWarning } from './sign-in/index.ts';

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

/** App Service sets the variable when its own authentication is on: it then responds before this app does. */
export function easyAuthWarning({ WEBSITE_AUTH_ENABLED }: Environment): string | undefined {
  return WEBSITE_AUTH_ENABLED?.toLowerCase() === 'true'
    ? "App Service Authentication (Easy Auth) is turned on in front of this app, which has its own sign-in: users can be asked to sign in twice, and signing out here doesn't sign them out there. Turn it off under Settings > Authentication of your App Service app."
    : undefined;
}
