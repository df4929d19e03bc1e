import { relative } from 'node:path';
import { z } from 'zod';

/** What one of the two runners came to. */
export interface Outcome {
  passed: number;
  skipped: number;
  failures: { test: string; messages: string[] }[];
}

/** Of the text that Vitest's JSON reporter wrote. */
export function vitestOutcome(json: string): Outcome {
  const report = z.object({
    numPassedTests: z.number(),
    numPendingTests: z.number(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()),
          }),
        ),
      }),
    ),
  });
  const { testResults, ...counted } = report.parse(JSON.parse(json));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('.', name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    // A file may fail where none of its tests does: it cannot be loaded, or leaves something behind.
    if (status === 'failed' && failed.length === 0) return [{ test: file, messages: [message] }];
    return failed.map(({ fullName, failureMessages }) => ({
      test: `${file} › ${fullName}`,
      messages: failureMessages,
    }));
  });
  return { passed: counted.numPassedTests, skipped: counted.numPendingTests, failures };
}

/** Of the text that Playwright's JSON reporter wrote. A test that passes on a second try has failed. */
export function playwrightOutcome(json: string): Outcome {
  const message = z.object({ message: z.string().optional() });
  const spec = z.object({
    title: z.string(),
    file: z.string(),
    ok: z.boolean(),
    tests: z.array(
      z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(message) })) }),
    ),
  });
  const suite = z.object({
    specs: z.array(spec),
    get suites() {
      return z.array(suite).optional();
    },
  });
  type Suite = z.infer<typeof suite>;
  const report = z.object({
    errors: z.array(message),
    stats: z.object({ expected: z.number(), skipped: z.number() }),
    suites: z.array(suite),
  });
  const { stats, errors, suites } = report.parse(JSON.parse(json));
  const specsOf = ({ specs, suites: inner = [] }: Suite): z.infer<typeof spec>[] => [
    ...specs,
    ...inner.flatMap(specsOf),
  ];
  const failures = suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        test: `tests/e2e/${file} › ${title}`,
        messages: results.flatMap((each) => each.errors.map(({ message: text = '' }) => text)),
      })),
  );
  const broken = errors.map(({ message: text = '' }) => ({ test: 'Playwright', messages: [text] }));
  return { passed: stats.expected, skipped: stats.skipped, failures: [...failures, ...broken] };
}
