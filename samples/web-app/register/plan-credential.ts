import { parseEnv } from 'node:util';
import { expiryOf, thumbprintOf } from './certificate.ts';
import type { Change } from './change.ts';
import { textOf } from './env-writer.ts';
import type { Application } from './graph-resources.ts';
import type { Question } from './question.ts';
import type { RegistrationRecord } from './record.ts';
import { letsInPersonalAccounts } from './settings.ts';
import { Stop } from './stop.ts';

const day = 86_400_000;
const renewDaysAhead = 30;
/** Of an app that lets in personal accounts. */
const mostSecrets = 2;

/** A credential that works and lasts stays. */
export function credentialChanges(
  question: Question,
  application: Application | undefined,
): Change[] {
  const { blueprint, settings, record } = question;
  if (!blueprint.needsCredential) return [];
  const keeps = settings.usesCertificate
    ? keepsCertificate(question, application)
    : keepsSecret(question, application);
  const change: Change[] = keeps
    ? []
    : [{ kind: settings.usesCertificate ? 'create-certificate' : 'create-secret' }];
  if (keeps && !settings.usesCertificate) return change;
  const names = record.secrets.map(({ name }) => name);
  const ids = record.secrets.map(({ keyId }) => keyId);
  const old = (application?.passwordCredentials ?? []).filter(
    ({ keyId, displayName }) => ids.includes(keyId) || names.includes(displayName ?? ''),
  );
  if (old.length === 0) return change;
  const removal: Change = { kind: 'remove-old-secrets', keyIds: old.map(({ keyId }) => keyId) };
  // The app has a working secret at all times, unless there's no room for two.
  const isFull =
    letsInPersonalAccounts(settings) &&
    (application?.passwordCredentials.length ?? 0) >= mostSecrets;
  return isFull ? [removal, ...change] : [...change, removal];
}

const lastsFrom = (date: string | null | undefined, now: Date): boolean =>
  Date.parse(date ?? '') > now.getTime() + renewDaysAhead * day;

/** Graph shows the first three characters of a secret, so it's known which one the file has. */
function keepsSecret(question: Question, application: Application | undefined): boolean {
  const { app, surroundings } = question;
  const { folder } = surroundings;
  const now = surroundings.now();
  const file = parseEnv(textOf(folder + app.files.environment) ?? '');
  const inEnvironment = (variable: string) => file[app.variablePrefix + variable];
  const secret = inEnvironment('CLIENT_SECRET') ?? '';
  if (
    secret === '' ||
    application === undefined ||
    inEnvironment('CLIENT_ID') !== application.appId
  )
    return false;
  return application.passwordCredentials.some(
    ({ hint, endDateTime }) =>
      hint != null && secret.startsWith(hint) && lastsFrom(endDateTime, now),
  );
}

function keepsCertificate(question: Question, application: Application | undefined): boolean {
  const { app, record, surroundings } = question;
  const { folder } = surroundings;
  const { certificate, key } = app.files;
  const [pem, keyText] = [textOf(folder + certificate), textOf(folder + key)];
  if (pem !== undefined) requireOwnFile(record, certificate);
  if (keyText !== undefined) requireOwnFile(record, key);
  if (pem === undefined || keyText === undefined) return false;
  const thumbprint = thumbprintOf(pem);
  const isRegistered = application?.keyCredentials.some(
    ({ customKeyIdentifier }) => customKeyIdentifier?.toUpperCase() === thumbprint,
  );
  return isRegistered === true && lastsFrom(expiryOf(pem), surroundings.now());
}

function requireOwnFile({ files }: RegistrationRecord, name: string): void {
  if (files.some(({ path }) => path === name)) return;
  throw new Stop(
    `${name} exists already, and this command didn't make it. Nothing was changed. Move it away, and run it again.`,
  );
}
