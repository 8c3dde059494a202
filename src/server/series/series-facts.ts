import { createHash } from 'node:crypto';
import { and, asc, eq, getTableColumns, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import { dayOf, isTimeZone } from '#values/zone.ts';
import { INT32_MAX } from '#values/int32.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { type Place, placeKey, type RedemptionRange } from '#catalogue/model/kinds.ts';
import { MAX_FILTER_LENGTH } from '#contract/list-filters.ts';
import { statusTimes } from '#domain/lifetime/status.ts';
import type { RedemptionContext } from '#domain/lifetime/reachability.ts';
import { limitOf } from '#domain/limits/limit-of.ts';
import { attentionReasons } from '#domain/rules/attention-reasons.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { valueOrNull } from '#domain/series/series.ts';
import type { Database } from '../database/connect.ts';
import { series, seriesFacts, settings } from '../database/schema.ts';

/** Increase it after a change of a rule, of the status, or of what a column contains: all facts are then derived again. */
const VERSION = 3;
const MAX_REASONS = 5;
const MAX_REASON_LENGTH = 300;

type FactsRow = typeof seriesFacts.$inferInsert;
/** A row of `series`, as far as facts need it. */
type Described = Pick<
  FactsRow,
  'source' | 'id' | 'name' | 'validTill' | 'lastModified' | 'numIssued' | 'numRedeemed'
> & {
  readonly body: JsonObject;
};

const digestOf = (wire: JsonObject) => createHash('md5').update(JSON.stringify(wire)).digest('base64url');
const derivedWith = ({ clusterZone, storeZone }: RedemptionContext) => `${VERSION} ${clusterZone} ${storeZone}`;

function factsOf({ body, ...row }: Described, context: RedemptionContext): FactsRow {
  const { source, id, name, validTill, lastModified, numIssued, numRedeemed } = row;
  const decoded = decodeSeries(body, context.clusterZone);
  const { values } = decoded;
  const range = valueOrNull(values.redemptionRange);
  const reasons = attentionReasons(decoded, context);
  return {
    source,
    id,
    name,
    validTill,
    lastModified,
    numIssued,
    numRedeemed,
    digest: digestOf(body),
    derivedWith: derivedWith(context),
    derivedOn: dayOf(context.now, context.clusterZone),
    ...statusTimes(values, context),
    discountType: textOrNull(values.discountType),
    discountValue: valueOrNull(values.discountValue),
    codeKind: textOrNull(values.clientHandlingType),
    ownedBy: textOrNull(values.ownedBy),
    maxIssued: limitOrNull(values.maxCreate),
    maxRedeemed: limitOrNull(values.maxRedeem),
    openDates: bitsOf(range?.dom),
    openDays: bitsOf(range?.dow),
    openHours: bitsOf(range?.hours),
    places: keysOrAll(valueOrNull(values.redemptionOrgEntityDetails)),
    oldPlaces: listOrNull(values.redeemAtStore),
    products: keysOrAll(productsOf(values.productInfo)),
    properties: propertiesOf(values.customPropertyMap),
    attention: reasons.length === 0 ? null : reasons.slice(0, MAX_REASONS).map(cleanReason),
  };
}

/** The key that stands for all places or products: an index finds it like any other. */
export const ALL = '*';

function keysOrAll(entries: readonly Place[] | null): string[] | null {
  return entries?.length === 0 ? [ALL] : (entries?.map((entry) => clean(placeKey(entry))) ?? null);
}

const productsOf = (value: Values['productInfo']) =>
  valueOrNull(value)?.flatMap(({ type, ids }) => ids.map((id) => ({ type, id }))) ?? null;

/** Only ids that the column can store: the API has no others. */
const listOrNull = (value: Values['redeemAtStore']) =>
  valueOrNull(value)?.map((id) => (Math.abs(id) <= INT32_MAX ? id : 0)) ?? null;

/** A longer property is found by its start. */
function propertiesOf(value: Values['customPropertyMap']): string[] | null {
  const rows = valueOrNull(value);
  if (rows === null || rows.length === 0) return null;
  return rows
    .flatMap(({ key, value: text }) => [key, `${key}=${text}`])
    .map((text) => clean(text).slice(0, MAX_FILTER_LENGTH));
}

const clean = (text: string) => text.replaceAll('\0', '');
const cleanReason = (reason: string) => clean(reason).slice(0, MAX_REASON_LENGTH);

function textOrNull(value: Parameters<typeof valueOrNull<unknown>>[0]): string | null {
  const text = valueOrNull(value);
  return typeof text === 'string' ? clean(text) : null;
}

function limitOrNull(value: Parameters<typeof limitOf>[0]): number | null {
  const limit = limitOf(value);
  return limit === 'unreadable' ? null : limit;
}

/** Null for all, which a range writes as none. */
const bitsOf = (numbers: RedemptionRange['dom'] | undefined) =>
  numbers === undefined || numbers.length === 0 ? null : numbers.reduce((bits, number) => bits | (1 << number), 0);

const UPDATED = Object.fromEntries(
  Object.entries(getTableColumns(seriesFacts)).map(([key, { name }]) => [key, sql.raw(`excluded.${name}`)]),
);

/** Writes the facts of series that were just written, except unchanged ones. */
export async function putFacts(db: Database, rows: readonly Described[], now: number): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const context = { now, ...(await zonesIn(db)) };
  const ids = rows.map(({ id }) => id);
  const stored = await db
    .select({ id: seriesFacts.id, digest: seriesFacts.digest })
    .from(seriesFacts)
    .where(and(eq(seriesFacts.source, first.source), inArray(seriesFacts.id, ids), isCurrent(context)));
  const digests = new Map(stored.map(({ id, digest }) => [id, digest]));
  const changed = rows.filter(({ id, body }) => digests.get(id) !== digestOf(body));
  await write(db, changed, context);
}

async function write(db: Database, rows: readonly Described[], context: RedemptionContext): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(seriesFacts)
    .values(rows.map((row) => factsOf(row, context)))
    .onConflictDoUpdate({ target: [seriesFacts.source, seriesFacts.id], set: UPDATED });
}

/** Nothing that time changes is stored about an ended series, so it is not derived again each day. */
function isCurrent(context: RedemptionContext): SQL | undefined {
  const { now, clusterZone } = context;
  return and(
    eq(seriesFacts.derivedWith, derivedWith(context)),
    or(eq(seriesFacts.derivedOn, dayOf(now, clusterZone)), sql`${seriesFacts.endsAt} <= ${now}`),
  );
}

async function zonesIn(db: Database): Promise<Omit<RedemptionContext, 'now'>> {
  const rows = await db
    .select()
    .from(settings)
    .where(inArray(settings.key, ['clusterTimeZone', 'timeZone']));
  const zone = (key: string) => {
    const value = rows.find((row) => row.key === key)?.value;
    return typeof value === 'string' && isTimeZone(value) ? value : 'UTC';
  };
  return { clusterZone: zone('clusterTimeZone'), storeZone: zone('timeZone') };
}

/** One batch blocks the other requests of the embedded database for some 30 ms. */
const BATCH = 25;

/**
 * Derives the facts again that are missing, were derived with other rules or zones, or on an earlier day. `pause` runs
 * between batches.
 */
export async function refreshFacts(
  db: Database,
  source: FactsRow['source'],
  now: number,
  pause: () => Promise<unknown>,
): Promise<void> {
  const context = { now, ...(await zonesIn(db)) };
  for (let after = 0; ;) {
    const ids = await db
      .select({ id: series.id })
      .from(series)
      .leftJoin(seriesFacts, and(eq(seriesFacts.source, series.source), eq(seriesFacts.id, series.id)))
      .where(
        and(
          eq(series.source, source),
          gt(series.id, after),
          or(isNull(seriesFacts.id), sql`(${isCurrent(context)}) is not true`),
        ),
      )
      .orderBy(asc(series.id))
      .limit(BATCH);
    const last = ids.at(-1);
    if (last === undefined) return;
    await db.transaction(async (tx) => {
      const rows = await tx
        .select()
        .from(series)
        .where(
          and(
            eq(series.source, source),
            inArray(
              series.id,
              ids.map(({ id }) => id),
            ),
          ),
        )
        .orderBy(asc(series.id))
        // A save that waits for the lock then writes newer facts.
        .for('update');
      await write(tx, rows, context);
    });
    after = last.id;
    await pause();
  }
}
