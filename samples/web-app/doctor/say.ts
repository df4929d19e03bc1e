import type { Finding } from './finding.ts';

/** Makes the findings of one check. */
export interface Say {
  ok(seen: string): Finding;
  /** @param code the error code that a sign-in would end with */
  failed(seen: string, todo: string, code?: string): Finding;
  warning(seen: string, todo: string, code?: string): Finding;
  /** @param todo how to check it by hand */
  unknown(seen: string, todo: string, code?: string): Finding;
  /** It wasn't checked: the result could only repeat what the other check found. */
  waitsFor(other: Pick<Finding, 'check' | 'title'>): Finding;
}

export function sayFor(id: string, title: string): Say {
  const problem =
    (status: Exclude<Finding['status'], 'ok'>) =>
    (seen: string, todo: string, code?: string): Finding => ({
      check: id,
      title,
      status,
      seen,
      todo,
      ...(code && { code }),
    });
  return {
    ok: (seen) => ({ check: id, title, status: 'ok', seen }),
    failed: problem('failed'),
    warning: problem('warning'),
    unknown: problem('unknown'),
    waitsFor: ({ check, title: first }) => ({
      ...problem('unknown')(
        `not checked: it waits for "${first}"`,
        `Start with the line "${first}", then run the doctor again.`,
      ),
      waitsFor: { check, title: first },
    }),
  };
}
