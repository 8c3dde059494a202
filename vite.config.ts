import { cpSync, existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { QUICK_WASM } from './src/server/test/quick-wasm.ts';

/** With the browser's Host header: the server compares it with the origin of a write. */
const API = { target: `http://127.0.0.1:${process.env['PORT'] || 4180}`, changeOrigin: false };
const MIGRATIONS = 'src/server/database/migrations';

/** Stops a test that hangs. Tests start servers, which takes 20 s on a very busy machine. */
const SERVER_TIMEOUT_MS = 120_000;

const BUILD_SERVER = 'src/server/test/build-server.ts';

/** Counts calls with the profiler, which must start before the modules load: it gets a process of its own. */
const COUNTS_CALLS = 'src/server/series/update-series.test.ts';

const SERVER_TESTS: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  // As for unit tests: files share the modules of their process.
  isolate: false,
  globalSetup: BUILD_SERVER,
  pool: 'forks',
  execArgv: [QUICK_WASM],
  testTimeout: SERVER_TIMEOUT_MS,
  hookTimeout: SERVER_TIMEOUT_MS,
};

/**
 * Code that all pages share, bundled into one chunk; splitting it per lazy import compresses worse. Dialogs and the
 * display of changes load on demand.
 */
const SHARED =
  /\/src\/(?!values\/(text-diff|look|odd-characters)\.|domain\/change\/(print-distinct|entry-changes)\.|domain\/redemption\/|app\/api\/(series-briefs|directory-queries|directory-lookup)\.)(values|catalogue|domain|contract|app\/api|app\/ui(?!\/([a-z-]*dialog|query-state)\.))\/|\/node_modules\/(dayjs|dequal|react|use-sync-external-store|@tanstack\/((react-)?store|(react-)?query[^/]*)(?!.*[iI]nfinite))\//;

/** Shared code that the editor does not need when it opens. */
const LATER =
  /\/src\/app\/(ui\/(use-listbox|role-labels|relative-time|translate)|api\/(directory-lookup|form-errors|use-write|replace-session))\.|\/@tanstack\/(query-core|react-query)\/.*\/(infiniteQueryObserver|mutationObserver|useInfiniteQuery|useMutation)\./;

/** Libraries that every page load needs, in one chunk for the same reason. */
const START =
  /\/node_modules\/(react-dom|scheduler|@tanstack\/(react-router|router-core|history)|@mantine\/core\/esm\/(core|components\/(Button|Loader|Transition|UnstyledButton)))\//;

/**
 * Requests that start before the app does, in a chunk without imports: evaluating the shared chunk first would delay
 * them.
 */
const PRELOAD = /\/src\/app\/(preload|api\/(prefetch|endpoint-url))\.ts$|vite\/preload-helper/;

/** Loads its WebAssembly from its own folder. */
const PGLITE = '@electric-sql/pglite';

const serverEntries = {
  main: 'src/server/main.ts',
  sandbox: 'src/server/sandbox/sandbox-main.ts',
  'data-export': 'src/server/data/export-main.ts',
  'data-import': 'src/server/data/import-main.ts',
  'pglite-worker': 'src/server/database/pglite-worker.ts',
};

/** Copies the SQL migrations next to the bundle, because the server reads them at run time. */
function copyMigrations(): Plugin {
  return {
    name: 'copy-migrations',
    writeBundle({ dir }) {
      if (dir !== undefined) cpSync(MIGRATIONS, `${dir}/migrations`, { recursive: true });
    },
  };
}

/** `vite build` writes the client to dist/app, `vite build --ssr` the server to dist/server. */
export default defineConfig(({ isSsrBuild, mode }) => ({
  plugins: isSsrBuild ? [copyMigrations()] : [react()],
  // The server starts in two thirds of the time with its packages in the bundle (decision 11). `npm run dev` leaves them
  // out, because it builds after each change.
  ...(isSsrBuild && mode === 'production' && { ssr: { noExternal: true as const, external: [PGLITE] } }),
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: Object.fromEntries(Object.entries(serverEntries).filter(([, file]) => existsSync(file))),
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      }
    : {
        outDir: 'dist/app',
        target: 'es2023',
        sourcemap: 'hidden',
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'preload', test: PRELOAD, priority: 2 },
                {
                  name: 'shared',
                  test: (id) => SHARED.test(id) && !LATER.test(id),
                  priority: 1,
                  minShareCount: 4,
                },
                { name: 'later', test: LATER, minShareCount: 2 },
                { name: 'start', test: START },
              ],
            },
          },
        },
      },
  server: { proxy: { '/api': API, '/v2': API } },
  test: {
    // For two cores. Server tests wait a quarter of their time, for timers and for the disk.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          // A test that renders components declares `// @vitest-environment happy-dom`.
          name: 'unit',
          environment: 'node',
          // Files share the modules of their process, which takes half the processor time of loading them for each file.
          isolate: false,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/server/**'],
          setupFiles: 'src/unmount-after-each.ts',
          // Allows for property tests on a busy machine, and still stops a test that hangs.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          ...SERVER_TESTS,
          name: 'server',
          include: ['src/server/**/*.test.ts'],
          exclude: ['src/server/**/*.postgres.test.ts', COUNTS_CALLS],
        },
      },
      { extends: true, test: { ...SERVER_TESTS, name: 'calls', include: [COUNTS_CALLS] } },
      {
        extends: true,
        test: {
          ...SERVER_TESTS,
          // Runs the tests for both databases again on a PostgreSQL server, and the tests that need such a server.
          name: 'postgres',
          include: [
            'src/server/{series,directory,accounts}/*routes.test.ts',
            'src/server/series/{conformance,published,series-list,journal-archive}.test.ts',
            'src/server/boot/search-texts.test.ts',
            'src/server/**/*.postgres.test.ts',
          ],
          globalSetup: [BUILD_SERVER, 'src/server/test/postgres-setup.ts'],
        },
      },
    ],
  },
}));
