import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../e2e/free-ports.ts';
import { startProcess } from '../e2e/running-process.ts';

export interface Apache {
  /** Of each host, by its name. */
  origins: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

const modules = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'dir',
  'headers',
  'include',
  'auth_openidc',
];

/** Says who has signed in, and links to the module's own sign-out. */
const namePage = [
  '<h1><!--#echo var="REMOTE_USER" --></h1>',
  '<a href="/callback?logout=http%3A%2F%2F<!--#echo var="HTTP_HOST" -->%2F">Sign out</a>',
].join('\n');

/**
 * An Apache with mod_auth_openidc and two pages, which only users who are signed in may see: one with their
 * name is at /name. The header X-User has it too, and X-Token the access token that the module keeps for them.
 * @param hosts the directives of each host, for the origin that it gets
 */
export async function startApache(
  program: string,
  caCertificate: string,
  hosts: ReadonlyMap<string, (origin: string) => readonly string[]>,
): Promise<Apache> {
  const folder = await mkdtemp(join(tmpdir(), 'apache-'));
  // Started by root, it serves pages as another user.
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'pages'));
  await writeFile(join(folder, 'pages/index.html'), '<h1>For users only</h1>');
  await writeFile(join(folder, 'pages/name'), namePage);
  await writeFile(join(folder, 'ca.pem'), caCertificate);
  const origins = new Map<string, string>();
  const virtualHosts: string[] = [];
  for (const [name, directives] of hosts) {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    origins.set(name, origin);
    virtualHosts.push(
      `Listen 127.0.0.1:${port}`,
      `<VirtualHost 127.0.0.1:${port}>`,
      ...directives(origin),
      '</VirtualHost>',
    );
  }
  const library = '/usr/lib/apache2/modules';
  const configuration = [
    'ServerName localhost',
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${join(folder, 'apache.pid')}`,
    'ErrorLog "|/bin/cat"',
    'LogLevel notice',
    ...modules.map((name) => `LoadModule ${name}_module ${library}/mod_${name}.so`),
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    `DocumentRoot ${join(folder, 'pages')}`,
    'DirectoryIndex index.html',
    `OIDCCABundlePath ${join(folder, 'ca.pem')}`,
    '<Location />',
    '  AuthType openid-connect',
    '  Require valid-user',
    '  Header set X-User "expr=%{REMOTE_USER}"',
    '  Header set X-Token "%{OIDC_access_token}e"',
    '</Location>',
    '<Location /name>',
    '  Options +Includes',
    '  SetOutputFilter INCLUDES',
    '  ForceType text/html',
    '</Location>',
    ...virtualHosts,
  ];
  const file = join(folder, 'apache.conf');
  await writeFile(file, `${configuration.join('\n')}\n`);
  const running = await startProcess(program, ['-d', dirname(file), '-f', file, '-DFOREGROUND'], {
    cwd: folder,
    env: {},
    readyWhen: /resuming normal operations/,
  });
  return {
    origins,
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
