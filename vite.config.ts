import { cpSync, existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const API = 'http://127.0.0.1:4180';
const MIGRATIONS = 'src/server/database/migrations';

/** What every page shares comes as one file: cut up by which part that is fetched on demand needs which piece, it would compress worse. Dialogs come later. */
const SHARED =
  /\/src\/(catalogue|domain|contract|app\/api|app\/ui(?!\/dialog\.))\/|\/node_modules\/(zod|dayjs|dequal|react|@tanstack\/(react-)?query[^/]*)\//;

/** What every visit starts with, kept together for the same reason. */
const START =
  /\/node_modules\/(react-dom|scheduler|@tanstack\/(react-router|router-core|history|(react-)?store)|@mantine\/core\/esm\/(core|components\/(Button|Loader|Transition|UnstyledButton)))\//;

/** What the application asks for before it starts comes in a file that needs no other: the shared one runs long before its last line. */
const AHEAD = /\/src\/(app\/ahead|app\/api\/early|contract\/(api|people))\.ts$|vite\/preload-helper/;

const serverEntries = {
  main: 'src/server/main.ts',
  sandbox: 'src/server/sandbox/main.ts',
  'data-export': 'src/server/data/export-main.ts',
  'data-import': 'src/server/data/import-main.ts',
  'pglite-worker': 'src/server/database/pglite-worker.ts',
};

/** SQL is read at run time, so it travels beside the bundle instead of inside it. */
function copyMigrations(): Plugin {
  return {
    name: 'copy-migrations',
    writeBundle({ dir }) {
      if (dir !== undefined) cpSync(MIGRATIONS, `${dir}/migrations`, { recursive: true });
    },
  };
}

/** What a rule rests on and the examples it is tested by are for its page and its tests: browsers do without. */
function leaveOutExamples(): Plugin {
  return {
    name: 'leave-out-examples',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/domain\/rules?(-[a-z]+)?\.ts$/.test(id)) return null;
      const parts: [from: number, to: number][] = [];
      const look = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        if (Array.isArray(node)) return node.forEach(look);
        const { type, properties } = node as {
          type?: string;
          properties?: { key?: { name?: string }; start: number; end: number }[];
        };
        if (type === 'ObjectExpression' && properties?.some(({ key }) => key?.name === 'check'))
          for (const { key, start, end } of properties)
            if (key?.name === 'examples' || key?.name === 'source') parts.push([start, end]);
        Object.values(node).forEach(look);
      };
      look(this.parse(code));
      let left = code;
      for (const [from, to] of parts.toSorted((a, b) => b[0] - a[0]))
        left = left.slice(0, from) + left.slice(to).replace(/^\s*,/, '');
      return { code: left, map: null };
    },
  };
}

/** `vite build` makes the client in dist/app, `vite build --ssr` the server in dist/server. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: isSsrBuild ? [copyMigrations()] : [react(), leaveOutExamples()],
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
                { name: 'ahead', test: AHEAD, priority: 1 },
                { name: 'shared', test: SHARED, minShareCount: 4 },
                { name: 'start', test: START },
              ],
            },
          },
        },
      },
  server: { proxy: { '/api': API, '/v2': API } },
  test: {
    // Left alone it would use one of two cores.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          // A file that draws components asks for a DOM with `// @vitest-environment happy-dom`.
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/server/**'],
          // Property tests on a busy machine; a test that hangs is found all the same.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['src/server/**/*.test.ts'],
          exclude: ['src/server/**/*.postgres.test.ts'],
          globalSetup: 'src/server/database/build-for-tests.ts',
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // What has to hold on both databases, once more on a PostgreSQL server, and what only such a server can show.
          name: 'postgres',
          environment: 'node',
          include: [
            'src/server/routes/*.test.ts',
            'src/server/source/conformance.test.ts',
            'src/server/**/*.postgres.test.ts',
          ],
          globalSetup: ['src/server/database/build-for-tests.ts', 'src/server/database/postgres-setup.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
}));
