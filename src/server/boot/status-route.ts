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

export interface StatusSources {
  readonly db: Database;
  /** The folder of the embedded database; null: PostgreSQL. */
  readonly dataDir: string | null;
  /** Older entries of the journal move into the archive; null: none do. */
  readonly journalDays: number | null;
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
  { db, dataDir, journalDays, startedAt, now, errors, upstream }: StatusSources,
): void {
  route(app, serverEndpoints.getStatus, async (): Promise<ServerStatus> => {
    const { version, ...size } = await databaseSize(db);
    return {
      startedAt: new Date(startedAt).toISOString(),
      versions: { app: packageJson.version, node: process.versions.node, database: version },
      database: {
        kind: dataDir === null ? 'postgres' : 'embedded',
        freeBytes: dataDir === null ? null : await freeBytes(dataDir),
        ...size,
        journal: { days: journalDays, ...(await journalSize(db, now())) },
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

async function databaseSize(db: Database) {
  const { rows: tables } = await db.execute<{ name: string; rows: string; bytes: string }>(sql`
    select relname as name, greatest(reltuples, 0)::bigint as rows, pg_total_relation_size(oid) as bytes
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by bytes desc, name`);
  const {
    rows: [whole],
  } = await db.execute<{ bytes: string; version: string }>(
    sql`select pg_database_size(current_database()) as bytes, current_setting('server_version') as version`,
  );
  if (!whole) throw new Error('The database did not answer its size.');
  return {
    version: whole.version,
    bytes: Number(whole.bytes),
    tables: tables.map(({ name, rows, bytes }) => ({ name, rows: Number(rows), bytes: Number(bytes) })),
  };
}

async function journalSize(db: Database, now: number) {
  const since = (days: number) => sql`${new Date(now - days * DAY).toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ figures: Omit<ServerStatus['database']['journal'], 'days'> }>(sql`
    with recent as (
      select at, pg_column_size(before) + pg_column_size(asked) + coalesce(pg_column_size(after), 0) as bytes
      from journal where at > ${since(30)}
      union all
      select at, pg_column_size(entry) from journal_archive where at > ${since(30)}
    )
    select json_build_object(
      'entries', (select count(*) from journal),
      'bytes', pg_total_relation_size('journal'),
      'archivedEntries', (select count(*) from journal_archive),
      'archivedBytes', pg_total_relation_size('journal_archive'),
      'oldestAt', least((select min(at) from journal), (select min(at) from journal_archive)),
      'last7Days', (select json_build_object('saves', count(*), 'bytes', coalesce(sum(bytes), 0)) from recent where at > ${since(7)}),
      'last30Days', (select json_build_object('saves', count(*), 'bytes', coalesce(sum(bytes), 0)) from recent)
    ) as figures`);
  const figures = rows[0]?.figures;
  if (!figures) throw new Error('The database did not answer the size of its journal.');
  return { ...figures, oldestAt: figures.oldestAt === null ? null : new Date(figures.oldestAt).toISOString() };
}
