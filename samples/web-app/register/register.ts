import type { TenantType } from '../sign-in/index.ts';
import { accessToken, scopesFor } from './access-token.ts';
import { apply } from './apply.ts';
import type { App } from './blueprint.ts';
import { isTenant, type Options, wrongUse } from './command-line.ts';
import { textOf } from './env-writer.ts';
import { type GraphClient, GraphFailure, graphClient, NoResponse } from './graph-client.ts';
import { type IdentityProvider, identityProvider, requireTenant } from './identity-provider.ts';
import { lock } from './lock.ts';
import { roleFor } from './permissions.ts';
import { type Plan, planFor, sentenceFor } from './plan.ts';
import { trustPracticeTenant } from './practice-tenant.ts';
import { type Progress, progress } from './progress.ts';
import { newRunId, type RecordFile, type RegistrationRecord, recordFile } from './record.ts';
import { removalSteps } from './remove.ts';
import { type PracticeTenant, type Settings, settingsFrom } from './settings.ts';
import { Interrupted, Stop } from './stop.ts';
import { summary } from './summary.ts';
import type { Surroundings } from './surroundings.ts';
import { requireTenantType, type SignedInTenant, signedInTenant } from './tenant.ts';
import type { Work } from './work.ts';

/** @returns the exit status; every failure is printed, with what was done and how to go on */
export async function register(
  app: App,
  tenantType: TenantType,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings;
  const run: Run = { app, tenantType, options, surroundings, progress: undefined, remaining: [] };
  try {
    requireAnswers(options, surroundings);
    const unlock = options.dryRun ? () => {} : lock(surroundings.folder);
    try {
      await (options.remove ? removeAll(run) : makeAll(run));
    } finally {
      unlock();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    print('');
    print(`✗ ${sentenceOf(error)}`);
    for (const line of whereItIs(run, error)) print(line);
    if (error instanceof Interrupted) return 130;
    return error instanceof Stop ? error.exitStatus : 1;
  }
}

interface Run {
  app: App;
  tenantType: TenantType;
  options: Options;
  surroundings: Surroundings;
  /** Once something may have been changed. */
  progress: Progress | undefined;
  /** Titles of all steps. */
  remaining: readonly string[];
}

function sentenceOf(error: Error): string {
  if (error instanceof Interrupted) return 'Stopped by Ctrl+C.';
  if (!(error instanceof GraphFailure)) return error.message;
  const [method = '', path = ''] = error.request.split(' ');
  if (error.status === 401)
    return `${error.message}. The sign-in has ended or isn't valid for Microsoft Graph: sign in again by running it again.`;
  if (error.status === 403) {
    const role = roleFor(method, path);
    const needs = role ? ` The request needs the role: ${role}.` : '';
    return `${error.message}. Your account, or the permission of its sign-in, isn't enough.${needs} Ask an administrator for it, or to run this command.`;
  }
  return `${error.message}.`;
}

function whereItIs({ progress: steps, remaining, options }: Run, error: Error): string[] {
  if (steps === undefined) return error instanceof Stop ? [] : ['Nothing was changed.'];
  const undone = remaining.filter((title) => !steps.done.includes(title));
  const list = (titles: readonly string[]) => titles.map((title) => `  - ${title}`);
  return [
    steps.done.length > 0 ? 'Done:' : 'Nothing is done yet.',
    ...list(steps.done),
    'Not done:',
    ...list(undone),
    ...(error instanceof NoResponse
      ? ["It isn't known whether the step that failed was carried out; the next run finds out."]
      : []),
    options.remove
      ? 'Run it again with --remove to go on.'
      : 'Run it again to go on from here, or run npm run register -- --remove to take away what was made.',
  ];
}

function requireAnswers({ yes, dryRun }: Options, { isInteractive }: Surroundings): void {
  if (yes || dryRun || isInteractive) return;
  throw wrongUse("There's no terminal to ask you in: add --yes if you want no questions.");
}

interface SignedIn {
  graph: GraphClient;
  provider: IdentityProvider;
  tenant: SignedInTenant;
}

async function signIn(
  run: Run,
  tenantName: string,
  practice: PracticeTenant | undefined,
  needs: { consent: boolean; userFlow: boolean },
): Promise<SignedIn> {
  const { options, surroundings } = run;
  const { print } = surroundings;
  if (practice) await trustPracticeTenant(practice.frontOrigin, surroundings.fetch);
  const provider = identityProvider(tenantName, practice);
  await requireTenant(provider, tenantName, surroundings.fetch);
  const token = await accessToken(
    tenantName,
    provider.authority,
    scopesFor(needs),
    { signIn: options.signIn, isPractice: practice !== undefined },
    surroundings,
  );
  const graph = graphClient({
    ...surroundings,
    root: provider.graph,
    accessToken: token,
    isDryRun: options.dryRun,
  });
  const tenant = await signedInTenant(graph);
  print('');
  print(`Account:      ${tenant.account}`);
  print(`Tenant:       ${tenant.name}`);
  print(`Tenant ID:    ${tenant.id}`);
  print(`Domain:       ${tenant.domain}`);
  print(
    `Tenant type:  ${tenant.type ?? `${run.tenantType} (from the settings; Microsoft Graph doesn't show it to this account)`}`,
  );
  print('');
  return { graph, provider, tenant };
}

const practiceTenantOf = (
  { options, surroundings }: Run,
  record: RegistrationRecord | undefined,
): PracticeTenant | undefined =>
  options.practiceTenant === undefined
    ? record?.practiceTenant
    : {
        origin: options.practiceTenant,
        frontOrigin:
          surroundings.environment['PRACTICE_TENANT_FRONT_ORIGIN'] ?? 'http://127.0.0.1:8400',
      };

const practiceTenants: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': '0c0c0c0c-3333-4333-8333-333333333333',
  b2c: 'fabrikam.onmicrosoft.com',
};

async function tenantOf(run: Run, record: RegistrationRecord | undefined): Promise<string> {
  const { options, surroundings, tenantType } = run;
  const isPractice = options.practiceTenant ?? record?.practiceTenant;
  const known =
    options.tenant ?? record?.tenantId ?? (isPractice ? practiceTenants[tenantType] : undefined);
  if (known !== undefined) return known;
  if (!surroundings.isInteractive || options.yes) throw wrongUse('--tenant is missing.');
  const answer = await surroundings.ask('Tenant ID or domain of your tenant: ');
  if (isTenant(answer)) return answer;
  throw wrongUse('A tenant ID or a domain is needed.');
}

async function agrees(question: string, { options, surroundings }: Run): Promise<void> {
  if (options.yes || options.dryRun) return;
  const answer = await surroundings.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer)) throw new Stop('Stopped by your answer. Nothing was changed.');
}

async function makeAll(run: Run): Promise<void> {
  const { app, options, surroundings, tenantType } = run;
  const { print, folder } = surroundings;
  const file = recordFile(folder, app.files.record, options.dryRun);
  const earlier = file.read();
  const practice = practiceTenantOf(run, earlier);
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
    file.save(record);
    return;
  }
  print('This will:');
  titles.forEach((title, index) => {
    print(`  ${index + 1}. ${title}`);
  });
  for (const problem of plan.problems) print(`  - ${problem}`);
  print('');
  await agreesToOverwrite(run, earlier);
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

async function agreesToOverwrite(run: Run, earlier: RegistrationRecord | undefined): Promise<void> {
  const { app, surroundings } = run;
  const { environment } = app.files;
  const isOurs = earlier?.files.some(({ path }) => path === environment) === true;
  if (isOurs || textOf(surroundings.folder + environment) === undefined) return;
  surroundings.print(
    `${environment} exists. Only the lines of the registration change in it, and a copy of it stays in ${environment}.before-register.`,
  );
  await agrees(`Change ${environment}?`, run);
}

function requireSameTenant(
  earlier: RegistrationRecord | undefined,
  tenant: SignedInTenant,
  name: string,
): void {
  if (earlier === undefined || earlier.tenantId === tenant.id) return;
  throw new Stop(
    `${name} names an application in ${earlier.tenantName} (${earlier.tenantId}), but you signed in to ${tenant.name} (${tenant.id}). Nothing was changed. Remove that one first with --remove, or register the other one in another copy of this folder.`,
  );
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
    ...(practiceTenant && { practiceTenant }),
  };
}

async function removeAll(run: Run): Promise<void> {
  const { app, options, surroundings } = run;
  const { print, folder } = surroundings;
  const file: RecordFile = recordFile(folder, app.files.record, options.dryRun);
  const record = file.read();
  if (record === undefined) {
    print(`Nothing to remove: ${app.files.record} isn't here, so this command made nothing.`);
    return;
  }
  const { graph, tenant } = await signIn(
    run,
    await tenantOf(run, record),
    practiceTenantOf(run, record),
    {
      consent: record.consents.length > 0,
      userFlow: record.userFlow !== undefined,
    },
  );
  requireSameTenant(record, tenant, app.files.record);
  const steps = removalSteps({ graph, app, record, file, folder, isDryRun: options.dryRun });
  print('This will:');
  steps.forEach(({ title }, index) => {
    print(`  ${index + 1}. ${title}`);
  });
  print('');
  await agrees('Go ahead?', run);
  run.remaining = steps.map(({ title }) => title);
  const shown = progress(surroundings, steps.length, options.dryRun);
  run.progress = shown;
  for (const { title, run: work } of steps) await shown.step(title, work);
  file.remove();
  if (options.dryRun) return;
  print('');
  print(
    'Removed. The tenant keeps the application for 30 days under App registrations > Deleted applications: there, you can restore it, or delete it for good.',
  );
}
