import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Fastify from 'fastify';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { connect } from '../database/connect.ts';

export const MIGRATIONS = resolve('src/server/database/migrations');

export interface BuiltServer {
  readonly main: string;
  readonly worker: string;
  /** An empty, migrated data folder to copy. */
  readonly migrated: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly built: BuiltServer;
  }
}

/**
 * Builds the server and the worker once, for all vitest projects. Node 20 runs no TypeScript, and vitest does not transform
 * worker threads or child processes.
 */
export default async function setup({ vitest }: TestProject): Promise<(() => void) | undefined> {
  // Every project inherits what the root project provides.
  const root = vitest.getRootProject();
  if (Object.hasOwn(root.getProvidedContext(), 'built')) return undefined;
  // Inside the project, so that the built files resolve their packages.
  mkdirSync('.cache', { recursive: true });
  const outDir = resolve(mkdtempSync('.cache/test-server-'));
  await build({ logLevel: 'silent', build: { ssr: true, outDir, emptyOutDir: false, sourcemap: false } });
  const worker = join(outDir, 'pglite-worker.js');
  root.provide('built', { main: join(outDir, 'main.js'), worker, migrated: await migratedFolder(worker) });
  return () => rmSync(outDir, { recursive: true, force: true });
}

/** Cached by the hash of its inputs (migrations and PGlite version), because the migration takes seconds. */
async function migratedFolder(worker: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(join(MIGRATIONS, name)));
  }
  hash.update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  const folder = resolve('.cache', `test-database-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;

  const temporary = mkdtempSync(`${folder}-`);
  const files = { worker, migrations: MIGRATIONS };
  await (await connect({ dataDir: temporary, databaseUrl: null, files, log: Fastify().log })).close();
  renameSync(temporary, folder);
  return folder;
}
