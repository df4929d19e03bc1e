import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptCertificates } from '../../src/practice-tenant/certificates/kept-certificates.ts';
import { freePort } from '../e2e/free-ports.ts';
import { startProcess } from '../e2e/running-process.ts';
import { projectRoot } from '../e2e/running-site.ts';
import type { LabAddress } from './lab-fetch.ts';
import { labHosts } from './lab-origins.ts';
import { type ProxyName, proxyPrograms } from './proxy-programs.ts';

export interface InstancePorts {
  site: number;
  tenant: number;
}

export interface RunningProxy extends LabAddress {
  /** Where it has only redirects. */
  httpPort: number;
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
  const { folder: certificates, caFile, ca } = certificate;
  const folder = mkdtempSync(join(certificates, `${name}-`));
  const [one, two] = instances;
  const place = { folder, certificates, http: await freePort(), https: port };
  const { find, document, placed, args, readyWhen } = proxyPrograms[name];
  const program = find();
  if (program === undefined) throw new Error(`There is no ${name} on this machine.`);
  const configuration = changed(readFileSync(join(projectRoot, 'docs/hosting', document), 'utf8'))
    .replaceAll('lab.example.com', 'lab.example.test')
    .replaceAll('/etc/ssl/lab', certificates)
    .replaceAll('127.0.0.1:4321', `127.0.0.1:${one.site}`)
    .replaceAll('127.0.0.1:4331', `127.0.0.1:${two.site}`)
    .replaceAll('127.0.0.1:8400', `127.0.0.1:${one.tenant}`)
    .replaceAll('127.0.0.1:8410', `127.0.0.1:${two.tenant}`);
  const file = join(folder, 'configuration');
  writeFileSync(file, placed(configuration, place));
  // Caddy looks for a home folder, but keeps nothing there.
  const env = { HOME: folder };
  const running = await startProcess(program, args(file, place), { cwd: folder, env, readyWhen });
  return {
    port,
    httpPort: place.http,
    ca,
    caFile,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
