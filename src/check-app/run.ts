import { AppUnderCheck } from './app/app-under-check.ts';
import { comesBack, isThere, requireThere } from './app/presence.ts';
import type { Check } from './checks/check.ts';
import { checks as allChecks } from './checks/checks.ts';
import type { Lab } from './checks/lab.ts';
import { described } from './checks/lab.ts';
import { nameWithoutSession } from './checks/users.ts';
import { type Message, Trace } from './http/trace.ts';
import { isStopped, Visitor } from './http/visitor.ts';
import { PracticeTenant, type RunUser } from './practice/practice-tenant.ts';
import { type Stopping, stopping } from './stopping.ts';
import { UsersOfRun } from './users-of-run.ts';
import { AppIsGone, CannotCheck, CannotTry, NoResponse } from './verdicts/failures.ts';
import { notTried, type Verdict } from './verdicts/verdict.ts';

export interface RunOptions {
  /** The app's address, on this machine. */
  app: string;
  /** Where the practice tenant's pages are. */
  practiceTenant: string;
  /** If the practice tenant was started with one. */
  adminKey?: string;
  /** Where signing in starts, if it can't be found. */
  signInPath?: string;
  /** A page that shows who is signed in, if it can't be found. */
  namePath?: string;
  /** The checks to run; all of them by default. */
  checks?: readonly Check[];
  /** Told how signing in was found, before the first check. */
  onStart?: (about: Omit<Report, 'results'>) => void;
  /** Told about each check as it ends. */
  onResult?: (result: Result) => void;
  signal?: AbortSignal;
  /** How long the run may take, in milliseconds; ten minutes by default. */
  most?: number;
}

export interface Result extends Verdict {
  check: Check;
  messages: readonly Message[];
}

export interface Report {
  app: string;
  /** How signing in was found, and where the name is shown. */
  signIn: string;
  nameAt: string;
  registration: string | undefined;
  results: readonly Result[];
}

const tenMinutes = 10 * 60_000;

/**
 * Tries an app with hostile and faulty situations, one after another.
 * @throws CannotCheck when nothing can be checked: the app isn't there, or there's no way to sign in
 */
export async function run(options: RunOptions): Promise<Report> {
  const stop = stopping(options.most ?? tenMinutes, options.signal);
  const users = new UsersOfRun();
  try {
    return await checked(options, stop, users);
  } catch (error) {
    if (error instanceof AppIsGone)
      throw new CannotCheck(
        `The app stopped responding while a sign-in was looked for (${error.message}). Start it, and run this again.`,
      );
    if (error instanceof CannotTry || error instanceof NoResponse)
      throw new CannotCheck(error.message);
    throw error;
  } finally {
    stop.end();
    await users.remove();
  }
}

async function checked(
  { app: address, checks = allChecks, ...options }: RunOptions,
  stop: Stopping,
  users: UsersOfRun,
): Promise<Report> {
  const home = appAddress(address);
  let trace = new Trace();
  const isOver = stop.reached.then(({ saw }) => {
    trace.close();
    throw new CannotCheck(saw);
  });
  // After the preparation, the end is a verdict, and nobody waits for this.
  isOver.catch(() => {});
  const prepared = prepare(home, checks, options, users, () => trace);
  const { app, practice, both, isShownToAll, about } = await Promise.race([prepared, isOver]);
  options.onStart?.(about);
  const results: Result[] = [];
  let stopped: string | undefined;
  for (const [place, check] of checks.entries()) {
    trace = new Trace();
    const lab: Lab = {
      app,
      practice,
      users: both,
      trace,
      makeUser: users.make,
      visitorWith: (headers) => new Visitor(trace, headers),
    };
    stopped ??= stop.why();
    const isVain = isShownToAll && check.id !== nameWithoutSession;
    const why = stopped ?? (isVain ? nothingToTell(app) : undefined);
    const verdict =
      why === undefined
        ? await Promise.race([tried(check, lab, home), stop.reached])
        : notTried(why);
    // A check that was given up asks for nothing more.
    trace.close();
    const { messages } = trace;
    if (verdict === 'gone') {
      results.push({ check, ...gone, messages });
      if (place + 1 < checks.length && !(await comesBack(home)))
        stopped = `The app ended in the check ${check.id}, and wasn’t started again.`;
    } else results.push({ check, ...verdict, messages });
    const last = results.at(-1);
    if (last !== undefined) options.onResult?.(last);
  }
  return { ...about, results };
}

/** Finds out how to sign in, and does it once, honestly. */
async function prepare(
  home: URL,
  checks: readonly Check[],
  options: Omit<RunOptions, 'app' | 'checks'>,
  users: UsersOfRun,
  trace: () => Trace,
) {
  const practice = await PracticeTenant.at(options.practiceTenant, options.adminKey);
  const { status } = await requireThere(home);
  const app = await AppUnderCheck.find(
    {
      home,
      ...(options.signInPath !== undefined && { signInPath: options.signInPath }),
      ...(options.namePath !== undefined && { namePath: options.namePath }),
    },
    practice,
    trace,
  ).catch((error: unknown) => {
    if (status < 500 || !(error instanceof CannotCheck)) throw error;
    throw new CannotCheck(`${home.href} responds with status ${status}. ${error.message}`);
  });
  const authorize = await app.startSignIn(app.visitor());
  requireWebApp(authorize);
  const registration = practice.registrationAt(authorize);
  users.areMadeIn(practice, practice.tenantAt(authorize), registration?.clientId);
  const both = [await users.make(), await users.make()] as const;
  const needsHonest = checks.some(({ needsHonestSignIn = true }) => needsHonestSignIn);
  if (needsHonest) await honestSignIn(app, both[0]);
  // Every browser would look signed in, so all other verdicts would be guesses.
  const isShownToAll = needsHonest && (await app.isSignedIn(app.visitor(), both[0]));
  if (isShownToAll && !checks.some(({ id }) => id === nameWithoutSession))
    throw new CannotCheck(nothingToTell(app));
  const about = {
    app: home.origin,
    signIn: app.signInWay,
    nameAt: app.namePage?.pathname ?? '/',
    registration: registration && `${registration.name} (${registration.clientId})`,
  };
  return { app, practice, both, isShownToAll, about };
}

const nothingToTell = ({ namePage }: AppUnderCheck): string =>
  `${namePage?.pathname} shows the user’s name to a browser without cookies too, so nothing can be told from it. Name another page with --name-at.`;

const gone: Verdict = {
  outcome: 'failed',
  saw: 'The app stopped accepting connections: its process ended.',
};

async function tried(check: Check, lab: Lab, home: URL): Promise<Verdict | 'gone'> {
  let verdict: Verdict;
  try {
    verdict = await check.run(lab);
  } catch (error) {
    if (error instanceof NoResponse && !lab.practice.isHere(error.url)) {
      if (error instanceof AppIsGone && !(await isThere(home))) return 'gone';
      const saw =
        error instanceof AppIsGone
          ? `The app broke off the connection (${error.message}).`
          : error.message;
      verdict = { outcome: 'failed', saw };
    } else if (error instanceof NoResponse)
      verdict = notTried(`The practice tenant didn’t respond (${error.message}).`);
    else if (error instanceof CannotTry || error instanceof CannotCheck)
      verdict = notTried(error.message);
    else verdict = notTried(`The check itself ended with an error: ${String(error)}`);
  }
  return (await isThere(home)) ? verdict : 'gone';
}

async function honestSignIn(app: AppUnderCheck, user: RunUser): Promise<void> {
  const visitor = app.visitor();
  const after = await app.signIn(visitor, user).catch((error: unknown) => {
    if (!(error instanceof CannotTry)) throw error;
    throw new CannotCheck(`An honest sign-in already failed. ${error.message}`);
  });
  await app.findName(visitor, after, user).catch((error: unknown) => {
    if (!(error instanceof CannotCheck) || isStopped(after) || after.status < 400) throw error;
    throw new CannotCheck(
      `An honest sign-in already failed. The app ended it with ${described(after)}.`,
    );
  });
}

function requireWebApp({ searchParams }: URL): void {
  const type = searchParams.get('response_type') ?? 'code';
  if (type.split(' ').includes('code') || searchParams.get('response_mode') === 'form_post') return;
  throw new CannotCheck(
    `The app asks for response_type=${type}: tokens in the browser’s address, which no server sees. This checks web apps that redeem a code.`,
  );
}

function appAddress(given: string): URL {
  const url = URL.parse(given);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new CannotCheck(
      `“${given}” isn’t an address. Name the app’s with its scheme, such as http://localhost:3000.`,
    );
  return url;
}
