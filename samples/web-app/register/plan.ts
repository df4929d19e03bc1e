import { type Apis, differences, newApplication } from './application.ts';
import type { Change } from './change.ts';
import { environmentDiffers } from './environment-text.ts';
import { applicationsNamed, findApis, findApplication, findServicePrincipal } from './find.ts';
import type { Application, ServicePrincipal } from './graph-resources.ts';
import { consentChanges } from './plan-consent.ts';
import { credentialChanges } from './plan-credential.ts';
import { userFlowChanges } from './plan-user-flow.ts';
import type { Question } from './question.ts';
import { hasTag, tagOf } from './record.ts';
import { letsInPersonalAccounts, type Settings } from './settings.ts';
import { Stop } from './stop.ts';

export interface Plan {
  changes: readonly Change[];
  /** As they are now. */
  application: Application | undefined;
  servicePrincipal: ServicePrincipal | undefined;
  apis: Apis;
  /** What can't be done, and isn't needed for the rest; one sentence each. */
  problems: readonly string[];
}

/** Compares what there is with what the blueprint needs. It reads only. @throws Stop */
export async function planFor(question: Question): Promise<Plan> {
  const { graph, blueprint, settings, record } = question;
  const apis = await findApis(graph, blueprint);
  const application = await findApplicationPatiently(question);
  if (application?.displayName !== settings.name) await requireFreeName(question, application);
  const servicePrincipal = application && (await findServicePrincipal(graph, application.appId));
  if (application) requireNoAppRoles(application, settings);
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

/** Microsoft Graph would refuse the change, and app roles that users have aren't this command's to remove. */
function requireNoAppRoles({ appRoles }: Application, settings: Settings): void {
  if (appRoles.length === 0 || !letsInPersonalAccounts(settings)) return;
  const names = appRoles.map(({ value }) => value).join(', ');
  throw new Stop(
    `An app for personal accounts can't have app roles, and this one has: ${names}. Nothing was changed. In the admin center, go to App roles, disable and delete them, and run it again. Or run it with --remove first, which takes the whole registration away.`,
  );
}

async function requireFreeName(
  { graph, app, settings, record }: Question,
  own: Application | undefined,
): Promise<void> {
  const others = (await applicationsNamed(graph, settings.name)).filter(
    ({ id, tags }) => id !== own?.id && !tags.includes(tagOf(record)),
  );
  const [other] = others;
  if (other === undefined) return;
  const origin = hasTag(other.tags)
    ? `and it was made by this command, but not according to the record in this folder. Nothing was changed. If ${app.files.record} was deleted here, restore it, or delete that application in the admin center. If another folder uses it, choose another name with --name.`
    : "and this command didn't make it. Nothing was changed. Choose another name with --name, or use that application: put its values into .env by hand.";
  throw new Stop(
    `The tenant has an application named "${settings.name}" already (client ID ${other.appId}), ${origin}`,
  );
}
