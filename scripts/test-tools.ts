import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** A program that the tests need and npm does not bring. */
export interface Tool {
  name: string;
  /** The variable under which the tests find the program. */
  variable: string;
  find(): string | undefined;
  /** Several are separated by a space. */
  debianPackage: string;
  /** How a person gets it elsewhere. */
  elsewhere: Partial<Record<NodeJS.Platform, string>>;
  /** What is left out without it; the tests of anything else can't do without. */
  onlyFor?: string;
  /** Another way to get it, tried when apt-get is not there or does not help. */
  otherwise?: readonly string[];
}

const executable = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find(existsSync);

export const browser: Tool = {
  name: 'Chromium',
  variable: 'PLAYWRIGHT_CHROMIUM',
  find: () =>
    executable('chromium') ??
    executable('chromium-browser') ??
    executable('google-chrome') ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      chromium.executablePath(),
    ].find(existsSync),
  debianPackage: 'chromium',
  elsewhere: { darwin: 'install Google Chrome', win32: 'install Google Chrome' },
  otherwise: [process.execPath, 'node_modules/playwright/cli.js', 'install', 'chromium'],
};

export const redis: Tool = {
  name: 'redis-server',
  variable: 'REDIS_SERVER',
  find: () => executable('redis-server'),
  debianPackage: 'redis-server',
  elsewhere: {
    darwin: 'run "brew install redis"',
    win32: 'run the tests in the Windows Subsystem for Linux',
  },
};

const apacheProgram = '/usr/sbin/apache2';

/** Its module folder is the one that Debian compiles in. */
export const apache: Tool = {
  name: 'Apache with mod_auth_openidc',
  variable: 'APACHE',
  find: () =>
    [apacheProgram, '/usr/lib/apache2/modules/mod_auth_openidc.so'].every(existsSync)
      ? apacheProgram
      : undefined,
  debianPackage: 'libapache2-mod-auth-openidc',
  elsewhere: {},
  onlyFor: 'mod_auth_openidc',
};

/** In front of a hosted lab, with the configurations in docs/hosting. */
export const nginx: Tool = {
  name: 'nginx',
  // Not NGINX: nginx itself reads that one.
  variable: 'NGINX_PROGRAM',
  find: () => executable('nginx') ?? ['/usr/sbin/nginx'].find(existsSync),
  debianPackage: 'nginx',
  elsewhere: { darwin: 'run "brew install nginx"' },
  onlyFor: 'a hosted lab',
};

export const haproxy: Tool = {
  name: 'HAProxy',
  variable: 'HAPROXY_PROGRAM',
  find: () => executable('haproxy') ?? ['/usr/sbin/haproxy'].find(existsSync),
  debianPackage: 'haproxy',
  elsewhere: { darwin: 'run "brew install haproxy"' },
  onlyFor: 'a hosted lab behind HAProxy',
};

export const caddy: Tool = {
  name: 'Caddy',
  variable: 'CADDY_PROGRAM',
  find: () => executable('caddy'),
  debianPackage: 'caddy',
  elsewhere: { darwin: 'run "brew install caddy"' },
  onlyFor: 'a hosted lab behind Caddy',
};

const debiansPython = '/usr/bin/python3';

export const msalPython: Tool = {
  name: 'Python with MSAL',
  variable: 'MSAL_PYTHON',
  find: () =>
    spawnSync(debiansPython, ['-c', 'import msal']).status === 0 ? debiansPython : undefined,
  debianPackage: 'python3-msal',
  elsewhere: {},
  onlyFor: 'MSAL Python',
};

/** Driven by WebDriver BiDi, which it speaks itself. */
export const firefox: Tool = {
  name: 'Firefox',
  variable: 'FIREFOX',
  find: () =>
    executable('firefox-esr') ??
    executable('firefox') ??
    ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(existsSync),
  debianPackage: 'firefox-esr',
  elsewhere: { darwin: 'install Firefox', win32: 'install Firefox' },
  onlyFor: 'Firefox',
};

/** MiniBrowser of WebKitGTK, which its driver starts on a display of Xvfb. */
export const webKitGtk: Tool = {
  name: 'WebKitGTK with its driver and Xvfb',
  variable: 'WEBKITGTK',
  find: () =>
    executable('WebKitWebDriver') && executable('Xvfb')
      ? miniBrowsers().find(existsSync)
      : undefined,
  debianPackage: 'webkit2gtk-driver xvfb',
  elsewhere: {},
  onlyFor: 'WebKit',
};

const miniBrowsers = (): string[] =>
  ['x86_64', 'aarch64'].flatMap((machine) =>
    ['4.1', '6.0'].map(
      (version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
    ),
  );

/** Where the browser of the tests is, if this machine has one. */
export const findBrowser = (): string | undefined =>
  process.env[browser.variable] ?? browser.find();

/** Where the Redis server of the tests is, if this machine has one. */
export const findRedis = (): string | undefined => process.env[redis.variable] ?? redis.find();

/** Where the Apache of the tests is, if this machine has one with mod_auth_openidc. */
export const findApache = (): string | undefined => process.env[apache.variable] ?? apache.find();

/** Where nginx is, if this machine has it. */
export const findNginx = (): string | undefined => process.env[nginx.variable] ?? nginx.find();

/** Where HAProxy is, if this machine has it. */
export const findHaproxy = (): string | undefined =>
  process.env[haproxy.variable] ?? haproxy.find();

/** Where Caddy is, if this machine has it. */
export const findCaddy = (): string | undefined => process.env[caddy.variable] ?? caddy.find();

/** Where a Python that has MSAL is, if this machine has one. */
export const findMsalPython = (): string | undefined =>
  process.env[msalPython.variable] ?? msalPython.find();

/** Where Firefox is, if this machine has it. */
export const findFirefox = (): string | undefined =>
  process.env[firefox.variable] ?? firefox.find();

/** Where WebKitGTK's browser is, if this machine has it and what drives it. */
export const findWebKitGtk = (): string | undefined =>
  process.env[webKitGtk.variable] ?? webKitGtk.find();

const tools: readonly Tool[] = [
  browser,
  redis,
  nginx,
  haproxy,
  caddy,
  apache,
  msalPython,
  firefox,
  webKitGtk,
];

/**
 * Finds or installs what the tests need, and puts where it is into process.env.
 * @throws an Error of one sentence when a tool that all tests need can neither be found nor installed
 */
export function provideTestTools(): void {
  for (const tool of tools) {
    const path = process.env[tool.variable] ?? tool.find() ?? installed(tool);
    if (path !== undefined) process.env[tool.variable] = path;
    else if (tool.onlyFor !== undefined) console.log(leftOut(tool));
    else throw new Error(cannotBeHad(tool, process.platform));
  }
}

function installed(tool: Tool): string | undefined {
  for (const commands of waysToInstall(tool, thisMachine())) {
    console.log(`The tests need ${tool.name}: installing it (${commands.at(-1)?.join(' ')}) …`);
    const worked = commands.every(
      ([command = '', ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status === 0,
    );
    const path = worked ? tool.find() : undefined;
    if (path !== undefined) return path;
  }
  return undefined;
}

/** What a machine lets this user do. */
export interface Machine {
  hasAptGet: boolean;
  isRoot: boolean;
  /** Root's rights without being asked for a password, as on the machines of a CI. */
  hasSudo: boolean;
}

function thisMachine(): Machine {
  const hasAptGet = executable('apt-get') !== undefined;
  const isRoot = process.getuid?.() === 0;
  const hasSudo = !isRoot && hasAptGet && spawnSync('sudo', ['-n', 'true']).status === 0;
  return { hasAptGet, isRoot, hasSudo };
}

/** Lists of commands, to be tried one list after the other. */
export function waysToInstall(
  { debianPackage, otherwise }: Tool,
  { hasAptGet, isRoot, hasSudo }: Machine,
): (readonly string[])[][] {
  const ways: (readonly string[])[][] = [];
  if (hasAptGet && (isRoot || hasSudo)) {
    const aptGet = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
    ways.push([
      [...aptGet, 'update', '-qq'],
      [...aptGet, 'install', '-y', '-qq', '--no-install-recommends', ...debianPackage.split(' ')],
    ]);
  }
  if (otherwise) ways.push([otherwise]);
  return ways;
}

/** One sentence for the person who started the tests. */
export function cannotBeHad(
  { name, variable, debianPackage, elsewhere }: Tool,
  platform: NodeJS.Platform,
): string {
  const how =
    elsewhere[platform] ??
    `install it (on Debian or Ubuntu: "sudo apt-get install ${debianPackage}")`;
  return `The tests need ${name}, which is not here and could not be installed: ${how}, or say where it is with ${variable}.`;
}

/** One sentence for the same person, when the tests can do without. */
export function leftOut({ name, variable, debianPackage, onlyFor }: Tool): string {
  return `The tests of ${onlyFor} are skipped, because this machine doesn't have ${name}: on Debian or Ubuntu, run "sudo apt-get install ${debianPackage}", or say where it is with ${variable}.`;
}
