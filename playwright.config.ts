import { defineConfig } from 'playwright/test';
import { chromiumPath, launchArgs } from './e2e/browser.mjs';

const executablePath = chromiumPath();

// No webServer: e2e/fixtures.ts starts a server for each worker on a free port, so that workers share nothing.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: 'e2e/playground/pictures/{arg}{ext}',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // For machines that have other things to do; a test alone takes two seconds.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // Not the zone of the organisation: days must not depend on the zone of the browser.
    timezoneId: 'America/Los_Angeles',
    actionTimeout: 10_000,
    // The server compresses the 67 files of the app for each new browser context, an eighth of a second each time.
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
    // `--trace on` shows what a test saw; recording each action of every test takes a sixth of the processor.
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions: { args: launchArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
});
