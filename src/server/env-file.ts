import { fileURLToPath } from 'node:url';
import { readEnvFile } from '../../samples/web-app/env-file.ts';

// Imported for its effect, before anything reads process.env: the project's .env, when there is
// one, fills in the variables that are not set.
const { variables, mistake } = readEnvFile(fileURLToPath(new URL('../../.env', import.meta.url)));
if (mistake) {
  console.error(mistake);
  process.exit(1);
}
for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
