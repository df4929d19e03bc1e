import { checks } from '../security/checks.ts';
import { ownResults, passedBy, wordOf } from '../security/comparison.ts';
import { type Evidence, shown } from '../security/evidence.ts';
import { faults } from '../security/faults.ts';
import type { Item } from '../security/item.ts';
import { peerChecks, peers } from '../security/peers.ts';
import * as prose from '../security/prose.ts';
import { markdownPage } from './markdown-page.ts';

type Row = readonly (string | number)[];

/** The security page as Markdown. */
export function securityMarkdown(evidence: Evidence): string {
  const run = `The page is made from the test run of ${evidence.date} with ${prose.versionsOf(evidence)}.`;
  const own = ownResults(evidence);
  const passed = `${own.filter(Boolean).length} of ${own.length}`;
  const body = [
    `${prose.lead} ${run}`,
    ...checks.map(({ title, items }) => `## ${title}\n\n${itemTable(items, evidence)}`),
    `## What happens when something breaks\n\n${prose.faultsLead}\n\n${itemTable(faults, evidence)}`,
    `## How published samples do in the same checks\n\n${prose.peersLead}`,
    table([
      ['Check', 'Sign-in Lab', ...peers],
      ...peerChecks.map(({ id, what, results }, index) => [
        `${id} ${what}`,
        own[index] ? 'pass' : 'fail',
        ...[...results].map(wordOf),
      ]),
      ['Passed, out of those that apply', passed, ...peers.map((_, peer) => passedBy(peer))],
    ]),
    `## What these checks don’t cover\n\n${prose.notCovered.map((one) => `- ${one}`).join('\n')}`,
    `## How to report a weakness\n\n${prose.report}`,
  ].join('\n\n');
  const { title, description } = prose;
  return markdownPage({ title, description, address: '/reference/security/', body, sources: [] });
}

const itemTable = (items: readonly Item[], evidence: Evidence): string =>
  table([
    ['No.', 'What happens', 'How the app responds', 'Where', 'Tests'],
    ...items.map((item) => [
      item.id.replace('fault ', ''),
      item.what,
      item.notHere ? `Does not apply. ${item.notHere}` : item.done,
      item.where.map((file) => `\`${file}\``).join(' '),
      item.notHere ? '–' : `${shown(item, evidence).passed} passed`,
    ]),
  ]);

function table([head = [], ...rows]: Row[]): string {
  const line = (cells: Row): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
