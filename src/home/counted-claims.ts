import { checks } from '../security/checks.ts';
import { type Evidence, shown } from '../security/evidence.ts';
import { faults } from '../security/faults.ts';

/** What the home page claims about the project, counted and never typed. */
export interface CountedClaims {
  testsPassed: number;
  /** Attacks and faults that at least one test shows to be handled. */
  securityChecks: number;
  /** Error codes that the practice tenant or the sample reproduces. */
  reproducedCodes: number;
}

export function countedClaims(
  evidence: Evidence,
  errors: readonly { data: { reproducible: boolean } }[],
): CountedClaims {
  const items = [...checks.flatMap((group) => group.items), ...faults];
  return {
    testsPassed: evidence.run.passed,
    securityChecks: items.filter((item) => shown(item, evidence).holds).length,
    reproducedCodes: errors.filter(({ data }) => data.reproducible).length,
  };
}
