import type { Change } from './change.ts';
import { findUserFlows, isForbidden, userFlowOf } from './find.ts';
import type { Application, UserFlow } from './graph-resources.ts';
import type { Question } from './question.ts';
import { Stop } from './stop.ts';

/** External ID: the app has to be in a user flow. @param problems gets what only an administrator can do */
export async function userFlowChanges(
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
      `User flow: your account or its sign-in isn't allowed to read user flows (role External ID User Flow Administrator; with the Azure CLI, use --sign-in device-code). Until the app is in one, users can't sign up. ${byHand}`,
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
