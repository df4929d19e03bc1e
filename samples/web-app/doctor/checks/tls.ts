import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { causesOf, type NetworkSettings } from '../../sign-in/index.ts';
import { aboutUntrusted } from '../about-untrusted.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { whenUnreachable } from '../request-failures.ts';
import { secondsForRequest } from '../requests.ts';
import type { Say } from '../say.ts';
import { connectionTo, ProxyRefusal } from '../tunnel.ts';

/** Whether this computer trusts the certificates of the hosts, and which chain each one shows. */
export const tls = check({
  id: 'tls',
  title: 'TLS',
  needs: ['registration', 'networkInUse', 'trust', 'authorityFound'],
  provides: ['authorityTrusted', 'apiTrusted'],
  async run(say, { registration, networkInUse, trust, apiFound }) {
    const note = trust === 'practice-tenant' ? "; it's the practice tenant's own" : '';
    const authority = new URL(registration.authority);
    const api = apiFound && registration.api ? new URL(registration.api.endpoint) : undefined;
    const look = async (url: URL) =>
      url.protocol === 'https:' ? lookAt(say, url, networkInUse, note) : undefined;
    const isSame = api?.origin === authority.origin;
    const [ofAuthority, other] = await Promise.all([
      look(authority),
      api && !isSame ? look(api) : undefined,
    ]);
    const ofApi = isSame ? ofAuthority : other && asOfApi(other);
    const isTrusted = (finding: Finding | undefined) => finding?.status !== 'failed';
    return {
      findings: [...new Set([ofAuthority, ofApi])].filter((each) => each !== undefined),
      learned: {
        ...(isTrusted(ofAuthority) && { authorityTrusted: true }),
        ...(isTrusted(ofApi) && { apiTrusted: true }),
      },
    };
  },
});

/** A call to the API ends with codes of its own. */
function asOfApi({ code, ...finding }: Finding): Finding {
  const own = code === 'provider_unavailable' ? 'api_unreachable' : `api_${code}`;
  return { ...finding, ...(code && { code: own }) };
}

async function lookAt(say: Say, url: URL, network: NetworkSettings, note: string) {
  try {
    const socket = await handshake(url, network);
    const chain = chainOf(socket.getPeerCertificate(true));
    const { authorizationError } = socket;
    socket.destroy();
    if (!authorizationError) return say.ok(`${url.host} shows ${written(chain)}${note}`);
    return untrusted(say, url, String(authorizationError), chain);
  } catch (error) {
    const code = error instanceof ProxyRefusal ? 'proxy_refused' : 'provider_unavailable';
    return say.failed(
      `no secure connection to ${url.host}: ${causesOf(error)}`,
      code === 'proxy_refused'
        ? 'Ask the people who run the proxy to let this host through, and check the username and password in HTTPS_PROXY.'
        : whenUnreachable,
      code,
    );
  }
}

/** Nothing is sent over this connection, so that an untrusted chain can be looked at. */
async function handshake(url: URL, network: NetworkSettings): Promise<TLSSocket> {
  const socket = await connectionTo(url, network);
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const secure = connect({ socket, servername: url.hostname, rejectUnauthorized: false });
  secure.once('secureConnect', () => resolve(secure)).once('error', reject);
  secure.setTimeout(secondsForRequest * 1000, () =>
    secure.destroy(new Error('no TLS handshake in time')),
  );
  return promise;
}

function untrusted(say: Say, url: URL, reason: string, chain: Certificate[]): Finding {
  return say.failed(
    `${url.host} isn't trusted (${reason}). It shows ${written(chain)}`,
    aboutUntrusted(reason, url.hostname, chain.at(-1)?.issuer),
    'certificate_untrusted',
  );
}

interface Certificate {
  subject: string;
  issuer: string;
  validTo: string;
}

/** From the host's own certificate upward, as far as the server or Node.js has them. */
function chainOf(first: DetailedPeerCertificate): Certificate[] {
  const chain: Certificate[] = [];
  let each: DetailedPeerCertificate | undefined = first;
  while (each?.subject && chain.length < 6) {
    const [subject, issuer] = [nameOf(each.subject), nameOf(each.issuer)];
    chain.push({ subject, issuer, validTo: each.valid_to });
    const next: DetailedPeerCertificate | undefined = each.issuerCertificate;
    each = next === each ? undefined : next;
  }
  return chain;
}

const nameOf = (name: NodeJS.Dict<string | string[]>): string =>
  [name['CN'] ?? name['OU'], name['O']].flatMap((each) => each ?? []).join(', ') || 'no name';

function written(chain: readonly Certificate[]): string {
  const [own] = chain;
  if (own === undefined) return 'no certificate';
  const names = chain.map(({ subject }) => subject);
  const top = chain.at(-1)?.issuer;
  const all = names.at(-1) === top ? names : [...names, top];
  return `${all.join(' ← ')}, valid until ${own.validTo}`;
}
