import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Report, Result } from '../run.ts';
import { summaryOf } from './summary.ts';
import { messageLine } from './text.ts';

const words = { failed: 'Failed', held: 'Held', 'not tried': 'Could not be tried' } as const;

const styles = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
section { border-block-start: 1px solid color-mix(in srgb, currentcolor 25%, transparent); padding-block: .5rem; }
section > h3 { margin: .5rem 0; font-size: 1rem; }
.failed > h3 > b { color: light-dark(#b3261e, #ff8a80); } .held > h3 > b { color: light-dark(#1b6e2e, #7ddc93); }
pre { overflow: auto; font-size: .8125rem; }
`;

/** A page of its own: one file, without scripts, that asks no other address for anything. */
export function htmlOf(report: Report): string {
  const { app, signIn, nameAt, registration, results } = report;
  const title = `Check of ${app}`;
  const order = ['failed', 'not tried', 'held'] as const;
  const page = h(null, [
    { type: 'doctype' as const },
    h('html', { lang: 'en' }, [
      h('head', [
        h('meta', { charset: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('title', title),
        h('style', styles),
      ]),
      h('body', [
        h('h1', title),
        h('p', summaryOf(report)),
        list([
          ['Signs in', signIn],
          ['Shows a name', nameAt],
          ['Registration', registration ?? 'not known'],
        ]),
        ...order.flatMap((outcome) => {
          const these = results.filter((each) => each.outcome === outcome);
          return these.length === 0 ? [] : [h('h2', words[outcome]), ...these.map(sectionOf)];
        }),
      ]),
    ]),
  ]);
  return `${toHtml(page)}\n`;
}

function sectionOf({ check, outcome, saw, messages }: Result) {
  const { id, title, tries, means, fix, sources } = check;
  return h('section', { className: outcome.replace(' ', '-'), id }, [
    h('h3', [h('b', words[outcome]), ` · ${title} `, h('code', id)]),
    list([
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
            h('pre', messages.map(messageLine).join('\n')),
          ]),
        ]
      : []),
  ]);
}

const list = (rows: readonly (readonly [string, string])[]) =>
  h(
    'dl',
    rows.flatMap(([name, value]) => [h('dt', name), h('dd', value)]),
  );
