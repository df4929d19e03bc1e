import { mkdirSync } from 'node:fs';
import { findCaddy, findHaproxy, findNginx } from '../../scripts/test-tools.ts';
import { visitorHeader } from './lab-fetch.ts';

export type ProxyName = 'nginx' | 'haproxy' | 'caddy';

/** Where a proxy of the tests has what's its own. */
export interface ProxyPlace {
  /** For its own files; nothing else is in it. */
  folder: string;
  /** With the certificate and its key, under the names that the documents have. */
  certificates: string;
  http: number;
  https: number;
}

interface ProxyProgram {
  find(): string | undefined;
  /** Of its configuration in docs/hosting. */
  document: string;
  /** The configuration for ports and files of the test. */
  placed(configuration: string, place: ProxyPlace): string;
  /** @param file with the configuration */
  args(file: string, place: ProxyPlace): string[];
  readyWhen: RegExp;
}

export const proxyPrograms: Readonly<Record<ProxyName, ProxyProgram>> = {
  nginx: {
    find: findNginx,
    document: 'nginx.conf',
    placed: (configuration, place) =>
      withinNginx(onPorts(configuration, 'listen ', place), place.folder),
    args: (file, { folder }) => ['-p', folder, '-c', file, '-e', 'stderr'],
    readyWhen: /start worker process/,
  },
  haproxy: {
    find: findHaproxy,
    document: 'haproxy.cfg',
    placed: (configuration, place) => onPorts(configuration, 'bind :', place),
    args: (file) => ['-W', '-db', '-f', file],
    readyWhen: /Loading success/,
  },
  caddy: {
    find: findCaddy,
    document: 'Caddyfile',
    placed: withoutAcme,
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    readyWhen: /serving initial configuration/,
  },
};

function onPorts(configuration: string, word: string, { http, https }: ProxyPlace): string {
  const address = `${word.replace(':', '')}127.0.0.1:`;
  return configuration
    .replaceAll(new RegExp(`\\b${word}443\\b`, 'g'), `${address}${https}`)
    .replaceAll(new RegExp(`\\b${word}80\\b`, 'g'), `${address}${http}`);
}

/** What the main file of nginx has around one of conf.d; all its files are in the folder. */
function withinNginx(configuration: string, folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => {
    mkdirSync(`${folder}/${kind}`);
    return `${kind}_temp_path ${folder}/${kind};`;
  });
  // As root, its worker would be another user, who may not read this folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user} daemon off; pid ${folder}/pid; error_log stderr notice;
events {}
http { access_log off; ${temporary.join(' ')}
real_ip_header ${visitorHeader}; set_real_ip_from 127.0.0.1;
${configuration}
}`;
}

/** Nobody issues a certificate for a name of the test: Caddy gets one, and no port for its own administration. */
function withoutAcme(
  configuration: string,
  { folder, certificates, http, https }: ProxyPlace,
): string {
  const options = [
    'admin off',
    `storage file_system ${folder}`,
    'default_bind 127.0.0.1',
    `http_port ${http}`,
    `https_port ${https}`,
  ];
  return configuration
    .replace(/^\{$/m, `{\n${options.join('\n')}`)
    .replaceAll(
      /^\S*lab\.example\.test \{$/gm,
      (site) => `${site}\ntls ${certificates}/fullchain.pem ${certificates}/privkey.pem`,
    );
}
