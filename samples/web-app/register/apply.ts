import { differences } from './application.ts';
import { type App, type Blueprint, inFile, type Made } from './blueprint.ts';
import { expiryOf, keyCredentialOf, newCertificate, thumbprintOf } from './certificate.ts';
import { keepBefore, sha256, textOf, withVariables, writePrivately } from './env-writer.ts';
import {
  appsOf,
  findApplication,
  findGrants,
  findServicePrincipal,
  isForbidden,
  userFlowOf,
} from './find.ts';
import { type GraphClient, GraphFailure, NoResponse, nothing } from './graph-client.ts';
import { Application, AppOfUserFlow, Grant, Secret, ServicePrincipal } from './graph-resources.ts';
import { type Change, made, type Plan, sentenceFor, startingText } from './plan.ts';
import type { Progress } from './progress.ts';
import { type RecordFile, type RegistrationRecord, tagOf } from './record.ts';
import { onceReplicated } from './replication.ts';
import type { Settings } from './settings.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import type { SignedInTenant } from './tenant.ts';

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
}

export interface Outcome {
  clientId: string;
  /** What an administrator has to do, one sentence each. */
  problems: readonly string[];
}

/**
 * Carries out a plan. Each step is in the record before its request (intended) and after its response
 * (made), so that the next run, or --remove, knows what there may be.
 */
export async function apply(
  work: Work,
  plan: Plan,
  adminConsent: (clientId: string) => string,
): Promise<Outcome> {
  const { graph, record, file, progress, surroundings, settings, isDryRun } = work;
  const { folder, now } = surroundings;
  const problems: string[] = [];
  let application = plan.application;
  let principal = plan.servicePrincipal;

  const save = () => file.save(record);
  const replicated = <T>(request: () => Promise<T>) =>
    onceReplicated(request, progress, surroundings);
  const applicationPath = () => `/applications/${application?.id}`;
  const clientId = () => application?.appId ?? '';

  /** If no response came, it may have been made all the same: then it's found, and not made twice. */
  async function makeOnce<T>(make: () => Promise<T>, find: () => Promise<T | undefined>) {
    try {
      return await replicated(make);
    } catch (error) {
      const exists = error instanceof GraphFailure && error.status === 409;
      if (!(error instanceof NoResponse) && !exists) throw error;
      progress.note(`${error.message}. Looking for what it may have made.`);
      for (const seconds of [0, 2, 5]) {
        await surroundings.wait(seconds * 1000);
        const found = await find();
        if (found !== undefined) return found;
      }
      return replicated(make);
    }
  }

  async function createApplication(body: object) {
    record.application = { state: 'intended' };
    save();
    application = await makeOnce(
      () =>
        graph.send('POST', '/applications', body, Application, {
          ...Application.parse({ id: '{id of the new application}', appId: '{its client ID}' }),
        }),
      () => findApplication(graph, record),
    );
    record.application = { state: 'made', objectId: application.id, clientId: application.appId };
    save();
    // The identifier URI of an API has the client ID in it.
    const rest = differences(
      application,
      work.blueprint,
      settings,
      work.tenant,
      plan.apis,
      tagOf(record),
    );
    if ('identifierUris' in rest)
      await changeApplication({ identifierUris: rest['identifierUris'] });
  }

  async function changeApplication(body: object) {
    await replicated(() => graph.send('PATCH', applicationPath(), body, nothing, undefined));
  }

  async function createServicePrincipal() {
    record.servicePrincipal = { state: 'intended' };
    save();
    principal = await makeOnce(
      () =>
        graph.send('POST', '/servicePrincipals', { appId: clientId() }, ServicePrincipal, {
          id: '{id of the service principal}',
          appId: clientId(),
        }),
      () => findServicePrincipal(graph, clientId()),
    );
    record.servicePrincipal = { state: 'made', id: principal.id };
    save();
  }

  async function createSecret() {
    const name = `${tagOf(record)} ${now().toISOString()}`;
    const end = new Date(now().getTime() + settings.secretDays * 86_400_000).toISOString();
    const entry: RegistrationRecord['secrets'][number] = { state: 'intended', name };
    record.secrets.push(entry);
    save();
    const secret = await newSecret(name, end);
    Object.assign(entry, { state: 'made', keyId: secret.keyId, expires: secret.endDateTime });
    save();
    await keepOrTakeBack(
      () => writeEnvironment({ secret: secret.secretText }),
      async () => {
        await removeSecret(secret.keyId);
        record.secrets = record.secrets.filter((each) => each !== entry);
        save();
      },
      'The client secret',
    );
  }

  async function newSecret(displayName: string, endDateTime: string) {
    const body = { passwordCredential: { displayName, endDateTime } };
    const path = `${applicationPath()}/addPassword`;
    const add = () =>
      graph.send('POST', path, body, Secret, {
        keyId: '{id of the secret}',
        secretText: '{the secret}',
        endDateTime,
      });
    try {
      return await replicated(add);
    } catch (error) {
      if (!(error instanceof NoResponse)) throw error;
      progress.note(`${error.message}. If it made a secret, its value is lost: removing it.`);
      const current = await findApplication(graph, record);
      for (const each of current?.passwordCredentials ?? [])
        if (each.displayName === displayName) await removeSecret(each.keyId);
      return replicated(add);
    }
  }

  async function removeSecret(keyId: string) {
    await graph.send('POST', `${applicationPath()}/removePassword`, { keyId }, nothing, undefined);
  }

  /** A credential that can't be kept in a file would be of no use to anyone. */
  async function keepOrTakeBack(keep: () => void, takeBack: () => Promise<void>, what: string) {
    try {
      keep();
    } catch (error) {
      const { message } = error instanceof Error ? error : { message: String(error) };
      await takeBack();
      throw new Stop(
        `${what} couldn't be written to a file (${message}), so it was removed from the application again. Make the folder writable, and run it again.`,
      );
    }
  }

  async function createCertificate() {
    const { certificate: certificatePath, key: keyPath } = work.app.files;
    const { certificate, privateKey } = newCertificate(clientId(), now());
    const thumbprint = thumbprintOf(certificate);
    const isOurs = ({ customKeyIdentifier }: { customKeyIdentifier?: string | null | undefined }) =>
      record.certificates.some((each) => each.thumbprint === customKeyIdentifier?.toUpperCase());
    const others = (application?.keyCredentials ?? []).filter((each) => !isOurs(each));
    const before = application?.keyCredentials ?? [];
    record.certificates.push({ state: 'intended', thumbprint, expires: expiryOf(certificate) });
    save();
    const added = keyCredentialOf(certificate, clientId());
    await changeApplication({ keyCredentials: [...others, added] });
    record.certificates = [{ state: 'made', thumbprint, expires: expiryOf(certificate) }];
    save();
    await keepOrTakeBack(
      () => {
        if (isDryRun) return;
        writePrivately(folder + keyPath, privateKey);
        writePrivately(folder + certificatePath, certificate);
        remember(keyPath, privateKey, [], undefined);
        remember(certificatePath, certificate, [], undefined);
        writeEnvironment({ certificatePath, keyPath });
      },
      () => changeApplication({ keyCredentials: before }),
      'The certificate',
    );
  }

  function writeEnvironment(credential: Made['credential']) {
    if (isDryRun) return;
    const { environment } = work.app.files;
    const path = folder + environment;
    const source = { app: work.app, folder, settings, tenant: work.tenant };
    const variables = inFile(
      work.app,
      work.blueprint.variables(made(source, clientId(), credential)),
    );
    const current = textOf(path);
    const known = record.files.find((each) => each.path === environment);
    const isOurs = known !== undefined && current !== undefined && sha256(current) === known.sha256;
    const before =
      current === undefined || isOurs ? known?.before : keepBefore(folder, environment);
    const text = withVariables(startingText(source), variables);
    writePrivately(path, text);
    const names = Object.keys(variables).filter((name) => variables[name] !== undefined);
    remember(environment, text, [...new Set([...(known?.variables ?? []), ...names])], before);
  }

  function remember(path: string, text: string, variables: string[], before: string | undefined) {
    record.files = [
      ...record.files.filter((each) => each.path !== path),
      { path, sha256: sha256(text), variables, ...(before && { before }) },
    ];
    save();
  }

  async function joinUserFlow(flow: { id: string; displayName: string }) {
    record.userFlow = { state: 'intended', id: flow.id, name: flow.displayName };
    save();
    const body = {
      '@odata.type': '#microsoft.graph.authenticationConditionApplication',
      appId: clientId(),
    };
    try {
      await makeOnce(
        () => graph.send('POST', appsOf(flow.id), body, AppOfUserFlow, body),
        async () => (await userFlowOf(graph, [flow], clientId())) && { appId: clientId() },
      );
    } catch (error) {
      if (!isForbidden(error)) throw error;
      delete record.userFlow;
      save();
      problems.push(
        `User flow: your account may not add applications to "${flow.displayName}". Ask someone with the role External ID User Flow Administrator to add the application with the client ID ${clientId()}: in the admin center, External Identities > User flows > ${flow.displayName} > Applications. Until then, users can't sign up.`,
      );
      return;
    }
    record.userFlow.state = 'made';
    save();
  }

  async function grantConsent({ api, scopes, grant }: Extract<Change, { kind: 'grant-consent' }>) {
    const scope = scopes.join(' ');
    const resourceId = plan.apis.get(api)?.id ?? '';
    try {
      if (grant) {
        const path = `/oauth2PermissionGrants/${grant.id}`;
        await graph.send('PATCH', path, { scope }, nothing, undefined);
        return;
      }
      const body = {
        clientId: principal?.id ?? '',
        consentType: 'AllPrincipals',
        resourceId,
        scope,
      };
      const entry: RegistrationRecord['consents'][number] = { state: 'intended', api };
      record.consents = [...record.consents.filter((each) => each.api !== api), entry];
      save();
      const { id } = await makeOnce(
        () => graph.send('POST', '/oauth2PermissionGrants', body, Grant, { ...body, id: '{id}' }),
        async () =>
          (await findGrants(graph, body.clientId)).find((each) => each.resourceId === resourceId),
      );
      Object.assign(entry, { state: 'made', id });
      save();
    } catch (error) {
      if (!isForbidden(error)) throw error;
      record.consents = record.consents.filter((each) => each.api !== api);
      save();
      problems.push(
        `Consent: your account may not grant it for all users (role Cloud Application Administrator). Send this link to an administrator: ${adminConsent(clientId())}`,
      );
    }
  }

  async function carryOut(change: Change): Promise<void> {
    switch (change.kind) {
      case 'create-application':
        return createApplication(change.body);
      case 'change-application':
        return changeApplication(change.body);
      case 'create-service-principal':
        return createServicePrincipal();
      case 'create-secret':
        return createSecret();
      case 'create-certificate':
        return createCertificate();
      case 'remove-old-secrets':
        for (const keyId of change.keyIds) await removeSecret(keyId);
        record.secrets = record.secrets.filter(
          ({ keyId, state }) => state === 'made' && !change.keyIds.includes(keyId ?? ''),
        );
        return save();
      case 'join-user-flow':
        return joinUserFlow(change.flow);
      case 'grant-consent':
        return grantConsent(change);
      case 'write-environment':
        return writeEnvironment(undefined);
    }
  }

  for (const change of plan.changes)
    await progress.step(sentenceFor(change, work), () => carryOut(change));
  return { clientId: clientId(), problems };
}
