import type { App, Blueprint } from './blueprint.ts';
import type { GraphClient } from './graph-client.ts';
import type { RegistrationRecord } from './record.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import type { SignedInTenant } from './tenant.ts';

/** What a plan follows from. */
export interface Question {
  graph: GraphClient;
  app: App;
  blueprint: Blueprint;
  settings: Settings;
  record: RegistrationRecord;
  tenant: SignedInTenant;
  surroundings: Surroundings;
}
