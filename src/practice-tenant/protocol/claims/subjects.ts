import { createHash } from 'node:crypto';
import type { Tenant } from '../../directory/model.ts';

/**
 * The `sub` of a person for one app: different for every app (OpenID Connect Core §8.1), except in
 * B2C, where it is the object ID.
 */
export function subjectFor(tenant: Tenant, objectId: string, audience: string): string {
  if (tenant.dialect === 'b2c') return objectId;
  return createHash('sha256').update(`${tenant.id}|${objectId}|${audience}`).digest('base64url');
}
