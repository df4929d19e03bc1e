import { defineConfig } from 'playwright/test';
import { findBrowser } from './scripts/test-tools.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // The samples and the practice tenant use fixed ports: one thing at a time.
  workers: 1,
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
