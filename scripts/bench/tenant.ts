/**
 * What a complete sign-in costs the practice tenant, beside oidc-provider alone with the same flow:
 * `npm run bench:tenant [-- sign-ins]`. A complete sign-in is authorize, account, code, tokens.
 */
import { MeasuredServer } from './tenant/measured-server.ts';

const signIns = Number(process.argv[2] ?? 3_000);
const rounds = 20;
const warmUp = 300;
const each = Math.ceil(signIns / rounds);

interface Round {
  milliseconds: number;
  perSecond: number;
  heapMegabytes: number;
  residentMegabytes: number;
}

const progress = (what: string) => process.stderr.write(`${what}\n`);
const practice = await MeasuredServer.start('practice tenant', 'practice-server.ts');
const bare = await MeasuredServer.start('oidc-provider alone', 'bare-server.ts');
const results = new Map<MeasuredServer, Round[]>([
  [practice, []],
  [bare, []],
]);
for (const server of results.keys()) {
  progress(`${server.name} (process ${server.processId}): ${warmUp} sign-ins to warm up`);
  await server.signInMany(warmUp);
}
// In pairs and by turns, so that whatever else this machine does is shared by both.
for (let round = 1; round <= rounds; round += 1) {
  progress(`round ${round} of ${rounds}: ${each} sign-ins each`);
  const turns = round % 2 === 0 ? [bare, practice] : [practice, bare];
  for (const server of turns) results.get(server)?.push(await measured(server));
}
report();
await Promise.all([...results.keys()].map((server) => server.stop()));

async function measured(server: MeasuredServer): Promise<Round> {
  const before = await server.usage();
  const started = performance.now();
  await server.signInMany(each);
  const seconds = (performance.now() - started) / 1000;
  const { cpuMilliseconds, heapBytes, residentBytes } = await server.usage();
  return {
    milliseconds: (cpuMilliseconds - before.cpuMilliseconds) / each,
    perSecond: each / seconds,
    heapMegabytes: heapBytes / 1e6,
    residentMegabytes: residentBytes / 1e6,
  };
}

function report(): void {
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
  const spread = (values: readonly number[], digits: number) => {
    const all = sorted(values);
    return `${median(all).toFixed(digits)} (${all.at(0)?.toFixed(digits)}–${all.at(-1)?.toFixed(digits)})`;
  };
  console.log(
    `${signIns} complete sign-ins each, in ${rounds} pairs of rounds by turns; CPU of the server's process; medians, lowest and highest; Node ${process.versions.node}\n`,
  );
  console.log('| | CPU per sign-in, ms | sign-ins a second | heap, first to last | memory |');
  console.log('|-|-|-|-|-|');
  for (const [{ name }, all] of results) {
    const heap = all.map(({ heapMegabytes }) => heapMegabytes);
    const cells = [
      name,
      spread(
        all.map(({ milliseconds }) => milliseconds),
        2,
      ),
      spread(
        all.map(({ perSecond }) => perSecond),
        0,
      ),
      `${heap.at(0)?.toFixed(0)} to ${heap.at(-1)?.toFixed(0)} MB`,
      `${all.at(-1)?.residentMegabytes.toFixed(0)} MB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const ratios = (results.get(practice) ?? []).map(
    ({ milliseconds }, index) => milliseconds / (results.get(bare)?.[index]?.milliseconds ?? 1),
  );
  console.log(`\nPractice tenant ÷ oidc-provider alone, CPU: ${spread(ratios, 2)}`);
}
