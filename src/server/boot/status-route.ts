import { statfs } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { DAY } from '#values/durations.ts';
import { type LoggedError, type ServerStatus, serverEndpoints } from '#contract/server-endpoints.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Database } from '../database/connect.ts';
import type { UpstreamDirectory } from '../directory/directory-mirror.ts';
import { route } from '../http/route.ts';
import type { SeriesSource } from '../series/series-source.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';

const RECENT_MS = 30 * DAY;

export interface StatusSources {
  readonly db: Database;
  /** The folder of the embedded database; null: PostgreSQL. */
  readonly dataDir: string | null;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly now: () => number;
  readonly errors: () => readonly LoggedError[];
  readonly upstream: () => Pick<ServerStatus, 'upstream' | 'mirror'>;
}

/** The state of the real API and of its mirrors. */
export const upstreamStatus =
  (client: UpstreamClient, source: SeriesSource, directory: UpstreamDirectory): StatusSources['upstream'] =>
  () => {
    const series = source.mirror();
    return { upstream: client.state(), mirror: series && { series, names: directory.state() } };
  };

/** Adds `GET /api/status`, for the page of the administrators. */
export function statusRoute(
  app: FastifyInstance,
  { db, dataDir, startedAt, now, errors, upstream }: StatusSources,
): void {
  route(app, serverEndpoints.getStatus, async (): Promise<ServerStatus> => {
    const { version, ...size } = await databaseSize(db, now());
    return {
      startedAt: new Date(startedAt).toISOString(),
      versions: { app: packageJson.version, node: process.versions.node, database: version },
      database: {
        kind: dataDir === null ? 'postgres' : 'embedded',
        freeBytes: dataDir === null ? null : await freeBytes(dataDir),
        ...size,
      },
      ...upstream(),
      errors: [...errors()],
    };
  });
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function databaseSize(db: Database, now: number) {
  const { rows: tables } = await db.execute<{ name: string; rows: string; bytes: string }>(sql`
    select relname as name, greatest(reltuples, 0)::bigint as rows, pg_total_relation_size(oid) as bytes
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by bytes desc, name`);
  const {
    rows: [journal],
  } = await db.execute<{ entries: string; recent: string; oldest: string | null; bytes: string }>(sql`
    select count(*) as entries, count(*) filter (where at > ${new Date(now - RECENT_MS).toISOString()}) as recent,
      min(at)::text as oldest, pg_total_relation_size('journal') as bytes
    from journal`);
  const {
    rows: [whole],
  } = await db.execute<{ bytes: string; version: string }>(
    sql`select pg_database_size(current_database()) as bytes, current_setting('server_version') as version`,
  );
  if (!journal || !whole) throw new Error('The database did not answer its size.');
  const entries = Number(journal.entries);
  return {
    version: whole.version,
    bytes: Number(whole.bytes),
    tables: tables.map(({ name, rows, bytes }) => ({ name, rows: Number(rows), bytes: Number(bytes) })),
    journal: {
      recentEntries: Number(journal.recent),
      recentBytes: entries === 0 ? 0 : Math.round((Number(journal.bytes) * Number(journal.recent)) / entries),
      oldestAt: journal.oldest === null ? null : new Date(journal.oldest).toISOString(),
    },
  };
}
