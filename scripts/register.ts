// `npm run register -- --demo <name>`: registers a live demo in a tenant of the operator's, and writes the
// variables with its prefix into the site's .env.
import { fileURLToPath } from 'node:url';
import { registerCommand } from '../samples/web-app/register/command.ts';
import { wrongUse } from '../samples/web-app/register/command-line.ts';
import { type DemoName, demoFacts, demoNameFrom, demoNames } from '../src/scenarios/demos.ts';
import { liveDemo } from './live-demo-registration.ts';
import '../src/server/env-file.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));
const { SITE_ORIGIN, PORT } = process.env;
const siteOrigin = SITE_ORIGIN?.replace(/\/$/, '') || `http://localhost:${PORT || 4321}`;

const { demo, others } = withoutDemo(process.argv.slice(2));
process.exitCode = await registerCommand(folder, others, (options) => {
  const name = requireDemo(demo);
  const { tenantType, accountType = 'one' } = demoFacts[name];
  for (const [option, value] of [
    ['--tenant-type', options.tenantType],
    ['--account-types', options.accountTypes],
  ] as const)
    if (value !== undefined) throw wrongUse(`--demo ${name} decides what ${option} would.`);
  const accountTypes = tenantType === 'entra-id' ? accountType : undefined;
  return {
    app: liveDemo(name),
    tenantType,
    options: { ...options, accountTypes, url: options.url ?? siteOrigin },
  };
});

function requireDemo(text: string | undefined): DemoName {
  const name = demoNameFrom(text);
  if (name) return name;
  throw wrongUse(
    `--demo must be one of ${demoNames.join(', ')}. To register a sample, run this command in its own folder.`,
  );
}

/** The samples' command has no such option. */
function withoutDemo(args: readonly string[]): { demo: string | undefined; others: string[] } {
  const at = args.findIndex((arg) => arg === '--demo' || arg.startsWith('--demo='));
  if (at < 0) return { demo: undefined, others: [...args] };
  const [, attached] = args[at]?.split('=') ?? [];
  const used = attached === undefined ? 2 : 1;
  return { demo: attached ?? args[at + 1], others: args.toSpliced(at, used) };
}
