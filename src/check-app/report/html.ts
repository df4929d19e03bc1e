import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Report } from '../run.ts';
import { definitions, resultSection, verdictWords } from './result-section.ts';
import { summaryOf } from './summary.ts';

const styles = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
body > details { border-block-start: 1px solid color-mix(in srgb, currentcolor 25%, transparent); padding-block: .5rem; }
summary { cursor: pointer; } h3 { display: inline; font-size: 1rem; }
.failed h3 > b { color: light-dark(#b3261e, #ff8a80); } .held h3 > b { color: light-dark(#1b6e2e, #7ddc93); }
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
        definitions([
          ['Signs in', signIn],
          ['Shows a name', nameAt],
          ['Registration', registration ?? 'not known'],
        ]),
        ...order.flatMap((outcome) => {
          const these = results.filter((each) => each.outcome === outcome);
          return these.length === 0
            ? []
            : [h('h2', verdictWords[outcome]), ...these.map(resultSection)];
        }),
      ]),
    ]),
  ]);
  return `${toHtml(page)}\n`;
}
