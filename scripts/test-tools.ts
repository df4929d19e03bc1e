import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** A program that the tests need and npm does not bring. */
interface Tool {
  name: string;
  /** The variable under which the tests find the program. */
  variable: string;
  find(): string | undefined;
  debianPackage: string;
  /** Another way to get it, tried when apt-get is not there or does not help. */
  otherwise?: readonly string[];
}

const executable = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);

const browser: Tool = {
  name: 'Chromium',
  variable: 'PLAYWRIGHT_CHROMIUM',
  find: () =>
    executable('chromium') ??
    executable('chromium-browser') ??
    executable('google-chrome') ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      chromium.executablePath(),
    ].find(existsSync),
  debianPackage: 'chromium',
  otherwise: [process.execPath, 'node_modules/playwright/cli.js', 'install', 'chromium'],
};

const redis: Tool = {
  name: 'redis-server',
  variable: 'REDIS_SERVER',
  find: () => executable('redis-server'),
  debianPackage: 'redis-server',
};

/** Where the browser of the tests is, if this machine has one. */
export const findBrowser = (): string | undefined =>
  process.env[browser.variable] ?? browser.find();

/** Where the Redis server of the tests is, if this machine has one. */
export const findRedis = (): string | undefined => process.env[redis.variable] ?? redis.find();

/**
 * Finds or installs what the tests need, and puts where it is into process.env.
 * @throws an Error of one sentence when a tool can neither be found nor installed
 */
export function provideTestTools(): void {
  for (const tool of [browser, redis]) {
    const path = process.env[tool.variable] ?? tool.find() ?? installed(tool);
    process.env[tool.variable] = path;
  }
}

function installed(tool: Tool): string {
  for (const commands of waysToInstall(tool)) {
    console.log(`The tests need ${tool.name}: installing it (${commands.at(-1)?.join(' ')}) …`);
    const worked = commands.every(
      ([command = '', ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
    );
    const path = worked ? tool.find() : undefined;
    if (path !== undefined) return path;
  }
  throw new Error(
    `The tests need ${tool.name}, which is not here and cannot be installed by this user: install it (on Debian: "sudo apt-get install ${tool.debianPackage}"), or say where it is with ${tool.variable}.`,
  );
}

function waysToInstall({ debianPackage, otherwise }: Tool): (readonly string[])[][] {
  const ways: (readonly string[])[][] = [];
  if (process.getuid?.() === 0 && executable('apt-get') !== undefined) {
    ways.push([
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', debianPackage],
    ]);
  }
  if (otherwise) ways.push([otherwise]);
  return ways;
}
