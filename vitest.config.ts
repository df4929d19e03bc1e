import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Real servers and real TLS start inside the suites; a slow machine must not turn that into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
