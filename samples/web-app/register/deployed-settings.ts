import { made } from './environment-text.ts';
import type { Question } from './question.ts';

/** For an app at a public address while the environment file stays as it is. Without a secret. */
export function deployedSettings(
  question: Pick<Question, 'app' | 'blueprint' | 'settings' | 'surroundings' | 'tenant'>,
  clientId: string,
): string[] {
  const { app, blueprint, settings } = question;
  const lines = Object.entries(blueprint.deployedVariables(made(question, clientId, undefined)))
    .filter(([, value]) => value != null && value !== '')
    .map(([name, value]) => `  ${name}=${value}`);
  if (lines.length === 0) return [];
  return [
    '',
    `${app.files.environment} stays set up for this machine. What the app at ${settings.url} needs in its settings:`,
    ...lines,
    'It also needs a SESSION_SECRET and a credential of its own: this command prints neither.',
  ];
}
