import { type Change, sentenceFor } from './change.ts';
import { grantConsent } from './grant-consent.ts';
import { joinUserFlow } from './join-user-flow.ts';
import {
  changeApplication,
  createApplication,
  createServicePrincipal,
} from './make-application.ts';
import { createCertificate } from './make-certificate.ts';
import { createSecret, removeOldSecrets } from './make-secret.ts';
import type { Work } from './work.ts';
import { writeEnvironment } from './write-environment.ts';

/** Carries out a plan, one step after the other. */
export async function apply(work: Work, changes: readonly Change[]): Promise<void> {
  for (const change of changes)
    await work.progress.step(sentenceFor(change, work), () => carryOut(work, change));
}

/** @returns what became of it, if that isn't plain */
async function carryOut(work: Work, change: Change): Promise<string | undefined> {
  if (change.kind === 'join-user-flow') return joinUserFlow(work, change.flow);
  if (change.kind === 'grant-consent') return grantConsent(work, change);
  if (change.kind === 'create-application') await createApplication(work, change.body);
  if (change.kind === 'change-application') await changeApplication(work, change.body);
  if (change.kind === 'create-service-principal') await createServicePrincipal(work);
  if (change.kind === 'create-secret') await createSecret(work);
  if (change.kind === 'create-certificate') await createCertificate(work);
  if (change.kind === 'remove-old-secrets') await removeOldSecrets(work, change.keyIds);
  if (change.kind === 'write-environment') writeEnvironment(work, undefined);
  return undefined;
}
