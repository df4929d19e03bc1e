import { z } from 'zod';

export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;

/** Clients that nobody here wrote, by the name in the titles of their suites, and the package of each. */
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
  const rows = Object.entries(clients).flatMap(([client, name]) =>
    Object.entries(shown[client] ?? {}).map(
      ([what, passed]) =>
        `| ${client} ${versions[name]} | ${what} | ${tenantTypes.map((type) => (passed.includes(type) ? 'yes' : '–')).join(' | ')} |`,
    ),
  );
  const head =
    '| Client | What was shown | Entra ID | External ID | Custom domain | Azure AD B2C |';
  return [head, '|---|---|---|---|---|---|', ...rows, '', `The run was on ${date}.`].join('\n');
}

/** Between these the table stands on the page. */
export const tableMarks = {
  begin: '{/* The table is written by scripts/client-evidence.ts. */}',
  end: '{/* End of the table. */}',
} as const;
