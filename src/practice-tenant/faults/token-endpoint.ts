import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tenant } from '../directory/model.ts';
import type { TenantSetId } from '../directory/tenant-set.ts';
import { noteReadWhole } from './attempts.ts';
import type { Fault } from './catalogue.ts';
import { holding, longestHeld } from './held-responses.ts';
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

/** Answers in the place of the token endpoint. @param elsewhere an address of another origin */
type WrongAnswer = (
  response: ServerResponse,
  elsewhere: string,
  set: TenantSetId | undefined,
) => void | Promise<void>;

const wrongAnswers: Partial<Record<Fault, WrongAnswer>> = {
  'token-endpoint-hangs': (response, _, set) =>
    holding(set, async () => {
      if (response.destroyed) return;
      const longest = set === undefined ? longestSilence : longestHeld;
      await Promise.race([once(response, 'close'), sleep(longest, undefined, { ref: false })]);
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
  'token-endpoint-large': (response, _, set) =>
    holding(set, async () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const options = set === undefined ? {} : { signal: AbortSignal.timeout(longestHeld) };
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
  { faults, tenant }: { faults: FaultSwitches; tenant: Pick<Tenant, 'set'> },
  clientId: string | undefined,
  response: ServerResponse,
  elsewhere: string,
): Promise<boolean> {
  for (const [fault, answer] of Object.entries(wrongAnswers)) {
    if (!isWrongAnswer(fault) || !(await faults.isOn(clientId, fault))) continue;
    await answer(response, elsewhere, tenant.set);
    return true;
  }
  return false;
}

const isWrongAnswer = (name: string): name is Fault => Object.hasOwn(wrongAnswers, name);
