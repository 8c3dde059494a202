import { isObject, type Json, type JsonObject } from '#values/json.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { Attempt } from '../redemption/attempt.ts';
import { type KnownPlace, placesAbove } from '../targets/place-coverage.ts';
import type { Product } from '../targets/product-coverage.ts';
import { NOW, payload } from './builders.ts';
import { onLists, PRODUCTS, randomLists } from './product-oracle.ts';
import { all, type Random, type Verdict } from './random-cases.ts';

/**
 * An oracle for the check, written from the assumptions: it reads the wire values, evaluates attempts in which everything is
 * known, and tries all possible values of what is hidden. It shares no code with the check, except the tree of places.
 * The cluster is in UTC, stores are in UTC+5:30.
 */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const INDIA = 5.5 * HOUR;
const TODAY = Math.floor(NOW / DAY);
export const isoDay = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const midnight = (day: number) => `${isoDay(day)}T00:00:00Z`;

const known = (type: string, id: number, parentId: number | null, conceptId: number | null = null): KnownPlace => ({
  type,
  id,
  parentId,
  conceptId,
  code: null,
  name: `${type} ${id}`,
  isActive: true,
});
const DIRECTORY = [
  known('CONCEPT', 11, null),
  known('CONCEPT', 12, null),
  known('ZONE', 31, null),
  known('ZONE', 37, 31),
  known('STORE', 1201, 31, 11),
  known('STORE', 1202, 37, 11),
  known('STORE', 1203, null),
  known('TILL', 20_201, 1202),
  known('TILL', 20_202, 1201),
];
const byKey = new Map(DIRECTORY.map((place) => [placeKey(place), place]));
export const directory = (place: Place) => byKey.get(placeKey(place)) ?? null;
const UNKNOWN_STORE: Place = { type: 'STORE', id: 1299 };
export const SHOPS: readonly Place[] = [
  ...DIRECTORY.filter(({ type }) => type === 'STORE' || type === 'TILL').map(({ type, id }) => ({ type, id })),
  UNKNOWN_STORE,
];

const withAny = (list: Json) => (Array.isArray(list) && list.length === 0 ? [-1] : list);

export function randomSeries({ whole, one, some, chance }: Random): JsonObject {
  const flag = (): Json => (chance(0.05) ? 'yes' : chance(0.5));
  const limit = (): Json => (chance(0.05) ? 'many' : one(-1, -1, -7, 0, 1, 2, 3));
  const axis = (least: number, most: number): Json =>
    chance(0.5)
      ? [-1]
      : some(Array.from({ length: most - least + 1 }, (_, index) => least + index)).map((value) =>
          one<Json>(value, String(value)),
        );
  const range = { dom: withAny(axis(1, 31)), dow: withAny(axis(1, 7)), hours: withAny(axis(0, 23)) };
  const strategy = one('SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END');
  const optional = (key: string, value: Json) => (chance(0.5) ? {} : { [key]: value });
  return {
    ...payload('put_response_698948.json'),
    redemptionRange: chance(0.05)
      ? 'oops'
      : one<Json>(JSON.stringify(range), JSON.stringify(range), '{"dom":[-1],"dow":[-1],"hours":[-1]}', ''),
    anyUser: flag(),
    isMultipleUseAllowed: flag(),
    sameUserMultipleRedeem: flag(),
    clientHandlingType: one('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC'),
    externalIssual: chance(0.1),
    redemptionPerCouponMaxLimit: one<Json>(null, limit()),
    maxRedemptionsInSeriesPerUser: limit(),
    maxRedeem: limit(),
    minDaysBetweenRedemption: limit(),
    redemptionValidAfterDays: limit(),
    redemptionValidFrom: chance(0.05) ? '31 Feb' : one('1970-01-01T00:00:00Z', midnight(TODAY + whole(-4, 3))),
    validTillDate: chance(0.05)
      ? '31 Feb'
      : one('1970-01-01T00:00:00Z', midnight(TODAY + whole(-2, 5)), midnight(TODAY + 100)),
    ownerValidity: one(0, 0, (TODAY + whole(-3, 5)) * DAY),
    fixedExpiryDate: 0,
    expiryStrategyType: strategy,
    expiryStrategyValue: strategy === 'SERIES_EXPIRY' ? 1 : strategy === 'DAYS' ? whole(-1, 8) : whole(0, 1),
    createdOn: midnight(TODAY - whole(3, 45)),
    numRedeemed: whole(0, 4),
    minBillAmount: one(-1, 0, 100, 200),
    maxBillAmount: one<number>(-1, 0, 150, 300, Number.MAX_SAFE_INTEGER),
    redeemAtStore: one('[-1]', '[]', '[1201]', '["1202", 7]', '[20201, 1203]', '[oops'),
    ...optional(
      'redemptionOrgEntityDetails',
      some([
        ...(chance(0.3) ? DIRECTORY : DIRECTORY.slice(0, whole(0, 9))),
        { type: 'STORE', id: 8 },
        ...(chance(0.2) ? [{ type: 'KIOSK', id: 7 }] : []),
      ]).map(({ type, id }) => ({ redemptionOrgEntityType: type, orgEntityId: id })),
    ),
    targetUserDetails: {
      ...optional('validMaxUserTransactionLimit', one<Json>(-2, 0, 1, 2, 'few')),
      ...optional('validUserRegistrationStartTime', one(0, NOW - whole(2, 6) * DAY)),
      ...optional('validUserRegistrationEndTime', one(0, NOW - whole(1, 5) * DAY)),
    },
    ...optional('productInfo', chance(0.05) ? 'all' : randomLists({ one, whole, chance })),
  };
}

/** An attempt in which everything is known, as one of its facts may be hidden from the check. */
interface World {
  readonly moment: number;
  readonly issuedTo: 'customer' | 'other' | 'none';
  readonly issued: number;
  readonly codeEnd: number | null;
  readonly registered: number;
  readonly transactions: number;
  readonly codeUses: number;
  readonly codeUsesByCustomer: number;
  readonly customerUses: number;
  readonly seriesUses: number;
  readonly lastUse: number | null;
  readonly bill: number;
  readonly place: Place;
  readonly product: Product;
}

const HIDEABLE = [
  'issuedTo',
  'issued',
  'registered',
  'transactions',
  'codeUses',
  'codeUsesByCustomer',
  'customerUses',
  'seriesUses',
  'lastUse',
  'bill',
  'place',
  'product',
] as const;
export type Shown = Partial<World> & Pick<World, 'moment' | 'codeEnd'>;

export const BILLS = [0, 50, 100, 125, 150, 200, 300, 400];

export function randomWorld({ whole, one, chance }: Random, wire: JsonObject): World {
  const created = Math.floor(Date.parse(textOf(wire['createdOn'])) / DAY);
  const moment = NOW + whole(-30, 30) * HOUR + whole(0, 3) * 900_000;
  const isCommonCode = wire['clientHandlingType'] === 'GENERIC';
  const own = one(0, 0, 1, 2);
  const customer = isCommonCode ? own : own + one(0, 0, 1);
  const series = Math.max(customer, own) + whole(0, 2);
  return {
    moment,
    issuedTo: one('customer', 'customer', 'other', 'none'),
    issued: whole(created, Math.floor(moment / DAY)),
    codeEnd: chance(0.1) ? Math.floor(moment / DAY) + whole(-1, 1) : null,
    registered: NOW - whole(0, 7) * DAY,
    transactions: whole(0, 3),
    codeUses: isCommonCode ? series : whole(own, series),
    codeUsesByCustomer: own,
    customerUses: customer,
    seriesUses: series,
    lastUse: customer === 0 ? null : moment - whole(0, 100) * HOUR,
    bill: one(...BILLS),
    place: one(...SHOPS),
    product: one(...PRODUCTS),
  };
}

export const hide = (world: World, { chance }: Random): Shown => {
  const share = chance(0.3) ? 0 : 0.4;
  const hidden = HIDEABLE.filter(() => chance(share));
  return Object.fromEntries(
    Object.entries(world).filter(([key]) => !hidden.includes(key as never)),
  ) as unknown as Shown;
};

export function attemptOf({ moment, codeEnd, issued, registered, lastUse, ...rest }: Shown): Attempt {
  return {
    ...rest,
    moment,
    ...(codeEnd !== null && { codeEnd: isoDay(codeEnd) }),
    ...(issued !== undefined && { issued: isoDay(issued) }),
    ...(registered !== undefined && { registered: [registered, registered] as const }),
    ...(lastUse !== undefined && { lastUse: lastUse === null ? ('never' as const) : ([lastUse, lastUse] as const) }),
  };
}

const upTo = (most: number, least = 0) =>
  Array.from({ length: Math.max(0, most - least + 1) }, (_, index) => least + index);

/** All counters that fit what is shown: a part is never larger than its whole. */
function counters(
  shown: Shown,
  wire: JsonObject,
): Pick<World, 'codeUses' | 'codeUsesByCustomer' | 'customerUses' | 'seriesUses'>[] {
  const isCommonCode = wire['clientHandlingType'] === 'GENERIC';
  const usedBefore = typeof shown.lastUse === 'number' ? 1 : 0;
  const typed = [shown.codeUses, shown.customerUses, shown.codeUsesByCustomer, usedBefore].filter(
    (value) => value !== undefined,
  );
  const series =
    shown.seriesUses ??
    (isCommonCode && shown.codeUses !== undefined ? shown.codeUses : Math.max(Number(wire['numRedeemed']), ...typed));
  const found = [];
  for (const code of shown.codeUses === undefined ? upTo(series) : [shown.codeUses])
    for (const customer of shown.customerUses === undefined ? upTo(series) : [shown.customerUses])
      for (const own of shown.codeUsesByCustomer === undefined ? upTo(series) : [shown.codeUsesByCustomer]) {
        if (own > code || own > customer || code > series || customer > series || customer < usedBefore) continue;
        if (shown.lastUse === null && customer > 0) continue;
        if (isCommonCode && (code !== series || own !== customer)) continue;
        found.push({ codeUses: code, codeUsesByCustomer: own, customerUses: customer, seriesUses: series });
      }
  return found;
}

export const textOf = (wire: Json | undefined) => (typeof wire === 'string' ? wire : '');

const flags = (wire: Json | undefined): readonly boolean[] => (typeof wire === 'boolean' ? [wire] : [true, false]);

/** A ceiling of redemptions; an unreadable one may be none or nothing. */
const allowsOneMore = (wire: Json | undefined, used: number): readonly boolean[] => {
  if (wire === null || wire === undefined) return [true];
  if (typeof wire !== 'number') return [true, false];
  return [wire < 0 || used < wire];
};

function strategyEnd(type: Json | undefined, count: number, issued: number): number {
  const date = new Date(issued * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const lastOf = (months: number) => Math.floor(Date.UTC(year, month + months + 1, 0) / DAY);
  if (type === 'DAYS') return issued + count;
  if (type === 'MONTHS_END') return lastOf(count);
  if (type === 'MONTHS')
    return Math.min(lastOf(count), Math.floor(Date.UTC(year, month + count, date.getUTCDate()) / DAY));
  return Infinity;
}

/** What an entry of a place matches, for a shop of the directory or not. Null: it cannot be known. */
function matches(entry: Place, shop: Place): (boolean | null)[] {
  const tills =
    shop.type === 'STORE' ? DIRECTORY.filter(({ type, parentId }) => type === 'TILL' && parentId === shop.id) : [];
  return [shop, ...tills].map((till) => {
    const chain = [till, ...placesAbove(till, directory)];
    if (chain.some((above) => placeKey(above) === placeKey(entry))) return true;
    if (entry.type === 'KIOSK') return null;
    return !byKey.has(placeKey(shop)) && ['ZONE', 'CONCEPT'].includes(entry.type) ? null : false;
  });
}

function anyOf(entries: readonly Place[], shop: Place | undefined): Verdict {
  if (entries.length === 0) return 'pass';
  if (shop === undefined) return 'unknown';
  const byEntry = entries.map((entry) => matches(entry, shop));
  return all(
    (byEntry[0] ?? []).map((_, till) => {
      const results = byEntry.map((list) => list[till]);
      return results.includes(true) ? true : results.includes(null) ? null : false;
    }),
  );
}

const isBadDay = (text: Json | undefined) => text === '31 Feb';

/** The outcome of each rule. */
export function oracle(wire: JsonObject, shown: Shown): Readonly<Record<string, Verdict>> {
  const { moment } = shown;
  const today = Math.floor(moment / DAY);
  const counts = counters(shown, wire);
  const local = new Date(moment + INDIA);
  const target = isObject(wire['targetUserDetails']) ? wire['targetUserDetails'] : {};
  const day = (text: Json | undefined) =>
    textOf(text).startsWith('1970') ? null : Math.floor(Date.parse(textOf(text)) / DAY);

  const range = (): Verdict => {
    if (wire['redemptionRange'] === 'oops') return 'unknown';
    const lists: Record<string, (string | number)[]> = JSON.parse(textOf(wire['redemptionRange']) || '{}');
    const fits = (name: string, value: number) =>
      !lists[name] || lists[name].some((item) => Number(item) === -1 || Number(item) === value);
    return all([
      fits('dom', local.getUTCDate()) && fits('dow', local.getUTCDay() || 7) && fits('hours', local.getUTCHours()),
    ]);
  };
  const who = (): Verdict => {
    if (shown.issuedTo === 'none') return 'fail';
    const holders = shown.issuedTo === undefined ? ['customer', 'other'] : [shown.issuedTo];
    return all(holders.flatMap((holder) => flags(wire['anyUser']).map((anyone) => anyone || holder === 'customer')));
  };
  const codeCeiling = (): Verdict => {
    const wireLimit = wire['redemptionPerCouponMaxLimit'];
    return all(
      flags(wire['anyUser']).flatMap((anyone) => {
        if (!anyone || wire['clientHandlingType'] === 'GENERIC' || wire['externalIssual'] === true) return [true];
        if (wireLimit === 0) return [null];
        return counts.flatMap(({ codeUses }) => allowsOneMore(wireLimit, codeUses));
      }),
    );
  };
  const ends = (): { series: Verdict; coupon: Verdict } => {
    const bad = isBadDay(wire['validTillDate']);
    const own = bad ? null : day(wire['validTillDate']);
    const owner = wire['ownerValidity'] === 0 ? null : Math.floor(Number(wire['ownerValidity']) / DAY);
    const end = own ?? owner ?? Infinity;
    const series: Verdict = bad ? 'unknown' : today <= end ? 'pass' : 'fail';
    if (shown.codeEnd !== null)
      return { series, coupon: shown.codeEnd === today ? 'unknown' : today < shown.codeEnd ? 'pass' : 'fail' };
    const created = Math.floor(Date.parse(textOf(wire['createdOn'])) / DAY);
    const issues = shown.issued === undefined ? upTo(today, created) : [shown.issued];
    const coupon = all(
      issues.map(
        (issued) =>
          today <= Math.min(end, strategyEnd(wire['expiryStrategyType'], Number(wire['expiryStrategyValue']), issued)),
      ),
    );
    return { series, coupon: bad ? 'unknown' : coupon };
  };
  const gap = (): Verdict => {
    const wireGap = wire['minDaysBetweenRedemption'];
    const couldBeFirst =
      shown.lastUse === null || (shown.lastUse === undefined && counts.every(({ customerUses }) => customerUses === 0));
    const lasts = couldBeFirst
      ? [null]
      : shown.lastUse === undefined
        ? upTo(12).map((days) => moment - days * DAY)
        : [shown.lastUse ?? null];
    return all(
      lasts.flatMap((last) => {
        if (last === null) return [true];
        const elapsed = Math.floor((moment + INDIA) / DAY) - Math.floor((last + INDIA) / DAY);
        return typeof wireGap === 'number' ? [elapsed >= wireGap] : [true, false];
      }),
    );
  };
  const wait = (): Verdict => {
    const days = wire['redemptionValidAfterDays'];
    if (typeof days !== 'number') return 'unknown';
    if (days <= 0) return 'pass';
    const created = Math.floor(Date.parse(textOf(wire['createdOn'])) / DAY);
    const issues =
      shown.issued === undefined
        ? [created, shown.moment].map((value, index) => (index === 0 ? value : today))
        : [shown.issued];
    return all(issues.map((issued) => today >= issued + days));
  };
  const registered = shown.registered === undefined ? [-1e15, 1e15] : [shown.registered];
  const bills = shown.bill === undefined ? [0, 1e9] : [shown.bill];
  const sums = (key: string) => {
    const value = Number(wire[key]);
    return value === Number.MAX_SAFE_INTEGER || value <= 0 ? null : value;
  };
  const transactions = (): Verdict => {
    const limit = target['validMaxUserTransactionLimit'];
    if (limit === undefined || (typeof limit === 'number' && limit < 0)) return 'pass';
    if (typeof limit !== 'number') return 'unknown';
    const numbers = shown.transactions === undefined ? upTo(9) : [shown.transactions];
    return all(numbers.flatMap((count) => [count <= limit, count >= limit]));
  };
  const places = wire['redemptionOrgEntityDetails'];
  const ids = (): number[] | null => {
    if (wire['redeemAtStore'] === '[oops') return null;
    const list: (number | string)[] = JSON.parse(textOf(wire['redeemAtStore']));
    return list.map(Number).filter((id) => id !== -1);
  };
  const products = (): Verdict => {
    const rows = wire['productInfo'];
    if (!Array.isArray(rows)) return 'unknown';
    const lists = rows.filter(isObject).map((row) => ({
      type: textOf(row['productType']),
      ids: Array.isArray(row['productIds']) ? row['productIds'].map(Number) : [],
    }));
    if (lists.every(({ ids: list }) => list.length === 0)) return 'pass';
    return shown.product === undefined ? 'unknown' : onLists(lists, shown.product);
  };
  const start = target['validUserRegistrationStartTime'];
  const until = target['validUserRegistrationEndTime'];
  const { series, coupon } = ends();
  const firstDay = isBadDay(wire['redemptionValidFrom']) ? null : day(wire['redemptionValidFrom']);
  return {
    range: range(),
    who: who(),
    sameCustomer: all(
      counts.flatMap(({ codeUsesByCustomer }) =>
        flags(wire['sameUserMultipleRedeem']).map((again) => again || codeUsesByCustomer === 0),
      ),
    ),
    oneCode: all(
      counts.flatMap(({ codeUses }) => flags(wire['isMultipleUseAllowed']).map((again) => again || codeUses === 0)),
    ),
    codeCeiling: codeCeiling(),
    seriesEnd: series,
    couponEnd: coupon,
    maxRedeem: all(counts.flatMap(({ seriesUses }) => allowsOneMore(wire['maxRedeem'], seriesUses))),
    minBill: all(bills.map((bill) => bill >= (sums('minBillAmount') ?? 0))),
    maxBill: all(bills.map((bill) => bill <= (sums('maxBillAmount') ?? Infinity))),
    oldPlaces:
      ids() === null
        ? 'unknown'
        : anyOf(
            (ids() ?? []).flatMap((id) => [
              { type: 'STORE', id },
              { type: 'TILL', id },
            ]),
            shown.place,
          ),
    places: Array.isArray(places)
      ? anyOf(
          places.map((row: Json) => ({
            type: isObject(row) ? textOf(row['redemptionOrgEntityType']) : '',
            id: Number(isObject(row) && row['orgEntityId']),
          })),
          shown.place,
        )
      : 'unknown',
    customerCeiling: all(
      counts.flatMap(({ customerUses }) => allowsOneMore(wire['maxRedemptionsInSeriesPerUser'], customerUses)),
    ),
    gap: gap(),
    start: isBadDay(wire['redemptionValidFrom']) ? 'unknown' : firstDay === null || today >= firstDay ? 'pass' : 'fail',
    wait: wait(),
    registeredFrom: all(registered.map((value) => typeof start !== 'number' || start === 0 || value >= start)),
    registeredUntil: all(registered.map((value) => (until === 0 ? null : typeof until !== 'number' || value <= until))),
    transactions: transactions(),
    products: products(),
  };
}
