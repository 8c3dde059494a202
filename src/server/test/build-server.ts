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
  /** A data folder to copy: migrated, and without a row. */
  readonly migrated: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly built: BuiltServer;
  }
}

/**
 * Node 20 runs no TypeScript, and neither a worker thread nor a child process passes through vitest. So both are built
 * the way the project builds them, once for all files of a project.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  // Inside the project, where the built files find their packages.
  mkdirSync('.cache', { recursive: true });
  const outDir = resolve(mkdtempSync('.cache/test-server-'));
  await build({ logLevel: 'silent', build: { ssr: true, outDir, emptyOutDir: false, sourcemap: false } });
  const worker = join(outDir, 'pglite-worker.js');
  project.provide('built', { main: join(outDir, 'main.js'), worker, migrated: await migratedFolder(worker) });
  return () => rmSync(outDir, { recursive: true, force: true });
}

/** Making it costs seconds, so it is kept until what decides its content changes. */
async function migratedFolder(worker: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(join(MIGRATIONS, name)));
  }
  hash.update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  const folder = resolve('.cache', `test-database-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;

  const unfinished = mkdtempSync(`${folder}-`);
  const files = { worker, migrations: MIGRATIONS };
  await (await connect({ dataDir: unfinished, databaseUrl: null, files, log: Fastify().log })).close();
  renameSync(unfinished, folder);
  return folder;
}
