import type { Finding } from '../finding.ts';
import { sayFor } from '../say.ts';
import { isLocal, type Place } from './place.ts';
import { titles } from './titles.ts';
import { type CertificateSeen, NoResponse, type TlsSeen, type Visitor } from './visit.ts';

const day = 86_400_000;
/** Certificates that renew themselves do so earlier. */
const soon = 14;

/** Whether the name of the public origin leads anywhere. */
export async function dns({ origin, addressesOf }: Place): Promise<Finding> {
  const say = sayFor('dns', titles.dns);
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  try {
    const addresses = await addressesOf(host);
    return say.ok(`${host} is at ${addresses.slice(0, 4).join(', ')}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOTFOUND'
      ? say.failed(
          `there is no address for ${host} (ENOTFOUND)`,
          'Check the spelling. If the domain is yours, add a record for this name at your DNS provider, then wait until it spreads.',
        )
      : say.unknown(
          `the name ${host} couldn't be looked up (${code || 'no reason given'})`,
          'Check that this computer has a network and can look up other names, then try again.',
        );
  }
}

/** The certificate of the public origin, and everything that signed it. */
export async function tls({ origin, now }: Place, visitor: Visitor): Promise<Finding> {
  const say = sayFor('tls', titles.tls);
  if (origin.protocol === 'http:')
    return isLocal(origin)
      ? say.ok('none: this address is on this computer, where http is fine')
      : say.failed(
          `${origin.origin} isn't encrypted, and its cookies and responses can be read on the way`,
          'Put the app at an https address, and use that address in REDIRECT_URI and in the app registration.',
        );
  return certificateAt(new URL('/healthz', origin), now(), visitor);
}

/** The certificate chain that a server shows for this address. */
export async function certificateAt(url: URL, now: number, visitor: Visitor): Promise<Finding> {
  const say = sayFor('tls', titles.tls);
  try {
    const { tls: seen } = await visitor.visit(url, { trustsAnyone: true });
    return seen ? ofChain(seen, url.hostname, now) : say.unknown('no certificate seen', again);
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.failed(`there is no response from ${url.origin} (${error.code})`, reachable);
  }
}

const again = 'Run the doctor again.';
const reachable =
  'Check that a server runs there and that a firewall lets you through to this host and port.';

function ofChain({ chain, refused }: TlsSeen, host: string, now: number): Finding {
  const say = sayFor('tls', titles.tls);
  const [own] = chain;
  const links = chain.map(({ subject }) => subject);
  const top = chain.at(-1);
  if (top && top.issuer !== top.subject) links.push(top.issuer);
  const named = `${links.join(' ← ')}${own ? `, valid ${datesOf(own)}` : ''}`;
  if (refused !== undefined) {
    const [why, todo] = reasonFor(refused, own, host, now);
    return say.failed(`${why} (${refused}): ${named}`, todo);
  }
  const ends = Math.min(...chain.map(({ to }) => to.getTime()));
  const days = Math.floor((ends - now) / day);
  return days < soon
    ? say.warning(
        `${named}, which ends in ${days} days`,
        "Renew the certificate now. If your platform renews it, find out why it hasn't yet.",
      )
    : say.ok(named);
}

const datesOf = ({ from, to }: CertificateSeen) => `${dateOf(from)} to ${dateOf(to)}`;
const dateOf = (date: Date) =>
  Number.isNaN(date.getTime()) ? 'an unknown date' : date.toISOString().slice(0, 10);

/** @returns why, and what to do */
function reasonFor(
  refused: string,
  own: CertificateSeen | undefined,
  host: string,
  now: number,
): readonly [string, string] {
  switch (refused) {
    case 'CERT_HAS_EXPIRED':
      return own && own.to.getTime() < now
        ? ['it has expired', 'Renew the certificate.']
        : [
            'a certificate in the chain has expired',
            'Install the newest chain of your certificate authority beside your certificate.',
          ];
    case 'CERT_NOT_YET_VALID':
      return [
        "it isn't valid yet",
        'Check the clock of this computer and the date in the certificate.',
      ];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return [
        `it isn't for ${host}`,
        'Add a certificate for this name to your host, or use the name that the certificate is for.',
      ];
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return [
        "who issued it isn't known here",
        "Configure the server to send the intermediate certificates along with its own. If the certificate is your company's, set NODE_EXTRA_CA_CERTS to a file with the certificate of your company's certificate authority.",
      ];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return [
        "it leads to a self-signed certificate that isn't trusted here",
        "Use a certificate that browsers trust. If this one is your company's, set NODE_EXTRA_CA_CERTS to a file with the certificate of your company's certificate authority.",
      ];
    default:
      return ["it isn't trusted here", 'Look at the certificate in a browser, and replace it.'];
  }
}

/** What http does at the same name. */
export async function httpsOnly({ origin, httpOrigin }: Place, visitor: Visitor): Promise<Finding> {
  const say = sayFor('https-only', titles['https-only']);
  if (isLocal(origin) && origin.protocol === 'http:')
    return say.ok('not needed: this address is on this computer');
  if (origin.protocol === 'http:') return say.waitsFor({ check: 'tls', title: titles.tls });
  if (httpOrigin === undefined)
    return say.unknown(
      `${origin.host} names a port, so what is at port 80 isn't this app`,
      `Open http://${origin.hostname}/ in a browser: your app must not be there.`,
    );
  try {
    const { status, headers, url } = await visitor.visit(new URL('/', httpOrigin));
    const to = URL.parse(headers.location ?? '', url);
    if (status >= 300 && status < 400 && to)
      return to.origin === origin.origin
        ? say.ok(`${url.href} redirects to ${to.origin}`)
        : say.failed(
            `${url.href} redirects to ${to.origin} and not to ${origin.origin}`,
            `Redirect http to ${origin.origin}: at another address, the app's cookies are missing.`,
          );
    if (status >= 400) return say.ok(`${url.href} shows nothing: its status is ${status}`);
    return say.failed(
      `${url.href} responds with status ${status} without encryption`,
      'Turn on "HTTPS Only" at your host, or redirect http to https in your proxy.',
    );
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.ok(`nothing responds at ${httpOrigin} (${error.code})`);
  }
}
