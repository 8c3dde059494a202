import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { isDerivedSort, LIST_SORTS, type ListSort } from '#contract/endpoint-constants.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import { directionOf } from '#domain/limits/exclusion.ts';
import { seriesEnd } from '#domain/lifetime/expiry.ts';
import { outstanding } from '#domain/lifetime/outstanding.ts';
import { statusOf } from '#domain/lifetime/status.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { DAY } from '#values/durations.ts';
import { searchText } from '#values/search-text.ts';
import { withRevision } from './series-revision.ts';
import { putRows } from './series-store.ts';
import type { SeriesPage } from '#contract/series-endpoints.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, errorsOf, NOW, openEmbeddedDesk, resetSeries, samples, ZONE } from '../test/desk.ts';

/** `series-facts.test.ts` compares the others with the rules. */
const STORED_SORTS = LIST_SORTS.filter((sort) => !isDerivedSort(sort));

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const fill = (wires: readonly JsonObject[]) => resetSeries(database.connection.db, wires);

async function page(query: Readonly<Record<string, string>>): Promise<SeriesPage> {
  const answer = await desk.call(`/api/series?${new URLSearchParams(query).toString()}`);
  expect(errorsOf(answer)).toEqual([]);
  return answer.body as unknown as SeriesPage;
}

/** Returns the ids on all pages, in order. */
async function walk(query: Readonly<Record<string, string>>): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor = '', pages = 0; ; pages += 1) {
    if (pages > 100) throw new Error('The pages never end.');
    const { items, next } = await page({ ...query, cursor });
    ids.push(...items.map(({ id }) => Number(id)));
    if (next === null) return ids;
    cursor = next;
  }
}

const search = async (q: string) => (await walk({ q })).toSorted((a, b) => a - b);

describe('walking the pages', () => {
  /** The sort key of a series, computed from its wire values. */
  const keyOf = (wire: JsonObject, sort: ListSort): string | number => {
    const keys = { name: 'description', lastModified: 'lastUsed', validTill: 'validTillDate' };
    const raw = wire[keys[sort.replace('-', '') as keyof typeof keys]]; // a sort without its sign
    const value = typeof raw === 'string' ? raw : '';
    if (sort.endsWith('name')) return Buffer.from(value).toString('hex');
    return value.startsWith('1970') ? (sort.endsWith('validTill') ? Infinity : 0) : Date.parse(value);
  };
  /** 0: the name equals the search, 1: it starts with it, 2: it contains it. */
  const stepOf = (wire: JsonObject, q: string) => {
    const name = searchText(typeof wire['description'] === 'string' ? wire['description'] : '');
    return q === '' || name === q ? 0 : name.startsWith(q) ? 1 : 2;
  };
  const expected = (wires: readonly JsonObject[], sort: ListSort, q = ''): number[] => {
    if (sort === 'match')
      return [0, 1, 2].flatMap((step) =>
        expected(
          wires.filter((wire) => stepOf(wire, q) === step),
          '-lastModified',
        ),
      );
    const sign = sort.startsWith('-') ? -1 : 1;
    return wires
      .map((wire) => ({ id: Number(wire['id']), key: keyOf(wire, sort) }))
      .toSorted((a, b) => sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
      .map(({ id }) => id);
  };

  it('visits every series exactly once and in order, also with equal keys and in a search', async () => {
    const moment = fc.constantFrom(
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00.001Z',
      '2026-01-01T05:30:00+05:30',
      '1970-01-01T00:00:00Z',
    );
    const shape = {
      id: fc.integer({ min: 1, max: 2_147_483_647 }),
      description: fc.constantFrom('Sale', 'sale', 'Sale 🎉', 'Big sale', 'Ärger', 'zebra', '', '"quoted"', '100%'),
      validTillDate: fc.oneof(moment, fc.constant('9999-12-31T23:59:59-18:00'), fc.constant('soon')),
      lastUsed: moment,
    };
    const wire = fc.record(shape, { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(wire, { selector: ({ id }) => id, minLength: 1, maxLength: 25 }),
        fc.constantFrom(...STORED_SORTS),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('', 'sale', '%'),
        async (wires, sort, limit, q) => {
          await fill(wires);
          const found = wires.filter(({ description }) => searchText(description).includes(q));
          const sortable = found.map((one) => (one.validTillDate === 'soon' ? { ...one, validTillDate: '1970' } : one));
          const capped = sortable.map((one) =>
            one.validTillDate.startsWith('9999') ? { ...one, validTillDate: '1970' } : one,
          );
          expect(await walk({ sort, limit: String(limit), q })).toEqual(expected(capped, sort, q));
        },
      ),
      { numRuns: 80, seed: 7 },
    );
  });

  it.each(STORED_SORTS)('through the samples by %s', async (sort) => {
    await fill(samples);
    expect(await walk({ sort, limit: '4' })).toEqual(expected(samples, sort));
  });

  it('shows the latest change first by default, fifty per page', async () => {
    const at = (n: number) => new Date(Date.UTC(2026, 0, 1, n)).toISOString();
    await fill(Array.from({ length: 60 }, (_, n) => ({ id: n + 1, description: `S${n + 1}`, lastUsed: at(n) })));
    const { items, next } = await page({});
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, n) => 60 - n));
    expect(next).not.toBeNull();
  });
});

describe('search', () => {
  const wires: readonly JsonObject[] = [
    { id: 1, description: 'Ten % off', seriesCode: 'AB_1', discountCode: 'POS\\9' },
    { id: 2, description: 'Ten off', seriesCode: 'ABC1', discountCode: "it's" },
    { id: 31, description: 'Großer 🎉 “Tag”', seriesCode: 'x', genericCode: 'COMMON-7' },
    { id: 4, description: 'ओणम', discountCode: '"); drop table series; --' },
  ];
  beforeAll(() => fill(wires));

  it.each([
    ['ten', [1, 2]],
    ['%', [1]],
    ['_', [1]],
    ['ab_', [1]],
    ['\\', [1]],
    ["'", [2]],
    ['"', [4, 31]],
    ['drop table', [4]],
    ['🎉', [31]],
    ['GROSS', [31]],
    ['off TEN', [1, 2]],
    ['off  ten %', [1]],
    ['“tag”', [31]],
    ['"tag"', [31]],
    ['it’s', [2]],
    ['ＡＢ＿１', [1]],
    ['3\u200b1', [31]],
    ['großer', [31]],
    ['ओणम', [4]],
    ['common-7', [31]],
    ['31', [31]],
    ['  ten  ', [1, 2]],
    ['nothing like it', []],
    ['', [1, 2, 4, 31]],
  ])('for %s', async (q, ids) => {
    expect(await search(q)).toEqual(ids);
  });

  it('finds a saved value at once', async () => {
    await fill(samples);
    const { series } = await desk.read(698948);
    await desk.put(698948, { ...series, description: 'Found at last' });
    expect(await search('found AT last')).toEqual([698948]);
    expect(await walk({ limit: '1', sort: '-lastModified' }).then(([first]) => first)).toBe(698948);
  });

  it('and lists accept names of any length', async () => {
    await fill(samples);
    const { series } = await desk.read(698948);
    const long = Array.from({ length: 20_000 }, (_, n) => `word${(n * 7919) % 20_011}🎉`).join(' ');
    expect((await desk.put(698948, { ...series, description: long, discountCode: long })).status).toBe(200);
    expect((await desk.read(698948)).series['description']).toBe(long);
    expect(await search('word7919🎉 word15838')).toEqual([698948]);
    expect((await walk({ sort: 'name', limit: '3' })).toSorted((a, b) => a - b)).toEqual(await search(''));
  });
});

describe('the best match', () => {
  const wires: readonly JsonObject[] = [
    { id: 698_948, description: 'Children’s Day', lastUsed: '2026-01-01T00:00:00Z' },
    { id: 7, description: 'Old series 698,948', lastUsed: '2026-05-01T00:00:00Z' },
    { id: 8, description: 'Day of children', seriesCode: '698948-B', lastUsed: '2026-03-01T00:00:00Z' },
    { id: 9, description: 'Café – Children’s day, 2nd', lastUsed: '2026-04-01T00:00:00Z' },
  ];
  beforeAll(() => fill(wires));

  it.each([
    // An equal id, then a code that starts with it, then the latest change.
    ['698948', [698_948, 8, 7]],
    ['698,948', [698_948, 8, 7]],
    ["children's day", [698_948, 9]],
    ['day children', [9, 8, 698_948]],
    ['cafe - children’s', [9]],
    ['', [7, 9, 8, 698_948]],
  ])('for %j is first while no column is sorted', async (q, ids) => {
    expect(await walk({ q })).toEqual(ids);
    expect(await walk({ q, limit: '1' })).toEqual(ids);
  });

  it('is not first if a column is sorted', async () => {
    expect(await walk({ q: '698948', sort: '-lastModified' })).toEqual([7, 8, 698_948]);
  });
});

describe('a search in many series', () => {
  beforeAll(async () => {
    await fill([]);
    // The two that were changed first contain the words.
    await database.connection.pool.query(
      `insert into series (id, body, revision, source, name, search_text, valid_till, last_modified)
       select n, json_build_object('id', n), '', 'embedded', '', case when n <= 2 then 'a_b winter' else 'summer' end, now(),
         to_timestamp(n)
       from generate_series(1, 5100) n`,
    );
  });
  afterAll(() => fill([]));

  it('finds a word at once, wherever its series are in the list', async () => {
    expect(await page({ q: 'winter' })).toMatchObject({ items: [{ id: 2 }, { id: 1 }], next: null });
    expect(await walk({ q: 'inte', sort: 'lastModified', limit: '1' })).toEqual([1, 2]);
  });

  it('that no index helps with reads a part of the list per page', async () => {
    for (const q of ['_', 'a_']) {
      expect(await page({ q })).toMatchObject({ items: [], next: expect.any(String) });
      expect(await walk({ q })).toEqual([2, 1]);
    }
    expect(await page({ q: '_', sort: 'lastModified' })).toMatchObject({ items: [{ id: 1 }, { id: 2 }] });
  });

  it('that too many series match reads a part of the list per page', async () => {
    const { pool } = database.connection;
    // Behind 5,100 series that do not match, for the order of the list and for the best match.
    await pool.query(
      `insert into series (id, body, revision, source, name, search_text, whole_texts, last_modified)
       select n, json_build_object('id', n), '', 'embedded', '', 'autumn', array_to_tsvector(array['autumn']), to_timestamp(0)
       from generate_series(5101, 10200) n`,
    );
    const ids = Array.from({ length: 5100 }, (_, n) => 10_200 - n);
    for (const q of ['autumn', 'aut', 'utum']) {
      expect(await page({ q })).toMatchObject({ items: [], next: expect.any(String) });
      expect(await walk({ q, limit: '200' })).toEqual(ids);
    }
  });
});

it('a page has what lists show of a series, unchanged, and not more', async () => {
  await fill(samples.map((wire) => ({ ...wire, unknown: 'x', info: 'x'.repeat(2000) })));
  const { items } = await page({ limit: '200' });
  expect(items).toHaveLength(samples.length);
  for (const item of items) {
    const whole = samples.find(({ id }) => id === item['id']) ?? {};
    for (const [key, value] of Object.entries(item)) expect(value).toEqual(whole[key]);
    expect(Object.keys(item)).not.toContain('info');
    expect(JSON.stringify(item).length).toBeLessThan(1500);
    const shown = (wire: JsonObject) => {
      const series = decodeSeries(wire, ZONE);
      const { values } = series;
      const status = [-400, 0, 40, 400].map((days) =>
        statusOf(values, { now: NOW + days * DAY, clusterZone: ZONE, storeZone: 'Asia/Kolkata' }),
      );
      const print = { currency: 'INR', zone: ZONE, gates: gatesOf(values, wire) };
      const discount = formatValue(catalogue.discountValue.kind, values.discountValue, print);
      const texts = [values.description, values.discountCode, values.seriesCode, values.genericCode];
      const figures = [outstanding(values), values.maxCreate, values.maxRedeem, values.discountUpto, values.lastUsed];
      return [status, discount, texts, figures, seriesEnd(values, ZONE), directionOf(1, series)];
    };
    expect(shown(item)).toEqual(shown(whole));
  }
});

it('a page ends after some megabytes of series', async () => {
  await fill(
    Array.from({ length: 7 }, (_, n) => ({ id: n + 1, description: 'Large', productInfo: 'x'.repeat(2_000_000) })),
  );
  const { items, next } = await page({ sort: 'name' });
  expect(items.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(next).not.toBeNull();
  expect(await walk({ sort: 'name' })).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await walk({ q: 'large', limit: '4' })).toHaveLength(7);
  await fill([]);
});

describe('a query', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  type Query = Record<string, string>;
  const refused: [Query, string][] = [
    ...['0', '201', '-1', '1.5', '1e1', 'x', '', ' 5'].map((limit) => [{ limit }, 'limit'] as [Query, string]),
    [{ sort: 'price' }, 'sort'],
    [{ sort: '' }, 'sort'],
    [{ q: 'x'.repeat(201) }, 'q'],
    [{ colour: 'red' }, 'colour'],
    [{ cursor: 'x'.repeat(2001) }, 'cursor'],
    [{ cursor: 'garbage' }, 'cursor'],
    ...[
      ['now', 1, 0],
      ['2026-01-01', 1, 0],
      ['1', 'x', 0],
      ['1', 2 ** 31, 0],
      ['9'.repeat(15), 1, 0],
      [1, 1, 0],
      ['1', 1, 3],
      ['1', 1],
      [],
      null,
      'x',
    ].map((value) => [{ cursor: cursor(value) }, 'cursor'] as [Query, string]),
    [{ cursor: cursor(['a\0b', 1, 0]), sort: 'name' }, 'cursor'],
    [{ cursor: cursor(['a', 1.5, 0]), sort: 'name' }, 'cursor'],
  ];
  it.each(refused)('%.60o is refused at its parameter', async (query, field) => {
    const answer = await desk.call(`/api/series?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer).map((error) => error.field)).toEqual([field]);
  });

  it('refuses a repeated parameter', async () => {
    const answer = await desk.call('/api/series?q=a&q=b&limit=1&limit=2');
    expect(errorsOf(answer).map(({ field }) => field)).toEqual(['limit', 'q']);
  });

  it('does not return rows of the upstream mirror', async () => {
    await fill(samples);
    await putRows(
      database.connection.db,
      samples.map((wire) => withRevision({ ...wire, description: 'Mirrored' })),
      'upstream',
    );
    expect(await search('mirrored')).toEqual([]);
    expect(await search('')).toHaveLength(samples.length);
  });
});
