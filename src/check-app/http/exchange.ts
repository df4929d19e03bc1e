import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isLoopback } from '../../../samples/web-app/server/loopback.ts';
import { AppIsGone, CannotCheck, NoAnswer } from '../verdicts/failures.ts';

/** Longer answers are cut: what an app shows to a person is shorter. */
const mostBytes = 1024 * 1024;

export interface Asked {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

export interface Answered {
  status: number;
  /** The last value of each, by its name in lower case. */
  headers: Readonly<Record<string, string>>;
  setCookies: readonly string[];
  text: string;
}

/**
 * One HTTP request and its response, as sent and received: no redirects, no cookies.
 * @throws CannotCheck for an address that isn't on this machine; AppIsGone when nothing listens there or
 * the connection breaks; NoAnswer after `milliseconds`
 */
export function exchange(asked: Asked, milliseconds: number): Promise<Answered> {
  const { url, method, headers, body } = asked;
  if (!isLoopback(url.origin)) return Promise.reject(notHere(url));
  const isHttps = url.protocol === 'https:';
  // `*.localhost` is this machine (RFC 6761 §6.3), and not every resolver knows it.
  const host = url.hostname.endsWith('.localhost') ? 'localhost' : bare(url.hostname);
  const options = {
    method,
    host,
    port: url.port || (isHttps ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...headers, ...(body !== undefined && lengthOf(body)) },
    // Development certificates are self-signed, and nobody sits between this machine and itself.
    rejectUnauthorized: false,
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const request = (isHttps ? requestHttps : requestHttp)(options);
    const timer = setTimeout(() => {
      reject(
        new NoAnswer(url, `No response from ${url.origin} within ${milliseconds / 1000} seconds.`),
      );
      request.destroy();
    }, milliseconds);
    const settle = () => clearTimeout(timer);
    let received: IncomingMessage | undefined;
    request.on('error', (error: NodeJS.ErrnoException) => {
      // Like browsers, it doesn't mind what a server sends after the end of a response: it still emits that end.
      if (received?.complete) return;
      settle();
      reject(new AppIsGone(url, `${url.origin}: ${error.code ?? error.message}`));
    });
    request.on('response', (response) => {
      received = response;
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        settle();
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          setCookies: response.headers['set-cookie'] ?? [],
          text: Buffer.concat(chunks).toString('utf8'),
        });
      };
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= mostBytes) return void chunks.push(chunk);
        finish();
        return request.destroy();
      });
      response.on('end', finish);
      response.on('error', () => {
        settle();
        reject(
          new AppIsGone(url, `${url.origin}: the connection broke in the middle of a response`),
        );
      });
    });
    request.end(body);
  });
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
const lengthOf = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });

const notHere = ({ origin }: URL): CannotCheck =>
  new CannotCheck(
    `${origin} isn’t on this machine. Requests go to loopback addresses only, such as http://localhost:3000.`,
  );
