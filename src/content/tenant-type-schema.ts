import { z } from 'zod';

/** The app's configuration when it runs against the practice tenant. */
const practiceSchema = z.strictObject({
  /** As the tenant desk shows it. */
  tenantName: z.string(),
  desk: z.url(),
  tenantId: z.guid(),
  domain: z.string(),
  authority: z.url(),
  clientId: z.guid(),
  redirectUri: z.url(),
  postLogoutRedirectUri: z.url(),
  scope: z.string(),
  endpoint: z.url(),
});

/**
 * A record of `src/content/tenant-types/<tenant type>.yaml`; names are in
 * `src/scenarios/tenant-types.ts`.
 */
export const tenantTypeSchema = z.strictObject({
  /** Something to know before choosing it. */
  notice: z.string().optional(),
  practice: practiceSchema,
  /** Who should choose it. */
  choose: z.string(),
});

export type TenantTypeData = z.infer<typeof tenantTypeSchema>;
export type PracticeValue = keyof TenantTypeData['practice'];
