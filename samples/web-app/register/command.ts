import { existsSync } from 'node:fs';
import { readEnvFile } from '../env-file.ts';
import { useNetwork } from '../outbound-network.ts';
import {
  ConfigurationError,
  networkSettingsFrom,
  type TenantType,
  tenantTypes,
} from '../sign-in/index.ts';
import type { App } from './blueprint.ts';
import { help, type Options, optionsFrom, wrongUse } from './command-line.ts';
import { processSurroundings } from './process-surroundings.ts';
import { register } from './register.ts';
import { Stop } from './stop.ts';

/** An app, once it's known for which tenant type and with which template. */
export interface Chosen {
  app: App;
  tenantType: TenantType;
  options: Options;
}

/**
 * `npm run register` in a folder, from its arguments to its exit status.
 * @param folder where the environment file is, with a separator at its end
 * @param choose the app to register @throws Stop
 */
export async function registerCommand(
  folder: string,
  args: readonly string[],
  choose: (options: Options) => Chosen,
): Promise<number> {
  try {
    const options = optionsFrom(args);
    if (options.help) {
      console.log(help);
      return 0;
    }
    const chosen = choose(options);
    const surroundings = processSurroundings(folder);
    reachNetwork(folder);
    return await register(chosen.app, chosen.tenantType, chosen.options, surroundings);
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof ConfigurationError)) throw error;
    console.log(`✗ ${error.message}`);
    return error instanceof Stop ? error.exitStatus : 1;
  }
}

/**
 * The template of the tenant type that was asked for, or the only one that there is.
 * @throws Stop
 */
export function templateIn(
  folder: string,
  options: Options,
): { template: string; tenantType: TenantType } {
  const template = templateName(folder, options);
  const { variables, mistake } = readEnvFile(folder + template);
  const tenantType = tenantTypes.find((each) => each === variables['TENANT_TYPE']);
  if (tenantType) return { template, tenantType };
  throw new Stop(mistake ?? `${template} has no TENANT_TYPE: unpack the download again.`);
}

/** A download of the web app has one template; an API's, and the repository, have one for each tenant type. */
function templateName(folder: string, { tenantType }: Options): string {
  const ofType = `.env.sample.${tenantType}`;
  if (tenantType && existsSync(folder + ofType)) return ofType;
  if (existsSync(`${folder}.env.sample`)) return '.env.sample';
  const there = tenantTypes.filter((type) => existsSync(`${folder}.env.sample.${type}`));
  if (there.length > 0)
    throw wrongUse(
      `--tenant-type must be one of ${there.join(', ')}: there is a template for each.`,
    );
  throw tenantType
    ? new Stop(`${ofType} is missing: unpack the download again.`)
    : wrongUse('--tenant-type is missing: there is no .env.sample here that would tell it.');
}

/** Proxy and certificates as the app uses them. Node.js doesn't read .env for this command. */
function reachNetwork(folder: string): void {
  const { variables, mistake } = readEnvFile(`${folder}.env`);
  if (mistake) throw new Stop(mistake);
  const warnings = useNetwork(networkSettingsFrom({ ...variables, ...process.env }));
  for (const warning of warnings) console.log(warning);
}
