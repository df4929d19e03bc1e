import { expect, it } from 'vitest';
import {
  apache,
  browser,
  caddy,
  cannotBeHad,
  firefox,
  haproxy,
  leftOut,
  msalPython,
  nginx,
  redis,
  waysToInstall,
  webKitGtk,
} from '../../scripts/test-tools.ts';

const debian = { hasAptGet: true, isRoot: false, hasSudo: false };
const commands = (...[tool, machine]: Parameters<typeof waysToInstall>) =>
  waysToInstall(tool, machine).map((way) => way.map((command) => command.join(' ')));

it('root installs with apt-get, and so does a user who may without a password', () => {
  const [asRoot] = commands(redis, { ...debian, isRoot: true });
  expect(asRoot).toEqual([
    'apt-get update -qq',
    'apt-get install -y -qq --no-install-recommends redis-server',
  ]);
  const [withSudo] = commands(redis, { ...debian, hasSudo: true });
  expect(withSudo).toEqual(asRoot?.map((command) => `sudo -n ${command}`));
});

it('a tool of two packages is installed by one command', () => {
  const [asRoot] = waysToInstall(webKitGtk, { ...debian, isRoot: true });
  expect(asRoot?.at(-1)?.slice(-2)).toEqual(['webkit2gtk-driver', 'xvfb']);
});

it('a user without these rights, or a machine without apt-get, is left alone', () => {
  expect(commands(redis, debian)).toEqual([]);
  expect(commands(redis, { hasAptGet: false, isRoot: true, hasSudo: false })).toEqual([]);
});

it('a browser is fetched by Playwright where no package brings it', () => {
  const ways = commands(browser, debian);
  expect(ways).toHaveLength(1);
  expect(ways[0]?.[0]).toMatch(/playwright\/cli\.js install chromium$/);
  expect(commands(browser, { ...debian, isRoot: true })).toHaveLength(2);
});

it.each([
  ['linux', '"sudo apt-get install redis-server"'],
  ['darwin', '"brew install redis"'],
  ['win32', 'Windows Subsystem for Linux'],
] as const)('on %s one sentence says what to do', (platform, what) => {
  const sentence = cannotBeHad(redis, platform);
  expect(sentence).toContain(what);
  expect(sentence).toContain('REDIS_SERVER');
  expect(sentence.match(/[.!?](?:\s|$)/g)).toHaveLength(1);
});

it.each([
  [apache, 'mod_auth_openidc', 'libapache2-mod-auth-openidc', 'APACHE'],
  [msalPython, 'MSAL Python', 'python3-msal', 'MSAL_PYTHON'],
  [firefox, 'Firefox', 'firefox-esr', 'FIREFOX'],
  [nginx, 'a hosted lab', 'nginx', 'NGINX_PROGRAM'],
  [haproxy, 'a hosted lab behind HAProxy', 'haproxy', 'HAPROXY'],
  [caddy, 'a hosted lab behind Caddy', 'caddy', 'CADDY_PROGRAM'],
  [webKitGtk, 'WebKit', 'webkit2gtk-driver xvfb', 'WEBKITGTK'],
] as const)(
  'one sentence says what isn’t tested without $name',
  (tool, client, debian, variable) => {
    const sentence = leftOut(tool);
    expect(sentence).toContain(`The tests of ${client} are skipped`);
    expect(sentence).toContain(`"sudo apt-get install ${debian}"`);
    expect(sentence).toContain(variable);
    expect(sentence.match(/[.!?](?:\s|$)/g)).toHaveLength(1);
  },
);
