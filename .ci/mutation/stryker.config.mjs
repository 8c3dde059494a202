// Mutation tests of the pure layers: `npm run mutation`, or one folder: `npm run mutation -- --mutate='src/domain/rules/**/*.ts'`.
// @ts-check
export default {
  testRunner: 'vitest',
  vitest: { configFile: '.ci/mutation/vitest.config.mjs', related: true },
  mutate: ['src/{values,catalogue,domain}/**/*.ts', '!src/**/*.{test,examples}.ts', '!src/domain/testing/**'],
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: '.cache/stryker/incremental.json',
  tempDirName: '.cache/stryker/sandbox',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'test-results/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ['dist', 'data', 'test-results', '.cache', 'e2e', 'public'],
  concurrency: 2,
  timeoutMS: 10_000,
  // Stryker would read tsconfig.json with the compiler's JavaScript API, which TypeScript 7 does not have.
  tsconfigFile: 'none',
  disableTypeChecks: false,
};
