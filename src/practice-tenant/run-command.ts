import { randomBytes } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { commandLine, help } from './configuration/command-line.ts';
import { PortTaken, PracticeTenantConfigurationError, SeedError } from './index.ts';
import { readSeed } from './seed/read-seed.ts';
import { type PracticeTenant, startPracticeTenant } from './start.ts';

try {
  const command = commandLine(process.argv.slice(2), process.env);
  if (command === 'help') process.stdout.write(help);
  else await run(command);
} catch (error) {
  const said =
    error instanceof PortTaken ||
    error instanceof PracticeTenantConfigurationError ||
    error instanceof SeedError;
  console.error(said ? error.message : error);
  process.exitCode = 1;
  // Waiting for its end would keep a process that failed to start.
  process.stdin.destroy();
}

async function run({
  options,
  seedFile,
  printJson,
}: Exclude<ReturnType<typeof commandLine>, 'help'>): Promise<void> {
  const seed = seedFile === undefined ? undefined : await readSeed(seedFile);
  // The line of JSON is for one program, which gets a key of its own.
  const own = printJson ? { adminKey: randomBytes(24).toString('base64url') } : {};
  const all = { ...own, ...options, report: console.error, ...(seed && { seed }) };
  let stopping: Promise<void> | undefined;
  const starting = startPracticeTenant(all);
  const stop = () => {
    stopping ??= starting.then(
      (tenant) => tenant.close(),
      () => {},
    );
    stopping.then(() => process.exit());
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (printJson) {
    stopWithParent(stop);
    // A program that doesn't read the line can't know where anything is.
    process.stdout.once('error', stop);
  }
  const tenant = await starting;
  if (stopping !== undefined) return;
  // With JSON, nothing else may be on stdout.
  (printJson ? console.error : console.log)(sentence(tenant));
  if (printJson) {
    const line = await description(tenant, all.adminKey);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/** A parent that goes away, even by a crash, ends the pipe that it gave this process as stdin. */
function stopWithParent(stop: () => void): void {
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return;
  process.stdin.once('end', stop);
  process.stdin.once('error', stop);
  process.stdin.resume();
}

function sentence(tenant: PracticeTenant): string {
  const ready = `The practice tenant is ready. In the browser: ${tenant.frontOrigin} (custom domain: ${tenant.customDomainFrontOrigin}). For apps: ${tenant.origin} (custom domain: ${tenant.customDomainOrigin}).`;
  const offset = tenant.clock.offset();
  if (offset === 0) return ready;
  const now = new Date(tenant.clock.now()).toISOString();
  return `${ready} Its clock has been moved and shows ${now}.`;
}

/** What a program needs to know to use it. */
async function description(tenant: PracticeTenant, key: string | undefined) {
  return {
    origins: {
      front: tenant.frontOrigin,
      apps: tenant.origin,
      customDomainFront: tenant.customDomainFrontOrigin,
      customDomainApps: tenant.customDomainOrigin,
      // Absent from the line where there are none.
      httpsOnly: tenant.httpsOnlyOrigin,
      customDomainHttpsOnly: tenant.customDomainHttpsOnlyOrigin,
    },
    caCertificateFile: tenant.caCertificateFile,
    caCertificate: tenant.caCertificate,
    admin: tenant.adminAddress === undefined ? null : { address: tenant.adminAddress, key },
    tenants: Object.fromEntries((await tenant.tenants()).map(({ key, ...own }) => [key, own])),
  };
}
