import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { splitRows } from '#domain/import/split-table.ts';
import { DAY } from '#values/durations.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, errorsOf, NOW, openEmbeddedDesk, resetSeries, samples } from '../test/desk.ts';
import { BEARER } from '../test/api-token.ts';
import { refreshFacts } from './series-facts.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(database.connection.db, many);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const [template = {}] = samples;
const FORMULA = '=HYPERLINK("http://x"), "quoted"\nsecond line';
/** More than one page of the export. */
const many: readonly JsonObject[] = [
  {
    ...template,
    id: 5,
    description: FORMULA,
    numIssued: 1234567,
    maxCreate: -1,
    lastUsed: '2026-11-09T16:28:52+05:30',
  },
  ...Array.from({ length: 120 }, (_, index) => ({
    ...template,
    id: 1000 + index,
    description: `Offer ${index} of ${index % 3}`,
    discountCode: `CODE${index}`,
    lastUsed: new Date(NOW - (index % 7) * DAY).toISOString(),
  })),
];

const post = (body: JsonObject, url = desk.url, signal?: AbortSignal) =>
  fetch(`${url}/api/series/export`, {
    method: 'POST',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
async function table(body: JsonObject): Promise<string[][]> {
  const answer = await post(body);
  expect(answer.status, JSON.stringify(body)).toBe(200);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.startsWith('\uFEFF')).toBe(true);
  return [...splitRows(text.slice(1), ',')].map(({ cells }) => [...cells]);
}
const sent = (body: JsonObject) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const idsIn = (rows: readonly (readonly string[])[]) => rows.slice(1).map(([id]) => Number(id));

async function listed(query: string): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor = ''; ;) {
    const { body } = await desk.call(`/api/series?limit=50&${query}${cursor && `&cursor=${cursor}`}`);
    ids.push(...(body['items'] as JsonObject[]).map(({ id }) => Number(id)));
    if (typeof body['next'] !== 'string') return ids;
    cursor = body['next'];
  }
}

it('contains the rows of the list in its order, for every filter, search and order', async () => {
  for (const query of [
    '',
    'sort=name',
    'sort=-validTill',
    'q=of+1',
    'q=of+1&sort=lastModified',
    'tab=live',
    'tab=ended',
    'discount=PERC&sort=name',
    'discount=ABS',
    'q=nothing',
  ])
    expect(idsIn(await table(Object.fromEntries(new URLSearchParams(query)))), query).toEqual(await listed(query));
});

it('contains the columns that are named, in the order of the list', async () => {
  const [all = []] = await table({ columns: ['changed', 'figures', 'until'] });
  expect(all).toEqual([
    'Series id',
    'Name',
    'POS code',
    'Status',
    'Status reason',
    'Valid until',
    'Redeemed',
    'Issued',
    'Changed (UTC)',
    'Needs attention',
  ]);
  const [none = []] = await table({});
  expect(none).toEqual(['Series id', 'Name', 'POS code', 'Status', 'Status reason', 'Needs attention']);
});

it('contains only chosen series, or all but some', async () => {
  expect(idsIn(await table({ sort: 'name', only: [1005, 1001, 7] }))).toEqual([1001, 1005]);
  const most = [1005, ...Array.from({ length: 499 }, (_, index) => 2 ** 31 - 1 - index)];
  expect(idsIn(await table({ only: most }))).toEqual([1005]);
  expect(idsIn(await table({ sort: 'name', q: 'of 1', without: [1001] }))).toEqual(
    (await listed('sort=name&q=of+1')).filter((id) => id !== 1001),
  );
});

it('shows values as the page does, and starts no formula', async () => {
  const [head = [], row = []] = await table({ only: [5], columns: ['limit', 'figures', 'changed'] });
  const cells = Object.fromEntries(head.map((key, index) => [key, row[index]]));
  expect(cells).toMatchObject({
    'Series id': '5',
    Name: `'${FORMULA}`,
    Issued: '1234567',
    'Limit of coupons': '',
    'Changed (UTC)': '2026-11-09T10:58:52.000Z',
  });
});

it('shows an error of the request instead of a file', async () => {
  for (const body of [
    { sort: 'gone' },
    { columns: ['gone'] },
    { only: ['abc'] },
    { without: Array.from({ length: 501 }, (_, index) => index + 1) },
    { discount: 'gone' },
    { x: 1 },
  ]) {
    const answer = await desk.call('/api/series/export', sent(body));
    const [field] = Object.keys(body);
    expect([answer.status, errorsOf(answer)[0]?.field?.split('.')[0]], field).toEqual([400, field]);
  }
});

it('stops when the client leaves, and the next search is answered', async () => {
  const leaving = new AbortController();
  const answer = await post({}, desk.url, leaving.signal);
  leaving.abort();
  await expect(answer.text()).rejects.toThrow();
  expect(await listed('q=code11')).toHaveLength(11);
});

it('lacks no series without a word while their rules are being checked', async () => {
  const { connection } = database;
  let checkedAt: number | null = null;
  const starting = await openEmbeddedDesk(connection, { checkedAt: () => checkedAt });
  await connection.db.execute(sql`delete from series_facts where id = 1001`);
  try {
    const answer = await starting.call('/api/series?tab=live&limit=200');
    expect([answer.status, answer.body['checkedAt']]).toEqual([200, null]);
    for (const body of [{ tab: 'live' }, { discount: 'ABS' }, { only: [1001] }]) {
      const refused = await starting.call('/api/series/export', sent(body));
      expect([refused.status, errorsOf(refused)[0]?.message], Object.keys(body)[0]).toEqual([
        503,
        'The rules are being checked for all series, so the file would lack some. Try again in a few minutes.',
      ]);
    }
    const all = await post({}, starting.url);
    const lines = (await all.text()).trim().split('\r\n');
    expect(lines[0]).toContain('Needs attention (not checked for all)');
    expect(lines.some((line) => line.startsWith('1001,'))).toBe(true);

    await refreshFacts(connection.db, 'embedded', NOW, async () => {});
    checkedAt = NOW;
    expect((await starting.call('/api/series')).body['checkedAt']).toBe(new Date(NOW).toISOString());
    const file = await post({ only: [1001] }, starting.url);
    expect([file.status, (await file.text()).trim().split('\r\n').length]).toEqual([200, 2]);
  } finally {
    await starting.close();
  }
});
