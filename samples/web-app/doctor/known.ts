import type { Settings } from '../settings.ts';
import type { Environment, NetworkSettings, Registration } from '../sign-in/index.ts';

/** What checks find out and later checks build on. Each value is there once its check has found it. */
export interface Known {
  /** The variables of the shell and of `.env`, as the app would get them. */
  environment?: Environment;
  /** What the app and its tenant have agreed on, if nothing in that is wrong. */
  registration?: Registration;
  network?: NetworkSettings;
  /** Everything, if there is no mistake at all. */
  settings?: Settings;
  /** The proxy and the certificates of `.env` count for every request from now on. */
  networkInUse?: NetworkSettings;
  /** Whose certificates the app trusts besides those that Node.js and `.env` name. */
  trust?: 'own' | 'practice-tenant';
}
