import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Imported for its effect, before anything reads process.env: the project's .env, when there is
// one, fills in the variables that are not set.
const file = fileURLToPath(new URL('../../.env', import.meta.url));
if (existsSync(file)) process.loadEnvFile(file);
