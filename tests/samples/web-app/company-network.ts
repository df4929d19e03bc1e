import 'reflect-metadata';
import { once } from 'node:events';
import { createServer as createProxy } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import {
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const host = 'login.company.example';
const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
export const authority = `https://${host}/${tenantId}/v2.0`;

/** What the only way out saw: each CONNECT, with its credentials. */
export interface SeenConnect {
  target: string;
  credentials: string | undefined;
}

export interface CompanyNetwork {
  /** `http://` and the proxy's own address. */
  proxyOrigin: string;
  /** The certificate of the company's own authority, in PEM. */
  certificate: string;
  seen: SeenConnect[];
  /** How the proxy answers CONNECT; 200 opens the connection. */
  answer: { status: number };
  close(): Promise<void>;
}

/**
 * An identity provider that only a proxy reaches, at a name that nothing else resolves, with a certificate
 * that only the company trusts.
 */
export async function companyNetwork(): Promise<CompanyNetwork> {
  cryptoProvider.set(crypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const own = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=A company',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
  });
  const certificate = own.toString('pem');
  const key = PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  const provider = createServer({ cert: certificate, key }, (_request, response) => {
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        issuer: authority,
        authorization_endpoint: `${authority}/authorize`,
        token_endpoint: `${authority}/token`,
        jwks_uri: `${authority}/keys`,
        end_session_endpoint: `${authority}/logout`,
      }),
    );
  });
  const providerPort = await listening(provider);

  const seen: SeenConnect[] = [];
  const answer = { status: 200 };
  const sockets = new Set<Socket>();
  const proxy = createProxy();
  proxy.on('connect', ({ url = '', headers }, client: Socket) => {
    const [, encoded] = headers['proxy-authorization']?.split(' ') ?? [];
    const credentials = encoded && Buffer.from(encoded, 'base64').toString();
    seen.push({ target: url, credentials });
    sockets.add(client);
    if (answer.status !== 200) {
      client.end(`HTTP/1.1 ${answer.status} No\r\n\r\n`);
      return;
    }
    const onward = connect(providerPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
  });
  const proxyPort = await listening(proxy);
  return {
    proxyOrigin: `http://127.0.0.1:${proxyPort}`,
    certificate,
    seen,
    answer,
    async close() {
      for (const socket of sockets) socket.destroy();
      provider.closeAllConnections();
      await Promise.all([provider, proxy].map((server) => once(server.close(), 'close')));
    },
  };
}

async function listening(server: Server | ReturnType<typeof createProxy>): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}
