import { fileURLToPath } from 'node:url';
import { readEnvFile } from '../../samples/web-app/env-file.ts';
import { createLog } from './log/log.ts';
import { logFormatFrom } from './log/log-format.ts';

// Imported for its effect, before anything reads process.env: the project's .env, when there is
// one, fills in the variables that are not set.
const { variables, mistake } = readEnvFile(fileURLToPath(new URL('../../.env', import.meta.url)));
if (mistake) {
  createLog(logFormatFrom(process.env)).error('configuration_wrong', mistake);
  process.exit(1);
}
for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
