import { findApplication } from './find.ts';
import { NoResponse, nothing } from './graph-client.ts';
import { Secret } from './graph-resources.ts';
import { keepOrTakeBack } from './keep-or-take-back.ts';
import { replicated } from './make-once.ts';
import { type RegistrationRecord, tagOf } from './record.ts';
import { applicationPath, save, type Work } from './work.ts';
import { writeEnvironment } from './write-environment.ts';

/** Its value is in this one response only, so it goes into the environment file at once. */
export async function createSecret(work: Work): Promise<void> {
  const { record, settings, surroundings } = work;
  const now = surroundings.now();
  const name = `${tagOf(record)} ${now.toISOString()}`;
  const end = new Date(now.getTime() + settings.secretDays * 86_400_000).toISOString();
  const entry: RegistrationRecord['secrets'][number] = { state: 'intended', name };
  record.secrets.push(entry);
  save(work);
  const { keyId, endDateTime, secretText } = await newSecret(work, name, end);
  Object.assign(entry, { state: 'made', keyId, expires: endDateTime });
  save(work);
  await keepOrTakeBack(
    'The client secret',
    () => writeEnvironment(work, { secret: secretText }),
    async () => {
      await removeSecret(work, keyId);
      record.secrets = record.secrets.filter((each) => each !== entry);
      save(work);
    },
  );
}

async function newSecret(work: Work, displayName: string, endDateTime: string) {
  const { graph, record, progress } = work;
  const body = { passwordCredential: { displayName, endDateTime } };
  const path = `${applicationPath(work)}/addPassword`;
  const pretended = { keyId: '{id of the secret}', secretText: '{the secret}', endDateTime };
  const add = () => graph.send('POST', path, body, Secret, pretended);
  try {
    return await replicated(work, add);
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    progress.note(`${error.message}. If it made a secret, its value is lost: removing it.`);
    const current = await findApplication(graph, record);
    for (const each of current?.passwordCredentials ?? [])
      if (each.displayName === displayName) await removeSecret(work, each.keyId);
    return replicated(work, add);
  }
}

async function removeSecret(work: Work, keyId: string): Promise<void> {
  const path = `${applicationPath(work)}/removePassword`;
  await work.graph.send('POST', path, { keyId }, nothing, undefined);
}

export async function removeOldSecrets(work: Work, keyIds: readonly string[]): Promise<void> {
  const { record } = work;
  for (const keyId of keyIds) await removeSecret(work, keyId);
  record.secrets = record.secrets.filter(
    ({ keyId, state }) => state === 'made' && !keyIds.includes(keyId ?? ''),
  );
  save(work);
}
