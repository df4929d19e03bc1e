import type { DemoName } from '../scenarios/demos.ts';

/** The page of a live demo: where every button leads back to unless it says otherwise. */
export const demoPath = (demoName: DemoName): string => `/demo/${demoName}/`;
