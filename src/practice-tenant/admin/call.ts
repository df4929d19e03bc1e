import type { TenantClock } from '../clock/tenant-clock.ts';
import { SeedError } from '../seed/seed.ts';
import type { Realm } from '../tenant/realm.ts';
import type { Access } from './access.ts';
import { AdminProblem } from './problem.ts';

/** What the admin API is about. */
export interface Admin {
  realms: readonly Realm[];
  access: Access;
  clock: TenantClock;
  /** Takes a tenant back to how it was started. */
  reset: (realm: Realm) => Promise<void>;
}

/** One request to the admin API, once it may be carried out. */
export interface Call {
  admin: Admin;
  /** The parts of the address that a route names. */
  parts: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The JSON that was sent; undefined for none. */
  body: unknown;
}

export interface Answer {
  status: number;
  /** Undefined for none. */
  body?: unknown;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const done: Answer = { status: 204 };

/** @throws AdminProblem for a tenant type that there isn't */
export function realmOf({ admin, parts }: Call): Realm {
  const realm = admin.realms.find(({ tenant }) => tenant.key === parts['tenant']);
  if (realm !== undefined) return realm;
  const types = admin.realms.map(({ tenant }) => tenant.key).join(', ');
  throw new AdminProblem(404, `There’s no tenant ${parts['tenant']}. The tenants are: ${types}.`);
}

/** @throws AdminProblem for what isn't a JSON object */
export function objectIn({ body }: Call): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new AdminProblem(400, 'This request needs a JSON object as its body.');
}

/**
 * The mistakes in what was sent, as a response.
 * @param prefix what their paths begin with in a seed, and not in a request about one item
 * @throws AdminProblem
 */
export async function refusing<Result>(work: () => Promise<Result>, prefix = ''): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    const mistakes = error.mistakes.map((each) => each.replaceAll(prefix, ''));
    throw new AdminProblem(400, mistakes.join(' '), { mistakes });
  }
}
