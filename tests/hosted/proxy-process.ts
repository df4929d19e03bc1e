import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHaproxy, findNginx } from '../../scripts/test-tools.ts';
import { keptCertificates } from '../../src/practice-tenant/certificates/kept-certificates.ts';
import { freePort } from '../e2e/free-ports.ts';
import { startProcess } from '../e2e/running-process.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { type LabAddress, visitorHeader } from './lab-fetch.ts';
import { labHosts } from './lab-origins.ts';

export type ProxyName = 'nginx' | 'haproxy';

export interface InstancePorts {
  site: number;
  tenant: number;
}

export interface RunningProxy extends LabAddress {
  caFile: string;
  stop(): Promise<void>;
}

/** A certificate for both names, by an authority of the test's own. */
export interface LabCertificate {
  folder: string;
  caFile: string;
  ca: string;
  remove(): void;
}

export async function labCertificate(): Promise<LabCertificate> {
  const folder = mkdtempSync(join(tmpdir(), 'hosted-lab-'));
  const { caCertificate, certificate, privateKey } = await keptCertificates(folder, labHosts);
  // Under the names that the documents have.
  writeFileSync(join(folder, 'fullchain.pem'), certificate);
  writeFileSync(join(folder, 'privkey.pem'), privateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'lab.pem'), certificate + privateKey, { mode: 0o600 });
  return {
    folder,
    caFile: join(folder, 'ca.pem'),
    ca: caCertificate,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface ProxyOptions {
  certificate: LabCertificate;
  instances: readonly [InstancePorts, InstancePorts];
  port: number;
  /** How an operator's own configuration differs from the one in the documents. */
  changed?: (configuration: string) => string;
}

/** The proxy with the configuration in docs/hosting, for the ports of the test. */
export async function startProxy(
  name: ProxyName,
  { certificate, instances, port, changed = (text) => text }: ProxyOptions,
): Promise<RunningProxy> {
  const { folder, caFile, ca } = certificate;
  const own = mkdtempSync(join(folder, `${name}-`));
  const [one, two] = instances;
  const http = await freePort();
  const written = readFileSync(
    join(projectRoot, 'docs/hosting', name === 'nginx' ? 'nginx.conf' : 'haproxy.cfg'),
    'utf8',
  );
  const configuration = changed(written)
    .replaceAll('lab.example.com', 'lab.example.test')
    .replaceAll('/etc/ssl/lab', folder)
    .replaceAll('127.0.0.1:4321', `127.0.0.1:${one.site}`)
    .replaceAll('127.0.0.1:4331', `127.0.0.1:${two.site}`)
    .replaceAll('127.0.0.1:8400', `127.0.0.1:${one.tenant}`)
    .replaceAll('127.0.0.1:8410', `127.0.0.1:${two.tenant}`)
    .replaceAll(/\b(listen |bind :)443\b/g, (_, word: string) => `${listenWord(word)}${port}`)
    .replaceAll(/\b(listen |bind :)80\b/g, (_, word: string) => `${listenWord(word)}${http}`);
  const file = join(own, 'configuration');
  writeFileSync(file, name === 'nginx' ? withinNginx(configuration, own) : configuration);
  const { program, args, readyWhen } = starts[name](file, own);
  if (program === undefined) throw new Error(`There is no ${name} on this machine.`);
  const running = await startProcess(program, args, { cwd: own, env: {}, readyWhen });
  return {
    port,
    ca,
    caFile,
    stop: async () => {
      await running.stop();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

const listenWord = (word: string): string =>
  word.startsWith('bind') ? 'bind 127.0.0.1:' : 'listen 127.0.0.1:';

const starts = {
  nginx: (file: string, folder: string) => ({
    program: findNginx(),
    args: ['-p', folder, '-c', file, '-e', 'stderr'],
    readyWhen: /start worker process/,
  }),
  haproxy: (file: string) => ({
    program: findHaproxy(),
    args: ['-W', '-db', '-f', file],
    readyWhen: /Loading success/,
  }),
};

/** What the main file of nginx has around one of conf.d; all its files are in the folder. */
function withinNginx(configuration: string, folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => {
    mkdirSync(join(folder, kind));
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
