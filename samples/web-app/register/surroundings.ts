import type { Environment } from '../sign-in/index.ts';

/** Everything outside the command that it talks to, so that a test can be all of it. */
export interface Surroundings {
  /** Where `.env` and the record are; with a separator at its end. */
  folder: string;
  /** The variables of the shell, without those of `.env`. */
  environment: Environment;
  isInteractive: boolean;
  print(line: string): void;
  /** For what the developer has to act on now: seen at once, even where the other lines go to a file or a program. */
  prompt(line: string): void;
  /** @returns the line that the developer enters, without surrounding spaces */
  ask(question: string): Promise<string>;
  /** Milliseconds. Ends early, with an error, when the signal is aborted. */
  wait(milliseconds: number): Promise<void>;
  now(): Date;
  fetch: typeof fetch;
  /** Aborted by Ctrl+C. */
  signal: AbortSignal;
}
