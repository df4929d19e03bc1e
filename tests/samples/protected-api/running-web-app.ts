import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from '../../compile-cache.ts';
import { freePort } from '../../e2e/free-ports.ts';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from './practice-environment.ts';

/**
 * The web app of the tracks on Entra ID, as `npm start` runs it.
 * @param changes lines of `.env` that a guide changes; undefined removes one
 */
export async function runningWebApp(
  tenant: RunningTenant,
  changes: Record<string, string | undefined>,
): Promise<{ origin: string; stop(): void }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    PATH: process.env['PATH'],
    ...compileCache,
    ...practiceEnvironment('web-app', 'entra-id', tenant),
    PORT: String(port),
    REDIRECT_URI: `${origin}/auth/redirect`,
    PRACTICE_TENANT_FRONT_ORIGIN: tenant.frontOrigin,
    ...changes,
  };
  const cwd = fileURLToPath(new URL('../../../samples/web-app/', import.meta.url));
  const app = spawn(process.execPath, ['app.ts'], { cwd, env });
  await firstLine(app);
  return { origin, stop: () => app.kill() };
}

function firstLine(app: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = '';
    app.stderr?.on('data', (text) => {
      errors += text;
    });
    if (app.stdout) createInterface(app.stdout).once('line', () => resolve());
    app.once('exit', () => reject(new Error(`The web app ended: ${errors}`)));
  });
}
