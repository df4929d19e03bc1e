export {
  type ConfiguredOptions,
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  practiceTenantConfiguration,
} from './configuration/configuration.ts';
export { type Seed, SeedError } from './seed/seed.ts';
export { PortTaken } from './server/listen.ts';
export { type PracticeTenant, type StartOptions, startPracticeTenant } from './start.ts';
