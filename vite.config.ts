import { cpSync, existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { groups } from './.ci/build/chunks.mjs';
import { compress } from './.ci/build/compress.mjs';
import { pageFiles } from './.ci/build/page-files.mjs';
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
  plugins: isSsrBuild ? [copyMigrations()] : [react(), pageFiles(), compress()],
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
        // Each browser that runs the code supports it.
        modulePreload: { polyfill: false },
        rolldownOptions: {
          output: {
            codeSplitting: { groups },
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
