import { parseEnv } from 'node:util';
import type { Made } from './blueprint.ts';
import { textOf, withoutMarks, withVariables } from './env-writer.ts';
import type { Question } from './question.ts';

/** What the environment file says now, or what it starts from. */
export const startingText = ({
  app,
  surroundings: { folder },
}: Pick<Question, 'app' | 'surroundings'>): string =>
  textOf(folder + app.files.environment) ?? withoutMarks(textOf(folder + app.files.template) ?? '');

export function made(
  question: Pick<Question, 'app' | 'surroundings' | 'settings' | 'tenant'>,
  clientId: string,
  credential: Made['credential'],
): Made {
  const values = parseEnv(startingText(question));
  const { settings, tenant } = question;
  return { settings, tenant, clientId, credential, current: (variable) => values[variable] };
}

export function environmentDiffers(question: Question, clientId: string): boolean {
  const { app, blueprint } = question;
  const { folder } = question.surroundings;
  const text = textOf(folder + app.files.environment);
  if (text === undefined) return true;
  return withVariables(text, blueprint.variables(made(question, clientId, undefined))) !== text;
}
