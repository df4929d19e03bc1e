import { settingsFrom } from '../../settings.ts';
import {
  ConfigurationError,
  type Environment,
  networkSettingsFrom,
  registrationFrom,
} from '../../sign-in/index.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import type { Say } from '../say.ts';
import { fileVariables } from '../variables.ts';

/** Whether the app would start with these settings: every mistake, in the app's own words. */
export const configuration = check({
  id: 'configuration',
  title: 'Configuration',
  needs: ['environment', 'hasSettings'],
  provides: ['registration', 'network', 'settings'],
  run(say, { environment }, { folder, shell }) {
    const whole = outcomeOf(() => settingsFrom(environment));
    // A mistake in one part keeps the app from starting, but the doctor can still use the others.
    const registration = outcomeOf(() => registrationFrom(environment)).value;
    const network = outcomeOf(() => networkSettingsFrom(environment)).value;
    return {
      findings: [
        ...(whole.value
          ? [say.ok(`TENANT_TYPE=${whole.value.registration.tenantType}; nothing is missing`)]
          : []),
        ...whole.mistakes.map((mistake) => say.failed(mistake, whatToChange(mistake))),
        ...setTwice(say, fileVariables(folder), shell),
      ],
      learned: {
        ...(whole.value && { settings: whole.value }),
        ...(registration && { registration }),
        ...(network && { network }),
      },
    };
  },
});

function outcomeOf<T>(read: () => T): { value?: T; mistakes: readonly string[] } {
  try {
    return { value: read(), mistakes: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { mistakes: error.mistakes };
  }
}

function whatToChange(mistake: string): string {
  const variable =
    /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|^(?:PORT|HOST|ENDPOINT|SCOPE|AUTHORITY)\b/.exec(
      mistake,
    )?.[0];
  return variable ? `Correct ${variable} in .env.` : 'Correct .env.';
}

/** A variable that a shell has kept from earlier counts, and no one sees it in the file. */
function setTwice(say: Say, file: Environment, shell: Environment): Finding[] {
  const names = Object.keys(file).filter(
    (name) => shell[name] !== undefined && shell[name] !== file[name],
  );
  if (names.length === 0) return [];
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return [
    say.warning(
      `${names.join(', ')} ${are} set in the shell with another value than in .env, and the shell counts`,
      `Remove ${them} from the shell: unset ${names.join(' ')}`,
    ),
  ];
}
