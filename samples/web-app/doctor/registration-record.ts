import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the doctor reads of `.registration.json`, which `npm run register` writes. */
const Shape = z.object({
  tenantId: z.string().optional(),
  application: z.object({ clientId: z.string().optional() }).optional(),
  secrets: z.array(z.object({ state: z.string(), expires: z.string().optional() })).default([]),
  consent: z.object({ state: z.string() }).optional(),
  userFlow: z.object({ state: z.string(), name: z.string() }).optional(),
});

export type RegistrationRecord = z.infer<typeof Shape>;

/** The record of this app's registration; undefined without one, and for another app's. */
export function registrationRecord(
  folder: string,
  clientId: string,
): RegistrationRecord | undefined {
  const file = join(folder, '.registration.json');
  if (!existsSync(file)) return undefined;
  try {
    const record = Shape.parse(JSON.parse(readFileSync(file, 'utf8')));
    return record.application?.clientId === clientId ? record : undefined;
  } catch {
    return undefined;
  }
}
