import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

// Imported for its effect, before anything reads process.env: the project's .env, when there is
// one, fills in the variables that are not set.
const file = fileURLToPath(new URL('../../.env', import.meta.url));
const bytes = existsSync(file) ? readFileSync(file) : Buffer.of();
// Windows PowerShell writes UTF-16 with `>`: only there, every other byte is a zero.
if (bytes.includes(0)) {
  console.error('.env is saved as UTF-16, which Node.js cannot read: save it as UTF-8.');
  process.exit(1);
}
// Some Windows editors begin the file with a byte order mark.
const variables = parseEnv(bytes.toString('utf8').replace(/^\uFEFF/, ''));
for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
