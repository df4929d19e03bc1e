import type { z } from 'zod';
import { badRequest, invalidValue } from './graph-error.ts';
import type { GraphRequest } from './graph-request.ts';

/**
 * A body that fits a schema. What OData says about it (`@odata.type`) isn't a property and is set aside.
 * @throws GraphError
 */
export async function bodyOf<Schema extends z.ZodType>(
  request: GraphRequest,
  schema: Schema,
  resource: string,
): Promise<z.infer<Schema>> {
  const sent = schema.safeParse(withoutAnnotations((await request.body()) ?? {}), {
    reportInput: true,
  });
  if (sent.success) return sent.data;
  const [issue] = sent.error.issues;
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    throw badRequest(`Invalid property '${[...issue.path, issue.keys[0]].join('.')}'.`);
  }
  if (issue?.code === 'invalid_type' && issue.input === undefined && path !== '') {
    throw badRequest(`A value is required for property '${path}' of resource '${resource}'.`);
  }
  throw invalidValue(path, resource, issue?.message);
}

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@odata.'))
      .map(([name, inner]) => [name, withoutAnnotations(inner)]),
  );
}
