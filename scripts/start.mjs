// `npm start`: the server, with the compiled code of its modules kept for the next start.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
await import('../src/server/main.ts');
