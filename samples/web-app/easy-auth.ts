import type { Environment } from './sign-in/index.ts';

/** App Service sets the variable when its own authentication is on: it then answers before this app does. */
export function easyAuthWarning({ WEBSITE_AUTH_ENABLED }: Environment): string | undefined {
  return WEBSITE_AUTH_ENABLED?.toLowerCase() === 'true'
    ? "App Service Authentication (Easy Auth) is turned on in front of this app, which has its own sign-in: users can be asked to sign in twice, and signing out here doesn't sign them out there. Turn it off under Settings > Authentication of your App Service app."
    : undefined;
}
