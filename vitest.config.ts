import { availableParallelism } from 'node:os';
import { defaultExclude, defineConfig } from 'vitest/config';

/**
 * They end processes and measure what visitors notice: each runs when nothing else does, because a lab that
 * gets no time from this machine tells its visitors so.
 */
const alone = ['instances', 'proxies', 'proxy-rules'].map((name) => `tests/hosted/${name}.test.ts`);

/** Replaces a module of Node that suites before it in the same process have loaded already. */
const apart = ['tests/practice-tenant/faults.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ['tests/nothing-left-behind.ts'],
    // Real servers and real TLS start inside the suites; a slow machine must not turn that into a failure.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // These import JSON as bundlers do: Node.js alone refuses it.
    server: { deps: { inline: [/@actions\//] } },
    // Suites wait more than they compute. Vitest would leave one core free, so two cores would be one process.
    maxWorkers: availableParallelism(),
    // Tests of one suite that run at the same time each start an app.
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing processes',
          include: ['tests/**/*.test.ts'],
          exclude: [...defaultExclude, ...apart, ...alone],
          // What is set above keeps suites independent all the same.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
