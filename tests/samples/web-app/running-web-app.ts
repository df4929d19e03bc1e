import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { compileCache } from '../../compile-cache.ts';
import { freePort } from '../../e2e/free-ports.ts';

export const webAppFolder = fileURLToPath(new URL('../../../samples/web-app/', import.meta.url));

export interface RunningWebApp {
  origin: string;
  child: ChildProcess;
  output(): string;
  /** Resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** A practice template as the sample would read it, moved to where the practice tenant of the test is. */
export function practiceVariables(
  tenantType: string,
  origins: { front: string; back: string; custom: string },
): NodeJS.Dict<string> {
  const text = readFileSync(`${webAppFolder}.env.practice.${tenantType}`, 'utf8')
    .replace(/^REDIRECT_URI=.*$/m, '')
    .replaceAll('https://localhost:8443', origins.back)
    .replaceAll('https://localhost:8444', origins.custom);
  return { ...parseEnv(text), PRACTICE_TENANT_FRONT_ORIGIN: origins.front };
}

/**
 * The sample as its own process, on a free port unless `PORT` names one.
 * @param folder where its sources are, if it's a copy
 */
export async function runningWebApp(
  variables: NodeJS.Dict<string>,
  folder = webAppFolder,
): Promise<RunningWebApp> {
  const port = Number(variables['PORT'] ?? (await freePort()));
  const origin = `http://localhost:${port}`;
  const { NODE_OPTIONS, ...rest } = variables;
  const child = fork('app.ts', {
    cwd: folder,
    silent: true,
    execArgv: NODE_OPTIONS?.split(' ') ?? [],
    env: { ...compileCache, REDIRECT_URI: `${origin}/auth/redirect`, ...rest, PORT: String(port) },
  });
  let output = '';
  const ready = Promise.withResolvers<void>();
  const ended = once(child, 'exit');
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Open http')) ready.resolve();
    });
  ended.then(() => ready.reject(new Error(output)));
  await ready.promise;
  return {
    origin,
    child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
