import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChildrenAnswer, LookupAnswer, SearchAnswer } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { directory } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { captureLog, resetSeries } from '../test/desk.ts';
import type { SandboxOrganisation, SandboxPlace } from '../sandbox/sandbox-organisation.ts';
import { upstreamClient } from '../upstream/upstream-client.ts';
import { MIRRORED, upstreamDirectory } from './directory-mirror.ts';
import { openUpstreamDesk, TILL, type UpstreamDesk } from '../test/upstream-desk.ts';

const DIWALI = 698948;
const BANDRA = 1221;
const NEVER = new AbortController().signal;

let database: TestDatabase;
let desk: UpstreamDesk;
let lines: readonly string[];
let organisation: SandboxOrganisation;
let notWritableReason: string | null;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await resetSeries(database.connection.db, []);
  await database.connection.db.delete(directory);
  const kept = captureLog();
  ({ lines } = kept);
  notWritableReason = null;
  desk = await openUpstreamDesk(database.connection, {
    timeoutMs: 500,
    log: kept.log,
    notWritable: async () => notWritableReason,
  });
  ({ organisation } = desk.sandbox);
});
afterEach(() => desk.close());

const refresh = (...types: (typeof MIRRORED)[number][]) =>
  desk.names.refresh(types.length > 0 ? types : MIRRORED, NEVER);
const warnings = () => lines.filter((line) => line.includes('"level":40'));

async function lookup(type: EntryType, ...keys: readonly string[]): Promise<LookupAnswer> {
  const { body } = await desk.call('/api/directory/lookup', {
    method: 'POST',
    body: JSON.stringify({ types: [type], by: 'either', keys }),
    headers: { 'content-type': 'application/json' },
  });
  return body as unknown as LookupAnswer;
}
const nameOf = async (type: EntryType, key: number | string) =>
  (await lookup(type, String(key))).results[0]?.matches[0]?.name;
const place = (type: EntryType, id: number) =>
  organisation.places.find((one) => one.type === type && one.id === id) as SandboxPlace;

describe('a refresh', () => {
  it('reads the names and parents of places, categories and brands', async () => {
    expect(await refresh()).toEqual([]);
    expect(await lookup('STORE', String(BANDRA))).toMatchObject({
      empty: false,
      results: [{ matches: [{ code: 'BOM-004', name: 'Meridian Bandra, Mumbai', parentId: 38, conceptId: 11 }] }],
    });
    expect(await lookup('STORE', 'bom-004')).toMatchObject({ results: [{ matches: [{ id: BANDRA }] }] });
    expect(await lookup('TILL', '22101')).toMatchObject({
      results: [{ matches: [{ parentId: BANDRA, isActive: true }] }],
    });
    expect(await lookup('ZONE', '38')).toMatchObject({ results: [{ matches: [{ name: 'Mumbai', parentId: 32 }] }] });
    expect(await lookup('CATEGORY', '341')).toMatchObject({
      results: [{ matches: [{ name: 'Silk sarees', code: 'SILK_SAREES', parentId: 301 }] }],
    });
    expect(await lookup('BRAND', '75')).toMatchObject({
      results: [{ matches: [{ name: 'Tulvari', parentId: null }] }],
    });
    expect(lines).toEqual([]);
  });

  it('reads every page, and marks closed stores as inactive', async () => {
    await refresh('TILL', 'STORE');
    const tills = organisation.places.filter(({ type }) => type === 'TILL');
    expect(tills.length).toBeGreaterThan(500);
    const { body } = await desk.call('/api/directory/search?type=TILL&limit=1');
    expect((body as unknown as SearchAnswer).total).toBe(tills.length);
    const closed = organisation.places.find(({ type, isActive }) => type === 'STORE' && !isActive);
    expect(await lookup('STORE', String(closed?.id))).toMatchObject({ results: [{ matches: [{ isActive: false }] }] });
  });

  it('reports products and attributes as empty, and product counts as unknown', async () => {
    await refresh();
    expect(await lookup('SKU', '500101')).toMatchObject({ empty: true, results: [{ matches: [] }] });
    expect(await lookup('ATTRIBUTE', '901')).toMatchObject({ empty: true });
    const { body } = await desk.call('/api/directory/children?type=CATEGORY');
    expect((body as unknown as ChildrenAnswer).items.map(({ within }) => within)).toEqual([null, null, null, null]);
  });

  it('updates renamed entries, deletes missing ones, and does not rewrite unchanged ones', async () => {
    await refresh();
    const versions = () =>
      database.connection.pool
        .query<{ id: number; xmin: string }>(`select id, xmin::text from directory where type = 'STORE' order by id`)
        .then(({ rows }) => new Map(rows.map(({ id, xmin }) => [id, xmin])));
    const before = await versions();
    place('STORE', BANDRA).name = 'Meridian Bandra West';
    organisation.places = organisation.places.filter(({ type, id }) => type !== 'STORE' || id !== 1222);
    expect(await refresh()).toEqual([]);
    expect(await nameOf('STORE', BANDRA)).toBe('Meridian Bandra West');
    expect(await lookup('STORE', '1222')).toMatchObject({ empty: false, results: [{ matches: [] }] });
    const after = await versions();
    expect([...before].filter(([id, version]) => after.get(id) !== version).map(([id]) => id)).toEqual([BANDRA, 1222]);
  });

  it('treats an empty list as a misread response', async () => {
    await refresh();
    organisation.places = [];
    organisation.brands = [];
    await refresh();
    expect([await nameOf('STORE', BANDRA), await nameOf('BRAND', 75)]).toEqual(['Meridian Bandra, Mumbai', 'Tulvari']);
  });

  it('accepts places without parents', async () => {
    for (const one of organisation.places) one.parents = [];
    expect(await refresh()).toEqual([]);
    expect(await lookup('STORE', String(BANDRA))).toMatchObject({
      results: [{ matches: [{ parentId: null, conceptId: null }] }],
    });
  });

  it('does not block a concurrent save', async () => {
    const { series } = await desk.read(DIWALI);
    organisation.places = Array.from({ length: 20_000 }, (_, at) => ({
      ...place('TILL', 22_101),
      id: at + 1,
      code: `T-${at}`,
    }));
    const order: string[] = [];
    const refreshing = refresh('TILL').then((failed) => order.push(`refreshed ${failed.join()}`));
    // Once the first batch is visible, all pages are read and the writes are in progress.
    while ((await lookup('TILL', '1')).empty) await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
    order.push(`saved ${answer.status}`);
    await refreshing;
    expect(order).toEqual(['saved 200', 'refreshed ']);
    expect(await nameOf('TILL', 20_000)).toBe(place('TILL', 20_000).name);
  });

  it('stops between two pages when the server stops, without a log line', async () => {
    const ending = new AbortController();
    await desk.fail({ kind: 'delay', ms: 400, url: 'type=TILL' });
    const refreshing = desk.names.refresh(['TILL', 'STORE'], ending.signal);
    while (desk.sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    ending.abort();
    await refreshing;
    expect(desk.sandbox.requests).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it('writes nothing while the database is not writable', async () => {
    notWritableReason = 'The disk is full.';
    expect(await refresh('ZONE')).toEqual(['ZONE']);
    expect(await lookup('ZONE', '38')).toMatchObject({ empty: true });
    expect(warnings()).toEqual([expect.stringContaining('ZONE: The disk is full.')]);
  });
});

describe('a failed page keeps the old names and logs the reason once', () => {
  beforeEach(async () => {
    await refresh();
    for (const one of organisation.places) one.name = `${one.name} (new)`;
  });

  it.each([
    ['cut', { kind: 'cut' }, 'cannot be reached'],
    ['slow', { kind: 'delay', ms: 2_000 }, 'did not answer in time'],
    ['a 503', { kind: 'status', status: 503 }, 'answered 503'],
    ['a page of a gateway', { kind: 'html', status: 502 }, 'answered 502'],
    ['HTML instead of JSON', { kind: 'html', status: 200 }, 'no JSON'],
    ['forbidden', { kind: 'status', status: 403 }, 'does not allow our sign-in to do this'],
  ])('%s', async (_, fault, reason) => {
    // The second page of tills fails; the types before and after it are read.
    await desk.fail({ ...fault, url: 'type=TILL&include_parent=true&limit=500&start_id=500', times: 3 });
    expect(await refresh()).toEqual(['TILL']);
    expect(await nameOf('STORE', BANDRA)).toBe('Meridian Bandra, Mumbai (new)');
    expect(await nameOf('TILL', 22_101)).toBe('Meridian Bandra, Mumbai, till 1');
    expect(warnings()).toEqual([expect.stringContaining(reason)]);
    expect(lines.join('')).not.toContain(TILL);
    desk.sandbox.faults.clear();
    expect(await refresh('TILL')).toEqual([]);
    expect(await nameOf('TILL', 22_101)).toBe('Meridian Bandra, Mumbai, till 1 (new)');
  });

  it('an unreachable API, for all types in one log line', async () => {
    await desk.sandbox.app.close();
    expect(await refresh()).toEqual([...MIRRORED]);
    expect(warnings()).toHaveLength(1);
    expect(await nameOf('BRAND', 75)).toBe('Tulvari');
  });
});

describe('answers in other shapes', () => {
  type Answer = (url: URL) => unknown;

  /** Refreshes from a fake API that returns the given answers. */
  async function refreshFrom(answer: Answer, ...types: (typeof MIRRORED)[number][]) {
    const starts: string[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://api');
      starts.push(url.searchParams.get('start_id') ?? url.searchParams.get('offset') ?? '');
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(url)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const client = upstreamClient({ url, credentials: TILL, timeoutMs: 2_000, pausesMs: [] });
    const { log, lines: logged } = captureLog();
    const names = upstreamDirectory(database.connection.db, client, { log, notWritable: async () => null });
    const failed = await names.refresh(types, NEVER);
    await new Promise((resolve) => server.close(resolve));
    return { failed, starts, logged };
  }
  const places = (entity: unknown, pagination?: object) => ({
    response: {
      ...(pagination ? { pagination } : {}),
      status: { success: 'true', code: '200' },
      organization: { entities: { entity } },
    },
  });
  const stores = (...ids: number[]) => ids.map((id) => ({ id: String(id), code: `S${id}`, name: `Store ${id}` }));
  const count = async () => (await database.connection.db.select().from(directory)).length;

  it('one item without a list, numbers, no name', async () => {
    await refreshFrom(() => places({ id: 7, code: 12, name: {}, parent: '' }, { total: '1' }), 'STORE');
    expect(await lookup('STORE', '7')).toMatchObject({
      results: [{ matches: [{ code: '12', name: '12', isActive: true, parentId: null }] }],
    });
  });

  it.each([
    [false, [false, 'false', 0, '0']],
    [true, [true, 'true', 1, '1', '', null]],
  ])('flags that mean %s', async (isActive, flags) => {
    await refreshFrom(() => places(flags.map((flag, at) => ({ ...stores(at + 1)[0], is_active: flag }))), 'STORE');
    const { results } = await lookup('STORE', ...flags.map((_, at) => String(at + 1)));
    expect(results.map(({ matches: [one] }) => one?.isActive)).toEqual(flags.map(() => isActive));
  });

  it.each([
    ['by key', { zone: { id: '3' }, concept: [{ id: 4 }] }],
    [
      'by type',
      {
        entity: [
          { id: '3', type: 'ZONE' },
          { id: '4', type: 'CONCEPT' },
        ],
      },
    ],
    ['nested', { parent_zone: { entity: { id: 3, parent: { id: 99, type: 'ZONE' } } }, parent_concept: { id: 4 } }],
  ])('parents %s', async (_, parent) => {
    await refreshFrom(() => places([{ ...stores(7)[0], parent }]), 'STORE');
    expect(await lookup('STORE', '7')).toMatchObject({ results: [{ matches: [{ parentId: 3, conceptId: 4 }] }] });
  });

  it.each([
    ['no id', [{ name: 'A' }]],
    ['an id beyond 32 bits', [{ id: '4294967297', name: 'A' }]],
    ['neither name nor code', [{ id: 1 }]],
    ['another type', [{ id: 1, name: 'A', type: 'TILL' }]],
    ['an item that failed', [{ id: 1, name: 'A', item_status: { success: 'false', message: 'no' } }]],
  ])('%s fails the whole type', async (_, items) => {
    const { failed, logged } = await refreshFrom(() => places([...stores(5, 6), ...items]), 'STORE');
    expect([failed, logged.length, await count()]).toEqual([['STORE'], 1, 0]);
  });

  it.each([
    ['a refusal with HTTP 200', { response: { status: { success: 'false', message: 'Rate limit' } } }],
    ['another answer', { response: { status: { success: true }, product: {} } }],
    ['a list', []],
    ['nothing at all', {}],
  ])('%s is an invalid answer', async (_, answer) => {
    const { failed, logged } = await refreshFrom(() => answer, 'STORE');
    expect([failed, logged.length]).toEqual([['STORE'], 1]);
  });

  it('categories without ids fail, and an ambiguous parent name resolves to none', async () => {
    const goods = (category: unknown) => ({
      response: { status: { success: true }, product: { categories: { category } } },
    });
    expect((await refreshFrom(() => goods({ name: 'AAA', label: 'a1' }), 'CATEGORY')).failed).toEqual(['CATEGORY']);
    const tree = [
      { id: 1, name: 'AAA', label: '', parent_name: null },
      { id: 2, name: 'BBB', label: 'Label', parent_name: 'aaa' },
      { id: 3, name: 'BBB', label: 'Other', parent_name: 'no such' },
      { id: 4, name: 'CCC', label: 'Leaf', parent_name: 'BBB' },
    ];
    expect((await refreshFrom(() => goods(tree), 'CATEGORY')).failed).toEqual([]);
    expect(
      (await lookup('CATEGORY', '1', '2', '3', '4')).results.map(({ matches: [one] }) => [one?.name, one?.parentId]),
    ).toEqual([
      ['AAA', null],
      ['Label', 1],
      ['Other', null],
      ['Leaf', null],
    ]);
  });

  const IDS = Array.from({ length: 1200 }, (_, at) => 50_000_000 + 7 * at);
  const startOf = (url: URL) => Number(url.searchParams.get('start_id'));

  it('reads all pages if start_id is an id instead of a position', async () => {
    const answer: Answer = (url) =>
      places(stores(...IDS.filter((id) => id > startOf(url)).slice(0, 500)), { limit: '500', total: IDS.length });
    const { failed, starts } = await refreshFrom(answer, 'STORE');
    expect([failed, await count()]).toEqual([[], IDS.length]);
    expect(starts.length).toBeLessThan(7);
  });

  it('stops at a repeated page, and fails with fewer entries than counted', async () => {
    const one = await refreshFrom(() => places(stores(1, 2, 3)), 'STORE');
    expect([one.failed, one.starts, await count()]).toEqual([[], ['0', '3'], 3]);
    const capped: Answer = () => places(stores(1, 2), { total: 3 });
    const { failed, starts, logged } = await refreshFrom(capped, 'STORE');
    expect([failed, starts, await count()]).toEqual([['STORE'], ['0', '2', '2'], 3]);
    expect(logged.join()).toContain('returned 2 of 3 entries');
  });
});
