import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { Interrupted } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The terminal, the clock and the network of this process. The first Ctrl+C lets a request end whose
 * result would be lost; the second one ends the process.
 */
export function processSurroundings(folder: string): Surroundings {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    console.log('\nStopping …');
    controller.abort();
  };
  // Also when the terminal is closed, or another program ends this one.
  for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(each, interrupt);
  const { signal } = controller;
  return {
    folder,
    environment: { ...process.env },
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    print: (line) => console.log(line),
    // Standard error: a pipe such as "| tail" would keep the line until the end.
    prompt: (line) => console.error(line),
    now: () => new Date(),
    fetch: (...args) => fetch(...args),
    signal,
    async wait(milliseconds) {
      try {
        await setTimeout(milliseconds, undefined, { signal });
      } catch {
        throw new Interrupted();
      }
    },
    async ask(question) {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      terminal.on('SIGINT', interrupt);
      try {
        return (await terminal.question(question, { signal })).trim();
      } catch {
        throw new Interrupted();
      } finally {
        terminal.close();
      }
    },
  };
}
