import { X509Certificate } from 'node:crypto';
import { parseEnv } from 'node:util';
import { type Apis, differences, newApplication, scopeId } from './application.ts';
import { type App, type Blueprint, inFile, type Made } from './blueprint.ts';
import { thumbprintOf } from './certificate.ts';
import { textOf, withoutMarks, withVariables } from './env-writer.ts';
import {
  applicationsNamed,
  findApis,
  findApplication,
  findGrants,
  findServicePrincipal,
  findUserFlows,
  isForbidden,
  userFlowOf,
} from './find.ts';
import type { GraphClient } from './graph-client.ts';
import type { Application, Grant, ServicePrincipal, UserFlow } from './graph-resources.ts';
import { type RegistrationRecord, tagOf } from './record.ts';
import type { Settings } from './settings.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import type { SignedInTenant } from './tenant.ts';

export type Change =
  | { kind: 'create-application'; body: object }
  | { kind: 'change-application'; body: object }
  | { kind: 'create-service-principal' }
  | { kind: 'create-secret' }
  | { kind: 'create-certificate' }
  | { kind: 'remove-old-secrets'; keyIds: readonly string[] }
  | { kind: 'join-user-flow'; flow: UserFlow }
  | { kind: 'grant-consent'; api: string; scopes: readonly string[]; grant: Grant | undefined }
  | { kind: 'write-environment' };

export interface Plan {
  changes: readonly Change[];
  /** As they are now. */
  application: Application | undefined;
  servicePrincipal: ServicePrincipal | undefined;
  apis: Apis;
  /** What can't be done, and isn't needed for the rest; one sentence each. */
  problems: readonly string[];
}

interface Question {
  graph: GraphClient;
  app: App;
  blueprint: Blueprint;
  settings: Settings;
  record: RegistrationRecord;
  tenant: SignedInTenant;
  surroundings: Surroundings;
}

const day = 86_400_000;
const renewDaysAhead = 30;

/** Compares what there is with what the blueprint needs. It reads only. @throws Stop */
export async function planFor(question: Question): Promise<Plan> {
  const { graph, blueprint, settings, record } = question;
  const apis = await findApis(graph, blueprint);
  const application = await findApplicationPatiently(question);
  if (application?.displayName !== settings.name) await requireFreeName(question, application);
  const servicePrincipal = application && (await findServicePrincipal(graph, application.appId));
  const tag = tagOf(record);
  const changes: Change[] = [];
  if (application === undefined)
    changes.push({
      kind: 'create-application',
      body: newApplication(blueprint, settings, question.tenant, apis, tag),
    });
  else {
    const body = differences(application, blueprint, settings, question.tenant, apis, tag);
    if (Object.keys(body).length > 0) changes.push({ kind: 'change-application', body });
  }
  if (blueprint.needsServicePrincipal && servicePrincipal === undefined)
    changes.push({ kind: 'create-service-principal' });
  const credential = credentialChanges(question, application);
  changes.push(...credential);
  const problems: string[] = [];
  if (blueprint.joinsUserFlow)
    changes.push(...(await userFlowChanges(question, application, problems)));
  if (settings.grantsConsent)
    changes.push(...(await consentChanges(question, apis, servicePrincipal)));
  if (
    !credential.some(({ kind }) => kind.startsWith('create-')) &&
    environmentDiffers(question, application?.appId ?? '')
  )
    changes.push({ kind: 'write-environment' });
  return { changes, application, servicePrincipal, apis, problems };
}

/** Right after a run that was cut off, the directory may not show yet what that run made. */
async function findApplicationPatiently(question: Question): Promise<Application | undefined> {
  const { graph, record, surroundings } = question;
  if (record.application === undefined) return undefined;
  for (const seconds of [2, 5, 10]) {
    const found = await findApplication(graph, record);
    if (found) return found;
    surroundings.print(
      `The application of an earlier run isn't found: looking again in ${seconds} seconds.`,
    );
    await surroundings.wait(seconds * 1000);
  }
  const found = await findApplication(graph, record);
  if (found === undefined)
    surroundings.print("It isn't there: it was deleted, or never made. This run makes a new one.");
  return found;
}

async function requireFreeName(
  { graph, settings, record }: Question,
  own: Application | undefined,
): Promise<void> {
  const others = (await applicationsNamed(graph, settings.name)).filter(
    ({ id, tags }) => id !== own?.id && !tags.includes(tagOf(record)),
  );
  const [other] = others;
  if (other === undefined) return;
  throw new Stop(
    `The tenant has an application named "${settings.name}" already (client ID ${other.appId}), and this folder's command didn't make it. Nothing was changed. Choose another name with --name, or use that application: put its values into .env by hand.`,
  );
}

export const templateOf = ({ files: { template } }: App, folder: string): string =>
  template === undefined ? '' : withoutMarks(textOf(folder + template) ?? '');

/** What the environment file says now, or what it starts from. */
export const startingText = ({
  app,
  surroundings: { folder },
}: Pick<Question, 'app' | 'surroundings'>): string =>
  textOf(folder + app.files.environment) ?? templateOf(app, folder);

export function made(
  question: Pick<Question, 'app' | 'surroundings' | 'settings' | 'tenant'>,
  clientId: string,
  credential: Made['credential'],
): Made {
  const values = parseEnv(startingText(question));
  const { settings, tenant } = question;
  return {
    settings,
    tenant,
    clientId,
    credential,
    current: (variable) => values[question.app.variablePrefix + variable],
  };
}

function environmentDiffers(question: Question, clientId: string): boolean {
  const { app, blueprint } = question;
  const { folder } = question.surroundings;
  const text = textOf(folder + app.files.environment);
  if (text === undefined) return true;
  const variables = blueprint.variables(made(question, clientId, undefined));
  return withVariables(text, inFile(app, variables)) !== text;
}

function credentialChanges(question: Question, application: Application | undefined): Change[] {
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
  if (old.length > 0)
    change.push({ kind: 'remove-old-secrets', keyIds: old.map(({ keyId }) => keyId) });
  return change;
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
  const { app, surroundings } = question;
  const { folder } = surroundings;
  const now = surroundings.now();
  const pem = textOf(folder + app.files.certificate);
  if (pem === undefined || textOf(folder + app.files.key) === undefined) return false;
  const { certificates } = question.record;
  const thumbprint = thumbprintOf(pem);
  if (!certificates.some((each) => each.thumbprint === thumbprint))
    throw new Stop(
      `${app.files.certificate} exists already, and this command didn't make it. Nothing was changed. Move it away, and run it again.`,
    );
  const isRegistered = application?.keyCredentials.some(
    ({ customKeyIdentifier }) => customKeyIdentifier?.toUpperCase() === thumbprint,
  );
  return (
    isRegistered === true && lastsFrom(new X509Certificate(pem).validToDate.toISOString(), now)
  );
}

async function userFlowChanges(
  { graph, settings }: Question,
  application: Application | undefined,
  problems: string[],
): Promise<Change[]> {
  const byHand =
    'In the admin center, go to External Identities > User flows, select your user flow, then Applications > Add application.';
  let flows: UserFlow[];
  try {
    flows = await findUserFlows(graph);
    const current = application && (await userFlowOf(graph, flows, application.appId));
    if (current) return [];
  } catch (error) {
    if (!isForbidden(error)) throw error;
    problems.push(
      `User flow: your account or its sign-in may not read user flows (role External ID User Flow Administrator; with the Azure CLI, use --sign-in device-code). Until the app is in one, users can't sign up. ${byHand}`,
    );
    return [];
  }
  const names = flows.map(({ displayName }) => `"${displayName}"`).join(', ');
  const wanted = settings.userFlow;
  const [flow, ...others] = wanted
    ? flows.filter(({ displayName }) => displayName === wanted)
    : flows;
  if (flow === undefined && wanted)
    throw new Stop(
      `The tenant has no user flow "${wanted}"; there are: ${names || 'none'}. Nothing was changed. Run it again with one of them in --user-flow.`,
    );
  if (flow === undefined) {
    problems.push(
      'User flow: the tenant has none, and users sign up and sign in with one. In the admin center, go to External Identities > User flows > New user flow, and then run this again.',
    );
    return [];
  }
  if (others.length > 0)
    throw new Stop(
      `The tenant has several user flows: ${names}. Nothing was changed. Run it again with one of them in --user-flow.`,
    );
  return [{ kind: 'join-user-flow', flow }];
}

async function consentChanges(
  { graph, blueprint }: Question,
  apis: Apis,
  principal: ServicePrincipal | undefined,
): Promise<Change[]> {
  const grants = await grantsOf(graph, principal);
  return blueprint.consent.flatMap(({ api, scopes }): Change[] => {
    // A scope that the API doesn't offer would be found out by nobody but the user.
    for (const scope of scopes) scopeId(apis, api, scope);
    const grant = grants.find(({ resourceId }) => resourceId === apis.get(api)?.id);
    const given = grant?.scope.split(' ').filter(Boolean) ?? [];
    const all = [...new Set([...given, ...scopes])];
    return all.length === given.length ? [] : [{ kind: 'grant-consent', api, scopes: all, grant }];
  });
}

/** Who may not read consent may not grant it either: the attempt says so. */
async function grantsOf(
  graph: GraphClient,
  principal: ServicePrincipal | undefined,
): Promise<Grant[]> {
  if (principal === undefined) return [];
  try {
    return await findGrants(graph, principal.id);
  } catch (error) {
    if (isForbidden(error)) return [];
    throw error;
  }
}

/** What the developer agrees to. */
export function sentenceFor(
  change: Change,
  { app, settings }: Pick<Question, 'app' | 'settings'>,
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
