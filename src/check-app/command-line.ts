import { parseArgs } from 'node:util';
import type { Check } from './checks/check.ts';
import { checks, checksNamed, namedOnly } from './checks/checks.ts';

export const formats = ['text', 'json', 'html'] as const;
export type Format = (typeof formats)[number];

export interface Options {
  help: boolean;
  list: boolean;
  app: string;
  practiceTenant?: string;
  signInPath?: string;
  namePath?: string;
  only: readonly Check[];
  format: Format;
}

export const usage = `Use: npm run check-app -- <address of your app> [options]
  --sign-in <path>             where signing in starts, if it can’t be found
  --name-at <path>             a page that shows who is signed in, if it can’t be found
  --only <id,id>               tries these only
  --list                       prints the ID and the title of each check
  --format <text|json|html>    how the report is written to standard output (default: text)
  --practice-tenant <address>  where the practice tenant’s pages are (default: http://127.0.0.1:8400)
  --help                       prints this

Tries a web app on this machine, in any language, that signs in at the practice tenant, with ${checks.length} hostile and
faulty situations. What is wrong in a sign-in is confined to that sign-in: no other user of the app
notices. Exit status: 0 nothing failed, 1 something failed, 2 wrong use, 3 nothing could be checked.`;

/** What was asked for, or what's wrong with it. */
export function optionsFrom(words: readonly string[]): Options | { mistake: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'sign-in': { type: 'string' },
        'name-at': { type: 'string' },
        only: { type: 'string' },
        list: { type: 'boolean' },
        format: { type: 'string' },
        'practice-tenant': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    const [app = '', ...more] = positionals;
    const { help = false, list = false } = values;
    if (more.length > 0) return { mistake: `Name one app, not ${positionals.join(' and ')}.` };
    if (app === '' && !help && !list) return { mistake: 'Name the address of your app.' };
    const only = chosen(values.only);
    if (!Array.isArray(only)) return { mistake: String(only) };
    const format = formats.find((each) => each === (values.format ?? 'text'));
    if (format === undefined)
      return { mistake: `There’s no format ${values.format}. There are: ${formats.join(', ')}.` };
    return {
      help,
      list,
      app,
      only,
      format,
      ...(values['practice-tenant'] !== undefined && { practiceTenant: values['practice-tenant'] }),
      ...(values['sign-in'] !== undefined && { signInPath: values['sign-in'] }),
      ...(values['name-at'] !== undefined && { namePath: values['name-at'] }),
    };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

/** The checks that a list of IDs names, or why it can't be. */
function chosen(list: string | undefined): Check[] | string {
  if (list === undefined) return [...checks];
  const ids = list.split(/[\s,]+/).filter((id) => id !== '');
  if (ids.length === 0) return 'Name at least one check after --only.';
  const named = checksNamed(ids);
  if (!('unknown' in named)) return named;
  return `There’s no check ${named.unknown.join(', ')}. --list prints those that there are.`;
}

export const listOf = (): string => {
  const all = [...checks, ...namedOnly];
  const longest = Math.max(...all.map(({ id }) => id.length));
  const lineOf = ({ id, title }: Check) => `${id.padEnd(longest)}  ${title}`;
  return [...checks.map(lineOf), '', 'Only when named:', ...namedOnly.map(lineOf)].join('\n');
};
