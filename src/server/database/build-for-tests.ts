import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export const MIGRATIONS = resolve('src/server/database/migrations');

export interface BuiltServer {
  readonly main: string;
  readonly worker: string;
  readonly remove: () => void;
}

/**
 * Node 20 runs no TypeScript, and neither a worker thread nor a child process passes through vitest. So both are built
 * the way the project builds them, into a folder of the test file's own: test files run at the same time.
 */
export async function buildForTests(): Promise<BuiltServer> {
  // Inside the project, where the built files find their packages.
  mkdirSync('.cache', { recursive: true });
  const outDir = resolve(mkdtempSync('.cache/test-server-'));
  await build({ logLevel: 'silent', build: { ssr: true, outDir, emptyOutDir: false, sourcemap: false } });
  return {
    main: join(outDir, 'main.js'),
    worker: join(outDir, 'pglite-worker.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
