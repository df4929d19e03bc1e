import { familyOf, scopeOf } from './key-parts.ts';
import type { Limits } from './store.ts';
import type { Reason } from './store-full.ts';

/** The keys of one family. Those that expire are in the order in which they were written. */
interface Family {
  staying: Set<string>;
  passing: Set<string>;
  stayingBytes: number;
  passingBytes: number;
}

/** What belongs to one visitor, or, with the empty scope, what all share. */
interface Scope {
  families: Map<string, Family>;
  passing: Set<string>;
}

/**
 * Where a memory store finds its keys and their sizes without walking through all of them: thousands of
 * codes and sessions don't slow down a list of three users.
 */
export function openShelves() {
  const scopes = new Map<string, Scope>();
  const sizes = new Map<string, number>();
  let bytes = 0;

  const scopeFor = (key: string): Scope => {
    const name = scopeOf(key);
    const scope = scopes.get(name) ?? { families: new Map(), passing: new Set() };
    scopes.set(name, scope);
    return scope;
  };
  const familyIn = ({ families }: Scope, key: string): Family => {
    const name = familyOf(key);
    const family = families.get(name) ?? {
      staying: new Set(),
      passing: new Set(),
      stayingBytes: 0,
      passingBytes: 0,
    };
    families.set(name, family);
    return family;
  };

  const remove = (key: string): void => {
    const size = sizes.get(key);
    const scope = scopes.get(scopeOf(key));
    const family = scope?.families.get(familyOf(key));
    if (size === undefined || scope === undefined || family === undefined) return;
    sizes.delete(key);
    scope.passing.delete(key);
    if (family.passing.delete(key)) family.passingBytes -= size;
    else if (family.staying.delete(key)) family.stayingBytes -= size;
    bytes -= size;
    if (family.passing.size + family.staying.size > 0) return;
    scope.families.delete(familyOf(key));
    if (scope.families.size === 0) scopes.delete(scopeOf(key));
  };

  return {
    remove,
    put: (key: string, size: number, expires: boolean): void => {
      remove(key);
      const scope = scopeFor(key);
      const family = familyIn(scope, key);
      sizes.set(key, size);
      bytes += size;
      if (expires) {
        scope.passing.add(key);
        family.passing.add(key);
        family.passingBytes += size;
      } else {
        family.staying.add(key);
        family.stayingBytes += size;
      }
    },
    /** Why a value that stays can't be kept; undefined when it can. */
    refusal: (key: string, size: number, { staying }: Limits): Reason | undefined => {
      const families = scopes.get(scopeOf(key))?.families ?? new Map<string, Family>();
      const family = families.get(familyOf(key));
      const isThere = family?.staying.has(key) === true;
      const all = [...families.values()];
      const sum = (of: (family: Family) => number) => all.reduce((so, each) => so + of(each), 0);
      if (!isThere && (family?.staying.size ?? 0) >= staying.ofFamily) return 'family';
      if (!isThere && sum((each) => each.staying.size) >= staying.inAll) return 'scope';
      const more = size - (isThere ? (sizes.get(key) ?? 0) : 0);
      const fits = sum((each) => each.stayingBytes) + more <= staying.bytesInAll;
      return fits || more <= 0 ? undefined : 'bytes';
    },
    /** The key that was written longest ago of those that expire, while there are too many of them. */
    tooMany: (key: string, most: number, limits: Limits | undefined): string | undefined => {
      const scope = scopeFor(key);
      if (scope.passing.size > most) return scope.passing.values().next().value;
      if (limits === undefined) return undefined;
      const { passing, passingBytes } = familyIn(scope, key);
      const isTooMuch =
        passing.size > limits.passing.most || passingBytes > limits.passing.mostBytes;
      return isTooMuch ? passing.values().next().value : undefined;
    },
    /** Keys that may start with the prefix, all of them if it ends before the end of a family's name. */
    keysAt: (prefix: string): Iterable<string> => {
      if (!prefix.includes('/')) return sizes.keys();
      const family = scopes.get(scopeOf(prefix))?.families.get(familyOf(prefix));
      return family === undefined ? [] : [...family.staying, ...family.passing];
    },
    keysIn: (scope: string): string[] =>
      [...(scopes.get(scope)?.families.values() ?? [])].flatMap(({ staying, passing }) => [
        ...staying,
        ...passing,
      ]),
    bytes: () => bytes,
  };
}
