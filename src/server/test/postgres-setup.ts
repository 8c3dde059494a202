import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server that the tests share; each makes databases of its own. Not there where the embedded one is tested. */
    postgres?: string;
  }
}

/** One server for all files of the project, stopped after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', server.url());
  return server.remove;
}
