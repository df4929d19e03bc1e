import { z } from 'zod';
import { tenantTypes } from '../scenarios/tenant-types.ts';
import { type Plan, plans } from './plans.ts';

export const results = ['passed', 'warning', 'skipped', 'failed'] as const;
export type Result = (typeof results)[number];

/** What came of one module. */
const outcome = z.object({
  result: z.enum(results),
  /** The conditions that didn't hold or, for a skipped module, what it was skipped for. */
  conditions: z.array(z.string()),
});
export type Outcome = z.infer<typeof outcome>;

/** What each plan runs against: a tenant of every type, or the two apps made of one library. */
const relyingParties = ['sample', 'site'] as const;
export const subjects = {
  'oidcc-basic-certification-test-plan': tenantTypes,
  'oidcc-config-certification-test-plan': tenantTypes,
  'oidcc-client-basic-certification-test-plan': relyingParties,
} as const;
export type Subject = (typeof subjects)[Plan][number];

/** The outcomes of one plan, complete: every module against everything that it runs against. */
const outcomesOf = <Name extends Plan>(plan: Name) =>
  z.record(
    z.enum<readonly string[]>(plans[plan]),
    z.record(z.enum<readonly string[]>(subjects[plan]), outcome),
  );

/** What a run of our tests named after the suite's modules showed. */
export const conformanceSchema = z.object({
  date: z.iso.date(),
  /** Where the names and conditions of the modules come from. */
  suite: z.object({ repository: z.url(), commit: z.string() }),
  outcomes: z.object({
    'oidcc-basic-certification-test-plan': outcomesOf('oidcc-basic-certification-test-plan'),
    'oidcc-config-certification-test-plan': outcomesOf('oidcc-config-certification-test-plan'),
    'oidcc-client-basic-certification-test-plan': outcomesOf(
      'oidcc-client-basic-certification-test-plan',
    ),
  }),
});
export type Conformance = z.infer<typeof conformanceSchema>;
