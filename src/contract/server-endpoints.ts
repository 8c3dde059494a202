import * as z from 'zod';
import { failure, mirrorState, moment } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';

const upstreamState = z.object({
  address: z.string().describe('Without a path.'),
  signIn: z.enum(['oauth', 'basic']),
  answeredAt: moment.nullable().describe('The last usable answer since the start.'),
  failure: failure.nullable().describe('The last call without one.'),
});
export type UpstreamState = DataOf<typeof upstreamState>;
export type MirrorState = DataOf<typeof mirrorState>;

const namesState = z.object({
  asOf: moment.nullable().describe('When all names were last read. Null before.'),
  failed: z.array(z.string()).describe('The types that the last refresh could not read. They keep their old names.'),
});
export type NamesState = DataOf<typeof namesState>;

const loggedError = failure.extend({
  level: z.enum(['warning', 'error']),
  requestId: z.string().nullable(),
});
export type LoggedError = DataOf<typeof loggedError>;

const growth = z
  .object({ saves: z.int(), bytes: z.int() })
  .describe('Saves, and the size of their entries as they are stored, without indexes.');

const status = z.object({
  startedAt: moment,
  versions: z.object({ app: z.string(), node: z.string(), database: z.string() }),
  database: z.object({
    kind: z.enum(['embedded', 'postgres']),
    bytes: z.int().describe('Tables and indexes.'),
    freeBytes: z.int().nullable().describe('Free space on the disk of the data folder. Null for PostgreSQL.'),
    tables: z
      .array(z.object({ name: z.string(), rows: z.int().describe('An estimate.'), bytes: z.int() }))
      .describe('The largest first.'),
    journal: z.object({
      days: z.int().nullable().describe('Older entries move into the archive. Null: none do.'),
      entries: z.int(),
      bytes: z.int(),
      archivedEntries: z.int(),
      archivedBytes: z.int(),
      oldestAt: moment.nullable().describe('The first save, also of the archive.'),
      last7Days: growth,
      last30Days: growth,
    }),
  }),
  upstream: upstreamState.nullable().describe('Null without a real API.'),
  mirror: z.object({ series: mirrorState, names: namesState }).nullable().describe('Null without a real API.'),
  errors: z.array(loggedError).describe('The last warnings and errors since the start, newest first.'),
});
export type ServerStatus = DataOf<typeof status>;

export const serverEndpoints = {
  getHealth: endpoint({
    method: 'GET',
    path: '/api/health',
    access: 'anybody',
    summary: 'Check that the server runs',
    answer: z.object({ status: z.string() }),
  }),
  getReadiness: endpoint({
    method: 'GET',
    path: '/api/health/ready',
    access: 'anybody',
    summary: 'Check that the server and its database can answer',
    description: '503 with the reason if not.',
    answer: z.object({ status: z.string() }),
  }),
  getStatus: endpoint({
    method: 'GET',
    path: '/api/status',
    access: 'administer',
    summary: 'Read the state of this server, its database and the real API',
    answer: status,
  }),
  getBackup: endpoint({
    method: 'GET',
    path: '/api/backup',
    access: 'administer',
    summary: 'Read a backup of the embedded database',
    description:
      'One consistent snapshot. It contains the hashes of passwords and tokens. 404 if the database is PostgreSQL. Other requests wait while it is made.',
    answer: z.unknown(),
    mediaType: 'application/x-tar',
  }),
  getOpenApi: endpoint({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'read',
    summary: 'Read this description of the API, as OpenAPI 3.1',
    answer: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
  }),
};
