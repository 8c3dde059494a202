import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { DAY } from '#values/durations.ts';
import { historyEndpoints, type HistoryPage } from '#contract/history-endpoints.ts';
import { isOutage } from '../database/outage.ts';
import { journal, journalArchive } from '../database/schema.ts';
import { seededRandom } from '../samples/seeded-random.ts';
import { type Desk, journalOf, NOW, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { archiveEntries } from './journal-archive.ts';
import { journalIn } from './journal.ts';

const IDS = [698948, 702215, 711906];
const SAVES = 24;

let database: TestDatabase;
let desk: Desk;
let now = NOW;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { now: () => now });
});
beforeEach(() => resetSeries(database.connection.db));
afterAll(async () => {
  await desk.close();
  await database.close();
});

const archive = (before: number) =>
  archiveEntries(database.connection.db, {
    before: new Date(before),
    ending: new AbortController().signal,
    notWritable: async () => null,
    pauseMs: 0,
  });
const archived = () =>
  database.connection.db
    .select()
    .from(journalArchive)
    .orderBy(asc(journalArchive.seriesId), asc(journalArchive.sequence));

/** All entries of the journal and of its archive, byte for byte. */
async function allEntries(): Promise<readonly string[]> {
  const { rows } = await database.connection.db.execute<{ entry: string }>(
    sql`select row_to_json(${journal})::text as entry from ${journal} union all select entry::text from ${journalArchive}`,
  );
  return rows.map(({ entry }) => entry).toSorted();
}

interface Step {
  readonly state: string;
  readonly before: JsonObject;
  readonly after: JsonObject | null;
}

/** The series after its entries, each of which must continue where the one before it ended. */
function fold(first: JsonObject, entries: readonly Step[]): JsonObject {
  return entries
    .filter(({ state }) => state === 'saved')
    .reduce((series, { before, after }) => {
      expect(before).toEqual(series);
      return after ?? {};
    }, first);
}

/** The journal of a series by its endpoint, page by page, oldest first. */
async function read(id: number) {
  const entries: HistoryPage['entries'][number][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await desk.call(`/api/series/${id}/journal?limit=7${query}`);
    const page = historyEndpoints.getJournal.answer.parse(body);
    expect(page.entries.length).toBeLessThanOrEqual(7);
    entries.push(...page.entries);
    cursor = page.next;
  }
  return entries.toReversed();
}

it.each([
  ['a fixed seed', 20_261_130],
  ['a random seed', randomInt(1, 2 ** 31)],
])(
  'folding from the first entry that stayed, and from the archive, gives the stored series: %s %i',
  async (_, seed) => {
    const random = seededRandom(seed);
    const { db } = database.connection;
    const originals = new Map<number, JsonObject>();
    for (const id of IDS) originals.set(id, (await desk.read(id)).series);
    now = NOW;
    let moved = 0;
    for (let save = 0; save < SAVES; save++) {
      now += random.int(0, 5 * DAY);
      const id = random.pick(IDS);
      const { series } = await desk.read(id);
      const requested = { ...series, description: `Save ${save}`, minBillAmount: random.int(1, 500) };
      if (random.chance(0.2)) {
        const refusals = journalIn(db, database.connection.notices);
        const author = { actor: 'a', origin: 'api' } as const;
        const entry = await refusals.begin({
          seriesId: id,
          at: now,
          author,
          changeReason: null,
          before: series,
          requested,
        });
        await refusals.complete(entry, { state: 'refused', after: null, warnings: [], reason: 'Refused.' });
      } else expect((await desk.put(id, requested)).status).toBe(200);
      if (random.chance(0.85)) continue;

      const before = await allEntries();
      const cutoff = now - random.int(0, 60 * DAY);
      // As two servers do.
      const counts = await Promise.all([archive(cutoff), archive(cutoff)]);
      moved += counts[0] + counts[1];
      expect(await allEntries()).toEqual(before);
      for (const seriesId of IDS) {
        const stays = await journalOf(db, seriesId);
        const last = stays.findLast(({ state }) => state === 'saved');
        expect(stays.filter((entry) => entry.at.getTime() < cutoff && entry !== last)).toEqual([]);
      }
    }
    moved += await archive(now + 1);
    expect(await archived()).toHaveLength(moved);
    expect(moved).toBeGreaterThan(SAVES / 2);
    for (const id of IDS) {
      const stored = (await desk.read(id)).series;
      const stays = await journalOf(db, id);
      expect(stays).toHaveLength(1);
      expect(fold(stays[0]?.before ?? {}, stays)).toEqual(stored);
      expect(fold(originals.get(id) ?? {}, await read(id))).toEqual(stored);
      const { body } = await desk.call(`/api/series/${id}/sent`);
      expect(body).toMatchObject({ after: stored });
    }
  },
);

it('keeps entries without an outcome, and undone saves until the series is saved again', async () => {
  const { db } = database.connection;
  const [id = 0] = IDS;
  const { series } = await desk.read(id);
  const ids = Array.from({ length: 5 }, () => randomUUID());
  const [late = '', undone = '', intended = '', unknown = '', again = ''] = ids;
  const common = {
    seriesId: id,
    at: new Date(NOW),
    actor: 'a',
    origin: 'api',
    before: series,
    requested: series,
  } as const;
  await db.insert(journal).values([
    { ...common, id: late, sequence: 900_001, state: 'saved', undid: [undone], settledAfter: 900_002 },
    { ...common, id: undone, sequence: 900_002, state: 'saved' },
  ]);
  expect(await archive(NOW + 1)).toBe(0);
  await db.insert(journal).values([
    { ...common, id: again, sequence: 900_003, state: 'saved' },
    { ...common, id: intended, sequence: 900_004, state: 'intended' },
    { ...common, id: unknown, sequence: 900_005, state: 'unknown' },
  ]);
  expect(await archive(NOW)).toBe(0);
  expect(await archive(NOW + 1)).toBe(2);
  expect((await archived()).map((entry) => entry.id)).toEqual([late, undone]);
});

it('neither loses nor doubles an entry if the database breaks in the middle of a move', async () => {
  const { db } = database.connection;
  const wire = JSON.stringify((await desk.read(IDS[0] ?? 0)).series);
  await db.execute(sql`
    insert into journal (id, series_id, at, actor, origin, state, before, asked, after)
    select gen_random_uuid(), n % 3, now() - interval '9 days', 'a', 'api', 'saved', ${wire}::json, ${wire}::json, ${wire}::json
    from generate_series(1, 900) as n`);
  const before = await allEntries();
  for (const delayMs of [5, 40]) {
    const run = archive(Date.now()).catch((error: unknown) => expect(isOutage(error)).toBe(true));
    await sleep(delayMs);
    await database.breakOff();
    await run;
    expect(await allEntries()).toEqual(before);
  }
  await archive(Date.now());
  expect(await archived()).toHaveLength(897);
  expect(await allEntries()).toEqual(before);
}, 60_000);

it('answers a page of large entries in parts', async () => {
  const { db } = database.connection;
  const [id = 0] = IDS;
  const { series } = await desk.read(id);
  const requested = { ...series, description: 'x'.repeat(1_200_000) };
  await db.insert(journal).values(
    [0, 1, 2].map((minute) => ({
      id: randomUUID(),
      seriesId: id,
      at: new Date(NOW + minute * 60_000),
      actor: 'a',
      origin: 'api' as const,
      state: 'saved' as const,
      before: series,
      requested,
    })),
  );
  await archive(NOW + 1);
  const { body } = await desk.call(`/api/series/${id}/journal`);
  const page = historyEndpoints.getJournal.answer.parse(body);
  expect(page.entries.map(({ at }) => Date.parse(at) - NOW)).toEqual([120_000, 60_000]);
  const { body: rest } = await desk.call(`/api/series/${id}/journal?cursor=${page.next}`);
  expect(rest).toMatchObject({ entries: [{ at: new Date(NOW).toISOString() }], next: null });
});
