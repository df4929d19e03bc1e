import { practiceTenantConfiguration } from './configuration/configuration.ts';
import { PortTaken, PracticeTenantConfigurationError } from './index.ts';
import { startPracticeTenant } from './start.ts';

try {
  const options = practiceTenantConfiguration(process.env);
  const tenant = await startPracticeTenant(options);
  const stop = () => {
    tenant.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(
    `The practice tenant is ready. In the browser: ${tenant.frontOrigin} (custom domain: ${tenant.customDomainFrontOrigin}). For apps: ${tenant.origin} (custom domain: ${tenant.customDomainOrigin}).`,
  );
} catch (error) {
  const said = error instanceof PortTaken || error instanceof PracticeTenantConfigurationError;
  console.error(said ? error.message : error);
  process.exitCode = 1;
}
