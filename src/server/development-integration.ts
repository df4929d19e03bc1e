import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import { demoReports } from './demo-reports.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log/log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { runPracticeTenant } from './practice-tenant.ts';
import { sessionSecrets } from './session-secret.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where Astro's development server looks for the `Astro.locals` of a request. */
const localsOfRequest = Symbol.for('astro.locals');

/**
 * Under `npm run dev`, Astro's own server responds; this starts what main.ts starts, and hands it
 * to that server.
 */
export default function practiceTenantInDevelopment(): AstroIntegration {
  return {
    name: 'sign-in-lab:development',
    hooks: {
      'astro:server:setup': async ({ server }) => {
        const environment = readEnvironment(process.env);
        const log = createLog(environment.operations.logFormat);
        const demo: DemoConfiguration = {
          ...environment.demo,
          sessionSecrets: sessionSecrets(environment, root),
          reports: demoReports(log, createMetrics()),
        };
        server.middlewares.use((request, _response, next) => {
          const address = request.socket.remoteAddress ?? '';
          Object.assign(request, { [localsOfRequest]: { demo, address } });
          next();
        });
        const running = await runPracticeTenant(environment.practiceTenant, root, log);
        server.httpServer?.once('close', () => running.close());
      },
    },
  };
}
