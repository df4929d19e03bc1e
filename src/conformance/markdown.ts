import { tenantTypeFacts, tenantTypes } from '../scenarios/tenant-types.ts';
import { type Conformance, type Outcome, type Result, type Subject, subjects } from './outcomes.ts';
import { type Plan, plans } from './plans.ts';
import { reasons, reasonsFor } from './reasons.ts';

/** The page's tables are between these two lines. */
export const tableMarks = {
  begin: '{/* The tables are written by scripts/conformance-evidence.ts. */}',
  end: '{/* End of the tables. */}',
} as const;

const headings: Readonly<Record<Plan, string>> = {
  'oidcc-config-certification-test-plan': 'Metadata document',
  'oidcc-basic-certification-test-plan': 'Identity provider: the practice tenant',
  'oidcc-client-basic-certification-test-plan': 'App: the sample and the live demo',
};
const order = [
  'oidcc-config-certification-test-plan',
  'oidcc-basic-certification-test-plan',
  'oidcc-client-basic-certification-test-plan',
] as const satisfies readonly Plan[];

const nameOf = (subject: Subject): string => {
  const type = tenantTypes.find((each) => each === subject);
  if (type !== undefined) return tenantTypeFacts[type].shortName;
  return subject === 'site' ? 'Live demo' : 'Sample';
};

const words: Readonly<Record<Result, string>> = {
  passed: 'passes',
  warning: 'warning',
  skipped: 'skipped',
  failed: 'fails',
};

/** Every plan module by module, then the reasons by number, in Markdown. */
export function conformanceTables({ date, suite, outcomes }: Conformance): string {
  const address = `${suite.repository}/-/tree/${suite.commit}`;
  const commit = `[conformance suite at ${suite.commit.slice(0, 8)}](${address})`;
  return [
    ...order.map((plan) => planTable(plan, outcomes[plan])),
    `## Why a module doesn’t pass\n\n${reasonTable()}`,
    `The tests ran on ${date}. The names and conditions are those of the ${commit}.`,
  ].join('\n\n');
}

function planTable(plan: Plan, outcomes: Conformance['outcomes'][Plan]): string {
  const columns: readonly Subject[] = subjects[plan];
  const rows = plans[plan].map((module) => {
    const cells = columns.map((subject) => cell(outcomes[module]?.[subject], subject));
    return `| \`${module}\` | ${cells.join(' | ')} |`;
  });
  const head = `| Module | ${columns.map(nameOf).join(' | ')} |`;
  return [
    `## ${headings[plan]}`,
    '',
    `The plan is \`${plan}\`.`,
    '',
    head,
    `|---|${'---|'.repeat(columns.length)}`,
    ...rows,
  ].join('\n');
}

/** The result, and the numbers of the reasons. */
function cell(outcome: Outcome | undefined, subject: Subject): string {
  if (outcome === undefined) return '';
  const numbers = outcome.conditions.flatMap((condition) => reasonsFor(condition, subject));
  const own = [...new Set(numbers)].sort((a, b) => a - b);
  return [words[outcome.result], own.join(', ')].filter(Boolean).join(' ');
}

const inCode = (name: string): string => `\`${name}\``;

function reasonTable(): string {
  const rows = reasons.map(({ category, why, conditions, source }, index) => {
    const document = `See [${source.title}](${source.url}).`;
    const names = conditions.map(inCode).join(', ');
    return `| ${index + 1} | ${category} | ${why} ${document} | ${names} |`;
  });
  return ['| No. | Category | Why | Conditions |', '|---|---|---|---|', ...rows].join('\n');
}
