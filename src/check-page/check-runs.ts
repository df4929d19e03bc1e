import { randomUUID } from 'node:crypto';
import type { Check } from '../check-app/checks/check.ts';
import { type Report, type Result, run } from '../check-app/run.ts';
import { CannotCheck } from '../check-app/verdicts/failures.ts';

/** What a person asks for on the page. */
export interface CheckRequest {
  /** The app's address. */
  app: string;
  signInPath?: string;
  namePath?: string;
  checks: readonly Check[];
  /** The lesson that it's asked for from. */
  lesson?: string;
}

type About = Omit<Report, 'results'>;
interface Problem {
  /** Why nothing could be checked. */
  problem: string;
}

/** One run, while it lasts and after. None of its promises is rejected. */
export interface CheckRun {
  id: string;
  request: CheckRequest;
  /** How signing in was found; `problem` when nothing can be checked. */
  start: Promise<About | Problem>;
  /** By check, in order; undefined where a problem ended the run before. */
  results: readonly Promise<Result | undefined>[];
  end: Promise<Report | Problem>;
  /** The same, once it's known. */
  ended?: Report | Problem;
  stop(): void;
}

export interface PracticeTenantAddress {
  front: string;
  adminKey: string | undefined;
}

const mostKept = 20;
/** In the memory of this process, oldest first. */
const runs = new Map<string, CheckRun>();

export const checkRun = (id: string | undefined): CheckRun | undefined =>
  id === undefined ? undefined : runs.get(id);

/** The run that hasn't ended. Two at once would count each other's load as the app's. */
export const currentRun = (): CheckRun | undefined =>
  [...runs.values()].find(({ ended }) => ended === undefined);

export function startRun(request: CheckRequest, practiceTenant: PracticeTenantAddress): CheckRun {
  const { app, signInPath, namePath, checks } = request;
  const { front, adminKey } = practiceTenant;
  const stop = new AbortController();
  const start = Promise.withResolvers<About | Problem>();
  const results = checks.map(() => Promise.withResolvers<Result | undefined>());
  let count = 0;
  const started: CheckRun = {
    id: randomUUID(),
    request,
    start: start.promise,
    results: results.map(({ promise }) => promise),
    stop: () => stop.abort(),
    end: run({
      app,
      practiceTenant: front,
      ...(adminKey !== undefined && { adminKey }),
      ...(signInPath !== undefined && { signInPath }),
      ...(namePath !== undefined && { namePath }),
      checks,
      signal: stop.signal,
      onStart: start.resolve,
      onResult: (result) => {
        results[count]?.resolve(result);
        count += 1;
      },
    })
      .catch((error: unknown): Problem => {
        if (error instanceof CannotCheck) return { problem: error.message };
        console.error(error);
        return {
          problem: 'The check failed with an error of its own, which is in the site’s log.',
        };
      })
      .then((ended) => {
        started.ended = ended;
        if ('problem' in ended) start.resolve(ended);
        for (const { resolve } of results) resolve(undefined);
        return ended;
      }),
  };
  runs.set(started.id, started);
  for (const [id] of [...runs].slice(0, -mostKept)) runs.delete(id);
  return started;
}
