import { expect, it, vi } from 'vitest';
import { noReports } from '../../../src/auth/demo-reports.ts';
import { refusedTenants } from '../../../src/auth/refused-tenants.ts';

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

it('a limit is told to the visitor and not to the log', () => {
  const error = vi.fn();
  const refused = Object.assign(new Error('This lab is full.'), { name: 'TenantSetRefused' });
  const problem = refusedTenants(refused, { reports: { ...noReports, error } });
  expect(problem.why).toBe('This lab is full.');
  expect(error).not.toHaveBeenCalled();
});
