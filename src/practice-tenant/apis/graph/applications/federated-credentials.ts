import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { derivedId } from '../../../directory/derived-id.ts';
import type { FederatedCredential, Registration } from '../../../directory/model.ts';
import { applicationId } from '../../../directory/object-ids.ts';
import { collectionAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType } from '../odata/entity-type.ts';
import { alreadyExists, GraphError, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { applicationAt, writableApplicationAt } from './find-application.ts';

const credentialType: EntityType = {
  name: 'microsoft.graph.federatedIdentityCredential',
  resource: 'FederatedIdentityCredential',
  filterable: ['name', 'issuer', 'subject'],
};

/** Credentials that were added on the desk have neither an ID nor a name of their own. */
function entryOf(credential: FederatedCredential): Entry {
  const { issuer, subject, audience, description } = credential;
  const id = credential.id ?? derivedId('federated credential', issuer, subject, audience);
  const name = credential.name ?? `desk-${id.slice(0, 8)}`;
  return {
    id,
    values: {
      id,
      name,
      issuer,
      subject,
      description: description ?? null,
      audiences: [audience],
    },
  };
}

const contextOf = ({ realm }: GraphRequest, { clientId }: Registration): string =>
  `applications('${applicationId(realm.tenant, clientId)}')/federatedIdentityCredentials`;

export async function listFederatedCredentials(request: GraphRequest): Promise<GraphAnswer> {
  const app = await applicationAt(request);
  const entries = app.federatedCredentials.map(entryOf);
  return collectionAnswer(request, contextOf(request, app), credentialType, entries);
}

/** By ID or name. */
function found({ federatedCredentials }: Registration, request: GraphRequest) {
  const wanted = idAt(request, 1).replace(/^name=/i, '');
  const credential = federatedCredentials.find((each) => {
    const { id, values } = entryOf(each);
    return id === wanted.toLowerCase() || values['name'] === wanted;
  });
  if (credential === undefined) throw notFound(wanted);
  return credential;
}

export async function getFederatedCredential(request: GraphRequest): Promise<GraphAnswer> {
  const app = await applicationAt(request);
  const { values } = entryOf(found(app, request));
  return entityAnswer(request, contextOf(request, app), credentialType, values);
}

const sent = z.strictObject({
  name: z.string().regex(/^[\w-]{1,120}$/),
  issuer: z.url({ protocol: /^https?$/ }).max(600),
  subject: z.string().min(1).max(600),
  audiences: z.array(z.string().min(1).max(600)).length(1),
  description: z.string().max(600).nullish(),
});

/** Its issuer's keys are asked for when a token of the issuer arrives. */
export async function createFederatedCredential(request: GraphRequest): Promise<GraphAnswer> {
  const app = await writableApplicationAt(request);
  const body = await bodyOf(request, sent, 'FederatedIdentityCredential');
  const { name, issuer, subject, audiences, description } = body;
  const others = app.federatedCredentials;
  if (others.some((each) => entryOf(each).values['name'] === name)) {
    throw alreadyExists(`FederatedIdentityCredential with name ${name} already exists.`);
  }
  requireNewSubject(others, body);
  const added: FederatedCredential = {
    id: randomUUID(),
    name,
    issuer,
    subject,
    audience: audiences[0] ?? '',
    description: description ?? undefined,
  };
  const federatedCredentials = [...others, added];
  await request.realm.directory.saveRegistration({ ...app, federatedCredentials });
  const { values } = entryOf(added);
  return entityAnswer(request, contextOf(request, app), credentialType, values, 201);
}

/** Each token must lead to one credential. @throws GraphError */
function requireNewSubject(
  others: readonly FederatedCredential[],
  { issuer, subject }: Pick<FederatedCredential, 'issuer' | 'subject'>,
): void {
  if (!others.some((each) => each.issuer === issuer && each.subject === subject)) return;
  throw new GraphError(
    400,
    'InvalidFederatedIdentityCredentialValue',
    `The combination of issuer and subject must be unique for the application. Issuer ${issuer} and Subject: ${subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${subject}, objectType: Microsoft.Online.DirectoryServices.Application`,
  );
}

/** Everything but the name, which stays. */
const changes = sent.omit({ name: true }).partial();

export async function updateFederatedCredential(request: GraphRequest): Promise<GraphAnswer> {
  const app = await writableApplicationAt(request);
  const before = found(app, request);
  const { issuer, subject, audiences, description } = await bodyOf(
    request,
    changes,
    'FederatedIdentityCredential',
  );
  const { id, values } = entryOf(before);
  const changed: FederatedCredential = {
    ...before,
    id,
    name: String(values['name']),
    ...(issuer !== undefined && { issuer }),
    ...(subject !== undefined && { subject }),
    ...(audiences?.[0] !== undefined && { audience: audiences[0] }),
    ...(description !== undefined && { description: description ?? undefined }),
  };
  const others = app.federatedCredentials.filter((each) => each !== before);
  requireNewSubject(others, changed);
  const federatedCredentials = app.federatedCredentials.map((each) =>
    each === before ? changed : each,
  );
  await request.realm.directory.saveRegistration({ ...app, federatedCredentials });
  return noContent;
}

export async function deleteFederatedCredential(request: GraphRequest): Promise<GraphAnswer> {
  const app = await writableApplicationAt(request);
  const gone = found(app, request);
  const federatedCredentials = app.federatedCredentials.filter((each) => each !== gone);
  await request.realm.directory.saveRegistration({ ...app, federatedCredentials });
  return noContent;
}
