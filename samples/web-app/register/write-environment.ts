import { inFile, type Made } from './blueprint.ts';
import { keepBefore, sha256, textOf, withVariables, writePrivately } from './env-writer.ts';
import { made, namesAnotherApplication, startingText } from './environment-text.ts';
import { clientIdOf, save, type Work } from './work.ts';

/** @param credential undefined if the one in the file stays */
export function writeEnvironment(work: Work, credential: Made['credential']): void {
  const { app, record, surroundings, blueprint, isDryRun } = work;
  if (isDryRun) return;
  const { folder } = surroundings;
  const { environment } = app.files;
  const variables = inFile(app, blueprint.variables(made(work, clientIdOf(work), credential)));
  const current = textOf(folder + environment);
  const known = record.files.find((each) => each.path === environment);
  const isNotOurs = known === undefined && current !== undefined;
  const isOtherApp = namesAnotherApplication(work, record.application?.clientId);
  const copy = isNotOurs || isOtherApp ? keepBefore(folder, environment) : undefined;
  // What --remove puts back is what was there before the first run.
  const before = isNotOurs ? copy : known?.before;
  if (isOtherApp)
    work.progress.note(`${environment} named another application: it's kept in ${copy}.`);
  // What the developer changed since an earlier run stays theirs.
  const isTheirs = known !== undefined && current !== undefined && sha256(current) !== known.sha256;
  const text = withVariables(startingText(work), variables);
  writePrivately(folder + environment, text);
  const set = Object.keys(variables).filter((name) => variables[name] !== undefined);
  remember(work, environment, isTheirs ? undefined : text, {
    variables: [...new Set([...(known?.variables ?? []), ...set])],
    before,
  });
}

/** @param text undefined if the file holds more than what this command wrote */
export function remember(
  work: Work,
  path: string,
  text: string | undefined,
  { variables = [], before }: { variables?: string[]; before?: string | undefined } = {},
): void {
  const { record } = work;
  const entry = {
    path,
    variables,
    ...(text !== undefined && { sha256: sha256(text) }),
    ...(before && { before }),
  };
  record.files = [...record.files.filter((each) => each.path !== path), entry];
  save(work);
}
