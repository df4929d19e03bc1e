import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvFile } from '../../env-file.ts';
import { mistakesInTemplate } from '../../settings.ts';
import { causesOf, type Environment } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { isOfPracticeTenant } from '../practice-certificate.ts';
import type { Say } from '../say.ts';
import { hasEnvFile } from '../variables.ts';

/** The file with the settings: whether it can be read, and whether others can read it, too. */
export const envFile = check({
  id: 'env-file',
  title: 'The file .env',
  needs: ['environment'],
  provides: ['hasSettings'],
  run(say, { environment }, { folder }) {
    const isThere = environment['TENANT_TYPE'] || hasEnvFile(folder);
    return {
      findings: findingsIn(say, environment, folder),
      learned: isThere ? { hasSettings: true } : {},
    };
  },
});

function findingsIn(say: Say, environment: Environment, folder: string): Finding[] {
  const file = join(folder, '.env');
  if (!existsSync(file)) return [...withoutFile(say, environment), ...inTemplate(say, folder)];
  const unreadable = mistakeIn(file);
  if (unreadable !== undefined)
    return [say.failed(unreadable, 'Save .env as UTF-8, readable by the user who runs the app.')];
  const shared = [...inTemplate(say, folder), ...inGit(say, folder)];
  // Its secret is in this folder's .env.practice already.
  const isPractice = isOfPracticeTenant(environment);
  const problems = isPractice ? shared : [...shared, ...inMode(say, file)];
  if (problems.length > 0) return problems;
  return [
    say.ok(isPractice ? "it's the practice tenant's" : "it's there, and only you can read it"),
  ];
}

function withoutFile(say: Say, { TENANT_TYPE }: Environment): Finding[] {
  // On a server, the platform sets the variables.
  if (TENANT_TYPE) return [say.ok("it isn't there; the variables of the shell are used")];
  return [
    say.failed(
      "it isn't in this folder, and the shell doesn't set the variables either",
      'Run npm run register for your own tenant, or cp .env.practice .env for the practice tenant.',
    ),
  ];
}

function mistakeIn(file: string): string | undefined {
  try {
    return readEnvFile(file).mistake;
  } catch (error) {
    return `it can't be read: ${causesOf(error)}`;
  }
}

const inTemplate = (say: Say, folder: string): Finding[] =>
  mistakesInTemplate(join(folder, '.env.sample')).map((mistake) =>
    say.failed(mistake, 'Create a new secret, too, if the template has been in version control.'),
  );

/** Windows has no such modes. */
function inMode(say: Say, file: string): Finding[] {
  const mode = statSync(file).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o077) === 0) return [];
  return [
    say.warning(
      `its mode is ${mode.toString(8)}, so other users of this computer can read it`,
      'Run: chmod 600 .env',
    ),
  ];
}

/** Nothing without git, and outside a repository. */
function inGit(say: Say, folder: string): Finding[] {
  const git = (...words: string[]) => spawnSync('git', words, { cwd: folder }).status;
  if (git('ls-files', '--error-unmatch', '.env') === 0)
    return [
      say.failed(
        'git tracks it, so everyone with the repository has what is in it',
        'Run git rm --cached .env, commit, and replace the secrets that were in it.',
      ),
    ];
  if (git('check-ignore', '--quiet', '.env') === 1)
    return [
      say.warning(
        "git doesn't ignore it, so it can be committed",
        'Add a line to .gitignore: .env',
      ),
    ];
  return [];
}
