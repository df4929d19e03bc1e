import { availableParallelism } from 'node:os';
import { defineConfig } from 'playwright/test';
import { findBrowser } from './scripts/test-tools.ts';

/** Takes the usual ports, which the others might be about to use. */
const alone = '**/taken-ports.spec.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // A browser with the servers it talks to keeps about one core busy.
  workers: Math.min(2, availableParallelism()),
  projects: [
    { name: 'side by side', testIgnore: alone },
    { name: 'alone', testMatch: alone, dependencies: ['side by side'] },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // One picture for every system: the test that compares them sets all text in a font of its own.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  use: {
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Letters are drawn alike, whatever this machine's settings for fonts are.
        '--font-render-hinting=none',
        '--disable-lcd-text',
      ],
    },
  },
});
