import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptCertificates } from '../../../src/practice-tenant/certificates/kept-certificates.ts';
import { trust } from '../running-tenant.ts';

export interface TlsProxy {
  /** Where it listens, with a certificate that this process trusts. */
  origin: string;
  /** Whom it passes requests on to, in turn. */
  to(...ports: number[]): void;
  close(): Promise<void>;
}

/**
 * What an operator's proxy does: ends TLS, and passes on the host and the visitor's address.
 * @param hosts the names in its certificate, which lead to this machine
 */
export async function tlsProxy(hosts: readonly string[] = ['localhost']): Promise<TlsProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'tls-proxy-'));
  const tls = await keptCertificates(folder, hosts);
  trust(tls.caCertificate);
  let ports: readonly number[] = [];
  let turn = 0;
  const passOn = (incoming: IncomingMessage, response: ServerResponse) => {
    turn += 1;
    const { method, url: path, headers, socket } = incoming;
    const outgoing = request({
      host: '127.0.0.1',
      port: ports[turn % ports.length],
      method,
      path,
      headers: {
        ...headers,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': [headers['x-forwarded-for'], socket.remoteAddress].flat().join(', '),
      },
    });
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    outgoing.on('error', () =>
      response.headersSent ? response.destroy() : response.writeHead(502).end(),
    );
    incoming.pipe(outgoing);
  };
  const server = createServer({ cert: tls.certificate, key: tls.privateKey }, passOn);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It doesn’t listen.');
  return {
    origin: `https://${hosts[0]}:${address.port}`,
    to: (...all) => {
      ports = all;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
