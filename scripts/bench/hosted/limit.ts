import { startLoad } from './load.ts';
import { errorsOf, everyTime, percentile, row } from './percentiles.ts';
import { type LabOptions, startLab, startRedis } from './running-lab.ts';
import { cpuText, watching } from './watch.ts';

const address = '127.0.0.1';
/** Each has signed in before: opening a visitor's tenants for the first time isn't what's measured. */
const visitors = 200;
const firstRate = 10;
const step = 5;
const seconds = 10;
/** Above this, visitors notice, and the queue grows. */
const tooSlow = 1_000;

/** More and more sign-ins a second, until responses are slow or something goes wrong. */
export async function limit(options: Omit<LabOptions, 'address'>): Promise<string[]> {
  const redis = await startRedis(address);
  const lab = await startLab({ ...options, address }, redis);
  const load = await startLoad(lab);
  const lines = [
    `More and more sign-ins a second, ${seconds} seconds each, until 95 % take longer than a second or something goes wrong`,
    '',
    row(['sign-ins a second', '95 %, ms', '99 %, ms', 'event loop late, ms', 'CPU', 'outcome']),
    '|-|-|-|-|-|-|',
  ];
  try {
    await load.run({ do: 'new tenants', visitors });
    await load.run({ do: 'sign in', perSecond: firstRate, seconds: visitors / firstRate });
    for (let perSecond = firstRate; ; perSecond += step) {
      const { result, watched } = await watching(lab, load, 5, () =>
        load.run({ do: 'sign in', perSecond, seconds }),
      );
      const [most, longest] = [95, 99].map((each) => percentile(everyTime(result), each));
      const late = percentile(watched.eventLoop, 100);
      lines.push(
        row([
          perSecond,
          (most ?? 0).toFixed(0),
          (longest ?? 0).toFixed(0),
          late.toFixed(0),
          cpuText(watched),
          errorsOf(result),
        ]),
      );
      if ((most ?? 0) > tooSlow || Object.keys(result.errors).length > 0) return lines;
    }
  } finally {
    load.stop();
    await lab.stop();
  }
}
