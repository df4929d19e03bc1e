import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What came back, whatever it is: no redirect is followed. */
export interface Visit {
  url: URL;
  status: number;
  headers: IncomingHttpHeaders;
  /** At most 256 KiB of it. */
  body: string;
  /** Of an https address: the connection's TLS socket while it was open. */
  tls: TlsSeen | undefined;
}

export interface TlsSeen {
  /** Subjects and issuers from the server's own certificate up, as far as they're known. */
  chain: readonly CertificateSeen[];
  /** Node.js's reason not to trust it, such as `CERT_HAS_EXPIRED`; undefined for a trusted one. */
  refused: string | undefined;
}

export interface CertificateSeen {
  subject: string;
  issuer: string;
  from: Date;
  to: Date;
}

export interface VisitOptions {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  /** The fields of a form. */
  form?: Record<string, string>;
  /** To look at a certificate that isn't trusted. The response itself doesn't count then. */
  trustsAnyone?: boolean;
}

/** A request that brought no response. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
  /** Node.js's name for the reason, such as `ECONNREFUSED`, or `TIMEOUT`. */
  readonly code: string;

  constructor(url: URL, code: string, cause?: unknown) {
    super(`${url.origin} didn't respond (${code})`, { cause });
    this.code = code;
  }
}

export interface Visitor {
  /** How many requests there were. */
  readonly count: number;
  /** @throws NoResponse */
  visit(url: URL, options?: VisitOptions): Promise<Visit>;
}

const longest = 262_144;
const milliseconds = 5_000;

/**
 * Sends requests one by one, each over a connection of its own, so that a load balancer can give each to
 * another instance, and each without the cookies of another.
 * @param atMost after so many, a visit is a mistake in the program
 */
export function createVisitor(atMost = 24): Visitor {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async visit(url, options = {}) {
      count += 1;
      if (count > atMost) throw new RangeError(`More than ${atMost} requests.`);
      return await request(url, options);
    },
  };
}

function request(url: URL, options: VisitOptions): Promise<Visit> {
  const { method = 'GET', form, headers, trustsAnyone = false } = options;
  const body = form && new URLSearchParams(form).toString();
  const { promise, resolve, reject } = Promise.withResolvers<Visit>();
  const fail = (error: NodeJS.ErrnoException) =>
    reject(new NoResponse(url, error.code ?? error.message, error));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Browsers take every name below localhost for this computer (RFC 6761 §6.3); many systems don't know them.
  const isBelowLocalhost = host.endsWith('.localhost');
  const asked = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    ...(isBelowLocalhost && { hostname: '127.0.0.1' }),
    headers: {
      host: url.host,
      accept: 'text/html,*/*;q=0.8',
      connection: 'close',
      'user-agent': 'sign-in-lab-doctor',
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      }),
      ...headers,
    },
    // Otherwise Node.js takes the name from a forged Host header.
    ...(url.protocol === 'https:' && {
      servername: isIP(host) ? '' : host,
      rejectUnauthorized: !trustsAnyone,
      // A resumed session shows no certificate.
      session: undefined,
    }),
  });
  const timer = setTimeout(
    () => asked.destroy(Object.assign(new Error('too slow'), { code: 'TIMEOUT' })),
    milliseconds,
  );
  asked.once('close', () => clearTimeout(timer));
  asked.once('error', fail);
  asked.once('response', (response) => {
    const { socket, statusCode: status = 0 } = response;
    const tls = socket instanceof TLSSocket ? tlsOf(socket) : undefined;
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = () =>
      resolve({
        url,
        status,
        headers: response.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        tls,
      });
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= longest) return;
      finish();
      asked.destroy();
    });
    response.once('end', finish);
    response.once('error', fail);
  });
  asked.end(body);
  return promise;
}

/** More links than any real chain has: a root names itself as its issuer. */
const mostLinks = 8;

function tlsOf(socket: TLSSocket): TlsSeen {
  const chain: CertificateSeen[] = [];
  const seen = new Set<string>();
  let each = socket.getPeerCertificate(true);
  while (each?.fingerprint256 && !seen.has(each.fingerprint256) && chain.length < mostLinks) {
    seen.add(each.fingerprint256);
    chain.push({
      subject: nameOf(each.subject),
      issuer: nameOf(each.issuer),
      from: new Date(each.valid_from),
      to: new Date(each.valid_to),
    });
    each = each.issuerCertificate;
  }
  return { chain, refused: socket.authorized ? undefined : codeOf(socket.authorizationError) };
}

/** Its types name an Error; at run time it's the code alone, or an Error for a certificate of another host. */
function codeOf(reason: unknown): string {
  if (typeof reason === 'string') return reason;
  return reason instanceof Error && 'code' in reason ? String(reason.code) : 'unknown';
}

function nameOf({ CN, O, OU }: { CN?: unknown; O?: unknown; OU?: unknown }): string {
  const [name] = [CN, O, OU].flat().filter(Boolean);
  return String(name ?? 'without a name');
}
