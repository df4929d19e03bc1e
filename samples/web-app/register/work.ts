import type { Apis } from './application.ts';
import type { App, Blueprint } from './blueprint.ts';
import type { GraphClient } from './graph-client.ts';
import type { Application, ServicePrincipal } from './graph-resources.ts';
import type { Progress } from './progress.ts';
import type { RecordFile, RegistrationRecord } from './record.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import type { SignedInTenant } from './tenant.ts';

/** What the steps of one run share, and how far they have come. */
export interface Work {
  graph: GraphClient;
  app: App;
  blueprint: Blueprint;
  settings: Settings;
  tenant: SignedInTenant;
  record: RegistrationRecord;
  file: RecordFile;
  progress: Progress;
  surroundings: Surroundings;
  isDryRun: boolean;
  apis: Apis;
  /** Undefined until it's made. */
  application: Application | undefined;
  servicePrincipal: ServicePrincipal | undefined;
  /** What an administrator has to do, one sentence each. */
  problems: string[];
  adminConsent(clientId: string): string;
}

/** What a step says that could do nothing itself. */
export const leftOver = '– left to an administrator: see below';

export const clientIdOf = ({ application }: Work): string => application?.appId ?? '';
export const applicationPath = ({ application }: Work): string =>
  `/applications/${application?.id}`;

/** The record is written before each request that changes something (intended), and after it (made). */
export const save = ({ file, record }: Work): void => file.save(record);
