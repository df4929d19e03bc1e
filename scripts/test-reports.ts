import { z } from 'zod';

/** One test of a run. */
export interface TestResult {
  title: string;
  passed: boolean;
  /** The titles of the suites around it, in one line; Playwright's begin with "in a browser". */
  suite: string;
}

const vitestReport = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), ok: z.boolean() })).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});
const playwrightReport = z.object({ suites: z.array(playwrightSuite) });

/** The tests that ran, skipped ones left out, and the day they did. */
export function resultsOfVitest(report: unknown): { results: TestResult[]; date: string } {
  const { startTime, testResults } = vitestReport.parse(report);
  const results = testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ title, status, ancestorTitles }) => ({
        title,
        passed: status === 'passed',
        suite: ancestorTitles.join(' '),
      })),
  );
  return { results, date: new Date(startTime).toISOString().slice(0, 10) };
}

export function resultsOfPlaywright(report: unknown): TestResult[] {
  return resultsIn(playwrightReport.parse(report).suites, 'in a browser');
}

function resultsIn(
  suites: readonly z.infer<typeof playwrightSuite>[],
  around: string,
): TestResult[] {
  return suites.flatMap(({ title, specs, suites: inner }) => {
    const suite = `${around} ${title}`;
    return [
      ...specs.map((spec) => ({ title: spec.title, passed: spec.ok, suite })),
      ...resultsIn(inner, suite),
    ];
  });
}
