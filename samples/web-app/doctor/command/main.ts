// Finds out what will fail before a user signs in: npm run doctor

import { realSurroundings } from '../surroundings.ts';
import { checks } from './checks.ts';
import { optionsFrom, usage } from './command-line.ts';
import { doctor, doctorFromOutside } from './doctor.ts';
import { endWith } from './end.ts';
import { startAgain } from './start-again.ts';

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
const { url, json } = options;
endWith(
  url
    ? await doctorFromOutside(url, json, realSurroundings())
    : await doctor(checks, { given: {}, json }, realSurroundings()),
);
