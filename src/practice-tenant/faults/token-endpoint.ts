import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteReadWhole } from './attempts.ts';
import type { Fault } from './catalogue.ts';
import { type Hold, longestHeld } from './held-responses.ts';
import type { FaultSwitches } from './switches.ts';

/** Longer than any careful app waits: a connection that no one closes ends then. */
const longestSilence = 120_000;

function* largeBody(): Generator<string> {
  const piece = 'a'.repeat(64 * 1024);
  yield '{"access_token":"';
  for (let count = 0; count < 1024; count += 1) yield piece;
  yield '"}';
}
const page = '<!doctype html><title>Service unavailable</title><h1>Something went wrong</h1>';
const asPage = { 'content-type': 'text/html; charset=utf-8' };

/**
 * Answers in the place of the token endpoint.
 * @param elsewhere an address of another origin
 * @returns whether it has; undefined for yes
 */
type WrongAnswer = (
  response: ServerResponse,
  elsewhere: string,
  hold: Hold,
) => Promise<boolean> | undefined;

const wrongAnswers: Partial<Record<Fault, WrongAnswer>> = {
  'token-endpoint-hangs': (response, _, hold) =>
    hold(async (signal) => {
      if (response.destroyed) return;
      const longest = signal === undefined ? longestSilence : longestHeld;
      const silence = sleep(longest, undefined, { ref: false, signal }).catch(() => {});
      await Promise.race([once(response, 'close'), silence]);
      response.destroy();
    }),
  'token-endpoint-redirects': (response, elsewhere) => {
    response.writeHead(307, { location: elsewhere }).end();
  },
  'token-endpoint-garbage': (response) => {
    response.writeHead(200, asPage).end(page);
  },
  'token-endpoint-fails': (response) => {
    response.writeHead(500, asPage).end(page);
  },
  'token-endpoint-large': (response, _, hold) =>
    hold(async (signal) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const ending = signal && AbortSignal.any([signal, AbortSignal.timeout(longestHeld)]);
      const options = ending ? { signal: ending } : {};
      // An app that has had enough closes the connection.
      const ends = await pipeline(largeBody, response, options).then(
        () => true,
        () => false,
      );
      noteReadWhole(ends);
    }),
};

/** @returns whether a fault has answered, so that nothing else may */
export async function answersWrongly(
  { faults }: { faults: FaultSwitches },
  clientId: string | undefined,
  response: ServerResponse,
  elsewhere: string,
  hold: Hold,
): Promise<boolean> {
  for (const [fault, answer] of Object.entries(wrongAnswers)) {
    if (!isWrongAnswer(fault) || !(await faults.isOn(clientId, fault))) continue;
    if ((await answer(response, elsewhere, hold)) !== false) return true;
  }
  return false;
}

const isWrongAnswer = (name: string): name is Fault => Object.hasOwn(wrongAnswers, name);
