import type { App } from './blueprint.ts';
import type { Grant, UserFlow } from './graph-resources.ts';
import type { Settings } from './settings.ts';

/** One step of a plan. */
export type Change =
  | { kind: 'create-application'; body: object }
  | { kind: 'change-application'; body: object }
  | { kind: 'create-service-principal' }
  | { kind: 'create-secret' }
  | { kind: 'create-certificate' }
  | { kind: 'remove-old-secrets'; keyIds: readonly string[] }
  | { kind: 'join-user-flow'; flow: UserFlow }
  /** The scopes that are missing, and the grant that lacks them. */
  | { kind: 'grant-consent'; api: string; scopes: readonly string[]; grant: Grant | undefined }
  | { kind: 'write-environment' };

/** What the developer agrees to. */
export function sentenceFor(
  change: Change,
  { app, settings }: { app: App; settings: Settings },
): string {
  const { environment, certificate, key } = app.files;
  switch (change.kind) {
    case 'create-application':
      return `Register the application "${settings.name}" for ${settings.url}`;
    case 'change-application':
      return `Change the application: ${Object.keys(change.body).join(', ')}`;
    case 'create-service-principal':
      return 'Add its service principal, which makes it an enterprise app of the tenant';
    case 'create-secret':
      return `Create a client secret that lasts ${settings.secretDays} days, and write ${environment}`;
    case 'create-certificate':
      return `Make a key pair (${certificate}, ${key}) that lasts one year, register the certificate, and write ${environment}`;
    case 'remove-old-secrets':
      return `Remove ${change.keyIds.length === 1 ? 'the client secret' : 'the client secrets'} of an earlier run`;
    case 'join-user-flow':
      return `Add the application to the user flow "${change.flow.displayName}"`;
    case 'grant-consent':
      return `Grant consent for all users: ${change.scopes.join(' ')}`;
    case 'write-environment':
      return `Write ${environment}`;
  }
}
