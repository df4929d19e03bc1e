import { appsOf, isForbidden, userFlowOf } from './find.ts';
import { AppOfUserFlow, type UserFlow } from './graph-resources.ts';
import { makeOnce } from './make-once.ts';
import { clientIdOf, leftOver, save, type Work } from './work.ts';

/** Without a user flow, users of External ID can't sign up to the app. */
export async function joinUserFlow(work: Work, flow: UserFlow): Promise<string | undefined> {
  const { graph, record, problems } = work;
  const appId = clientIdOf(work);
  record.userFlow = { state: 'intended', id: flow.id, name: flow.displayName };
  save(work);
  const body = { '@odata.type': '#microsoft.graph.authenticationConditionApplication', appId };
  try {
    await makeOnce(
      work,
      () => graph.send('POST', appsOf(flow.id), body, AppOfUserFlow, { appId }),
      async () => (await userFlowOf(graph, [flow], appId)) && { appId },
    );
    record.userFlow = { ...record.userFlow, state: 'made' };
    return undefined;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    delete record.userFlow;
    problems.push(
      `User flow: your account isn't allowed to add applications to "${flow.displayName}". Ask someone with the role External ID User Flow Administrator to add the application with the client ID ${appId}: in the admin center, External Identities > User flows > ${flow.displayName} > Applications. Until then, users can't sign up.`,
    );
    return leftOver;
  } finally {
    save(work);
  }
}
