/**
 * What a hosted lab takes: `npm run bench:hosted [-- --visitors 1000 --minutes 5 --instances 1]`.
 * A real Redis, nginx with TLS, and a process that plays visitors, all on this machine (Linux).
 * `--only visitors,limit,many` leaves parts out, `--keep-build` starts what the last run built,
 * and `--profile` writes a CPU profile of each instance to test-results/bench.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtLab } from './hosted/built-lab.ts';
import { limit } from './hosted/limit.ts';
import { manySets } from './hosted/many-sets.ts';
import { visitorsForMinutes } from './hosted/visitors-for-minutes.ts';

const { values } = parseArgs({
  options: {
    visitors: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '5' },
    instances: { type: 'string', default: '1' },
    sets: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'visitors,limit,many' },
    'keep-build': { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
// Ends what was started, too: an exit does that, and a signal alone doesn't.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const names = ['visitors', 'limit', 'many'] as const;
const only = values.only.split(',');
const unknown = only.filter((each) => !names.some((name) => name === each));
if (unknown.length > 0) {
  console.error(`There’s no part ${unknown.join(', ')}. Choose from ${names.join(', ')}.`);
  process.exit(2);
}
const visitors = Number(values.visitors);
const lab = {
  source: builtLab(!values['keep-build']),
  instances: Number(values.instances),
  nodeOptions: values.profile
    ? ['--cpu-prof', `--cpu-prof-dir=${resolve('test-results/bench/profiles')}`]
    : [],
};
const parts = {
  visitors: () => visitorsForMinutes(lab, visitors, Number(values.minutes)),
  limit: () => limit(lab),
  many: () => manySets(lab, Number(values.sets)),
};
for (const name of names) {
  if (only.includes(name)) console.log(`${(await parts[name]()).join('\n')}\n`);
}
