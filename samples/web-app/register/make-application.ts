import { differences } from './application.ts';
import { findApplication, findServicePrincipal } from './find.ts';
import { nothing } from './graph-client.ts';
import { Application, ServicePrincipal } from './graph-resources.ts';
import { makeOnce, replicated } from './make-once.ts';
import { tagOf } from './record.ts';
import { applicationPath, clientIdOf, save, type Work } from './work.ts';

export async function createApplication(work: Work, body: object): Promise<void> {
  const { graph, record, blueprint, settings, apis } = work;
  record.application = { state: 'intended' };
  // What belonged to one that is gone is gone with it.
  delete record.servicePrincipal;
  delete record.userFlow;
  Object.assign(record, { secrets: [], certificates: [], consents: [] });
  save(work);
  const pretended = { id: '{id of the new application}', appId: '{its client ID}' };
  const application = await makeOnce(
    work,
    () => graph.send('POST', '/applications', body, Application, Application.parse(pretended)),
    () => findApplication(graph, record),
  );
  work.application = application;
  record.application = { state: 'made', objectId: application.id, clientId: application.appId };
  save(work);
  // The identifier URI of an API has the client ID in it.
  const { identifierUris } = differences(
    application,
    blueprint,
    settings,
    work.tenant,
    apis,
    tagOf(record),
  );
  if (identifierUris) await changeApplication(work, { identifierUris });
}

export async function changeApplication(work: Work, body: object): Promise<void> {
  await replicated(work, () =>
    work.graph.send('PATCH', applicationPath(work), body, nothing, undefined),
  );
}

export async function createServicePrincipal(work: Work): Promise<void> {
  const { graph, record } = work;
  const appId = clientIdOf(work);
  record.servicePrincipal = { state: 'intended' };
  save(work);
  const pretended = { id: '{id of the service principal}', appId };
  const made = await makeOnce(
    work,
    () => graph.send('POST', '/servicePrincipals', { appId }, ServicePrincipal, pretended),
    () => findServicePrincipal(graph, appId),
  );
  work.servicePrincipal = made;
  record.servicePrincipal = { state: 'made', id: made.id };
  save(work);
}
