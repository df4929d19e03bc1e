import { z } from 'zod';
import { newSecret } from '../../../directory/new-registration.ts';
import { bodyOf } from '../odata/body.ts';
import { badRequest, invalidValue } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, noContent } from '../odata/graph-request.ts';
import { secretId, shownSecret } from './credentials.ts';
import { writableApplicationAt } from './find-application.ts';

const time = z.iso.datetime({ offset: true }).nullish();

const wanted = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().nullish(),
      startDateTime: time,
      endDateTime: time,
      keyId: z.null().optional(),
      customKeyIdentifier: z.null().optional(),
      secretText: z.null().optional(),
      hint: z.null().optional(),
    })
    .nullish(),
});

/** A new secret, whose value this response has and no later one. Without an end, it lasts two years. */
export async function addPassword(request: GraphRequest): Promise<GraphAnswer> {
  const { directory } = request.realm;
  const app = await writableApplicationAt(request);
  const { passwordCredential } = await bodyOf(request, wanted, 'Application');
  const { displayName, startDateTime, endDateTime } = passwordCredential ?? {};
  const starts = new Date(startDateTime ?? request.now);
  const expires = endDateTime == null ? twoYearsAfter(starts) : new Date(endDateTime);
  if (expires <= starts) {
    throw invalidValue('endDateTime', 'PasswordCredential', 'The end is before the start.');
  }
  const secret = newSecret(displayName ?? undefined, starts.getTime(), expires.toISOString());
  await directory.saveRegistration({ ...app, secrets: [...app.secrets, secret] });
  const context = `${request.root}/$metadata#microsoft.graph.passwordCredential`;
  const shown = shownSecret(app.clientId, secret, secret.value);
  return { status: 200, json: { '@odata.context': context, ...shown } };
}

function twoYearsAfter(start: Date): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + 2);
  return end;
}

const named = z.strictObject({ keyId: z.string() });

export async function removePassword(request: GraphRequest): Promise<GraphAnswer> {
  const app = await writableApplicationAt(request);
  const { keyId } = await bodyOf(request, named, 'Application');
  const secrets = app.secrets.filter(
    (secret) => secretId(app.clientId, secret) !== keyId.toLowerCase(),
  );
  if (secrets.length === app.secrets.length) {
    throw badRequest(`No password credential found with keyId ${keyId}.`);
  }
  await request.realm.directory.saveRegistration({ ...app, secrets });
  return noContent;
}
