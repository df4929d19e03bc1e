import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A test waits for each start, and Node.js would compile the same files every time.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)));
await import('./run-command.ts');
