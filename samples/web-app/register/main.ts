import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readEnvFile } from '../env-file.ts';
import { useNetwork } from '../outbound-network.ts';
import {
  ConfigurationError,
  networkSettingsFrom,
  type TenantType,
  tenantTypes,
} from '../sign-in/index.ts';
import { help, type Options, optionsFrom, wrongUse } from './command-line.ts';
import { processSurroundings } from './process-surroundings.ts';
import { register } from './register.ts';
import { Stop } from './stop.ts';
import { webApp } from './web-app.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const options = optionsFrom(args);
    if (options.help) {
      console.log(help);
      return 0;
    }
    const template = templateOf(options);
    const tenantType = tenantTypeIn(template);
    const surroundings = processSurroundings(folder);
    reachNetwork();
    return await register(webApp(template), tenantType, options, surroundings);
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof ConfigurationError)) throw error;
    console.log(`✗ ${error.message}`);
    return error instanceof Stop ? error.exitStatus : 1;
  }
}

/** A download has one template; the repository has one for each tenant type. */
function templateOf({ tenantType }: Options): string {
  const ofType = `.env.sample.${tenantType}`;
  if (tenantType && existsSync(folder + ofType)) return ofType;
  if (existsSync(`${folder}.env.sample`)) return '.env.sample';
  throw tenantType
    ? new Stop(`${ofType} is missing: unpack the download again.`)
    : wrongUse('--tenant-type is missing: there is no .env.sample here that would tell it.');
}

function tenantTypeIn(template: string): TenantType {
  const { variables, mistake } = readEnvFile(folder + template);
  const found = tenantTypes.find((each) => each === variables['TENANT_TYPE']);
  if (found) return found;
  throw new Stop(mistake ?? `${template} has no TENANT_TYPE: unpack the download again.`);
}

/** Proxy and certificates as the app uses them. Node.js doesn't read .env for this command. */
function reachNetwork(): void {
  const { variables, mistake } = readEnvFile(`${folder}.env`);
  if (mistake) throw new Stop(mistake);
  const warnings = useNetwork(networkSettingsFrom({ ...variables, ...process.env }));
  for (const warning of warnings) console.log(warning);
}
