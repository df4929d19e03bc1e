import type { APIContext } from 'astro';
import type { DemoName } from '../scenarios/demos.ts';
import type { Problem } from './explanations/problems.ts';
import type { DemoFaultName } from './faults/demo-faults.ts';
import type { Message } from './messages/message.ts';

/** What the page that explains gets: never anything that belongs only in the log. */
export interface Explained {
  problem: Problem;
  demoName?: DemoName;
  /** Where the visitor wanted to go, for the button "Start again". */
  returnTo?: string;
  /** Whose tenant it happened at. */
  whose?: 'practice' | 'operator';
  /** What was recorded of the request that failed, redacted. */
  messages?: readonly Message[];
  /** The whole trace, which ends with these messages; undefined if none keeps them. */
  trace?: readonly Message[] | undefined;
  /** What the visitor has chosen to let fail. */
  fault?: DemoFaultName;
}

/** Responds with the page that explains, at the requested address. */
export function explain(context: APIContext, explained: Explained): Promise<Response> {
  context.locals.explained = explained;
  // A new request without a body: the form has been read already.
  return context.rewrite(new Request(new URL('/auth/problem/', context.url)));
}
