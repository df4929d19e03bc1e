import { startLoad } from './load.ts';
import { errorsOf, percentile, row, timesTable } from './percentiles.ts';
import { type LabOptions, startLab, startRedis } from './running-lab.ts';
import { commandsOf, storeSize } from './store-size.ts';
import { cpuText, watching } from './watch.ts';

const address = '127.0.0.1';
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Visitors with tenants of their own, who sign in once a minute and read three pages. */
export async function visitorsForMinutes(
  options: Omit<LabOptions, 'address'>,
  visitors: number,
  minutes: number,
): Promise<string[]> {
  const redis = await startRedis(address);
  const lab = await startLab({ ...options, address }, redis);
  const load = await startLoad(lab);
  try {
    const empty = await storeSize(redis.url);
    const made = await load.run({ do: 'new tenants', visitors });
    const idle = await storeSize(redis.url);
    const before = await commandsOf(redis.url);
    const perSecond = visitors / 60;
    const { result, watched } = await watching(lab, load, 15, () =>
      load.run({ do: 'sign in', perSecond, seconds: minutes * 60 }),
    );
    const after = await commandsOf(redis.url);
    const used = await storeSize(redis.url);
    const each = (bytes: number, than: number) => kilobytes((bytes - than) / visitors);
    const commands = [...after]
      .map(([name, calls]) => [name, (calls - (before.get(name) ?? 0)) / result.done] as const)
      .filter(([, calls]) => calls >= 0.1)
      .sort(([, a], [, b]) => b - a);
    return [
      `${visitors} visitors for ${minutes} minutes, ${perSecond.toFixed(1)} sign-ins a second, ${options.instances} instance(s); Node ${process.versions.node}`,
      '',
      `New tenants: ${errorsOf(made)}.`,
      `Sign-ins with three pages: ${errorsOf(result)}.`,
      '',
      ...timesTable(result),
      '',
      `CPU, of one core: ${cpuText(watched)}.`,
      `Event loop of the lab, 99th percentile of each 15 seconds: median ${percentile(watched.eventLoop, 50).toFixed(0)} ms, worst ${percentile(watched.eventLoop, 100).toFixed(0)} ms.`,
      '',
      row(['memory, MB', 'every 15 seconds']),
      '|-|-|',
      ...[...watched.memory].map(([name, all]) =>
        row([name, all.map((each) => each.toFixed(0)).join(' ')]),
      ),
      '',
      `Store for each visitor: ${each(idle.used, empty.used)} without a sign-in; ${each(used.used, empty.used)} after the last sign-in, of which ${each(used.staying, empty.staying)} stay when sessions and codes are over (${((used.keys - empty.keys) / visitors).toFixed(1)} keys).`,
      `Commands of Redis for each sign-in with its pages: ${commands.map(([name, calls]) => `${name} ${calls.toFixed(1)}`).join(', ')}.`,
    ];
  } finally {
    load.stop();
    await lab.stop();
  }
}
