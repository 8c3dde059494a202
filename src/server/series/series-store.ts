import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import { searchText } from '#values/search-text.ts';
import { fieldOf } from '#catalogue/catalogue.ts';
import { LISTED_FIELDS } from '#contract/series-endpoints.ts';
import { parseDateTime, isNoDate } from '#values/zone.ts';
import { INT32_MAX } from '#values/int32.ts';
import type { StoredSeries } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import { series } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import { putFacts } from './series-facts.ts';

export type Source = 'embedded' | 'upstream';

/** Sorts after every real date, so that a series without an end comes last and the keyset needs no null. */
export const NO_END = new Date('9999-12-31T00:00:00Z');
const NEVER = new Date(0);

/** Number of characters that are sorted and searched. PostgreSQL refuses a row whose index entry is too large. */
const SORT_LENGTH = 256;
const SEARCH_LENGTH = 1000;

/** PostgreSQL text cannot contain NUL, which only the real API could return. */
const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '');
/** Returns at most `length` characters, without splitting a surrogate pair. */
const truncate = (value: string, length: number) =>
  Array.from(value.slice(0, 2 * length))
    .slice(0, length)
    .join('');
const count = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX ? value : 0;

function dateOr(value: unknown, fallback: Date): Date {
  if (typeof value !== 'string' || isNoDate(value)) return fallback;
  const instant = parseDateTime(value);
  return instant === null ? fallback : new Date(Math.min(instant, NO_END.getTime()));
}

/** The texts of a series that the search box searches. */
const textsOf = (wire: JsonObject) => [
  ...[wire['description'], wire['discountCode'], wire['seriesCode'], wire['genericCode']].map(text),
  String(Number(wire['id'])),
];

/** Quotes a text, normalised, as one lexeme of a tsvector or a tsquery. */
export const lexeme = (whole: string) =>
  `'${truncate(searchText(whole), SORT_LENGTH)
    .replaceAll('\\', String.raw`\\`)
    .replaceAll("'", "''")}'`;

function searchColumns(wire: JsonObject) {
  const texts = textsOf(wire).map((each) => truncate(each, SEARCH_LENGTH));
  return {
    searchText: texts.map(searchText).join('\n'),
    wholeTexts: texts
      .map(lexeme)
      .filter((one) => one !== "''")
      .join(' '),
  };
}

/** Converts a series to its row: the unchanged body, and columns for lists, search and sorting. */
function rowOf({ wire, revision }: StoredSeries, source: Source) {
  const [name = '', discountCode = '', seriesCode = '', genericCode = ''] = textsOf(wire);
  return {
    id: Number(wire['id']),
    body: wire,
    revision,
    source,
    name: truncate(name, SORT_LENGTH),
    discountCode,
    seriesCode: seriesCode || null,
    genericCode: genericCode || null,
    ...searchColumns(wire),
    validTill: dateOr(wire['validTillDate'], NO_END),
    createdOn: dateOr(wire['createdOn'], NEVER),
    lastModified: dateOr(wire['lastUsed'], NEVER),
    numIssued: count(wire['numIssued']),
    numRedeemed: count(wire['numRedeemed']),
  };
}

type SeriesRow = ReturnType<typeof rowOf>;

/** The inserted value of a column in ON CONFLICT DO UPDATE. */
const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** The most rows and characters of one statement. A larger one takes longer than the time limit of a statement. */
const BATCH_ROWS = 500;
const BATCH_LENGTH = 8_000_000;

function* batchesOf(stored: readonly StoredSeries[]): Generator<readonly StoredSeries[]> {
  let batch: StoredSeries[] = [];
  let length = 0;
  for (const one of stored) {
    const added = JSON.stringify(one.wire).length;
    if (batch.length > 0 && (batch.length === BATCH_ROWS || length + added > BATCH_LENGTH)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(one);
    length += added;
  }
  if (batch.length > 0) yield batch;
}

/** Inserts or replaces series and their facts; with `now` null the next refresh derives the facts. The ids must be unique. */
export async function putRows(
  db: Database,
  stored: readonly StoredSeries[],
  source: Source,
  now: number | null = Date.now(),
): Promise<void> {
  for (const batch of batchesOf(stored)) {
    const rows = batch.map((one) => rowOf(one, source));
    await db.transaction(async (tx) => {
      await upsertSeries(tx, rows);
      if (now !== null) await putFacts(tx, rows, now);
    });
  }
}

async function upsertSeries(db: Database, rows: readonly SeriesRow[]): Promise<void> {
  await db
    .insert(series)
    .values([...rows])
    .onConflictDoUpdate({
      target: [series.source, series.id],
      set: {
        body: excluded('body'),
        revision: excluded('revision'),
        name: excluded('name'),
        discountCode: excluded('discount_code'),
        seriesCode: excluded('series_code'),
        genericCode: excluded('generic_code'),
        searchText: excluded('search_text'),
        wholeTexts: excluded('whole_texts'),
        validTill: excluded('valid_till'),
        createdOn: excluded('created_on'),
        lastModified: excluded('last_modified'),
        numIssued: excluded('num_issued'),
        numRedeemed: excluded('num_redeemed'),
      },
    });
}

const REWRITE_BATCH = 500;

/** Rewrites the search columns of all series. A series that is saved meanwhile is skipped: the save writes them. */
export async function rewriteSearchColumns(db: Database, source: Source): Promise<void> {
  for (let after = 0; ;) {
    const rows = await db
      .select({ id: series.id, body: series.body, revision: series.revision })
      .from(series)
      .where(and(eq(series.source, source), gt(series.id, after)))
      .orderBy(series.id)
      .limit(REWRITE_BATCH);
    const last = rows.at(-1);
    if (last === undefined) return;
    const columns = rows.map(({ body }) => searchColumns(body));
    await db.execute(sql`
      update ${series} set search_text = new.search_text, whole_texts = new.whole_texts::tsvector
      from unnest(
        ${sql.param(rows.map(({ id }) => id))}::int[], ${sql.param(rows.map(({ revision }) => revision))}::text[],
        ${sql.param(columns.map((one) => one.searchText))}::text[], ${sql.param(columns.map((one) => one.wholeTexts))}::text[]
      ) as new(id, revision, search_text, whole_texts)
      where ${series.source} = ${source} and ${series.id} = new.id and ${series.revision} = new.revision`);
    after = last.id;
  }
}

/** The most bytes of series that one call reads. */
const MAX_READ_MB = 16;

/** Returns series in the order of `ids`, without unknown ones. Throws a Problem if several are too large together. */
export async function getRows(db: Database, ids: readonly number[], source: Source): Promise<readonly StoredSeries[]> {
  const { rows } = await db.execute<{ body: JsonObject | null; revision: string }>(sql`
    ${firstRows(ids, source)}
    select case when before = 0 or before + bytes <= ${MAX_READ_MB * 1024 * 1024} then body end as body, revision
    from summed order by place`);
  return rows.map(({ body, revision }) => {
    if (body === null) throw tooManyBytes();
    return { wire: body, revision };
  });
}

/** The revisions of these series as they were last stored or read. */
export function revisionsOf(
  db: Database,
  ids: readonly number[],
  source: Source,
): Promise<readonly { readonly id: number; readonly revision: string }[]> {
  return db
    .select({ id: series.id, revision: series.revision })
    .from(series)
    .where(and(eq(series.source, source), inArray(series.id, [...ids])));
}

export const tooManyBytes = () =>
  Problem.one(400, 1060, `These series have more than ${MAX_READ_MB} MB together. Name fewer ids.`, 'ids');

/** The top-level keys of what lists show. */
const LISTED_KEYS: ReadonlySet<string> = new Set(
  LISTED_FIELDS.flatMap((key) => {
    const { path, readAlso } = fieldOf(key);
    return readAlso ? [path[0], readAlso[0]] : [path[0]];
  }),
);

const listed = (wire: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(wire).filter(([key]) => LISTED_KEYS.has(key)));

/** Returns what lists show of the first of these series, in the order of `ids`, until `maxBytes` were read. */
export async function listedRows(
  db: Database,
  ids: readonly number[],
  source: Source,
  maxBytes: number,
): Promise<readonly JsonObject[]> {
  const { rows } = await db.execute<{ body: JsonObject }>(sql`
    ${firstRows(ids, source)}
    select body from summed where before < ${maxBytes} order by place`);
  return rows.map(({ body }) => listed(body));
}

/** Series in the order of `ids`. `before`: the bytes of those that come before. */
const firstRows = (ids: readonly number[], source: Source) => sql`
  with sized as (
    select ${series.body}, ${series.revision}, place, octet_length(${series.body}::text) as bytes
    from unnest(${sql.param([...ids])}::int[]) with ordinality as page(page_id, place) join ${series} on ${series.id} = page_id
    where ${series.source} = ${source}
  ), summed as (select body, revision, place, bytes, sum(bytes) over (order by place) - bytes as before from sized)`;

export async function hasRows(db: Database, source: Source): Promise<boolean> {
  const rows = await db.select({ id: series.id }).from(series).where(eq(series.source, source)).limit(1);
  return rows.length > 0;
}

/** Deletes every row of the source except these ids. */
export async function deleteOthers(db: Database, ids: readonly number[], source: Source): Promise<void> {
  await db
    .delete(series)
    .where(and(eq(series.source, source), sql`${series.id} <> all(${sql.param([...ids])}::int[])`));
}

/** Reads a row and locks it until the transaction ends. Returns null for an unknown id. */
export async function lockRow(db: Database, id: number, source: Source): Promise<StoredSeries | null> {
  const [row] = await db
    .select({ wire: series.body, revision: series.revision })
    .from(series)
    .where(and(eq(series.id, id), eq(series.source, source)))
    .for('update');
  return row ?? null;
}
