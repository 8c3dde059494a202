import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Admin URL of the shared PostgreSQL server; undefined in the project that tests the embedded database. */
    postgres?: string;
  }
}

/** Starts one PostgreSQL server for all test files of the project, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', server.url());
  return server.remove;
}
