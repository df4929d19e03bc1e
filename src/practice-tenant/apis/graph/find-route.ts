import { elsewhere } from './elsewhere.ts';
import { type GraphError, malformed, methodNotAllowed } from './odata/graph-error.ts';
import type { Operation } from './odata/operation.ts';
import { routes } from './routes.ts';

export interface FoundRoute {
  operation: Operation;
  ids: readonly string[];
}

const table = Object.entries(routes).map(([address, route]) => ({
  segments: address.split('/'),
  route,
}));

/**
 * The operation of an address below the version; case doesn't count outside of IDs.
 * @param userId the signed-in user's object ID, which `/me` means
 * @throws GraphError
 */
export function findRoute(method: string, path: string, userId: string | undefined): FoundRoute {
  const segments = segmentsOf(path);
  if (segments[0]?.toLowerCase() === 'me') {
    if (userId === undefined) {
      throw malformed('/me request is only valid with delegated authentication flow.');
    }
    segments.splice(0, 1, 'users', userId);
  }
  for (const { segments: wanted, route } of table) {
    const ids = idsIn(segments, wanted);
    if (ids === undefined) continue;
    const operation = Object.entries(route).find(([name]) => name === method)?.[1];
    if (operation === undefined) throw methodNotAllowed(Object.keys(route));
    return { operation, ids };
  }
  throw missing(segments);
}

/** `applications(appId='x')/owners` as `applications`, `appId=x`, `owners`. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .flatMap((segment) => {
      const decoded = decodedSegment(segment);
      const [, name, key] = /^([a-z0-9]+)\((.*)\)$/i.exec(decoded) ?? [];
      if (name !== undefined) return [name, (key ?? '').replaceAll("'", '')];
      // Generated clients shorten the namespace of a cast.
      return [decoded.replace(/^graph\./i, 'microsoft.graph.')];
    });
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw malformed('The address is not encoded correctly.');
  }
}

/** @returns undefined when the address isn't this one */
function idsIn(segments: readonly string[], wanted: readonly string[]): string[] | undefined {
  if (segments.length !== wanted.length) return undefined;
  const ids: string[] = [];
  for (const [index, name] of wanted.entries()) {
    const segment = segments[index] ?? '';
    if (name.startsWith('{')) ids.push(segment);
    else if (name.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return ids;
}

/** What the real Graph has and the practice tenant doesn't, or what neither has. */
function missing(segments: readonly string[]): GraphError {
  const unknown = segments.find((segment) => elsewhere.has(segment.toLowerCase()));
  if (unknown !== undefined) return methodNotAllowed([]);
  const last = segments.at(-1) ?? '';
  return malformed(`Resource not found for the segment '${last}'.`);
}
