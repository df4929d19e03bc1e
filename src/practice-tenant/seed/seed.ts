import { z } from 'zod';
import { type TenantKey, tenantKeys } from '../directory/model.ts';
import { isSetting } from '../directory/tenant-settings.ts';
import { isFault } from '../faults/catalogue.ts';
import { seededGroup, seededRegistration, seededServicePrincipal, seededUser } from './items.ts';
import { sentencesFor } from './sentences.ts';

const consent = z.strictObject({
  user: z.string().describe('The username or object ID.'),
  app: z.string().describe('The client ID or display name of a registration.'),
  scopes: z.array(z.string()),
});

const fault = z.strictObject({
  app: z.string().describe('The client ID or display name of a registration.'),
  fault: z.string().refine(isFault, 'must be a fault that GET /admin/v1 lists'),
});

const tenant = z.strictObject({
  replace: z
    .boolean()
    .optional()
    .describe(
      'Whether to remove the existing users, groups, registrations, and consents first, including the built-in ones.',
    ),
  name: z.string().min(1).optional().describe('The display name of the tenant.'),
  settings: z
    .record(z.string().refine(isSetting, 'must be a setting that GET /admin/v1 lists'), z.boolean())
    .optional()
    .describe('Tenant settings, on or off.'),
  groups: z.array(seededGroup).optional(),
  users: z.array(seededUser).optional(),
  registrations: z.array(seededRegistration).optional(),
  servicePrincipals: z
    .array(seededServicePrincipal)
    .optional()
    .describe('Apps of other organizations that this one has consented to.'),
  consents: z.array(consent).optional(),
  faults: z.array(fault).optional().describe('Faults to switch on.'),
});

/** What a practice tenant starts with: by tenant type, users, groups, app registrations, and more. */
export const seedSchema = z.strictObject({
  $schema: z.string().optional(),
  tenants: z.partialRecord(z.enum(tenantKeys), tenant),
});

export type Seed = z.input<typeof seedSchema>;
export type CheckedSeed = z.output<typeof seedSchema>;
export type TenantSeed = NonNullable<CheckedSeed['tenants'][TenantKey]>;

/** Carries one sentence per mistake, each with its path. */
export class SeedError extends Error {
  override name = 'SeedError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** @throws SeedError */
export function checkedSeed(value: unknown): CheckedSeed {
  const { success, data, error } = seedSchema.safeParse(value, { reportInput: true });
  if (!success) throw new SeedError(sentencesFor(error));
  return data;
}

/** The same for editors: JSON Schema, draft 2020-12. */
export const seedJsonSchema = (): object =>
  z.toJSONSchema(seedSchema, { io: 'input', unrepresentable: 'any' });
