import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Suites share their processes; these three keep them independent all the same.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ['tests/nothing-left-behind.ts'],
    // Real servers and real TLS start inside the suites; a slow machine must not turn that into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
