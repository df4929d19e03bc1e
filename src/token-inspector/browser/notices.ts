import type { Words } from '../about/paste-words.ts';
import type { Finding } from '../findings/finding.ts';
import { element, linkTo } from './element.ts';

const labels = { danger: 'Problem', warning: 'Warning', note: 'Good to know' } as const;
const looks = { danger: 'danger', warning: 'warn', note: 'note' } as const;

/** What's wrong, as a list; the word before each says how serious it is. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  const items = findings.map(({ severity, title, text, more }) =>
    element(
      'li',
      { className: 'lab-notice', data: { kind: looks[severity] } },
      element('strong', {}, `${labels[severity]}: ${title}`),
      element('p', {}, text, ...(more ? [' ', linkTo(more)] : [])),
    ),
  );
  return element('ul', { className: 'token-findings' }, ...items);
}

/** What to say instead of a token's content. */
export const instead = ({ title, text, more }: Words): HTMLElement =>
  element(
    'div',
    { className: 'lab-notice', data: { kind: 'warn' } },
    element('h2', { tabIndex: -1 }, title),
    element('p', {}, text, ...(more ? [' ', linkTo(more)] : [])),
  );

/** “2 problems, 1 warning” */
export function counted(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity'], word: string): string[] => {
    const { length } = findings.filter((each) => each.severity === severity);
    return length === 0 ? [] : [`${length} ${word}${length === 1 ? '' : 's'}`];
  };
  return [...count('danger', 'problem'), ...count('warning', 'warning')].join(', ');
}
