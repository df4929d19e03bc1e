import { apply } from './apply.ts';
import { sentenceFor } from './change.ts';
import { deployedSettings } from './deployed-settings.ts';
import { textOf } from './env-writer.ts';
import { namesAnotherApplication, startsFromTemplate } from './environment-text.ts';
import { type Plan, planFor } from './plan.ts';
import { progress } from './progress.ts';
import type { Question } from './question.ts';
import { newRunId, type RegistrationRecord, recordFile, requireSameTenant } from './record.ts';
import { agrees, printSteps, type Run } from './run.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { practiceTenantOf, signIn, tenantOf } from './sign-in.ts';
import { summary } from './summary.ts';
import { requireTenantType, type SignedInTenant } from './tenant.ts';
import type { Work } from './work.ts';

/** Makes what is missing, and changes what differs. @throws Stop */
export async function makeRegistration(run: Run): Promise<void> {
  const { app, options, surroundings, tenantType } = run;
  const { print, folder } = surroundings;
  const file = recordFile(folder, app.files.record, options.dryRun);
  const earlier = file.read();
  const practice = await practiceTenantOf(run, earlier);
  const settings = settingsFrom(options, tenantType, app.usualName, practice, earlier);
  const blueprint = app.blueprint(settings);
  const { graph, provider, tenant } = await signIn(run, await tenantOf(run, earlier), practice, {
    consent: settings.grantsConsent,
    userFlow: blueprint.joinsUserFlow,
  });
  requireTenantType(tenant, tenantType);
  requireSameTenant(earlier, tenant, app.files.record);
  const record = recordFor(earlier, settings, tenant);
  const question = { graph, app, blueprint, settings, record, tenant, surroundings };
  const plan = await planFor(question);
  heal(record, plan);
  const titles = plan.changes.map((change) => sentenceFor(change, question));
  if (titles.length === 0) {
    print('Nothing to change: the registration and the files are as they should be.');
    for (const problem of plan.problems) print(`- ${problem}`);
    for (const line of deployedSettings(question, plan.application?.appId ?? '')) print(line);
    file.save(record);
    return;
  }
  printSteps(run, titles);
  for (const problem of plan.problems) print(`  - ${problem}`);
  print('');
  await agreesToOverwrite(run, question, earlier);
  await agrees('Go ahead?', run);
  run.remaining = titles;
  run.progress = progress(surroundings, titles.length, options.dryRun);
  const work: Work = {
    ...question,
    file,
    progress: run.progress,
    isDryRun: options.dryRun,
    apis: plan.apis,
    application: plan.application,
    servicePrincipal: plan.servicePrincipal,
    problems: [...plan.problems],
    adminConsent: (clientId) => provider.adminConsent(tenant.id, clientId),
  };
  await apply(work, plan.changes);
  if (options.dryRun) {
    print('');
    print('A dry run: no request that changes anything was sent, and no file was written.');
    return;
  }
  // The command's name and address may have changed, and are the next run's defaults.
  file.save(record);
  for (const line of summary(work)) print(line);
}

/** What an earlier run made without seeing the response is known now. */
function heal(record: RegistrationRecord, { application, servicePrincipal }: Plan): void {
  if (application)
    record.application = { state: 'made', objectId: application.id, clientId: application.appId };
  if (servicePrincipal) record.servicePrincipal = { state: 'made', id: servicePrincipal.id };
}

async function agreesToOverwrite(
  run: Run,
  question: Question,
  earlier: RegistrationRecord | undefined,
): Promise<void> {
  const { app, surroundings } = run;
  const { environment } = app.files;
  const isOurs =
    earlier?.files.some(({ path }) => path === environment) === true &&
    !namesAnotherApplication({ app, record: earlier, surroundings }, earlier.application?.clientId);
  if (isOurs || textOf(surroundings.folder + environment) === undefined) return;
  surroundings.print(
    startsFromTemplate(question)
      ? `${environment} is the practice tenant's. A new one is made from ${app.files.template}, and the old one stays in ${environment}.before-register.`
      : `There's already a file ${environment}. Only the lines of the registration change in it, and a copy of it stays in ${environment}.before-register.`,
  );
  await agrees(`Change ${environment}?`, run);
}

function recordFor(
  earlier: RegistrationRecord | undefined,
  settings: Settings,
  tenant: SignedInTenant,
): RegistrationRecord {
  const { name, url, accountTypes, usesCertificate, customDomain, practiceTenant } = settings;
  return {
    ...(earlier ?? { runId: newRunId(), secrets: [], certificates: [], consents: [], files: [] }),
    version: 1,
    tenantId: tenant.id,
    tenantName: tenant.name,
    name,
    url,
    accountTypes,
    usesCertificate,
    ...(customDomain && { customDomain }),
    ...(practiceTenant && { practiceTenant: { origin: practiceTenant.origin } }),
  };
}
