import type { IncomingHttpHeaders } from 'node:http';
import { createServer, type Server } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { loopbackCertificate } from './loopback-certificate.ts';

export const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
export const clientId = '33333333-3333-4333-8333-333333333333';

/** What its metadata names besides the issuer. */
export const endpoints = (origin: string) => ({
  jwks_uri: `${origin}/keys`,
  token_endpoint: `${origin}/token`,
  authorization_endpoint: `${origin}/authorize`,
});

export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** Signs what no real tenant would sign: a few lines in place of one, for hostile tokens. */
export interface ThrowawayIssuer {
  origin: string;
  /** Paths asked for since the start. */
  asked: string[];
  /** What the next requests get instead; by path. */
  answers: Map<string, Answer | ((body: URLSearchParams, headers: IncomingHttpHeaders) => Answer)>;
  /** @param forIssuer whose tokens the key can sign, if it names that */
  publish(kid: string, key: CryptoKey, forIssuer?: string): Promise<void>;
  close(): Promise<void>;
}

export async function throwawayIssuer(): Promise<ThrowawayIssuer> {
  const { cert, key } = await loopbackCertificate();
  const asked: string[] = [];
  const answers: ThrowawayIssuer['answers'] = new Map();
  const published: object[] = [];
  const server: Server = createServer({ cert, key }, async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    asked.push(path);
    const answerer = answers.get(path) ?? { status: 404, body: '' };
    const body = new URLSearchParams(await text(request));
    const answer = typeof answerer === 'function' ? answerer(body, request.headers) : answerer;
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `https://localhost:${address.port}`;
  return {
    origin,
    asked,
    answers,
    async publish(kid, key, forIssuer) {
      // Like Microsoft's keys: without `alg`, so the API's own list of algorithms has to hold.
      const jwk = { ...(await exportJWK(key)), kid, use: 'sig' };
      published.push({ ...jwk, ...(forIssuer && { issuer: forIssuer }) });
      answers.set('/keys', { status: 200, body: JSON.stringify({ keys: published }) });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const signingKey = () => generateKeyPair('RS256', { extractable: true });

export const signed = (
  payload: JWTPayload,
  key: CryptoKey | Uint8Array,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'one', ...header })
    .sign(key);
