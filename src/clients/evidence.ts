import { z } from 'zod';
import { type TenantType, tenantTypeFacts, tenantTypes } from '../scenarios/tenant-types.ts';
import { clientEntries } from './clients.ts';

/** What a run of the clients' suites showed. */
export const clientEvidenceSchema = z.object({
  date: z.iso.date(),
  /** Of each client's package. */
  versions: z.record(z.string(), z.string()),
  /** By client and by title of the test: the tenant types with which it passed. */
  shown: z.record(z.string(), z.record(z.string(), z.array(z.enum(tenantTypes)))),
});
export type ClientEvidence = z.infer<typeof clientEvidenceSchema>;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string =>
  `${row(cells)}\n|${cells.map(() => '---|').join('')}`;
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const columns = tenantTypes.map((type) => tenantTypeFacts[type].shortName);

/** The tables of the page, in Markdown: first whether each client works, then what its tests showed. */
export function clientTables({ date, versions, shown }: ClientEvidence): string {
  const testsOf = (client: string) => Object.entries(shown[client] ?? {});
  const results = clientEntries.map(([client, { package: name, setting = {}, cannot = {} }]) => {
    const passed = new Set(testsOf(client).flatMap(([, types]) => types));
    const cell = (type: TenantType): string => {
      if (!passed.has(type)) return cannot[type] === undefined ? 'not tried' : 'no';
      return setting[type] === undefined ? 'yes' : 'setting';
    };
    const notes = [...new Set([...Object.values(setting), ...Object.values(cannot)])];
    const cells = tenantTypes.map(cell);
    return row([`${client} ${versions[name]}`, ...cells, upperFirst(notes.join('; ')) || '–']);
  });
  const tests = clientEntries.flatMap(([client]) => {
    const all = new Set(testsOf(client).flatMap(([, types]) => types));
    return testsOf(client).map(([title, types]) => {
      const only = types.map((type) => tenantTypeFacts[type].shortName).join(', ');
      return row([client, types.length === all.size ? title : `${title} (${only})`]);
    });
  });
  return [
    head(['Client', ...columns, 'Setting, or why not']),
    ...results,
    '',
    head(['Client', 'What it does in the tests']),
    ...tests,
    '',
    `The tests ran on ${date}.`,
  ].join('\n');
}

/** The page's tables are between these two lines. */
export const tableMarks = {
  begin: '{/* The table is written by scripts/client-evidence.ts. */}',
  end: '{/* End of the table. */}',
} as const;
