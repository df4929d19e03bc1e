import { parseEnv } from 'node:util';
import { type App, inFile, type Made } from './blueprint.ts';
import { sha256, textOf, withoutMarks, withVariables } from './env-writer.ts';
import type { Question } from './question.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

export const templateOf = ({ files: { template } }: App, folder: string): string =>
  template === undefined ? '' : withoutMarks(textOf(folder + template) ?? '');

interface EnvironmentFile {
  app: App;
  surroundings: Pick<Surroundings, 'folder'>;
  settings: Pick<Settings, 'practiceTenant'>;
}

/**
 * What the environment file says now, or what it starts from. For your own tenant, a copy of the practice
 * tenant's file isn't a start: its comments say that the secret is public, and its API is the practice tenant's.
 */
export function startingText(question: EnvironmentFile): string {
  const { app, surroundings, settings } = question;
  const text = textOf(surroundings.folder + app.files.environment);
  if (text === undefined || startsFromTemplate(question))
    return templateOf(app, surroundings.folder);
  return settings.practiceTenant ? text : text.replace(practiceComment, '');
}

/** Whether the environment file is an unchanged copy of the practice tenant's, and the registration isn't there. */
export function startsFromTemplate({
  app: { files },
  surroundings: { folder },
  settings,
}: EnvironmentFile): boolean {
  const practiceFile = files.template?.replace('.env.sample', '.env.practice');
  if (settings.practiceTenant || practiceFile === undefined) return false;
  const text = textOf(folder + files.environment);
  return text !== undefined && text === textOf(folder + practiceFile);
}

const practiceComment =
  /^# Works without changes (?:while the practice tenant runs\.|until your practice tenants end:).*\r?\n/m;

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

export function environmentDiffers(question: Question, clientId: string): boolean {
  const { app, blueprint } = question;
  const { folder } = question.surroundings;
  const text = textOf(folder + app.files.environment);
  if (text === undefined) return true;
  const variables = blueprint.variables(made(question, clientId, undefined));
  return withVariables(startingText(question), inFile(app, variables)) !== text;
}

/** The developer put in another application since an earlier run: its values must not get lost. */
export function namesAnotherApplication(
  { app, record, surroundings: { folder } }: Pick<Question, 'app' | 'record' | 'surroundings'>,
  clientId: string | undefined,
): boolean {
  const { environment } = app.files;
  const known = record.files.find(({ path }) => path === environment);
  const text = textOf(folder + environment);
  if (known === undefined || text === undefined || sha256(text) === known.sha256) return false;
  const named = parseEnv(text)[`${app.variablePrefix}CLIENT_ID`] ?? '';
  return named !== '' && !named.includes('<') && named !== clientId;
}
