import { parseArgs } from 'node:util';
import {
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  practiceTenantConfiguration,
} from './configuration.ts';

export interface Command {
  options: PracticeTenantOptions;
  /** The file to seed the tenants from. */
  seedFile?: string;
  /** Whether to print what a program needs to know, as one line of JSON. */
  printJson: boolean;
}

export const help = `The practice tenant: an identity provider on your own machine, dressed as Microsoft Entra.

Usage: npm run practice-tenant -- [options]

  --seed <file>                JSON with users, groups, app registrations, and more
  --port <port>                port for pages; 0 takes free ones, for apps too
  --app-port <port>            port for apps (metadata, tokens, APIs)
  --custom-domain-port <port>  port for apps of the custom domain tenant
  --state <memory|file>        where users, keys, and tokens are kept
  --data-folder <folder>       folder for certificates and state
  --print-json                 print one line of JSON when ready, and stop when stdin ends
  --help                       print this

With --port 0 and no data folder, nothing is kept: the state is in memory, and the certificates are in
a folder that’s removed at the end. With --print-json, logs go to stderr. An option takes precedence over
its environment variable.
`;

const known = {
  seed: { type: 'string' },
  port: { type: 'string' },
  'app-port': { type: 'string' },
  'custom-domain-port': { type: 'string' },
  state: { type: 'string' },
  'data-folder': { type: 'string' },
  'print-json': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * What the command line and the environment say.
 * @returns 'help' if that's what was asked for
 * @throws PracticeTenantConfigurationError
 */
export function commandLine(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Command | 'help' {
  const values = parsed(args);
  if (values.help === true) return 'help';
  const mistakes: string[] = [];
  const front = portIn('port', values.port, mistakes);
  const otherwise = front === 0 ? 0 : undefined;
  const back = portIn('app-port', values['app-port'], mistakes) ?? otherwise;
  const customDomain =
    portIn('custom-domain-port', values['custom-domain-port'], mistakes) ?? otherwise;
  const { state } = values;
  if (state !== undefined && state !== 'memory' && state !== 'file') {
    mistakes.push(`--state must be memory or file, not ${state}.`);
  }
  if (mistakes.length > 0) throw new PracticeTenantConfigurationError(mistakes);
  const {
    dataFolder: folder,
    frontOrigin,
    origin,
    customDomainOrigin,
    ports,
    ...configured
  } = practiceTenantConfiguration(env);
  // A run on free ports is one of many, which must not share the folder of the one on the usual ports.
  const isOneOfMany = front === 0 && env['DATA_FOLDER'] === undefined;
  const dataFolder = values['data-folder'] ?? (isOneOfMany ? undefined : folder);
  const options: PracticeTenantOptions = {
    ...configured,
    ...moved('frontOrigin', frontOrigin, front, env['PRACTICE_TENANT_FRONT_ORIGIN']),
    ...moved('origin', origin, back, env['PRACTICE_TENANT_ORIGIN']),
    ...moved(
      'customDomainOrigin',
      customDomainOrigin,
      customDomain,
      env['PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN'],
    ),
    ports: {
      ...ports,
      ...(front !== undefined && { front }),
      ...(back !== undefined && { back }),
      ...(customDomain !== undefined && { customDomain }),
    },
    ...(dataFolder !== undefined && { dataFolder }),
    ...(state !== undefined && { state: state === 'file' ? 'file' : 'memory' }),
  };
  return {
    options,
    printJson: values['print-json'] === true,
    ...(values.seed !== undefined && { seedFile: values.seed }),
  };
}

/** A port moves the address too, unless the address was given: then it's the port behind a proxy. */
const moved = (
  name: 'frontOrigin' | 'origin' | 'customDomainOrigin',
  configured: string,
  port: number | undefined,
  given: string | undefined,
): PracticeTenantOptions =>
  port === undefined || given !== undefined ? { [name]: configured } : {};

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [reason] = error.message.split('. ');
    throw new PracticeTenantConfigurationError([
      `${reason?.replace(/\.$/, '')}. Run it with --help for a list of the options.`,
    ]);
  }
}

function portIn(option: string, value: string | undefined, mistakes: string[]): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  mistakes.push(`--${option} must be a whole number from 0 to 65535, not ${value}.`);
  return undefined;
}
