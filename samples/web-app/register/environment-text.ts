import { parseEnv } from 'node:util';
import { type App, inFile, type Made } from './blueprint.ts';
import { sha256, textOf, withoutMarks, withVariables } from './env-writer.ts';
import type { Question } from './question.ts';

export const templateOf = ({ files: { template } }: App, folder: string): string =>
  template === undefined ? '' : withoutMarks(textOf(folder + template) ?? '');

/** What the environment file says now, or what it starts from. */
export const startingText = ({
  app,
  surroundings: { folder },
}: Pick<Question, 'app' | 'surroundings'>): string =>
  textOf(folder + app.files.environment) ?? templateOf(app, folder);

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
  return withVariables(text, inFile(app, variables)) !== text;
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
