import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { DAY } from '#values/durations.ts';
import { dayOf, instantOf } from '#values/zone.ts';
import type { Values } from '#catalogue/catalogue.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import type { ListSort } from '#contract/endpoint-constants.ts';
import { type FilterKey, LIST_TABS, type ListTab } from '#contract/list-filters.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { statusOf, statusTimes } from '#domain/lifetime/status.ts';
import { attentionReasons } from '#domain/rules/attention-reasons.ts';
import { limitOf } from '#domain/limits/limit-of.ts';
import { possibilities } from '#domain/redemption/attempt.ts';
import { checkRedemption } from '#domain/redemption/check-redemption.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { productMatcher } from '#domain/targets/product-coverage.ts';
import { openness } from '#domain/windows/windows.ts';
import { journal, person, seriesFacts } from '../database/schema.ts';
import { addSampleDirectory, sampleDirectory } from '../samples/sample-directory.ts';
import { manySeries } from '../samples/sample-series.ts';
import { type Desk, errorsOf, NOW, openEmbeddedDesk, resetSeries, ZONE } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { needsAttention, statusSql } from './series-filters.ts';
import { refreshFacts } from './series-facts.ts';
import { listRows } from './series-list.ts';

const zones = { clusterZone: ZONE, storeZone: ZONE };
const directory = sampleDirectory().entries;
const nth = (type: string, at: number) => {
  const ids = directory.filter((entry) => entry.type === type).map(({ id }) => id);
  return ids[at % ids.length] ?? 0;
};
const PLACES = ['CONCEPT', 'ZONE', 'STORE', 'TILL'] as const;
const PRODUCTS = ['SKU', 'CATEGORY', 'BRAND'] as const;

/** Ties two thirds of the series to places, products and properties of the sample organisation. */
const wires = [...manySeries({ now: NOW, zone: ZONE }, 160)].map((wire, at): JsonObject => {
  if (at % 3 === 0) return wire;
  const place = (n: number) => ({
    redemptionOrgEntityType: PLACES[n % 4] ?? '',
    orgEntityId: nth(PLACES[n % 4] ?? '', at >> 2),
  });
  const product = (n: number) => {
    const productType = PRODUCTS[n % 3] ?? '';
    return { productType, productIds: [nth(productType, at >> 3), nth(productType, at)] };
  };
  return {
    ...wire,
    redemptionOrgEntityDetails: at % 4 === 0 ? [] : [place(at), place(at + 1)],
    redeemAtStore: at % 5 === 0 ? `[${nth('STORE', at >> 3)},${nth('TILL', at)}]` : '[-1]',
    productInfo: at % 7 === 0 ? [] : [product(at), product(at + 1)],
    customPropertyMap: { colour: at % 2 === 0 ? 'red' : 'blue', [`batch=${at % 4}`]: '' },
  };
});

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(database.connection.db, wires);
  await addSampleDirectory(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const decoded = wires.map((wire) => ({ id: Number(wire['id']), series: decodeSeries(wire, ZONE) }));
const noPause = async () => {};

/** The rule in TypeScript. */
const expected = (now: number) =>
  decoded.map(({ id, series }) => {
    const { status } = statusOf(series.values, { ...zones, now });
    const reasons = attentionReasons(series, { ...zones, now });
    return { id, status, attention: reasons.length > 0 || status === 'notRedeemable' };
  });

async function stored(now: number) {
  const { db } = database.connection;
  const rows = await db
    .select({ id: seriesFacts.id, status: statusSql(now), attention: sql<boolean>`${needsAttention(now)}` })
    .from(seriesFacts)
    .where(eq(seriesFacts.source, 'embedded'));
  return decoded.map(({ id }) => rows.find((row) => row.id === id));
}

describe('status and attention', () => {
  it('are the same in SQL and in TypeScript, for every generated series at many moments', async () => {
    const turns = decoded.flatMap(({ series }) => {
      const { startsAt, endsAt, unreachableFrom } = statusTimes(series.values, zones);
      return [startsAt, endsAt, unreachableFrom].filter((at) => at !== null && at > NOW - DAY && at < NOW + 90 * DAY);
    });
    const moments = [...new Set(turns)].slice(0, 10).flatMap((at) => [Number(at) - 1, Number(at)]);
    for (const now of [NOW, ...moments, NOW + 400 * DAY]) {
      const statusOnly = (rows: Awaited<ReturnType<typeof stored>>) => rows.map((row) => [row?.id, row?.status]);
      expect(statusOnly(await stored(now)), new Date(now).toISOString()).toEqual(statusOnly(expected(now)));
    }
  });

  it('are derived again when the day, the zones or a series change', async () => {
    const { db } = database.connection;
    expect(await stored(NOW)).toEqual(expected(NOW));
    for (const now of [NOW + DAY, NOW + 30 * DAY, NOW + 3 * DAY]) {
      await refreshFacts(db, 'embedded', now, noPause);
      expect(await stored(now), dayOf(now, ZONE)).toEqual(expected(now));
    }
    // As an older version writes a series.
    await db.execute(sql`delete from series_facts where id % 3 = 0`);
    await refreshFacts(db, 'embedded', NOW, noPause);
    expect(await stored(NOW)).toEqual(expected(NOW));
    const before = await db.select().from(seriesFacts).where(eq(seriesFacts.id, 698948));
    await db.execute(sql`update settings set value = '"America/New_York"' where key = 'clusterTimeZone'`);
    await refreshFacts(db, 'embedded', NOW, noPause);
    const after = await db.select().from(seriesFacts).where(eq(seriesFacts.id, 698948));
    expect(after[0]?.endsAt).not.toBe(before[0]?.endsAt);
    await db.execute(sql`update settings set value = to_json(${ZONE}::text) where key = 'clusterTimeZone'`);
    await refreshFacts(db, 'embedded', NOW, noPause);
    expect(await stored(NOW)).toEqual(expected(NOW));
  });

  it('does not derive the facts of unchanged and of ended series again', async () => {
    const { db } = database.connection;
    const derivedOn = async () => {
      const rows = await db
        .select({ id: seriesFacts.id, day: seriesFacts.derivedOn })
        .from(seriesFacts)
        .where(and(eq(seriesFacts.source, 'embedded')));
      return new Map(rows.map(({ id, day }) => [id, day]));
    };
    await refreshFacts(db, 'embedded', NOW + DAY, noPause);
    const days = await derivedOn();
    for (const { id, status } of expected(NOW + DAY))
      expect(days.get(id) === dayOf(NOW + DAY, ZONE), `${id}`).toBe(status !== 'ended');
    await refreshFacts(db, 'embedded', NOW, noPause);
  });
});

/** All ids of a list, in its order. */
async function walk(query: Record<string, string>) {
  const ids: number[] = [];
  for (let cursor = ''; ;) {
    const answer = await desk.call(`/api/series?${new URLSearchParams({ ...query, cursor }).toString()}`);
    expect(errorsOf(answer)).toEqual([]);
    ids.push(...(answer.body['items'] as JsonObject[]).map(({ id }) => Number(id)));
    if (typeof answer.body['next'] !== 'string') return ids;
    cursor = answer.body['next'];
  }
}

describe('the tabs of the list', () => {
  const isIn = (tab: ListTab, now: number) => {
    const all = expected(now);
    if (tab === 'attention') return all.filter((one) => one.attention);
    if (tab !== 'endingSoon') return all.filter(({ status }) => status === tab);
    return all.filter(({ id, status }) => {
      const end = seriesEnd(decoded.find((one) => one.id === id)?.series.values ?? ({} as never), ZONE);
      return status === 'live' && end !== null && end.instant + 1000 <= now + 7 * DAY;
    });
  };
  it.each(LIST_TABS)(
    '%s has the series of its rule, in the order of the list, with and without a search',
    async (tab) => {
      const ids = isIn(tab, NOW).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(0);
      for (const sort of ['name', '-lastModified', 'validTill'])
        expect(await walk({ tab, sort, limit: '7' })).toEqual(
          (await walk({ sort, limit: '200' })).filter((id) => ids.includes(id)),
        );
      const found = await walk({ q: 'o', limit: '200' });
      expect(await walk({ tab, q: 'o', limit: '7' })).toEqual(found.filter((id) => ids.includes(id)));
    },
  );

  it('have counts that add up, and the counts of a search', async () => {
    const { body } = await desk.call('/api/series/counts');
    expect(body).toMatchObject({ asOf: new Date(NOW).toISOString(), checkedAt: expect.any(String) });
    const counts = body['counts'] as Record<ListTab | 'all', { count: number; isExact: boolean }>;
    for (const tab of LIST_TABS) expect(counts[tab], tab).toEqual({ count: isIn(tab, NOW).length, isExact: true });
    const statuses = ['live', 'scheduled', 'ended', 'limitReached', 'notRedeemable'] as const;
    expect(counts.all.count).toBe(wires.length);
    expect(statuses.reduce((sum, tab) => sum + counts[tab].count, 0)).toBe(wires.length);

    const found = await walk({ q: 'diwali', limit: '200' });
    const { body: ofSearch } = await desk.call('/api/series/counts?q=diwali');
    const live = isIn('live', NOW).filter(({ id }) => found.includes(id)).length;
    expect(ofSearch['counts']).toMatchObject({ all: { count: found.length, isExact: true }, live: { count: live } });
  });

  it('count a save at once', async () => {
    const countLive = async () => {
      const { body } = await desk.call('/api/series/counts');
      return (body['counts'] as Record<string, { count: number }>)['live']?.count;
    };
    const before = await countLive();
    const [id = 0] = isIn('live', NOW).map((one) => one.id);
    const { series } = await desk.read(id);
    expect((await desk.put(id, { ...series, validTillDate: '2026-11-01T12:00:00Z' })).status).toBe(200);
    expect(await countLive()).toBe(Number(before) - 1);
    await desk.put(id, series);
    expect(await countLive()).toBe(before);
  });

  it('are refused if they are unknown', async () => {
    const answer = await desk.call('/api/series?tab=gone');
    expect([answer.status, errorsOf(answer).map(({ field }) => field)]).toEqual([400, ['tab']]);
  });
});

describe('the filters of the list', () => {
  type Matches = (values: Values, series: Series) => boolean;
  const index = ({ type, id }: Place) => {
    const found = directory.find((entry) => entry.type === type && entry.id === id);
    return found ?? null;
  };
  const facts = {
    now: NOW,
    clusterZone: ZONE,
    storeZones: [ZONE],
    places: index,
    products: index,
    currency: 'INR',
  } as const;

  /** The rules of the redemption check for places. */
  const worksIn =
    (place: Place): Matches =>
    (_, series) => {
      const { rules } = checkRedemption({
        series,
        possible: possibilities(series, { moment: NOW, place }, facts),
        facts,
      });
      return rules.every(({ rule, outcome }) => !['places', 'oldPlaces'].includes(rule.id) || outcome === 'pass');
    };

  /** One list that has the product is enough, and a category has those below it. */
  const READING = { lists: 'one', categories: 'below' } as const;
  const covers =
    (type: string, id: number): Matches =>
    ({ productInfo }) => {
      const lists = valueOrNull(productInfo);
      return lists !== null && productMatcher(lists, index, READING)({ type, id }) === true;
    };

  const dayOfEnd = (values: Values) => seriesEnd(values, ZONE)?.day ?? null;
  const dayOfStart = ({ redemptionValidFrom }: Values) => valueOrNull(redemptionValidFrom);
  const isIn = (day: string | null, from: string, to: string) => day !== null && day >= from && day <= to;
  const redeemableAt =
    (text: string): Matches =>
    (values) => {
      const now = instantOf(text.slice(0, 10), ZONE, `${text.slice(11)}:00.000`);
      const range = valueOrNull(values.redemptionRange) ?? { dom: [], dow: [], hours: [] };
      const { status } = openness({ range, from: null, until: null }, { now, zone: ZONE });
      return statusOf(values, { ...zones, now }).status === 'live' && status === 'open';
    };
  const limit = (value: Values['maxCreate'], test: (limit: number | null) => boolean) => {
    const read = limitOf(value);
    return test(read === 'unreadable' ? null : read);
  };

  const cases: readonly (readonly [Partial<Record<FilterKey, string>>, Matches])[] = [
    [{ discount: 'PERC' }, ({ discountType }) => discountType === 'PERC'],
    [
      { codes: 'GENERIC,DISC_CODE_PIN' },
      ({ clientHandlingType }) => clientHandlingType === 'GENERIC' || clientHandlingType === 'DISC_CODE_PIN',
    ],
    [{ value: '10..50' }, ({ discountValue: v }) => typeof v === 'number' && v >= 10 && v <= 50],
    [{ value: '20' }, ({ discountValue: v }) => v === 20],
    [{ codes: 'GENERIC' }, ({ clientHandlingType }) => clientHandlingType === 'GENERIC'],
    [{ owner: 'NONE,LOYALTY' }, ({ ownedBy }) => ownedBy === 'NONE' || ownedBy === 'LOYALTY'],
    [{ maxIssued: 'none' }, ({ maxCreate }) => limit(maxCreate, (most) => most === null)],
    [{ maxIssued: '1..5000' }, ({ maxCreate }) => limit(maxCreate, (n) => n !== null && n >= 1 && n <= 5000)],
    [{ maxRedeemed: '..1000' }, ({ maxRedeem }) => limit(maxRedeem, (n) => n !== null && n <= 1000)],
    [{ ends: 'none' }, (values) => dayOfEnd(values) === null],
    [{ ends: '2026-11-01..2026-12-31' }, (values) => isIn(dayOfEnd(values), '2026-11-01', '2026-12-31')],
    [{ ends: '2026-11-29' }, (values) => dayOfEnd(values) === '2026-11-29'],
    [{ starts: 'none' }, (values) => dayOfStart(values) === null],
    [{ starts: '..2026-11-23' }, (values) => isIn(dayOfStart(values), '', '2026-11-23')],
    [{ starts: '2026-11-24..' }, (values) => isIn(dayOfStart(values), '2026-11-24', '9')],
    ...['2026-11-23T11:30', '2026-11-28T21:00', '2026-12-31T09:59', '2027-02-01T00:00'].map(
      (validAt) => [{ validAt }, redeemableAt(validAt)] as const,
    ),
    [
      { property: 'colour' },
      ({ customPropertyMap: p }) => valueOrNull(p)?.some(({ key }) => key === 'colour') ?? false,
    ],
    [
      { property: 'colour=red' },
      ({ customPropertyMap: p }) =>
        valueOrNull(p)?.some(({ key, value }) => key === 'colour' && value === 'red') ?? false,
    ],
    [
      { property: 'batch=2' },
      ({ customPropertyMap: p }) => valueOrNull(p)?.some(({ key }) => key === 'batch=2') ?? false,
    ],
    ...PLACES.flatMap((type) =>
      [0, 9].map((at) => [{ place: `${type}:${nth(type, at)}` }, worksIn({ type, id: nth(type, at) })] as const),
    ),
    ...PRODUCTS.flatMap((type) =>
      [0, 9].map((at) => [{ product: `${type}:${nth(type, at)}` }, covers(type, nth(type, at))] as const),
    ),
    [
      { discount: 'PERC', place: `STORE:${nth('STORE', 9)}`, ends: '2026-11-23..' },
      (values, series) =>
        values.discountType === 'PERC' &&
        worksIn({ type: 'STORE', id: nth('STORE', 9) })(values, series) &&
        isIn(dayOfEnd(values), '2026-11-23', '9'),
    ],
  ];

  it.each(cases)('%j has the series of its rule, in the order of the list, and counts them', async (query, matches) => {
    const ids = decoded.filter(({ series }) => matches(series.values, series)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(decoded.length);
    const found = await walk({ ...query, limit: '200' });
    expect(found.toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
    expect(await walk({ ...query, limit: '40' })).toEqual(found);
    const { body } = await desk.call(`/api/series/counts?${new URLSearchParams(query).toString()}`);
    expect(body['counts']).toMatchObject({ all: { count: ids.length, isExact: true } });
  });

  it('combine with a tab and a search', async () => {
    const live = await walk({ tab: 'live', q: 'o', limit: '200' });
    const percent = await walk({ discount: 'PERC', limit: '200' });
    const both = await walk({ discount: 'PERC', tab: 'live', q: 'o', limit: '7' });
    expect(both).toEqual(live.filter((id) => percent.includes(id)));
    expect(both.length).toBeGreaterThan(0);
  });

  it('changedBy has the series that the person saved', async () => {
    const { db } = database.connection;
    const [id = 0] = decoded.map((one) => one.id);
    const at = new Date(NOW);
    await db
      .insert(person)
      .values({ id: 'p1', name: 'Asha', email: 'asha@example.test', createdAt: at, updatedAt: at, role: 'marketer' });
    const entry = { seriesId: id, at: new Date(NOW), actor: 'p1', origin: 'app', before: {}, requested: {} } as const;
    await db.insert(journal).values([
      { ...entry, id: randomUUID(), state: 'saved' },
      { ...entry, id: randomUUID(), state: 'refused', seriesId: decoded[1]?.id ?? 0 },
    ]);
    expect(await walk({ changedBy: 'p1' })).toEqual([id]);
    expect((await desk.call('/api/series/editors')).body).toMatchObject({ editors: [{ id: 'p1', name: 'Asha' }] });
  });

  it.each([
    ['discount=HALF', 'discount'],
    ['value=a..b', 'value'],
    ['value=9..1', 'value'],
    ['ends=2026-02-30', 'ends'],
    ['validAt=2026-11-23', 'validAt'],
    ['place=STORE:x', 'place'],
    ['product=ZONE:1', 'product'],
    ['property==red', 'property'],
  ])('%s is refused at its parameter', async (query, field) => {
    for (const path of ['/api/series', '/api/series/counts']) {
      const answer = await desk.call(`${path}?${query}`);
      expect([answer.status, errorsOf(answer).map((error) => error.field)]).toEqual([400, [field]]);
    }
  });
});

describe('the order of the list', () => {
  /** The rule in TypeScript. */
  const keyOf = (sort: string, { values }: Series, now: number): number => {
    if (sort === 'status') {
      const words = ['live', 'scheduled', 'ended', 'limitReached', 'notRedeemable'];
      return words.indexOf(statusOf(values, { now, ...zones }).status);
    }
    if (sort === 'redeemed') return valueOrNull(values.numRedeemed) ?? 0;
    if (sort === 'discount') {
      const value = valueOrNull(values.discountValue);
      return value === null ? Infinity : value + (valueOrNull(values.discountType) === 'PERC' ? 0 : 1e12);
    }
    const limits = [values.maxCreate, values.maxRedeem].map(limitOf);
    return Math.min(...limits.map((limit) => (typeof limit === 'number' ? limit : Infinity)));
  };
  const idsOnPages = async (
    sort: ListSort,
    query: { readonly q?: string; readonly tab?: ListTab; readonly now: number },
  ) => {
    const ids: number[] = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await listRows(database.connection.db, { q: '', ...query, sort, limit: 23, cursor }, 'embedded');
      ids.push(...page.items.map(({ id }) => Number(id)));
      cursor = page.next;
    }
    return ids;
  };

  it.each(['status', 'discount', 'redeemed', 'limit'] as const)(
    'by %s is that of the rule, on all pages',
    async (by) => {
      for (const now of [NOW, NOW + 40 * DAY])
        for (const query of [{}, { q: 'off' }, { q: '1' }, { tab: 'live' }] as const) {
          const found = new Set(await idsOnPages('name', { ...query, now }));
          const inOrder = decoded
            .filter(({ id }) => found.has(id))
            .map(({ id, series }) => ({ id, key: keyOf(by, series, now) }))
            .toSorted((a, b) => (a.key === b.key ? a.id - b.id : a.key - b.key))
            .map(({ id }) => id);
          expect(inOrder.length).toBeGreaterThan(23);
          expect(await idsOnPages(by, { ...query, now }), JSON.stringify(query)).toEqual(inOrder);
          expect(await idsOnPages(`-${by}`, { ...query, now }), JSON.stringify(query)).toEqual(inOrder.toReversed());
        }
    },
  );

  it('refuses a cursor of another order', async () => {
    const { next } = await listRows(
      database.connection.db,
      { q: '', sort: 'name', limit: 1, cursor: null, now: NOW },
      'embedded',
    );
    const answer = await desk.call(`/api/series?sort=limit&cursor=${next}`);
    expect([answer.status, errorsOf(answer)[0]?.field]).toEqual([400, 'cursor']);
  });
});

it('a page says why its series need attention', async () => {
  const query = { q: '', sort: 'name', limit: 300, cursor: null, now: NOW } as const;
  const { attention } = await listRows(database.connection.db, query, 'embedded');
  for (const { id, series } of decoded) {
    const { status } = statusOf(series.values, { ...zones, now: NOW });
    const reasons = attentionReasons(series, { ...zones, now: NOW }).slice(0, 5);
    const shown = attention.find((one) => one.id === id)?.reasons;
    expect(shown, `${id}`).toEqual(reasons.length > 0 ? reasons : status === 'notRedeemable' ? [] : undefined);
  }
});

it('counts more than a thousand matches as a thousand and more', async () => {
  const { db } = database.connection;
  await resetSeries(
    db,
    Array.from({ length: 1002 }, (_, n) => ({ id: n + 1, description: n < 1001 ? 'Winter offer' : 'Summer' })),
  );
  const counts = async (path: string) => (await desk.call(path)).body['counts'];
  expect(await counts('/api/series/counts?q=winter')).toMatchObject({ all: { count: 1000, isExact: false } });
  expect(await counts('/api/series/counts?q=summer')).toMatchObject({ all: { count: 1, isExact: true } });
});
