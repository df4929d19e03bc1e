import { hostedOrigin } from '../practice-tenant/configuration/hosted-origin.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Something that listens on this machine while the reader follows a track. */
interface LocalAddress {
  /** As prose, records and samples write it. */
  written: string;
  /** Where it is with the variables that the site is built and started with. */
  origin(variables: Environment): string;
}

const practicePages = ({
  PRACTICE_TENANT_FRONT_ORIGIN: origin,
  PRACTICE_TENANT_FRONT_PORT: port,
  ...others
}: Environment): string => ofHosted(others) ?? origin ?? `http://127.0.0.1:${port ?? 8400}`;

/** A hosted practice tenant has one origin for everything. */
const ofHosted = (variables: Environment): string | undefined =>
  variables['PRACTICE_TENANT'] === 'hosted' ? hostedOrigin(variables) : undefined;

/** The addresses that pages, commands and zips name, each with the one variable that moves its port. */
export const localAddresses: readonly LocalAddress[] = [
  {
    written: 'http://localhost:4321',
    origin: ({ SITE_ORIGIN, PORT }) => SITE_ORIGIN ?? `http://localhost:${PORT ?? 4321}`,
  },
  { written: 'http://127.0.0.1:8400', origin: practicePages },
  {
    written: 'http://login.woodgrove.localhost:8400',
    origin: (variables) => {
      const pages = new URL(practicePages(variables));
      const own = variables['PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN'];
      if (own !== undefined || pages.hostname !== '127.0.0.1') return own ?? pages.origin;
      return `http://login.woodgrove.localhost:${pages.port}`;
    },
  },
  {
    written: 'https://localhost:8443',
    origin: (variables) =>
      ofHosted(variables) ??
      variables['PRACTICE_TENANT_ORIGIN'] ??
      `https://localhost:${variables['PRACTICE_TENANT_PORT'] ?? 8443}`,
  },
  {
    written: 'https://localhost:8444',
    origin: (variables) =>
      ofHosted(variables) ??
      variables['PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN'] ??
      `https://localhost:${variables['PRACTICE_TENANT_CUSTOM_DOMAIN_PORT'] ?? 8444}`,
  },
  {
    written: 'http://localhost:3000',
    origin: ({ SAMPLE_PORT }) => `http://localhost:${SAMPLE_PORT ?? 3000}`,
  },
];

/** The same variables with those left out that are empty, which is how some tools spell "not set". */
function setVariables(env: Environment): Environment {
  const variables: Environment = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value?.trim()),
  );
  if (variables['PRACTICE_TENANT'] !== 'hosted') return variables;
  const { PRACTICE_TENANT_ORIGIN: given, SITE_ORIGIN } = variables;
  // A hosted practice tenant has one origin for everything; src/practice-tenant knows the same default.
  const site = URL.parse(SITE_ORIGIN ?? '');
  const origin = given ?? (site ? `${site.protocol}//tenant.${site.host}` : undefined);
  return {
    ...variables,
    PRACTICE_TENANT_ORIGIN: origin,
    PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: origin,
    PRACTICE_TENANT_FRONT_ORIGIN: origin,
    PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: origin,
  };
}

/**
 * Text with the addresses of this machine as they are configured. A host or scheme other than the one
 * that prose uses, such as 127.0.0.1 in an example of a mistake, stays as it is and gets the port.
 */
export function withLocalAddresses(text: string, env: Environment): string {
  const variables = setVariables(env);
  const configured = localAddresses.map(({ written, origin }) => ({
    from: new URL(written),
    to: new URL(origin(variables)),
  }));
  return text.replaceAll(pattern, (whole, scheme = '', host: string | undefined, port: string) => {
    const samePort = configured.filter(({ from }) => from.port === port);
    const same = samePort.find(({ from }) => from.hostname === host);
    const { from, to } = same ?? samePort[0] ?? {};
    if (from === undefined || to === undefined || from.origin === to.origin) return whole;
    if (host === undefined)
      return `${whole.slice(0, 4)} ${to.port || (to.protocol === 'https:' ? 443 : 80)}`;
    const sameScheme = ['', `${from.protocol}//`].includes(scheme);
    if (same !== undefined && sameScheme) return scheme ? to.origin : to.host;
    // What moved to a public name is at no other address of this machine.
    return from.hostname === to.hostname ? `${scheme}${host}:${to.port}` : whole;
  });
}

/** A name of a folder for these addresses; empty for those that prose uses. */
export function builtAddresses(env: Environment): string {
  const variables = setVariables(env);
  const moved = localAddresses
    .map(({ written, origin }) => [written, origin(variables)])
    .filter(([written, origin]) => written !== origin)
    .map(([, origin]) => origin);
  return moved.map((origin) => `/${encodeURIComponent(origin ?? '')}`).join('');
}

const pattern = new RegExp(
  String.raw`(?:(https?:\/\/)?\b(localhost|127\.0\.0\.1|[a-z.-]+\.localhost):|\b[Pp]ort )(${localAddresses
    .map(({ written }) => new URL(written).port)
    .join('|')})\b`,
  'g',
);
