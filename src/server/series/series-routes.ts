import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import {
  DEFAULT_SORT,
  LIST_LIMIT,
  LIST_PATH,
  LIST_SORTS,
  type ListAnswer,
  SERIES_PATH,
  type SeriesAnswer,
  type Settings,
  SETTINGS_PATH,
  type SettingsChange,
} from '#contract/series-endpoints.ts';
import { unwrap } from '#domain/series/series-codec.ts';
import type { Database } from '../database/connect.ts';
import { lastSent } from './journal.ts';
import type { WriteAuditEvent } from '../accounts/audit-log.ts';
import { callerOf } from '../accounts/guard.ts';
import { Problem } from '../http/problems.ts';
import { updateSeries, type UpdateOptions } from './update-series.ts';
import { settingsSchema } from '../settings/settings-store.ts';
import { parseRequest } from '../http/parse-request.ts';

export interface SeriesRoutes extends UpdateOptions {
  readonly db: Database;
  readonly note: WriteAuditEvent;
}

const MAX_IDS = 200;
const digits = z
  .string()
  .regex(/^\d{1,10}$/, 'Enter a whole number.')
  .transform(Number);
const id = digits.pipe(z.number().positive().max(2_147_483_647));
const listQuery = z.strictObject({
  limit: digits.pipe(z.number().min(1).max(200)).default(LIST_LIMIT),
  cursor: z.string().max(2000).nullable().default(null),
  q: z.string().max(200).default(''),
  sort: z.enum(LIST_SORTS).default(DEFAULT_SORT),
});

/**
 * Registers the API's own endpoints for series, and ours for lists and settings. All use the API's response envelopes.
 */
export function seriesRoutes(app: FastifyInstance, options: SeriesRoutes): void {
  const { db, source, settings, note } = options;
  app.get(SERIES_PATH, async (request, reply): Promise<SeriesAnswer> => {
    const ids = requestedIds(request);
    const found = await source.get(ids);
    if (found.length === 0) throw Problem.unknownSeries();
    const [only] = found;
    reply.header('cache-control', 'no-store');
    if (ids.length === 1 && only) reply.header('etag', `"${only.revision}"`);
    return { entity: found.map(({ wire }) => wire), warnings: [] };
  });

  app.put(`${SERIES_PATH}/:id`, async (request, reply) => {
    const seriesId = pathId(request);
    const body = unwrap(request.body);
    if (!body) throw Problem.one(400, 400, 'Send the series as {"CouponSeriesV2": {…}}.', 'CouponSeriesV2');
    const { actor, sessionId } = callerOf(request);
    const author = { actor, origin: sessionId === null ? 'api' : 'app' } as const;
    const saved = await updateSeries(options, { id: seriesId, body, ifMatch: ifMatch(request), author });
    noStore(reply, saved.revision);
    return { ...saved.wire, warnings: saved.warnings };
  });

  app.get(LIST_PATH, async (request): Promise<ListAnswer> => {
    return source.list(parseRequest(listQuery, request.query));
  });

  app.get(`${LIST_PATH}/:id/sent`, async (request) => (await lastSent(db, pathId(request))) ?? null);

  const settingsAnswer = (): Settings => ({ ...settings.current(), source: source.kind });
  app.get(SETTINGS_PATH, async () => settingsAnswer());
  app.put(SETTINGS_PATH, async (request) => {
    const change: SettingsChange = parseRequest(settingsSchema, request.body);
    const before = settings.current();
    await settings.save(change);
    const changed = settingsSchema.keyof().options.filter((key) => change[key] !== before[key]);
    note({ event: 'settings changed', settings: changed, actor: callerOf(request).actor });
    return settingsAnswer();
  });
}

function noStore(reply: FastifyReply, revision: string): void {
  reply.header('cache-control', 'no-store').header('etag', `"${revision}"`);
}

function pathId(request: FastifyRequest): number {
  const parsed = id.safeParse((request.params as { id: string }).id); // the route's pattern has :id
  if (!parsed.success) throw Problem.one(400, 707, 'Coupon Series ID is invalid', 'id');
  return parsed.data;
}

function requestedIds(request: FastifyRequest): readonly number[] {
  const { ids } = request.query as { ids?: string | string[] }; // Fastify parses a repeated parameter as an array
  const list = [ids ?? []].flat();
  if (list.length === 0) throw Problem.one(400, 1000, 'Name one or more ids.', 'ids');
  if (list.length > MAX_IDS) throw Problem.one(400, 1060, `Name at most ${MAX_IDS} ids.`, 'ids');
  const parsed = z.array(id).safeParse(list);
  if (!parsed.success) throw Problem.one(400, 707, 'Coupon Series ID is invalid', 'ids');
  return [...new Set(parsed.data)];
}

/** Returns the revisions in If-Match, or null without the header. */
function ifMatch(request: FastifyRequest): readonly string[] | null {
  const header = request.headers['if-match'];
  if (header === undefined) return null;
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
}
