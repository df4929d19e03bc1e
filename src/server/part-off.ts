import type { Part } from '../scenarios/parts.ts';
import type { Refusal } from './request-checks.ts';

/** The parts that have addresses of their own on the site. */
const addresses: Partial<Record<Part, { pattern: RegExp; name: string }>> = {
  downloads: { pattern: /^\/downloads(?:\/|\.|$)|\.zip$/i, name: 'Downloads' },
  check: { pattern: /^\/check(?:\/|\.|$)/i, name: 'Checks of your own app' },
};

/** Refuses what is at an address of a part that the operator turned off, however the address is spelled. */
export function partOff(off: ReadonlySet<Part>): (url: string) => Refusal | undefined {
  const closed = [...off].flatMap((part) => addresses[part] ?? []);
  if (closed.length === 0) return () => undefined;
  return (url) => {
    const path = plainPath(url);
    const part = closed.find(({ pattern }) => pattern.test(path));
    return (
      part && {
        status: 404,
        reason: 'part_off',
        title: `${part.name} are turned off`,
        sentence: `${part.name} are turned off on this site. Everything else is at the <a href="/">home page</a>.`,
      }
    );
  };
}

function plainPath(url: string): string {
  const { pathname } = new URL(url, 'http://localhost');
  try {
    return decodeURIComponent(pathname).replace(/\/+/g, '/');
  } catch {
    return pathname;
  }
}
