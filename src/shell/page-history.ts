import { spawnSync } from 'node:child_process';
import { repositoryAddress } from './repository.ts';

/** Where to edit a page's source, and when it last changed; undefined unless known. */
export interface PageHistory {
  /** Start of the address where a file of the project can be edited. */
  editBase: string | undefined;
  editUrl(file: string): string | false;
  lastUpdated(file: string): Date | undefined;
  /** Whether the dates can be trusted: a shallow clone knows only its last commit. */
  isKnown: boolean;
}

/**
 * Asks git, so it's for the build alone: pages made on demand are elsewhere, without a history.
 * @param setting REPOSITORY_URL
 * @throws an Error when that is not an https address
 */
export function pageHistory(setting: string | undefined, folder = '.'): PageHistory {
  const repository = repositoryAddress(setting);
  const editBase = repository && `${repository}/edit/main/`;
  const dates = commitDates(folder);
  return {
    editBase,
    editUrl: (file) => (editBase === undefined ? false : editBase + file),
    lastUpdated: (file) => dates?.get(file),
    isKnown: dates !== undefined,
  };
}

/**
 * The date of the newest commit for each file; undefined without git or with a shortened history.
 */
function commitDates(folder: string): Map<string, Date> | undefined {
  if (git(folder, 'rev-parse', '--is-shallow-repository') !== 'false\n') return undefined;
  const log = git(folder, 'log', '--format=date %cI', '--name-only', '--relative', '--', 'src');
  if (log === undefined) return undefined;
  const dates = new Map<string, Date>();
  let date = new Date();
  for (const line of log.split('\n')) {
    if (line.startsWith('date ')) date = new Date(line.slice(5));
    else if (line !== '' && !dates.has(line)) dates.set(line, date);
  }
  return dates;
}

function git(folder: string, ...args: string[]): string | undefined {
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout } = spawnSync('git', args, options);
  return status === 0 ? stdout : undefined;
}

export const history: PageHistory = pageHistory(process.env['REPOSITORY_URL']);
