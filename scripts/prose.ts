// The English of the site: `node scripts/prose.ts [--spelling | --prose] [path …]`, and as two checks of `npm run check`.
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { filesToRead } from './prose/files.ts';
import { type Finding, proseFindings, spellingFindings } from './prose/findings.ts';

const options = argv.slice(2).filter((word) => word.startsWith('--'));
const paths = argv.slice(2).filter((word) => !word.startsWith('--'));
const all = options.length === 0;

const findings: Finding[] = [];
for (const file of filesToRead(paths)) {
  const source = readFileSync(file, 'utf8');
  if (all || options.includes('--prose')) findings.push(...proseFindings(file, source));
  if (all || options.includes('--spelling')) {
    findings.push(...(await spellingFindings(file, source)));
  }
}
for (const { file, line, words, instead } of findings) {
  console.log(`${file}:${line}  "${words}"  →  ${instead}`);
}
if (findings.length > 0) console.log(`${findings.length} findings.`);
process.exitCode = findings.length === 0 ? 0 : 1;
