import type { Finding } from '../finding.ts';

/** Makes the findings of one check. */
export interface Say {
  ok(seen: string): Finding;
  /** @param code the error code that a sign-in would end with */
  failed(seen: string, todo: string, code?: string): Finding;
  warning(seen: string, todo: string, code?: string): Finding;
  /** @param todo how to check it by hand */
  unknown(seen: string, todo: string): Finding;
}

export function sayFor(check: string, title: string): Say {
  const finding = { check, title };
  return {
    ok: (seen) => ({ ...finding, status: 'ok', seen }),
    failed: (seen, todo, code) => ({
      ...finding,
      status: 'failed',
      seen,
      todo,
      ...(code && { code }),
    }),
    warning: (seen, todo, code) => ({
      ...finding,
      status: 'warning',
      seen,
      todo,
      ...(code && { code }),
    }),
    unknown: (seen, todo) => ({ ...finding, status: 'unknown', seen, todo }),
  };
}
