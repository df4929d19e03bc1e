import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { isLoopback, readEnvironment } from './environment.ts';
import { runPracticeTenant } from './practice-tenant.ts';
import { keptSessionSecret } from './session-secret.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Under `npm run dev`, Astro's own server answers; this starts beside it what main.ts starts. */
export default function practiceTenantInDevelopment(): AstroIntegration {
  return {
    name: 'sign-in-lab:development',
    hooks: {
      'astro:server:setup': async ({ server }) => {
        const { sessionSecret, siteOrigin, dataFolder, practiceTenant } = readEnvironment(
          process.env,
        );
        if (sessionSecret === undefined && isLoopback(siteOrigin)) {
          process.env['SESSION_SECRET'] = keptSessionSecret(resolve(root, dataFolder));
        }
        const running = await runPracticeTenant(process.env, practiceTenant, root);
        server.httpServer?.once('close', () => running.close());
      },
    },
  };
}
