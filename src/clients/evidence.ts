import { z } from 'zod';
import { tenantTypeFacts, tenantTypes } from '../scenarios/tenant-types.ts';

/**
 * Clients that nobody here wrote, by the name in the titles of their suites, and the package of
 * each.
 */
export const clients = {
  'MSAL Node': '@azure/msal-node',
  'MSAL Browser': '@azure/msal-browser',
  'Auth.js': '@auth/express',
  'openid-client': 'openid-client',
  oauth4webapi: 'oauth4webapi',
  'oidc-client-ts': 'oidc-client-ts',
} as const;
export type Client = keyof typeof clients;

/** What a run of their suites showed. */
export const clientEvidenceSchema = z.object({
  date: z.iso.date(),
  /** Of each client's package. */
  versions: z.record(z.string(), z.string()),
  /** By client and by title of the test: the tenant types with which it passed. */
  shown: z.record(z.string(), z.record(z.string(), z.array(z.enum(tenantTypes)))),
});
export type ClientEvidence = z.infer<typeof clientEvidenceSchema>;

/** The table of the parity page, in Markdown. */
export function clientTable({ date, versions, shown }: ClientEvidence): string {
  const passes = Object.values(shown).flatMap((tests) => Object.values(tests).flat());
  const columns = tenantTypes.filter((type) => passes.includes(type));
  const rows = Object.entries(clients).flatMap(([client, name]) =>
    Object.entries(shown[client] ?? {}).map(
      ([what, passed]) =>
        `| ${client} ${versions[name]} | ${what} | ${columns.map((type) => (passed.includes(type) ? 'yes' : '–')).join(' | ')} |`,
    ),
  );
  const names = columns.map((type) => tenantTypeFacts[type].shortName);
  const head = `| Client | What was shown | ${names.join(' | ')} |`;
  const rule = `|---|---|${'---|'.repeat(names.length)}`;
  return [head, rule, ...rows, '', `The run was on ${date}.`].join('\n');
}

/** The page's table is between these two lines. */
export const tableMarks = {
  begin: '{/* The table is written by scripts/client-evidence.ts. */}',
  end: '{/* End of the table. */}',
} as const;
