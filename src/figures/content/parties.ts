import type { Lane } from '../model/figure.ts';

/** Who takes part in a sign-in, as every picture names them. */
export const browser: Lane = { id: 'browser', role: 'browser', name: 'Browser' };
export const app: Lane = { id: 'app', role: 'app', name: 'Your app' };
export const provider: Lane = { id: 'provider', role: 'provider', name: 'Identity provider' };
export const api: Lane = { id: 'api', role: 'api', name: 'API' };
