export {
  type ConfiguredOptions,
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  practiceTenantConfiguration,
} from './configuration/configuration.ts';
export { hostedOrigin } from './configuration/hosted-origin.ts';
export {
  inTenantSet,
  type TenantSetId,
  tenantSetId,
  withoutSetValues,
} from './directory/tenant-set.ts';
export { type Seed, SeedError } from './seed/seed.ts';
export { PortTaken } from './server/listen.ts';
export { type PracticeTenant, type StartOptions, startPracticeTenant } from './start.ts';
export { type OwnTenantSet, TenantSetRefused, type TenantSets } from './tenant-sets/tenant-sets.ts';
