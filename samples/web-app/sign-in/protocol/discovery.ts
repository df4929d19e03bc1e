import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { errorCodeIn, SignInError } from '../errors/sign-in-error.ts';
import { type BoundedFetch, parseJson } from '../network/bounded-fetch.ts';
import {
  authorityOf,
  discoveryUrl,
  isIssuerOf,
  policyOf,
  type WhichAuthority,
} from '../registration/authority.ts';
import type { Registration } from '../registration/registration.ts';
import { checkTenant } from './allowed-tenant.ts';
import { codeFor } from './error-codes.ts';
import { type SigningKeys, signingKeys } from './signing-keys.ts';

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url().optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  /** Microsoft's own: the host of Microsoft Graph in this cloud. */
  msgraph_host: z.string().optional().catch(undefined),
});

type Metadata = z.infer<typeof Metadata>;

/** One authority, as its metadata document describes it. */
export interface Provider {
  authority: URL;
  /** B2C: the name of the user flow. */
  policy: string | undefined;
  metadata: Metadata;
  keys: SigningKeys;
}

/** How long metadata is kept, in milliseconds: endpoints change seldom, but they do change. */
const lifetime = 60 * 60 * 1000;

/** An app for every organization would otherwise keep the metadata of every one whose users it has seen. */
const atMost = 100;

// #region known-metadata
/** Reads an authority's metadata, checks it, and keeps it for an hour. */
export function createDiscovery(registration: Registration, send: BoundedFetch, now: () => number) {
  const known = new Map<string, { until: number; provider: Promise<Provider> }>();
  let isKnown = false;
  let origins = [new URL(registration.authority).origin];

  /** @throws SignInError `provider_untrusted`, `tenant_not_found`, or why there was no response */
  async function read(which: WhichAuthority = {}): Promise<Provider> {
    if (which.tenantId) checkTenant(registration, which.tenantId);
    const authority = authorityOf(registration, which);
    const found = known.get(authority.href);
    if (found !== undefined && now() < found.until) return found.provider;
    const provider = readMetadata(registration, authority, send).then((metadata) => {
      isKnown = true;
      origins = [...new Set([...origins, ...frontChannelOf(metadata)])];
      const keys = signingKeys(metadata.jwks_uri, send, now);
      return { authority, policy: policyOf(registration, which.userFlow), metadata, keys };
    });
    known.delete(authority.href);
    for (const oldest of [...known.keys()].slice(0, -(atMost - 1))) known.delete(oldest);
    known.set(authority.href, { until: now() + lifetime, provider });
    provider.catch(() => known.delete(authority.href));
    return provider;
  }
  // #endregion known-metadata

  return {
    read,

    /** Where browsers are sent. A page waits at most half a second for it. */
    async frontChannelOrigins(): Promise<readonly string[]> {
      if (!isKnown)
        await Promise.race([read().catch(() => {}), wait(500, undefined, { ref: false })]);
      return origins;
    },
  };
}

const frontChannelOf = ({ authorization_endpoint, end_session_endpoint }: Metadata) =>
  [authorization_endpoint, end_session_endpoint].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );

// #region read-metadata
async function readMetadata({ tenantType }: Registration, authority: URL, send: BoundedFetch) {
  const url = discoveryUrl(authority);
  const reply = await send(url, { headers: { accept: 'application/json' } });
  const { data: metadata } = Metadata.safeParse(parseJson(reply.text));
  if (reply.status !== 200 || metadata === undefined)
    throw untrusted(url, `status ${reply.status}, not a complete metadata document`, reply.text);
  if (!isIssuerOf(tenantType, authority, metadata.issuer))
    throw untrusted(url, `the issuer ${metadata.issuer} does not belong to this authority`);
  const stray = strayEndpoint(authority, metadata);
  if (stray !== undefined) throw untrusted(url, `${stray} is not on an expected host`);
  return metadata;
}
// #endregion read-metadata

// #region endpoints
/** Tokens and browsers are sent to these addresses, and keys come from them: none may be on another host. */
function strayEndpoint(authority: URL, metadata: Metadata): string | undefined {
  const hosts = [authority.host, new URL(metadata.issuer).host];
  const isExpected = ({ protocol, host }: URL) => protocol === 'https:' && hosts.includes(host);
  // A practice tenant on this machine serves its pages over http; its back channel still uses https.
  const isLocalPage = ({ hostname }: URL) =>
    authority.hostname === 'localhost' && /^(127\.0\.0\.1|\[::1]|(.+\.)?localhost)$/.test(hostname);

  const { token_endpoint, jwks_uri, authorization_endpoint, end_session_endpoint } = metadata;
  const backChannel = [token_endpoint, jwks_uri].filter((url) => !isExpected(new URL(url)));
  const frontChannel = [authorization_endpoint, end_session_endpoint ?? authority.href]
    .map((url) => new URL(url))
    .filter((url) => !isExpected(url) && !(/^https?:$/.test(url.protocol) && isLocalPage(url)));
  return backChannel[0] ?? frontChannel[0]?.href;
}
// #endregion endpoints

function untrusted(url: URL, reason: string, text?: string): SignInError {
  const errorCode = errorCodeIn(text);
  const isNoTenant = codeFor('', errorCode) === 'tenant_not_found';
  const code = isNoTenant ? 'tenant_not_found' : 'provider_untrusted';
  return new SignInError(code, { detail: `${url}: ${reason}`, errorCode });
}
