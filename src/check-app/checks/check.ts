import type { Verdict } from '../verdicts/verdict.ts';
import type { Lab } from './lab.ts';

export const families = [
  'ID token',
  'Redirect',
  'Session',
  'Sign-out',
  'Provider in trouble',
  'Several users',
  'Pages',
] as const;
export type Family = (typeof families)[number];

export interface Source {
  title: string;
  url: string;
}

/** One hostile or faulty situation that an app is tried with. */
export interface Check {
  /** As `--only` takes it. */
  id: string;
  family: Family;
  /** The situation, as a noun phrase. */
  title: string;
  /** What is done to the app. */
  tries: string;
  /** What it means for users if the app falls. */
  means: string;
  /** How others fix it. */
  fix: string;
  sources: readonly [Source, ...Source[]];
  /** False for one that’s tried while no one can sign in. */
  needsHonestSignIn?: false;
  /** @throws CannotTry */
  run(lab: Lab): Promise<Verdict>;
}
