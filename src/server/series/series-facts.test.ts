import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { DAY } from '#values/durations.ts';
import { dayOf } from '#values/zone.ts';
import { LIST_TABS, type ListTab } from '#contract/list-filters.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { statusOf, statusTimes } from '#domain/lifetime/status.ts';
import { attentionReasons } from '#domain/rules/attention-reasons.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { seriesFacts } from '../database/schema.ts';
import { manySeries } from '../samples/sample-series.ts';
import { type Desk, errorsOf, NOW, openEmbeddedDesk, resetSeries, ZONE } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { needsAttention, statusSql } from './series-filters.ts';
import { refreshFacts } from './series-facts.ts';
import { listRows } from './series-list.ts';

const zones = { clusterZone: ZONE, storeZone: ZONE };
const wires = [...manySeries({ now: NOW, zone: ZONE }, 160)];

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(database.connection.db, wires);
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
  const walk = async (query: Record<string, string>) => {
    const ids: number[] = [];
    for (let cursor = ''; ;) {
      const answer = await desk.call(`/api/series?${new URLSearchParams({ ...query, cursor }).toString()}`);
      expect(errorsOf(answer)).toEqual([]);
      ids.push(...(answer.body['items'] as JsonObject[]).map(({ id }) => Number(id)));
      if (typeof answer.body['next'] !== 'string') return ids;
      cursor = answer.body['next'];
    }
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
