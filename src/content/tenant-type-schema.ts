import { z } from 'zod';

/** What a learner configures when the app runs against the practice tenant. */
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

/** A record of `src/content/tenant-types/<tenant type>.yaml`. */
export const tenantTypeSchema = z.strictObject({
  /** Microsoft's name. */
  name: z.string(),
  /** What a reader calls it. */
  shortName: z.string(),
  /** The name in documents from before it was renamed. */
  olderName: z.string().optional(),
  oneLine: z.string(),
  adminCenter: z.url(),
  /** Ending of the colour's custom property: `--lab-accent-<accent>`. */
  accent: z.string(),
  /** Something to know before choosing it. */
  notice: z.string().optional(),
  practice: practiceSchema,
  /** Who should take it. */
  choose: z.string(),
});

export type TenantTypeData = z.infer<typeof tenantTypeSchema>;
export type PracticeValue = keyof TenantTypeData['practice'];
