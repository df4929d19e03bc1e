// Tries a web app on this machine with hostile and faulty situations: npm run check-app -- http://localhost:3000

import { listOf, type Options, optionsFrom, usage } from '../src/check-app/command-line.ts';
import { htmlOf } from '../src/check-app/report/html.ts';
import { jsonOf } from '../src/check-app/report/json.ts';
import { exitStatusOf, summaryOf } from '../src/check-app/report/summary.ts';
import { headOf, linesOf } from '../src/check-app/report/text.ts';
import { type Report, run } from '../src/check-app/run.ts';
import { CannotCheck } from '../src/check-app/verdicts/failures.ts';

const given = optionsFrom(process.argv.slice(2));
if ('mistake' in given) {
  console.error(`${given.mistake}\n\n${usage}`);
  process.exit(2);
}
if (given.help || given.list) {
  console.log(given.help ? usage : listOf());
  process.exit(0);
}
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
process.once('SIGINT', () => {
  // A second time ends it at once; the users of this run stay in the practice tenant then.
  process.once('SIGINT', () => process.exit(130));
  stop.abort();
});
try {
  const report = await checked(given);
  process.exitCode = stop.signal.aborted ? 130 : exitStatusOf(report);
} catch (error) {
  if (!(error instanceof CannotCheck)) throw error;
  console.error(error.message);
  process.exitCode = 3;
}

async function checked({
  format,
  only,
  app,
  practiceTenant,
  signInPath,
  namePath,
}: Options): Promise<Report> {
  const port = process.env['PRACTICE_TENANT_FRONT_PORT'] || 8400;
  let count = 0;
  const adminKey = process.env['PRACTICE_TENANT_ADMIN_KEY'];
  const report = await run({
    app,
    ...(adminKey && { adminKey }),
    practiceTenant:
      practiceTenant ?? process.env['PRACTICE_TENANT_FRONT_ORIGIN'] ?? `http://127.0.0.1:${port}`,
    ...(signInPath !== undefined && { signInPath }),
    ...(namePath !== undefined && { namePath }),
    checks: only,
    signal: stop.signal,
    onStart: (about) => {
      if (format === 'text') console.log(`${headOf(about)}\n`);
    },
    onResult: (result) => {
      count += 1;
      if (format === 'text') console.log(linesOf(result));
      else if (process.stderr.isTTY)
        console.error(`${count} of ${only.length}: ${result.check.id}`);
    },
  });
  if (format === 'text') console.log(`\n${summaryOf(report)}`);
  else process.stdout.write(format === 'json' ? jsonOf(report) : htmlOf(report));
  return report;
}
