import { type AnyColumn, and, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import { addDays, instantOf, startOfDay, wallClock } from '#values/zone.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { AncestorsAnswer, EntryRef, LookupAnswer, LookupRequest } from '#contract/directory-endpoints.ts';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';
import {
  type Filter,
  FILTER_KEYS,
  type FilterKey,
  type ListFilters,
  type Range,
  readFilter,
} from '#contract/list-filters.ts';
import { journal, seriesFacts as facts } from '../database/schema.ts';
import { ALL } from './series-facts.ts';
import { statusSql } from './series-filters.ts';

export interface FilterContext {
  readonly clusterZone: string;
  /** The zone of a moment, and of the clocks of the stores. */
  readonly storeZone: string;
  readonly directory: {
    lookup(request: LookupRequest): Promise<LookupAnswer>;
    ancestors(entries: readonly EntryRef[]): Promise<AncestorsAnswer>;
  };
}

const CHOICES: Partial<Record<FilterKey, AnyColumn>> = {
  discount: facts.discountType,
  codes: facts.codeKind,
  owner: facts.ownedBy,
};
const NUMBERS: Partial<Record<FilterKey, AnyColumn>> = {
  value: facts.discountValue,
  maxIssued: facts.maxIssued,
  maxRedeemed: facts.maxRedeemed,
};

/** What the filters ask of the facts of a series; undefined without filters. Ignores a filter that cannot be read. */
export async function resolveFilters(filters: ListFilters, context: FilterContext): Promise<SQL | undefined> {
  const conditions: (SQL | undefined)[] = [];
  for (const key of FILTER_KEYS) {
    const filter = readFilter(key, filters[key] ?? '');
    if (filter) conditions.push(await conditionOf(key, filter, context));
  }
  return and(...conditions);
}

interface ChosenSeries {
  /** Ids; undefined: all of the filter. */
  readonly only: readonly number[] | undefined;
  readonly without: readonly number[] | undefined;
}

/** Narrows what `resolveFilters` returned to chosen series. */
export const amongSeries = (where: SQL | undefined, { only, without }: ChosenSeries): SQL | undefined =>
  and(
    where,
    only === undefined ? undefined : inArray(facts.id, [...only]),
    without === undefined ? undefined : notInArray(facts.id, [...without]),
  );

function conditionOf(
  key: FilterKey,
  filter: Filter,
  context: FilterContext,
): SQL | undefined | Promise<SQL | undefined> {
  switch (filter.type) {
    case 'choices':
      return sql`${CHOICES[key]} = any(${textArray(filter.chosen)})`;
    case 'none':
      return sql`${key === 'starts' ? facts.startsAt : key === 'ends' ? facts.endsAt : NUMBERS[key]} is null`;
    case 'numbers':
      return between(NUMBERS[key], filter.range);
    case 'days':
      return key === 'starts' ? startsWithin(filter.range, context) : endsWithin(filter.range, context);
    case 'moment':
      return isRedeemable(instantOf(filter.day, context.storeZone, `${filter.time}:00.000`), context.storeZone);
    case 'entry':
      return key === 'place' ? isValidIn(filter.entry, context) : covers(filter.entry, context);
    case 'property':
      return sql`${facts.properties} && ${textArray([filter.text])}`;
    case 'person':
      return sql`${facts.id} in (
        select ${journal.seriesId} from ${journal} where ${journal.actor} = ${filter.text} and ${journal.state} = 'saved')`;
  }
}

const textArray = (texts: readonly string[]) => sql`${sql.param([...texts])}::text[]`;

function between(column: AnyColumn | undefined, { from, to }: Range<number>): SQL | undefined {
  return and(
    from === null ? undefined : sql`${column} >= ${from}::float8`,
    to === null ? undefined : sql`${column} <= ${to}::float8`,
  );
}

function startsWithin({ from, to }: Range<string>, { clusterZone }: FilterContext): SQL | undefined {
  return and(
    from === null ? undefined : sql`${facts.startsAt} >= ${startOfDay(from, clusterZone)}`,
    to === null ? undefined : sql`${facts.startsAt} < ${startOfDay(addDays(to, 1), clusterZone)}`,
  );
}

/** A series ends on the day of its last second. */
function endsWithin({ from, to }: Range<string>, { clusterZone }: FilterContext): SQL | undefined {
  return and(
    from === null ? undefined : sql`${facts.endsAt} > ${startOfDay(from, clusterZone)}`,
    to === null ? undefined : sql`${facts.endsAt} <= ${startOfDay(addDays(to, 1), clusterZone)}`,
  );
}

const isOpen = (bits: AnyColumn, value: number) => sql`coalesce(${bits} & ${1 << value} <> 0, true)`;

/** Live at the moment, in an hour of its redemption range. */
function isRedeemable(moment: number, storeZone: string): SQL {
  const wall = wallClock(moment, storeZone);
  return sql`(${statusSql(moment)} = 'live' and ${isOpen(facts.openDates, wall.date())}
    and ${isOpen(facts.openDays, wall.day() || 7)} and ${isOpen(facts.openHours, wall.hour())})`;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(ENTRY_TYPES);
const isEntry = (entry: Place): entry is EntryRef => KNOWN_TYPES.has(entry.type);

/** An entry of the directory with everything that contains it: a store, its zones and its concept. */
async function chainOf(entry: Place, { directory }: FilterContext): Promise<readonly Place[]> {
  if (!isEntry(entry)) return [entry];
  const { items } = await directory.ancestors([entry]);
  return [entry, ...items];
}

/** The API stores a zone or a concept as one entry, and both lists of places must allow the place. */
async function isValidIn(place: Place, context: FilterContext): Promise<SQL> {
  const chain = await chainOf(place, context);
  const oldIds = chain.filter(({ type }) => type === 'STORE' || type === 'TILL').map(({ id }) => id);
  return sql`(${hasAnyKey(facts.places, chain)}
    and (${facts.oldPlaces} = '{}' or ${facts.oldPlaces} && ${sql.param(oldIds)}::int[]))`;
}

/** The API does not say how it combines several lists, so one that has the product is enough. */
async function covers(product: Place, context: FilterContext): Promise<SQL> {
  const chain = await chainOf(product, context);
  const brandId = product.type === 'SKU' ? await brandOf(product.id, context) : null;
  return hasAnyKey(facts.products, brandId === null ? chain : [...chain, { type: 'BRAND', id: brandId }]);
}

async function brandOf(skuId: number, { directory }: FilterContext): Promise<number | null> {
  const { results } = await directory.lookup({ types: ['SKU'], by: 'id', keys: [String(skuId)] });
  return results[0]?.matches[0]?.brandId ?? null;
}

const hasAnyKey = (column: AnyColumn, entries: readonly Place[]) =>
  sql`${column} && ${textArray([ALL, ...entries.map(placeKey)])}`;
