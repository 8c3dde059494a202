import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '#values/durations.ts';
import type { JsonObject } from '#values/json.ts';
import { historyEndpoints, type HistoryPage } from '#contract/history-endpoints.ts';
import { journal } from '../database/schema.ts';
import { BEARER } from '../test/api-token.ts';
import { demoBrowser } from '../test/browser-session.ts';
import { type Desk, NOW, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { archiveEntries } from './journal-archive.ts';

const [DIWALI, OTHER] = [698948, 702215];

let database: TestDatabase;
let desk: Desk;
let now = NOW;

/** One save a day: the name of DIWALI by a token, its limit in the form, then the name of OTHER. */
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { now: () => now });
  await resetSeries(database.connection.db);
  const marketer = await demoBrowser(desk, 'marketer');
  const { series: diwali } = await desk.read(DIWALI);
  const { series: other } = await desk.read(OTHER);
  expect((await desk.put(DIWALI, { ...diwali, description: 'One' })).status).toBe(200);
  now += DAY;
  const body = { CouponSeriesV2: { ...diwali, description: 'One', maxRedeem: 777 } };
  expect((await marketer.call('PUT', `/v2/coupon/series/${DIWALI}`, body)).status).toBe(200);
  now += DAY;
  expect((await desk.put(OTHER, { ...other, description: 'Two' })).status).toBe(200);
  // The first entry of DIWALI moves.
  await archiveEntries(database.connection.db, {
    before: new Date(now + 1),
    ending: new AbortController().signal,
    notWritable: async () => null,
    pauseMs: 0,
  });
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

async function read(path: string): Promise<HistoryPage> {
  const { status, body } = await desk.call(path);
  expect(status, JSON.stringify(body)).toBe(200);
  return historyEndpoints.listHistory.answer.parse(body);
}
/** The days after the first save, page by page. */
async function days(path: string): Promise<number[]> {
  const page = await read(path);
  const found = page.entries.map(({ at }) => (Date.parse(at) - NOW) / DAY);
  const next = path.replace(/[?&]cursor=[^&]*/, '');
  return page.next === null
    ? found
    : [...found, ...(await days(`${next}${next.includes('?') ? '&' : '?'}cursor=${page.next}`))];
}
const iso = (day: number) => new Date(NOW + day * DAY).toISOString();

it('reads all series, or one, from the journal and its archive, the last entry first, in pages of any size', async () => {
  for (const limit of [1, 2, 20]) {
    expect(await days(`/api/journal?limit=${limit}`)).toEqual([2, 1, 0]);
    expect(await days(`/api/series/${DIWALI}/journal?limit=${limit}`)).toEqual([1, 0]);
  }
});

it('finds a save of products that the API does not return', async () => {
  const products = [{ productType: 'CATEGORY', productIds: [301] }];
  const entry = and(eq(journal.seriesId, OTHER), eq(journal.state, 'saved'));
  const [stored] = await database.connection.db.select().from(journal).where(entry);
  if (!stored) throw new Error('The entry is not there.');
  const { before, requested, after } = stored;
  const without = (body: JsonObject | null): JsonObject =>
    Object.fromEntries(Object.entries(body ?? {}).filter(([key]) => key !== 'productInfo'));
  await database.connection.db
    .update(journal)
    .set({ before: without(before), requested: { ...requested, productInfo: products }, after: without(after) })
    .where(entry);
  expect(await days('/api/journal?field=productInfo')).toEqual([2]);
  await database.connection.db.update(journal).set({ before, requested, after }).where(entry);
});

it('filters by person, field and time', async () => {
  const { entries } = await read('/api/journal');
  expect(entries.map(({ author, origin, seriesId }) => [author === null, origin, seriesId])).toEqual([
    [true, 'api', OTHER],
    [false, 'app', DIWALI],
    [true, 'api', DIWALI],
  ]);
  const { body } = await desk.call('/api/series/editors');
  const [editor] = body['editors'] as { id: string }[];
  expect(await days(`/api/journal?person=${editor?.id}`)).toEqual([1]);
  expect(await days('/api/journal?person=unknown')).toEqual([]);
  expect(await days('/api/journal?field=description&limit=1')).toEqual([2, 0]);
  expect(await days(`/api/series/${DIWALI}/journal?field=maxRedeem`)).toEqual([1]);
  expect(await days(`/api/series/${DIWALI}/journal?field=maxCreate`)).toEqual([]);
  expect(await days(`/api/journal?from=${iso(1)}`)).toEqual([2, 1]);
  expect(await days(`/api/journal?from=${iso(0)}&to=${iso(1)}`)).toEqual([0]);
  expect(await days(`/api/series/${DIWALI}/journal?to=${iso(0)}`)).toEqual([]);
});

it('reads one entry of its series, also from the archive', async () => {
  const { entries } = await read(`/api/series/${DIWALI}/journal`);
  for (const entry of entries) {
    const { body } = await desk.call(`/api/series/${DIWALI}/journal/${entry.id}`);
    expect(body).toEqual(JSON.parse(JSON.stringify(entry)));
    expect((await desk.call(`/api/series/${OTHER}/journal/${entry.id}`)).status).toBe(404);
  }
});

async function download(path: string, headers: Readonly<Record<string, string>> = BEARER) {
  const response = await fetch(desk.url + path, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

it('exports what the pages show as NDJSON, filtered alike', async () => {
  const { type, text } = await download('/api/journal/export.ndjson');
  expect(type).toContain('application/x-ndjson');
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
    JSON.parse(JSON.stringify((await read('/api/journal')).entries)),
  );
  expect((await download('/api/journal/export.ndjson?field=maxRedeem')).text.trimEnd().split('\n')).toHaveLength(1);
});

it('exports a row for each changed value as CSV, and starts no formula', async () => {
  const { series } = await desk.read(OTHER);
  expect((await desk.put(OTHER, { ...series, description: '=HYPERLINK("x")' })).status).toBe(200);
  const { type, text } = await download('/api/journal/export.csv');
  expect(type).toContain('text/csv');
  const [heading, ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(heading).toContain('Before,After');
  for (const row of rows)
    expect(row).toMatch(/,(?:in the form|by a script),(?:Saved|Refused|Not confirmed|Not recorded yet),/);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(rows.at(-2)).toMatch(/,Redemptions in total,maxRedeem,"?20,000 redemptions"?,777 redemptions$/);
});

it('exports for administrators only', async () => {
  const { status } = await (await demoBrowser(desk, 'marketer')).call('GET', '/api/journal/export.csv');
  expect(status).toBe(403);
});
