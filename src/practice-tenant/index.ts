export {
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  practiceTenantConfiguration,
} from './configuration/configuration.ts';
export { PortTaken } from './server/listen.ts';
export { type PracticeTenant, startPracticeTenant } from './start.ts';
