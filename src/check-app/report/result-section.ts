import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Result } from '../run.ts';
import { messageLine } from './text.ts';

export const verdictWords = {
  failed: 'Failed',
  held: 'Held',
  'not tried': 'Could not be tried',
} as const;

/** One check with its verdict, as a part of a page; open unless the app held. */
export function resultSection({ check, outcome, saw, messages }: Result): Element {
  const { id, title, tries, means, fix, sources } = check;
  const isOpen = outcome !== 'held';
  return h('details', { className: ['verdict', outcome.replace(' ', '-')], id, open: isOpen }, [
    h('summary', h('h3', [h('b', verdictWords[outcome]), ` · ${title} `, h('code', id)])),
    definitions([
      ['Tried', tries],
      [outcome === 'not tried' ? 'Why not' : 'Saw', saw],
      ...(outcome === 'failed'
        ? ([
            ['Means', means],
            ['Fix', fix],
          ] as const)
        : []),
    ]),
    h(
      'p',
      sources.flatMap((source, place) => [
        place > 0 ? ' · ' : '',
        h('a', { href: source.url }, source.title),
      ]),
    ),
    ...(messages.length > 0
      ? [
          h('details', [
            h('summary', `Messages: ${messages.length}`),
            h('pre', { tabIndex: 0 }, messages.map(messageLine).join('\n')),
          ]),
        ]
      : []),
  ]);
}

/** Names and values, as a list of definitions. */
export const definitions = (rows: readonly (readonly [string, string])[]) =>
  h(
    'dl',
    rows.flatMap(([name, value]) => [h('dt', name), h('dd', value)]),
  );
