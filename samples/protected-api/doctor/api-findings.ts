import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { clockDifference } from '../../web-app/doctor/clock-difference.ts';
import type { Finding } from '../../web-app/doctor/finding.ts';
import { certificateAt, dns } from '../../web-app/doctor/outside/connection.ts';
import { httpOriginOf, samplePaths } from '../../web-app/doctor/outside/place.ts';
import { createVisitor } from '../../web-app/doctor/outside/visit.ts';
import { proxyFor } from '../../web-app/doctor/proxy-for.ts';
import { type Say, sayFor } from '../../web-app/doctor/say.ts';
import { useNetwork } from '../../web-app/outbound-network.ts';
import { listeningFrom } from '../../web-app/server/listening-from.ts';
import {
  type ApiRegistration,
  keptMetadata,
  ProviderUnavailable,
  type TenantMetadata,
  tenantFetch,
} from '../check-access-token/index.ts';
import {
  ConfigurationError,
  causesOf,
  type Environment,
  type NetworkSettings,
  networkSettingsFrom,
  parseJson,
} from '../sign-in/index.ts';
import { type EnvFound, envFile, trustPracticeTenant } from './env-file.ts';

/** An API, as its doctor sees it. */
export interface DoctorOf<Settings> {
  /** What the API reads at its start. @throws ConfigurationError */
  settingsFrom(environment: Environment): Settings;
  registrationOf(settings: Settings): ApiRegistration;
  usualPort: number;
  /** What comes after everything that every API needs. */
  more?(settings: Settings, metadata: TenantMetadata): AsyncGenerator<Finding>;
}

/** The checks that an API needs, in the order of their lines: ID and subject. */
export const apiTitles = {
  node: 'Node.js',
  'env-file': 'The file .env',
  configuration: 'Configuration',
  proxy: 'Proxy',
  dns: 'DNS',
  tls: 'TLS certificate',
  discovery: 'Discovery',
  tenant: 'Tenant',
  clock: 'Clock',
  issuer: 'Issuer',
  keys: 'Signing keys',
  ports: 'Port',
  tokens: 'Access tokens',
} as const;

type Id = keyof typeof apiTitles;
const say = (id: Id): Say => sayFor(id, apiTitles[id]);

/**
 * Finds out what will fail in an API, without a caller. It stops early only where the rest would say the same.
 * @param folder where `.env` is
 */
export async function* apiFindings<Settings>(
  api: DoctorOf<Settings>,
  folder: string,
  shell: Environment,
): AsyncGenerator<Finding> {
  // check-node.cjs has refused any version that's too old.
  yield say('node').ok(`version ${process.versions.node}`);
  const found = envFile(folder, shell);
  yield found.finding;
  const { environment } = found;
  if (found.finding.status === 'failed' && !environment['TENANT_TYPE']) {
    yield* notRun('env-file', 'tokens');
    return;
  }
  const settings = read(() => api.settingsFrom(environment));
  if (!('value' in settings)) {
    for (const mistake of settings.mistakes)
      yield say('configuration').failed(mistake, 'Correct it in .env.');
    yield* notRun('configuration', 'tokens');
    return;
  }
  const registration = api.registrationOf(settings.value);
  yield say('configuration').ok(`TENANT_TYPE=${registration.tenantType}; nothing is missing`);
  const settingsOfNetwork = yield* network(found);
  const metadata =
    settingsOfNetwork && (yield* tenant(registration, settingsOfNetwork, found.isPractice));
  yield await port(environment, api.usualPort);
  if (metadata && api.more) yield* api.more(settings.value, metadata);
  yield say('tokens').unknown(
    `whether callers get tokens for ${registration.clientId} can't be known without a user`,
    'Run npm run doctor in the web app that calls this API, then sign in there and select Call the API.',
  );
}

function read<T>(work: () => T): { value: T } | { mistakes: readonly string[] } {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { mistakes: error.mistakes };
  }
}

/** @param last the last of those that can't run */
function* notRun(because: Id, last: Id): Generator<Finding, undefined> {
  const ids = Object.keys(apiTitles).filter((id): id is Id => Object.hasOwn(apiTitles, id));
  for (const id of ids.slice(ids.indexOf(because) + 1, ids.indexOf(last) + 1))
    yield say(id).waitsFor({ check: because, title: apiTitles[because] });
  return undefined;
}

/** @returns nothing if there's no way to the tenant */
async function* network({
  environment,
  needsCertificate,
}: EnvFound): AsyncGenerator<Finding, NetworkSettings | undefined> {
  const settings = read(() => networkSettingsFrom(environment));
  const sentences = 'value' in settings ? useNetwork(settings.value) : settings.mistakes;
  for (const sentence of sentences) yield say('proxy').failed(sentence, 'Correct it in .env.');
  if (!('value' in settings) || sentences.length > 0) return yield* notRun('proxy', 'keys');
  const proxy = settings.value.proxies?.https_proxy;
  yield say('proxy').ok(proxy ? new URL(proxy).host : 'none is set');
  if (!needsCertificate) return settings.value;
  const problem = await trustPracticeTenant(environment).catch(causesOf);
  if (!problem) return settings.value;
  yield say('tls').failed(
    `the practice tenant hands out no certificate: ${problem}`,
    'Run npm start in the Sign-in Lab folder first.',
  );
  return yield* notRun('tls', 'keys');
}

/** Everything about the tenant that the API asks it for. */
async function* tenant(
  registration: ApiRegistration,
  network: NetworkSettings,
  isPractice: boolean,
): AsyncGenerator<Finding, TenantMetadata | undefined> {
  const url = new URL(registration.metadataUrl);
  const origin = new URL(url.origin);
  const now = Date.now;
  const addressesOf = async (host: string) =>
    (await lookup(host, { all: true })).map(({ address }) => address);
  const place = { origin, httpOrigin: httpOriginOf(origin), paths: samplePaths, addressesOf, now };
  const proxy = proxyFor(url, network);
  const found = proxy
    ? say('dns').ok(`${url.hostname} is looked up by the proxy ${proxy.host}`)
    : await dns(place);
  yield found;
  if (found.status === 'failed') return yield* notRun('dns', 'keys');
  const shown = await certificateAt(url, now(), createVisitor());
  yield shown;
  if (shown.status === 'failed') return yield* notRun('tls', 'keys');
  const send = tenantFetch(fetch);
  const reply = await send(url).catch((error: unknown) => {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return error;
  });
  if (reply instanceof ProviderUnavailable) {
    yield say('discovery').failed(
      `no usable response: ${reply.message}`,
      'Check that this computer is online. If a company has a proxy, set HTTPS_PROXY.',
      'provider_unavailable',
    );
    return yield* notRun('discovery', 'keys');
  }
  const [code] = /AADSTS\d+|AADB2C\d+/.exec(reply.text) ?? [];
  yield reply.status === 200
    ? say('discovery').ok(`${url.href} responds with a document`)
    : say('discovery').ok(`${url.host} responds with status ${reply.status}`);
  if (reply.status !== 200) {
    yield say('tenant').failed(
      `${url.host} has no metadata document for this tenant${code ? `: ${code}` : ''}`,
      isPractice
        ? 'If it was one of your own in a lab, it has ended: make new practice tenants there, and download this project again. Otherwise, compare .env with .env.practice.'
        : 'Copy the tenant ID again from the Overview page of your registration, and compare AUTHORITY.',
      code ?? 'provider_untrusted',
    );
    return yield* notRun('tenant', 'keys');
  }
  yield say('tenant').ok(`it is there: ${registration.tenantId}`);
  yield clockDifference(say('clock'), url.host, reply.headers, now());
  try {
    const metadata = await keptMetadata(registration, fetch)();
    yield say('issuer').ok(metadata.issuer);
    yield await keys(metadata);
    return metadata;
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    yield say('issuer').failed(
      error.message,
      'Check TENANT_TYPE, TENANT_ID, and AUTHORITY: the API accepts tokens of that issuer only.',
      'provider_untrusted',
    );
    return yield* notRun('issuer', 'keys');
  }
}

const Keys = z.object({ keys: z.array(z.object({ kty: z.string() })) });

async function keys({ jwks_uri }: TenantMetadata): Promise<Finding> {
  try {
    const { text } = await tenantFetch(fetch)(jwks_uri);
    const published = Keys.safeParse(parseJson(text)).data?.keys ?? [];
    const signing = published.filter(({ kty }) => kty === 'RSA').length;
    return signing > 0
      ? say('keys').ok(`${new URL(jwks_uri).host} publishes ${signing} for RSA signatures`)
      : say('keys').failed(
          `${jwks_uri} publishes no RSA key`,
          'Wait a moment, then run the doctor again. Without keys, no token can be verified.',
          'id_token_signature',
        );
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    return say('keys').failed(
      error.message,
      'Wait a moment, then run the doctor again.',
      'provider_unavailable',
    );
  }
}

async function port(environment: Environment, usualPort: number): Promise<Finding> {
  const listening = read(() => listeningFrom(environment, usualPort));
  if (!('value' in listening))
    return say('ports').failed(listening.mistakes.join(' '), 'Correct PORT or HOST in .env.');
  const { port: wanted, hosts: [host] = [] } = listening.value;
  const server = createServer();
  const code = await Promise.race([
    new Promise<string | undefined>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      server.listen({ port: wanted, host }, () => server.close(() => resolve(undefined)));
    }),
    wait(4_000, 'timed out', { ref: false }),
  ]);
  if (code === undefined) return say('ports').ok(`${wanted} is free`);
  return code === 'EADDRINUSE'
    ? say('ports').warning(
        `${wanted} is in use`,
        'If this API already runs there, all is well. Otherwise, end the other program, or set PORT.',
      )
    : say('ports').failed(`the API can't listen on ${wanted}: ${code}`, 'Change PORT or HOST.');
}
