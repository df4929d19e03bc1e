import { once } from 'node:events';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { newAuthority } from '../../../../../src/practice-tenant/certificates/authority.ts';
import {
  algorithm,
  type CertificateAndKey,
  fromToday,
  keyToPem,
  newKeyPair,
  serialNumber,
} from '../../../../../src/practice-tenant/certificates/key-pair.ts';
import { newServerCertificate } from '../../../../../src/practice-tenant/certificates/server-certificate.ts';
import { x509 } from '../../../../../src/practice-tenant/certificates/x509.ts';
import { trust } from '../../../../practice-tenant/running-tenant.ts';

/** What is wrong with the public side of an app. */
export interface ProxyFaults {
  /** Instead of passing a request on. @returns whether it did */
  answer?(request: IncomingMessage, response: ServerResponse): boolean;
  /** Changes what is passed on to the app. */
  changeRequest?(headers: NodeJS.Dict<string | string[]>): void;
  /** Changes what comes back. */
  changeResponse?(headers: NodeJS.Dict<string | string[]>, path: string): void;
}

export interface PublicProxy {
  origin: string;
  /** Where the app's instances are, asked in turn. */
  instances: string[];
  faults: ProxyFaults;
  /** The paths that were asked, oldest first. */
  asked: string[];
  close(): Promise<void>;
}

let authority: CertificateAndKey | undefined;

/** A certificate authority that this process trusts. */
async function trusted(): Promise<CertificateAndKey> {
  authority ??= await newAuthority();
  trust(authority.certificate.toString('pem'));
  return authority;
}

/** A certificate of the trusted authority that ended yesterday. */
export async function expiredCertificate(): Promise<CertificateAndKey> {
  const { certificate, keys: authorityKeys } = await trusted();
  const keys = await newKeyPair();
  return {
    keys,
    certificate: await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: 'CN=app.localhost',
      issuer: certificate.subject,
      notBefore: fromToday(-40),
      notAfter: fromToday(-1),
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'app.localhost' }]),
      ],
    }),
  };
}

/** A certificate of the trusted authority for these names. */
export const certificateFor = async (...hosts: string[]): Promise<CertificateAndKey> =>
  newServerCertificate(await trusted(), hosts);

/** A certificate of an authority that no one here trusts. */
export const unknownCertificate = async (): Promise<CertificateAndKey> =>
  newServerCertificate(await newAuthority(), ['app.localhost']);

/** TLS in front of an app, as a platform has it: one more hop, which can change what passes. */
export async function publicProxy(
  port: number,
  { certificate, keys }: CertificateAndKey,
): Promise<PublicProxy> {
  const options = { cert: certificate.toString('pem'), key: await keyToPem(keys.privateKey) };
  const proxy: PublicProxy = {
    origin: `https://app.localhost:${port}`,
    instances: [],
    faults: {},
    asked: [],
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
  let turn = 0;
  const server = createServer(options, (request, response) => {
    const { url = '', method, socket } = request;
    proxy.asked.push(`${method} ${url.replace(/\?.*/, '')}`);
    if (proxy.faults.answer?.(request, response)) return;
    const headers = { ...request.headers, 'x-forwarded-for': socket.remoteAddress };
    proxy.faults.changeRequest?.(headers);
    const instance = proxy.instances[turn % proxy.instances.length];
    turn += 1;
    const onward = ask(`${instance}${url}`, { method, headers }, (reply) => {
      const back = { ...reply.headers };
      proxy.faults.changeResponse?.(back, url);
      response.writeHead(reply.statusCode ?? 502, back);
      reply.pipe(response);
    });
    onward.once('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return proxy;
}
