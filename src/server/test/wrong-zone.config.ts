import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const WRONG_ZONE = fileURLToPath(new URL('./wrong-zone.ts', import.meta.url));

/** Gives the product a wrong date code, which itself imports the right one. */
const wrongZone: Plugin = {
  name: 'wrong-zone',
  enforce: 'pre',
  resolveId: (source, importer) => (source === '#values/zone.ts' && importer !== WRONG_ZONE ? WRONG_ZONE : null),
};

const test = { include: ['src/server/sandbox/verified.test.ts'], testTimeout: 15_000 };

/** The comparison of the product with the sandbox, with either date code. For `independence.test.ts`. */
export default defineConfig({
  test: {
    projects: [{ test: { ...test, name: 'right' } }, { plugins: [wrongZone], test: { ...test, name: 'wrong' } }],
  },
});
