import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { connect, type Connection, type DatabaseFiles } from '../database/connect.ts';
import { type Env, readEnv } from '../environment/env.ts';
import { oneLine, StartError } from '../environment/errors.ts';

export interface DataCommand {
  readonly env: Env;
  /** Path of the data file, from the command line. */
  readonly file: string;
  /** Number of migrations of this version's schema. */
  readonly schema: number;
  /** Prints one line of progress. */
  readonly say: (line: string) => void;
  readonly open: () => Promise<Connection>;
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Runs a data command on the embedded database, whose server must be stopped, or on a PostgreSQL server. Ends the
 * process. `entry` is the URL of the built entry; the database's files are next to it.
 */
export async function runDataCommand(
  entry: string,
  usage: string,
  command: (context: DataCommand) => Promise<string>,
): Promise<never> {
  const fileNextToEntry = (path: string) => fileURLToPath(new URL(path, entry));
  const files: DatabaseFiles = {
    worker: fileNextToEntry('./pglite-worker.js'),
    migrations: fileNextToEntry('./migrations'),
  };
  const opened: Connection[] = [];
  try {
    const [file, ...rest] = process.argv.slice(2);
    if (file === undefined || file.startsWith('-') || rest.length > 0) throw new StartError(usage);
    const env = readEnv(process.env);
    const log = Fastify({ logger: { level: 'warn', stream: process.stderr } }).log;
    const open = async () => {
      const { dataDir, databaseUrl } = env;
      const connection = await connect({ dataDir, databaseUrl, files, log });
      opened.push(connection);
      return connection;
    };
    say(await command({ env, file, schema: schemaVersion(files.migrations), say, open }));
  } catch (error) {
    say(error instanceof StartError ? error.message : `Unexpected error: ${oneLine(error)}`);
    process.exitCode = 1;
  }
  for (const connection of opened) await connection.close().catch((error: unknown) => say(oneLine(error)));
  process.exit();
}

function schemaVersion(migrations: string): number {
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta', '_journal.json'), 'utf8')) as {
    entries: readonly unknown[];
  };
  return entries.length;
}
