import { expect, it, vi } from 'vitest';
import { noReports } from '../../../src/auth/demo-reports.ts';
import { refusedTenants } from '../../../src/auth/refused-tenants.ts';
import {
  fullSentence,
  tooManySentence,
} from '../../../src/practice-tenant/tenant-sets/refusals.ts';

it('a failure of the store goes to the log as an event, without its message', () => {
  const error = vi.fn();
  const problem = refusedTenants(new Error('redis://user:secret@host'), {
    reports: { ...noReports, error },
  });
  expect(problem.status).toBe(503);
  expect(error.mock.calls).toEqual([
    ['practice_tenants_out_of_reach', 'A visitor’s practice tenants: Error'],
  ]);
});

it.each([fullSentence, tooManySentence(6, 61_000)])(
  'a limit is told to the visitor, with what to do, and not to the log: %s',
  (sentence) => {
    const error = vi.fn();
    const refused = Object.assign(new Error(sentence), { name: 'TenantSetRefused' });
    const problem = refusedTenants(refused, { reports: { ...noReports, error } });
    expect(`${problem.why} ${problem.whatToDo}`).toBe(sentence);
    expect(problem.whatToDo).toMatch(/^Try again in .+, or run Sign-in Lab on your own machine\.$/);
    expect(error).not.toHaveBeenCalled();
  },
);
