import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { HistoryEntry, HistoryPage } from '#contract/history-endpoints.ts';
import { isHidden } from '#domain/change/entry-versions.ts';
import type { Database } from '../database/connect.ts';
import { journal, type journalArchive, person } from '../database/schema.ts';
import { bySequence, column, entriesOf, ENTRY_COLUMNS, saveOf } from './journal.ts';

export interface HistoryFilter {
  /** Undefined: of all series. */
  readonly seriesId?: number | undefined;
  /** The id of the author. */
  readonly person?: string | undefined;
  readonly field?: FieldKey | undefined;
  /** From this moment on, as ISO text. */
  readonly from?: string | undefined;
  /** Before this moment. */
  readonly to?: string | undefined;
}

export interface HistoryQuery extends HistoryFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page ends after entries whose requests have so many bytes. The series before and after are about as large. */
const PAGE_BYTES = 2_000_000;
/** With a filter by person or field, one page looks at this many entries at most, so that its time is limited. */
const LOOKED_AT = 2_000;

/** Returns a page of the journal with its archive, the last entry first. `actor` is the caller. */
export async function journalPage(db: Database, query: HistoryQuery, actor: string): Promise<HistoryPage> {
  const { found, next } = await find(db, query);
  return { entries: await readEntries(db, found, actor), next };
}

/** Returns an entry of a series, or null. `actor` is the caller. */
export async function journalEntry(
  db: Database,
  { seriesId, entryId }: { readonly seriesId: number; readonly entryId: string },
  actor: string,
): Promise<HistoryEntry | null> {
  const [entry] = await readEntries(db, [entryId], actor);
  return entry?.seriesId === seriesId ? entry : null;
}

interface Position {
  readonly at: Date;
  readonly sequence: number;
}

/** The ids of a page, and its cursor. */
async function find(
  db: Database,
  { limit, cursor, ...filter }: HistoryQuery,
): Promise<{ readonly found: readonly string[]; readonly next: string | null }> {
  const { seriesId, person: author, field, from, to } = filter;
  const isOfSeries = seriesId !== undefined;
  const isFiltered = author !== undefined || field !== undefined;
  const rowLimit = isFiltered ? LOOKED_AT : limit + 1;
  // The entries of one series have the order in which they happened. Those of all series are read by an index of time.
  const order = (table: typeof journal | typeof journalArchive) =>
    isOfSeries ? bySequence(table) : sql`${table.at} desc, ${table.sequence} desc`;
  const below = cursor === undefined ? undefined : positionOf(cursor);
  const entries = entriesOf({
    where: (table) =>
      and(
        isOfSeries ? eq(table.seriesId, seriesId) : undefined,
        from === undefined ? undefined : gte(table.at, new Date(from)),
        to === undefined ? undefined : lt(table.at, new Date(to)),
        below && (isOfSeries ? lt(table.sequence, below.sequence) : isOlder(table, below)),
      ),
    order,
    limit: rowLimit,
  });
  const matches =
    and(author === undefined ? undefined : eq(journal.actor, author), field && changes(field)) ?? sql`true`;
  const rows = await db
    .select({
      id: column(journal.id),
      at: column(journal.at),
      sequence: column(journal.sequence),
      matches: sql<boolean>`${matches}`,
      bytes: sql<number>`case when ${matches} then octet_length(${journal.requested}::text) else 0 end`,
    })
    .from(entries)
    .orderBy(order(journal))
    .limit(rowLimit);
  const matching = rows.filter((row) => row.matches);
  const page: typeof rows = [];
  let bytes = 0;
  for (const row of matching) {
    if (page.length === limit || bytes >= PAGE_BYTES) break;
    page.push(row);
    bytes += row.bytes;
  }
  const isMore = matching.length > page.length;
  const last = isMore ? page.at(-1) : rows.length === rowLimit ? rows.at(-1) : undefined;
  return { found: page.map(({ id }) => id), next: last ? cursorOf(last) : null };
}

const cursorOf = ({ at, sequence }: Position) => `${at.getTime()}-${sequence}`;
function positionOf(cursor: string): Position {
  const [at = 0, sequence = 0] = cursor.split('-').map(Number);
  return { at: new Date(at), sequence };
}

const isOlder = (table: typeof journal | typeof journalArchive, { at, sequence }: Position) =>
  sql`(${table.at}, ${table.sequence}) < (${at.toISOString()}::timestamptz, ${sequence}::bigint)`;

/** Whether an entry changes the wire value of a field, or of another field in the same key. */
function changes(field: FieldKey): SQL {
  const { path, readAlso } = fieldOf(field);
  const valueIn = (body: SQL) => {
    const at = (steps: readonly string[]) => sql`(${body} #> ${sql.param([...steps])}::text[])::text`;
    return readAlso ? sql`coalesce(${at(path)}, ${at(readAlso)})` : at(path);
  };
  const before = sql`${journal.before}`;
  const after = sql`coalesce(${journal.after}, ${journal.requested})`;
  // What the API does not return counts as it was sent, as in `versionOf`.
  const valueAfter = isHidden(field)
    ? sql`coalesce(${valueIn(sql`${journal.after}`)}, ${valueIn(sql`${journal.requested}`)})`
    : valueIn(after);
  // PostgreSQL cannot look into JSON with this character, so such an entry is never left out.
  return sql`case when concat(${before}::text, ${after}::text) like ${String.raw`%\u0000%`} then true
    else ${valueIn(before)} is distinct from ${valueAfter} end`;
}

/** Reads entries in the order of their ids. */
async function readEntries(db: Database, ids: readonly string[], actor: string): Promise<HistoryEntry[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      ...ENTRY_COLUMNS,
      id: column(journal.id),
      seriesId: column(journal.seriesId),
      origin: column(journal.origin),
      changeReason: column(journal.changeReason),
      restored: column(journal.restored),
      state: column(journal.state),
      reason: column(journal.reason),
    })
    .from(entriesOf({ where: (table) => inArray(table.id, [...ids]), order: bySequence, limit: ids.length }))
    .leftJoin(person, eq(person.id, journal.actor));
  const entries = rows.map((row) => ({
    ...saveOf(row, actor),
    id: row.id,
    seriesId: row.seriesId,
    origin: row.origin,
    changeReason: row.changeReason,
    restored: row.restored,
    state: row.state,
    reason: row.reason,
    before: row.before,
    body: row.requested,
    after: row.after,
    warnings: [...(row.warnings ?? [])],
  }));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids.map((id) => byId.get(id)).filter((entry) => entry !== undefined);
}
