import type { Readable } from 'node:stream';
import { defaultSort, isDerivedSort } from '#contract/endpoint-constants.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { historyEndpoints } from '#contract/history-endpoints.ts';
import { seriesEndpoints } from '#contract/series-endpoints.ts';
import { versionOf } from '#domain/change/entry-versions.ts';
import type { Database } from '../database/connect.ts';
import { meEndpoints } from '#contract/me-endpoints.ts';
import { keep } from './series-counts.ts';
import { undoneSaves, undoneSavesOf } from './undone-saves.ts';
import { callerOf } from '../accounts/guard.ts';
import { inSpan } from '../environment/spans.ts';
import { plainProblem, Problem, unavailable } from '../http/problems.ts';
import { route } from '../http/route.ts';
import { amongSeries, type FilterContext, resolveFilters } from './resolve-filters.ts';
import { FILTER_KEYS, LIST_FILTERS, type ListFilters } from '#contract/list-filters.ts';
import { historyCsv, historyLines } from './history-export.ts';
import { journalEntry, journalPage } from './journal-page.ts';
import { editorsOf, lastSent } from './journal.ts';
import { saveOutcomeOfError } from './save-outcome.ts';
import type { SearchTurns } from './search-turns.ts';
import { dayOf } from '#values/zone.ts';
import { seriesCsv } from './series-csv.ts';
import { type NamedVersion, updateSeries, type UpdateOptions } from './update-series.ts';

/** The status of each row takes up to 0.4 ms, and other requests wait for a page. */
const EXPORT_PAGE = 100;

export interface SeriesRoutes extends UpdateOptions {
  readonly db: Database;
  readonly directory: FilterContext['directory'];
  readonly search: SearchTurns;
  /** When the rules were last checked for all series, epoch ms; null before. */
  readonly checkedAt: () => number | null;
}

/**
 * Registers the API's own endpoints for series, and ours for lists. All use the API's response envelopes.
 */
export function seriesRoutes(app: FastifyInstance, options: SeriesRoutes): void {
  const { db, source, settings, directory, search, now, checkedAt } = options;
  const keptCounts = keep(() => source.count({ q: '', now: now() }, new AbortController().signal), now);
  const checkedAtIso = () => {
    const at = checkedAt();
    return at === null ? null : isoOf(at);
  };
  async function whereOf(filters: ListFilters) {
    if (source.kind === 'upstream') refuseUnmirrored(filters);
    const { clusterTimeZone, timeZone } = settings.current();
    return resolveFilters(filters, { clusterZone: clusterTimeZone, storeZone: timeZone, directory });
  }
  route(app, seriesEndpoints.getSeries, async ({ query: { ids }, reply }) => {
    const found = await source.get(ids);
    if (found.length === 0) throw Problem.unknownSeries();
    const [only] = found;
    reply.header('cache-control', 'no-store');
    if (ids.length === 1 && only) reply.header('etag', `"${only.revision}"`);
    return { entity: found.map(({ wire }) => wire), warnings: [] };
  });

  route(app, seriesEndpoints.updateSeries, async ({ params: { id }, headers, body, request, reply }) => {
    const { actor, sessionId } = callerOf(request);
    const author = { actor, origin: sessionId === null ? 'api' : 'app' } as const;
    const ifMatch = revisionsIn(headers['if-match']);
    const changeReason = headers['coupon-desk-reason'] || null;
    const restored = await restoredVersion(db, id, headers['coupon-desk-restored']);
    const update = { id, body: body.CouponSeriesV2, ifMatch, author, changeReason, restored };
    const span = { name: 'save', attributes: { 'coupon_desk.series': id }, outcomeOf: saveOutcomeOfError };
    const saved = await inSpan(span, () => updateSeries(options, update));
    keptCounts.change();
    noStore(reply, saved.revision);
    reply.header('coupon-desk-entry', saved.entry);
    return { ...saved.wire, warnings: [...saved.warnings] };
  });

  route(app, seriesEndpoints.listSeries, async ({ query: { cursor = null, ...query }, ...call }) => {
    const { q, limit, tab, sort = defaultSort(q), ...filters } = query;
    const where = await whereOf(filters);
    const page = await search(call, (gone) => source.list({ q, limit, tab, sort, where, cursor, now: now() }, gone));
    return { ...page, checkedAt: checkedAtIso(), mirror: source.mirror() };
  });
  route(app, seriesEndpoints.exportSeries, async ({ body, ...call }) => {
    const { q, tab, sort = defaultSort(q), columns, only, without, ...filters } = body;
    const where = amongSeries(await whereOf(filters), { only, without });
    const isChecked = checkedAt() !== null;
    if (!isChecked && (where !== undefined || tab !== undefined || isDerivedSort(sort)))
      throw unavailable(
        'The rules are being checked for all series, so the file would lack some. Try again in a few minutes.',
      );
    const at = now();
    const read = (cursor: string | null) =>
      search(call, (gone) => source.list({ q, limit: EXPORT_PAGE, tab, sort, where, cursor, now: at }, gone));
    const file = seriesCsv({
      columns,
      isChecked,
      settings: { ...settings.current(), source: source.kind },
      now: at,
      first: await read(null),
      read,
    });
    const name = `coupon-series-${dayOf(at, settings.current().timeZone)}.csv`;
    return call.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(file);
  });
  route(app, seriesEndpoints.countSeries, async ({ query: { q, ...filters }, ...call }) => {
    const where = await whereOf(filters);
    const { value, at } =
      q.trim() === '' && where === undefined
        ? await keptCounts.get()
        : { value: await search(call, (gone) => source.count({ q, where, now: now() }, gone)), at: now() };
    return { counts: value, asOf: isoOf(at), checkedAt: checkedAtIso() };
  });
  route(app, seriesEndpoints.listEditors, async () => ({ editors: await editorsOf(db) }));
  route(app, seriesEndpoints.getUndoneSaves, async ({ params: { id }, request }) =>
    undoneSaves(db, id, callerOf(request).actor),
  );
  route(app, meEndpoints.listUndoneSaves, async ({ request }) => ({
    saves: [...(await undoneSavesOf(db, callerOf(request).actor))],
  }));
  route(app, seriesEndpoints.getLastSent, async ({ params: { id }, request }) =>
    lastSent(db, id, callerOf(request).actor),
  );
  route(app, historyEndpoints.getJournal, async ({ params: { id }, query, request }) =>
    journalPage(db, { ...query, seriesId: id }, callerOf(request).actor),
  );
  route(app, historyEndpoints.listHistory, async ({ query, request }) =>
    journalPage(db, query, callerOf(request).actor),
  );
  const exported = (reply: FastifyReply, type: string, file: Readable) =>
    reply
      .type(`${type}; charset=utf-8`)
      .header(
        'content-disposition',
        `attachment; filename="coupon-history-${dayOf(now(), settings.current().timeZone)}.${type === 'text/csv' ? 'csv' : 'ndjson'}"`,
      )
      .header('cache-control', 'no-store')
      .send(file);
  route(app, historyEndpoints.exportHistoryCsv, async ({ query, request, reply }) =>
    exported(
      reply,
      'text/csv',
      await historyCsv(db, query, { settings: settings.current(), actor: callerOf(request).actor }),
    ),
  );
  route(app, historyEndpoints.exportHistoryLines, async ({ query, request, reply }) =>
    exported(reply, 'application/x-ndjson', await historyLines(db, query, callerOf(request).actor)),
  );
  route(app, historyEndpoints.getEntry, async ({ params: { id, entry }, request }) => {
    const found = await journalEntry(db, { seriesId: id, entryId: entry }, callerOf(request).actor);
    if (found === null) throw plainProblem(404, 'The journal of this series has no such entry.');
    return found;
  });
}

function refuseUnmirrored(filters: ListFilters): void {
  for (const key of FILTER_KEYS) {
    const entry = LIST_FILTERS[key];
    if (filters[key] !== undefined && 'unmirrored' in entry) throw Problem.one(400, 400, entry.unmirrored, key);
  }
}

/** The version that a save names, if there is such a version of the series. */
async function restoredVersion(
  db: Database,
  seriesId: number,
  reference: string | undefined,
): Promise<NamedVersion | null> {
  if (reference === undefined) return null;
  const [entryId = '', name] = reference.split('.');
  const found = await journalEntry(db, { seriesId, entryId }, '');
  if (found === null) throw plainProblem(400, 'The journal of this series has no such entry to restore.');
  const side = name === 'before' ? 'before' : 'after';
  return { reference: { entry: found.id, side, at: found.at }, wire: versionOf(found, side) };
}

const isoOf = (at: number) => new Date(at).toISOString();

function noStore(reply: FastifyReply, revision: string): void {
  reply.header('cache-control', 'no-store').header('etag', `"${revision}"`);
}

/** The revisions in If-Match, or null without the header. */
function revisionsIn(ifMatch: string | undefined): readonly string[] | null {
  if (ifMatch === undefined) return null;
  return ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
}
