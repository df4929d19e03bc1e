/** Plays visitors, in a process of its own: what it costs isn't what the lab costs. */
import { setTimeout as wait } from 'node:timers/promises';
import { lookupAt, siteOrigin } from './addresses.ts';
import { Browser, connections } from './browser.ts';
import { type Ask, ask, type Outcome } from './load-messages.ts';
import { Visitor } from './visitor.ts';

const [address = '127.0.0.1'] = process.argv.slice(2);
const agent = connections({ ca: process.env['BENCH_CA'], lookup: lookupAt(address) });
const atOnce = 8;
/** Those who have nothing to do right now, the one who has waited longest first. */
const visitors: Visitor[] = [];
let made = 0;

class Record implements Outcome {
  done = 0;
  errors: { [what: string]: number } = {};
  times: { [route: string]: number[] } = {};
  actions: number[] = [];

  async action(work: () => Promise<unknown>): Promise<void> {
    const started = performance.now();
    try {
      await work();
      this.done += 1;
      this.actions.push(performance.now() - started);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.errors[what] = (this.errors[what] ?? 0) + 1;
    }
  }
}
let record = new Record();

function newVisitor(): Visitor {
  made += 1;
  const from = `10.${(made >> 16) & 255}.${(made >> 8) & 255}.${made & 255}`;
  const browser = new Browser(agent, from, ({ route, milliseconds }) => {
    const times = record.times[route] ?? [];
    record.times[route] = times;
    times.push(milliseconds);
  });
  return new Visitor(browser, siteOrigin);
}

async function newTenants(count: number): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const visitor = newVisitor();
      await record.action(() => visitor.getTenants());
      visitors.push(visitor);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/**
 * Each sign-in starts when its time has come, also when those before it take long. It's that of a visitor
 * whose last one is over: a browser that's closed in the middle of a sign-in would lose its cookies.
 */
async function signIns(perSecond: number, seconds: number): Promise<void> {
  const started = performance.now();
  const under: Promise<void>[] = [];
  const each = 1000 / perSecond;
  for (let count = 0; count * each < seconds * 1000; count += 1) {
    await wait(Math.max(0, started + count * each - performance.now()));
    const visitor = visitors.shift();
    const signsIn = record.action(async () => {
      if (visitor === undefined) throw new Error('not begun: every visitor was still signing in');
      await visitor.signIn();
      await visitor.read();
    });
    under.push(signsIn.finally(() => visitor && visitors.push(visitor)));
  }
  await Promise.all(under);
}

async function firstVisit(): Promise<void> {
  const visitor = newVisitor();
  await record.action(() => visitor.firstPage());
  await record.action(() => visitor.signIn());
}

async function answer(asked: Ask): Promise<void> {
  record = new Record();
  if (asked.do === 'new tenants') await newTenants(asked.visitors);
  else if (asked.do === 'sign in') await signIns(asked.perSecond, asked.seconds);
  else await firstVisit();
  const { done, errors, times, actions } = record;
  process.send?.({ done, errors, times, actions });
}

process.on('message', (message) => void answer(ask.parse(message)));
process.once('disconnect', () => process.exit());
process.send?.('ready');
