import { tenantSetId } from '../../../src/practice-tenant/directory/tenant-set.ts';
import { redisStore } from '../../../src/practice-tenant/store/redis-store.ts';
import { keptSets, scopeOf } from '../../../src/practice-tenant/tenant-sets/kept-sets.ts';
import { startLoad } from './load.ts';
import { percentile, row } from './percentiles.ts';
import { type LabOptions, startLab, startRedis } from './running-lab.ts';
import { storeSize } from './store-size.ts';

const few = 10;
const pairs = 60;
const aDay = 86_400_000;
const copiesAtOnce = 100;

/** A new visitor's first page and first sign-in, where many sets of tenants are kept and where few are. */
export async function manySets(
  options: Omit<LabOptions, 'address'>,
  many: number,
): Promise<string[]> {
  const started = await Promise.all([few, many].map((sets, index) => labWith(sets, index + 1)));
  try {
    const times = started.map(() => ({ page: [] as number[], signIn: [] as number[] }));
    const differences: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const order = pair % 2 === 0 ? [0, 1] : [1, 0];
      for (const index of order) {
        const outcome = await started[index]?.load.run({ do: 'first visit' });
        const [page, signIn] = outcome?.actions ?? [];
        if (page === undefined || signIn === undefined)
          throw new Error(`A first visit failed: ${JSON.stringify(outcome?.errors)}`);
        times[index]?.page.push(page);
        times[index]?.signIn.push(signIn);
      }
      differences.push((times[1]?.signIn.at(-1) ?? 0) / (times[0]?.signIn.at(-1) ?? 1));
    }
    const spread = (values: readonly number[]) =>
      [50, 95].map((each) => percentile(values, each).toFixed(1)).join(' / ');
    return [
      `First page and first sign-in of a new visitor, ${pairs} pairs by turns; milliseconds, median / 95 %`,
      '',
      row(['sets of tenants in Redis', 'keys', 'first page', 'first sign-in']),
      '|-|-|-|-|',
      ...times.map(({ page, signIn }, index) =>
        row([
          index === 0 ? few : many,
          `${started[index]?.keys} (${((started[index]?.used ?? 0) / 1e6).toFixed(0)} MB)`,
          spread(page),
          spread(signIn),
        ]),
      ),
      '',
      `First sign-in among ${many} ÷ among ${few}: median of the pairs ${percentile(differences, 50).toFixed(2)}.`,
    ];
  } finally {
    for (const { load, lab } of started) {
      load.stop();
      await lab.stop();
    }
  }

  async function labWith(sets: number, number: number) {
    const address = `127.0.0.${number}`;
    const redis = await startRedis(address);
    const lab = await startLab({ ...options, instances: 1, address }, redis);
    const load = await startLoad(lab);
    // Warm, as a lab is that people use; one of these visitors is then copied.
    await load.run({ do: 'new tenants', visitors: few });
    await load.run({ do: 'sign in', perSecond: 10, seconds: 3 });
    await fill(redis.url, sets - few);
    const { keys, used } = await storeSize(redis.url);
    return { lab, load, keys, used };
  }
}

/** Copies what is kept of one visitor, with other IDs, until there are as many more. */
async function fill(url: string, more: number): Promise<void> {
  const store = await redisStore(url);
  const kept = keptSets(store, aDay);
  const [first] = await store.list('tenant-set/');
  const from = tenantSetId.parse(first?.[0].split('/')[1]);
  const entries = await store.list(scopeOf(from));
  const copy = async () => {
    const { set } = await kept.add(few + more);
    for (const [key, value] of entries) {
      const own: unknown = JSON.parse(JSON.stringify(value).replaceAll(from, set));
      await store.set(key.replaceAll(from, set), own, aDay / 1000);
    }
  };
  for (let made = 0; made < more; made += copiesAtOnce) {
    const count = Math.min(copiesAtOnce, more - made);
    await Promise.all(Array.from({ length: count }, copy));
  }
  await store.close();
}
