import { AppUnderCheck } from './app/app-under-check.ts';
import type { Check } from './checks/check.ts';
import { checks as allChecks } from './checks/checks.ts';
import type { Lab } from './checks/lab.ts';
import { exchange, NoAnswer } from './http/exchange.ts';
import { type Message, Trace } from './http/trace.ts';
import { Visitor } from './http/visitor.ts';
import { PracticeTenant, type RunUser } from './practice/practice-tenant.ts';
import { AppIsGone, CannotCheck, CannotTry } from './verdicts/failures.ts';
import type { Verdict } from './verdicts/verdict.ts';

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

const mostMinutes = 10;
const waitForRestart = 15_000;

/**
 * Tries an app with hostile and faulty situations, one after another.
 * @throws CannotCheck when nothing can be checked: the app isn't there, or there's no way to sign in
 */
export async function run(options: RunOptions): Promise<Report> {
  const { checks = allChecks } = options;
  const home = appAddress(options.app);
  let trace = new Trace();
  const practice = await PracticeTenant.at(options.practiceTenant, options.adminKey);
  await requireThere(home);
  const app = await AppUnderCheck.find(
    {
      home,
      ...(options.signInPath !== undefined && { signInPath: options.signInPath }),
      ...(options.namePath !== undefined && { namePath: options.namePath }),
    },
    practice,
    () => trace,
  );
  const authorize = await app.startSignIn(app.visitor());
  requireWebApp(authorize);
  const tenant = practice.tenantAt(authorize);
  const registration = practice.registrationAt(authorize);
  const users: RunUser[] = [];
  const makeUser = async (more?: Record<string, unknown>): Promise<RunUser> => {
    const assigned = registration && { assignedTo: [registration.clientId] };
    const user = await practice.makeUser(tenant, { ...assigned, ...more });
    users.push(user);
    return user;
  };
  try {
    const both = [await makeUser(), await makeUser()] as const;
    if (checks.some(({ needsHonestSignIn = true }) => needsHonestSignIn))
      await honestSignIn(app, both[0]);
    const about = {
      app: home.origin,
      signIn: app.signInWay,
      nameAt: app.namePage?.pathname ?? '/',
      registration: registration && `${registration.name} (${registration.clientId})`,
    };
    options.onStart?.(about);
    const results: Result[] = [];
    const until = Date.now() + mostMinutes * 60_000;
    let stopped: string | undefined;
    for (const [place, check] of checks.entries()) {
      trace = new Trace();
      const lab: Lab = {
        app,
        practice,
        users: both,
        trace,
        makeUser,
        visitorWith: (headers) => new Visitor(trace, headers),
      };
      stopped ??= options.signal?.aborted ? 'The run was stopped.' : undefined;
      stopped ??= Date.now() > until ? `The run had its ${mostMinutes} minutes.` : undefined;
      const verdict = stopped === undefined ? await tried(check, lab, home) : notTried(stopped);
      if (verdict === 'gone') {
        results.push({ check, ...gone, messages: trace.messages });
        if (place + 1 < checks.length && !(await comesBack(home)))
          stopped = `The app ended in the check ${check.id}, and wasn’t started again.`;
      } else results.push({ check, ...verdict, messages: trace.messages });
      const last = results.at(-1);
      if (last !== undefined) options.onResult?.(last);
    }
    return { ...about, results };
  } finally {
    for (const user of users) await practice.removeUser(user).catch(() => {});
  }
}

const gone: Verdict = {
  outcome: 'failed',
  saw: 'The app stopped accepting connections: its process ended.',
};
const notTried = (saw: string): Verdict => ({ outcome: 'not tried', saw });

async function tried(check: Check, lab: Lab, home: URL): Promise<Verdict | 'gone'> {
  let verdict: Verdict;
  try {
    verdict = await check.run(lab);
  } catch (error) {
    if (error instanceof CannotTry) verdict = notTried(error.message);
    else if (error instanceof NoAnswer) verdict = { outcome: 'failed', saw: error.message };
    else if (error instanceof AppIsGone) {
      if (!(await isThere(home))) return 'gone';
      verdict = { outcome: 'failed', saw: `The app broke off the connection (${error.message}).` };
    } else throw error;
  }
  return (await isThere(home)) ? verdict : 'gone';
}

async function honestSignIn(app: AppUnderCheck, user: RunUser): Promise<void> {
  const visitor = app.visitor();
  try {
    const after = await app.signIn(visitor, user);
    await app.findName(visitor, after, user);
  } catch (error) {
    if (error instanceof CannotTry)
      throw new CannotCheck(`An honest sign-in already failed. ${error.message}`);
    throw error;
  }
  if (await app.isSignedIn(app.visitor(), user))
    throw new CannotCheck(
      `${app.namePage?.pathname} shows the user’s name to a browser without cookies too, so nothing can be told from it. Name another page with --name-at.`,
    );
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

async function requireThere(home: URL): Promise<void> {
  try {
    await exchange({ method: 'GET', url: home, headers: {} }, waitForRestart);
  } catch (error) {
    if (error instanceof CannotCheck) throw error;
    const what =
      error instanceof NoAnswer ? 'accepts connections but doesn’t respond' : 'isn’t there';
    throw new CannotCheck(`The app at ${home.origin} ${what}. Start it, and run this again.`);
  }
}

async function isThere(home: URL): Promise<boolean> {
  try {
    await exchange({ method: 'GET', url: home, headers: {} }, waitForRestart);
    return true;
  } catch (error) {
    return error instanceof NoAnswer;
  }
}

/** Whether something starts the app again, such as a watcher. */
async function comesBack(home: URL): Promise<boolean> {
  const until = Date.now() + waitForRestart;
  while (Date.now() < until) {
    if (await isThere(home)) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}
