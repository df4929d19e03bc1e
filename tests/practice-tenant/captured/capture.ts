import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';

const folder = fileURLToPath(new URL('../captures', import.meta.url));
const fields = z.record(z.string(), z.string().nullable());

/** How the test brings about the same request here; `captured/requests.ts` has the ways. */
const here = z.strictObject({
  ask: z.string(),
  /** Form fields or parameters that differ from the usual ones; null leaves one out. */
  fields: fields.optional(),
  scope: z.string().optional(),
  user: z.string().optional(),
  userFlow: z.string().optional(),
  /** The buttons that the user selects. */
  press: z.array(z.string()).optional(),
  /** The token of the response that is decoded, instead of the response itself. */
  show: z.enum(['id_token', 'access_token']).optional(),
});

const captureSchema = z.strictObject({
  source: z.strictObject({ title: z.string().min(1), url: z.url() }),
  captured: z.iso.date().optional(),
  tenantType: z.enum(tenantTypes),
  request: z.strictObject({
    method: z.enum(['GET', 'POST']),
    path: z.string().startsWith('/'),
    parameters: z.record(z.string(), z.string()).optional(),
  }),
  here,
  status: z.number().optional(),
  headers: z.record(z.string().regex(/^[a-z-]+$/), z.string()).optional(),
  body: z.record(z.string(), z.json()),
  /** The source shows only these members: others of ours say nothing. */
  partial: z.literal(true).optional(),
  /** What the practice tenant lacks altogether; the request is then refused here. */
  absent: z.string().optional(),
  /** What differs here, each with an ID from reasons.json. */
  differences: z.record(z.string(), z.string()),
});

export type Capture = z.infer<typeof captureSchema> & { name: string };

const reasonsSchema = z.record(
  z.string(),
  z.strictObject({
    /** The first cell of the row on /reference/parity/; none if the real service leaves it out as well. */
    row: z.string().optional(),
    why: z.string().min(1),
  }),
);
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

/** Why something may differ, by ID. */
export const reasons = reasonsSchema.parse(read('reasons.json'));

/** Every response of the real service that is kept, by area and name. */
export const captures: readonly Capture[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('.json') && dirname(path) !== '.')
  .toSorted()
  .map((path) => {
    const { data, error } = captureSchema.safeParse(read(path));
    if (data === undefined) throw new Error(`${path}: ${z.prettifyError(error)}`);
    return { ...data, name: join(dirname(path), basename(path, '.json')) };
  });
