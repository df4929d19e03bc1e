import { progress } from './progress.ts';
import { recordFile, requireSameTenant } from './record.ts';
import { removalSteps } from './remove.ts';
import { agrees, printSteps, type Run } from './run.ts';
import { practiceTenantOf, signIn, tenantOf } from './sign-in.ts';

/** Removes what the record names, and nothing else. @throws Stop */
export async function removeRegistration(run: Run): Promise<void> {
  const { app, options, surroundings } = run;
  const { print, folder } = surroundings;
  const file = recordFile(folder, app.files.record, options.dryRun);
  const record = file.read();
  if (record === undefined) {
    print(
      `Nothing to remove: ${app.files.record} isn't here. If it was deleted, look in the admin center for an application with a tag that starts with SignInLab.`,
    );
    return;
  }
  const hadApplication = record.application?.state === 'made';
  const { graph, tenant } = await signIn(
    run,
    await tenantOf(run, record),
    await practiceTenantOf(run, record),
    {
      consent: record.consents.length > 0,
      userFlow: record.userFlow !== undefined,
    },
  );
  requireSameTenant(record, tenant, app.files.record);
  const steps = removalSteps({ graph, app, record, file, folder, isDryRun: options.dryRun });
  printSteps(
    run,
    steps.map(({ title }) => title),
  );
  print('');
  await agrees('Go ahead?', run);
  run.remaining = steps.map(({ title }) => title);
  const shown = progress(surroundings, steps.length, options.dryRun);
  run.progress = shown;
  for (const { title, run: work } of steps) await shown.step(title, work);
  file.remove();
  if (options.dryRun) return;
  print('');
  if (!hadApplication) {
    print('Removed.');
    return;
  }
  print(
    'Removed. The tenant keeps the application for 30 days under App registrations > Deleted applications: you can restore it there, or delete it permanently.',
  );
}
