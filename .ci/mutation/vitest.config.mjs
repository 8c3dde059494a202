import { defineConfig } from 'vitest/config';

// Only the tests of the pure layers: Stryker runs them once for each mutant.
// Stryker runs tests in threads, where a test cannot change the zone of the machine.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/{values,catalogue,domain}/**/*.test.ts'],
    testNamePattern: '^(?!.*machine’s zone)',
    testTimeout: 20_000,
  },
});
