import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { findCaddy, findHaproxy, findNginx } from '../../scripts/test-tools.ts';

const programs = {
  nginx: findNginx() ?? '',
  haproxy: findHaproxy() ?? '',
  caddy: findCaddy() ?? '',
};
const configuration = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/hosting/${name}`, import.meta.url)), 'utf8');

/** A folder with a certificate of its own, where the configurations look for one. */
function certificates(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hosting-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const key = join(folder, 'privkey.pem');
  const certificate = join(folder, 'fullchain.pem');
  const made = spawnSync('openssl', [
    ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(' '),
    ...['-subj', '/CN=lab.example.com', '-keyout', key, '-out', certificate],
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  writeFileSync(
    join(folder, 'lab.pem'),
    readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'),
  );
  return folder;
}

/** What the program says of a configuration, and whether it takes it. */
function checked(
  program: string,
  args: readonly string[],
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test.skipIf(!programs.nginx)('nginx takes the configuration in the documents', () => {
  const folder = certificates();
  mkdirSync(join(folder, 'logs'));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; ${[
      'client_body',
      'proxy',
      'fastcgi',
      'uwsgi',
      'scgi',
    ]
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(' ')} ${configuration('nginx.conf').replaceAll('/etc/ssl/lab', folder)} }`,
  );
  const { status, said } = checked(programs.nginx, [
    '-t',
    '-p',
    folder,
    '-c',
    join(folder, 'nginx.conf'),
  ]);
  expect(said).not.toMatch(/\[(?:warn|emerg)\] (?!.*"user" directive)/);
  expect({ status, said }).toMatchObject({ status: 0 });
});

test.skipIf(!programs.haproxy)('HAProxy takes the configuration in the documents', () => {
  const folder = certificates();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configuration('haproxy.cfg').replaceAll('/etc/ssl/lab', folder));
  const { status, said } = checked(programs.haproxy, ['-c', '-f', file]);
  expect({ status, said }).toMatchObject({ status: 0 });
});

test.skipIf(!programs.caddy)('Caddy takes the configuration in the documents', () => {
  const file = fileURLToPath(new URL('../../docs/hosting/Caddyfile', import.meta.url));
  const { status, said } = checked(programs.caddy, ['adapt', '--config', file]);
  // It also warns of a file that isn't formatted as it formats one.
  expect(said).not.toContain('"level":"warn"');
  expect({ status, said }).toMatchObject({ status: 0 });
});

test.each(['nginx.conf', 'Caddyfile', 'haproxy.cfg'])(
  '%s names both hosts, two instances of each, and the size of a body',
  (name) => {
    const text = configuration(name);
    for (const part of [
      'lab.example.com',
      'tenant.lab.example.com',
      ':4321',
      ':4331',
      ':8400',
      ':8410',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/64(?:k|KiB)\b|65536/);
    expect(text).toMatch(/256(?:k|KiB)\b|262144/);
    expect(text.toLowerCase()).toContain('x-request-id');
  },
);
