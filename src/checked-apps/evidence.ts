import { z } from 'zod';

/** What a run of every check on every app showed. */
export const checkedAppsEvidenceSchema = z.object({
  date: z.iso.date(),
  /** All checks of the run, by their IDs. */
  checks: z.array(z.string()),
  apps: z.record(
    z.string(),
    z.object({
      version: z.string(),
      failed: z.array(z.string()),
      notTried: z.array(z.string()),
    }),
  ),
});
export type CheckedAppsEvidence = z.infer<typeof checkedAppsEvidenceSchema>;

export type Outcome = 'held' | 'failed' | 'not tried';

export function outcomeOf({ apps }: CheckedAppsEvidence, app: string, check: string): Outcome {
  if (apps[app]?.failed.includes(check)) return 'failed';
  return apps[app]?.notTried.includes(check) ? 'not tried' : 'held';
}
