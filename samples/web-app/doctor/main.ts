// Finds out what will fail before a user signs in: npm run doctor
import { checks } from './checks.ts';
import { optionsFrom, usage } from './command-line.ts';
import { doctor } from './doctor.ts';
import { startAgain } from './start-again.ts';
import { realSurroundings } from './surroundings.ts';

const again = startAgain(process.cwd());
if (again !== undefined) process.exit(again);
const options = optionsFrom(process.argv.slice(2));
if ('mistake' in options) {
  console.error(`${options.mistake}\n\n${usage}`);
  process.exit(2);
}
if (options.help) {
  console.log(usage);
  process.exit(0);
}
process.exitCode = await doctor(checks, { given: {}, json: options.json }, realSurroundings());
