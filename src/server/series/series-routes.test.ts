import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import {
  type Desk,
  errorsOf,
  journalOf,
  openEmbeddedDesk,
  refusedFields,
  resetSeries,
  samples,
  savedSeries,
  warningsOf,
} from '../test/desk.ts';
import { putRows } from './series-store.ts';
import { withRevision } from './series-revision.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
});
beforeEach(() => resetSeries(database.connection.db));
afterAll(async () => {
  await desk.close();
  await database.close();
});

const DIWALI = 698948;
const SWEETS = 702215;
const sample = (id: number): JsonObject => samples.find((wire) => wire['id'] === id) ?? {};
const journal = (id: number) => journalOf(database.connection.db, id);
const edited = (id: number, edit: JsonObject): JsonObject => ({ ...sample(id), ...edit });

describe('GET /v2/coupon/series', () => {
  it('returns one series with its revision, without caching and without 304', async () => {
    const { series, etag } = await desk.read(DIWALI);
    expect(JSON.stringify(series)).toBe(JSON.stringify(sample(DIWALI)));
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await desk.call(`/v2/coupon/series?ids=${DIWALI}&format=json`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(200);
    expect(again.headers.get('cache-control')).toBe('no-store');
    expect(again.headers.get('etag')).toBe(etag);
  });

  it('returns several in the requested order, each once, without unknown ids', async () => {
    const answer = await desk.call(`/v2/coupon/series?ids=${SWEETS}&ids=5&ids=${DIWALI}&ids=${SWEETS}`);
    expect(answer.body).toEqual({ entity: [sample(SWEETS), sample(DIWALI)], warnings: [] });
    expect(answer.headers.get('etag')).toBeNull();
  });

  const refused: [string, number, number, string][] = [
    ['', 400, 1000, 'ids'],
    ['?ids=', 400, 707, 'ids'],
    ['?ids=5', 404, 707, 'id'],
    ...['0', '-1', '1.5', '1e3', '0x10', '%2012', 'abc', '2147483648', '99999999999999999999', '1,2', '１'].map(
      (id) => [`?ids=${id}`, 400, 707, 'ids'] as [string, number, number, string],
    ),
    [`?ids=${DIWALI}&ids=x`, 400, 707, 'ids'],
    [`?${Array.from({ length: 201 }, (_, n) => `ids=${n + 1}`).join('&')}`, 400, 1060, 'ids'],
  ];
  it.each(refused)('refuses %.40s with %i', async (query, status, code, field) => {
    const answer = await desk.call(`/v2/coupon/series${query}`);
    expect(answer.status).toBe(status);
    expect(errorsOf(answer)).toEqual([{ status: false, code, field, message: expect.any(String) }]);
  });
});

describe('large series', () => {
  const MB = 1024 * 1024;
  const text = (mb: number) => 'x'.repeat(mb * MB);
  const store = (wires: readonly JsonObject[]) => putRows(database.connection.db, wires.map(withRevision), 'embedded');

  it('are read until they have 16 MB together', async () => {
    const ids = [900_001, 900_002, 900_003, 900_004];
    await store(ids.map((id) => edited(DIWALI, { id, unknown: text(5) })));
    const read = (some: readonly number[]) => desk.call(`/v2/coupon/series?${some.map((id) => `ids=${id}`).join('&')}`);
    expect((await read(ids.slice(1))).status).toBe(200);
    expect(errorsOf(await read(ids))).toEqual([
      { status: false, code: 1060, message: expect.stringContaining('more than 16 MB together'), field: 'ids' },
    ]);
  });

  it('are refused by a save at the field that grows most', async () => {
    const answer = await desk.put(DIWALI, edited(DIWALI, { smsTemplate: text(5), info: text(0.1) }));
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toEqual([
      {
        status: false,
        code: 629,
        message: 'The series would have 5.1 MB, and at most 5 MB can be stored. This field has 5.0 MB of them.',
        field: 'smsTemplate',
      },
    ]);
    expect((await desk.read(DIWALI)).series).toEqual(sample(DIWALI));
  });

  it('can be saved if they do not grow', async () => {
    await store([edited(DIWALI, { unknown: text(5.1) })]);
    const { series } = await desk.read(DIWALI);
    const renamed = { ...series, description: 'Diwali' };
    expect((await desk.put(DIWALI, renamed)).status).toBe(200);
    expect(refusedFields(await desk.put(DIWALI, { ...renamed, info: text(0.01) }))).toEqual(['info']);
  });
});

describe('PUT /v2/coupon/series/{id}', () => {
  it('returns the stored series, its new revision and warnings', async () => {
    const { etag } = await desk.read(DIWALI);
    const answer = await desk.put(DIWALI, edited(DIWALI, { minBillAmount: 900, maxBillAmount: 800 }));
    expect(answer.status).toBe(200);
    const { series, etag: next } = await desk.read(DIWALI);
    expect(savedSeries(answer)).toEqual(series);
    expect(answer.headers.get('etag')).toBe(next);
    expect(next).not.toBe(etag);
    const id = answer.headers.get('coupon-desk-entry');
    const entry = await desk.call(`/api/series/${DIWALI}/journal/${id}`);
    expect(entry.body).toMatchObject({ state: 'saved', after: { description: series['description'] } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(warningsOf(answer)).toContainEqual({ code: 733, field: 'minBillAmount', message: expect.any(String) });
  });

  it('has the same revision for the same content, independent of counters and stamps', async () => {
    const { etag } = await desk.read(DIWALI);
    await desk.put(DIWALI, edited(DIWALI, { description: 'Other' }));
    await desk.put(DIWALI, edited(DIWALI, { numIssued: 1, lastUsed: 'never', createdOn: 7, orgId: 1 }));
    const { series, etag: restored } = await desk.read(DIWALI);
    expect(restored).toBe(etag);
    expect(series).toEqual({ ...sample(DIWALI), lastUsed: series['lastUsed'], dvsExpiryDate: series['dvsExpiryDate'] });
  });

  it('ignores keys that only the API computes, also unknown ones', async () => {
    const computed = {
      brands: ['x'],
      validTillISODate: '2020-01-01',
      validTillDateTime: 'x',
      couponUploadInfo: [1],
      warnings: [1],
    };
    const answer = await desk.put(DIWALI, edited(DIWALI, computed));
    expect(answer.status).toBe(200);
    for (const key of Object.keys(computed)) expect((await desk.read(DIWALI)).series, key).not.toHaveProperty(key);
  });

  it('returns all errors at once', async () => {
    const answer = await desk.put(DIWALI, {
      ...edited(DIWALI, {
        maxRedeem: 2 ** 31,
        discountValue: 16_777_217,
        validTillDate: '2027-02-30T00:00:00+05:30',
      }),
      clientHandlingType: 'MAGIC',
      anyUser: 'yes',
      description: 5,
      customPropertyMap: [],
      maxCreate: 20_645,
      redemptionRange: { dom: [1] },
      mutualExclusiveSeriesIds: [10],
      minDaysBetweenVouchers: -2,
      smsTemplate: null,
      productInfo: [
        {
          productType: 'SMELL',
          productIds: [1],
        },
      ],
      redemptionOrgEntityDetails: 'all',
      seriesCode: sample(SWEETS)['seriesCode'] as Json,
      ownedBy: 'LOYALTY',
    });
    expect(answer.status).toBe(400);
    expect(refusedFields(answer).join(' ')).toBe(
      'anyUser clientHandlingType customPropertyMap description discountValue maxCreate maxRedeem minDaysBetweenVouchers ' +
        'mutualExclusiveSeriesIds ownedBy productInfo redemptionOrgEntityDetails redemptionRange seriesCode smsTemplate validTillDate',
    );
    for (const error of errorsOf(answer))
      expect(error).toMatchObject({ status: false, message: expect.stringMatching(/\w/) });
    expect((await desk.read(DIWALI)).series).toEqual(sample(DIWALI));
  });

  it.each([
    ['validTillDate', '2027-05-05T23:30:00Z', '2027-05-06T00:00:00+05:30'],
    ['validTillDate', '2027-05-05', '2027-05-05T00:00:00+05:30'],
    ['redemptionValidFrom', '2026-12-01T12:00:00+05:30', '2026-12-01T00:00:00+05:30'],
    ['redemptionValidFrom', '1970-01-01T05:30:00+05:30', '1970-01-01T00:00:00Z'],
  ])('stores %s %s as its day in the zone of the cluster', async (key, sent, stored) => {
    const answer = await desk.put(DIWALI, edited(DIWALI, { [key]: sent }));
    expect(errorsOf(answer)).toEqual([]);
    expect((await desk.read(DIWALI)).series[key]).toBe(stored);
  });

  it.each([
    ['an unknown id', 5, 404, 707],
    ['no id', 'abc', 400, 707],
    ['an id beyond 32 bits', 2 ** 31, 400, 707],
    ['an id in another notation', '0x10', 400, 707],
  ])('refuses %s', async (_, id, status, code) => {
    const answer = await desk.put(id, sample(DIWALI));
    expect([answer.status, ...errorsOf(answer)]).toEqual([status, expect.objectContaining({ code, field: 'id' })]);
  });

  it('does not change the owner of a claimed series', async () => {
    const { ownedBy: _, ...rest } = sample(18426);
    expect(refusedFields(await desk.put(18426, rest))).toEqual(['ownedBy']);
    expect(refusedFields(await desk.put(18426, { ...sample(18426), ownerId: 3, seriesType: 'DVS' }))).toEqual([
      'ownerId',
      'seriesType',
    ]);
    expect((await desk.put(18426, sample(18426))).status).toBe(200);
  });
});

describe('a code that another series has', () => {
  const MONSOON = 690412;
  const COFFEE = 693355;

  it('is refused as series code, until the other series gives it up', async () => {
    const body = edited(SWEETS, { seriesCode: sample(DIWALI)['seriesCode'] ?? null });
    const answer = await desk.put(SWEETS, { ...body, maxRedeem: -5 });
    expect(errorsOf(answer)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 751, field: 'seriesCode' }),
        expect.objectContaining({ code: 629, field: 'maxRedeem' }),
      ]),
    );
    await desk.put(DIWALI, edited(DIWALI, { seriesCode: 'changed' }));
    expect((await desk.put(SWEETS, body)).status).toBe(200);
  });

  it('is refused as common code among series that use one', async () => {
    const taken = { genericCode: sample(MONSOON)['genericCode'] ?? null };
    const answer = await desk.put(COFFEE, edited(COFFEE, taken));
    expect(errorsOf(answer)).toEqual([expect.objectContaining({ code: 631, field: 'genericCode' })]);
    // A stored common code has no effect on generated codes. It is checked when the series switches to a common code.
    expect((await desk.put(DIWALI, edited(DIWALI, taken))).status).toBe(200);
    const switched = await desk.put(DIWALI, edited(DIWALI, { ...taken, clientHandlingType: 'GENERIC' }));
    expect(refusedFields(switched)).toEqual(['genericCode']);
    expect((await desk.put(MONSOON, sample(MONSOON))).status).toBe(200);
  });

  it('is given to only one of two concurrent saves', async () => {
    const answers = await Promise.all([DIWALI, SWEETS].map((id) => desk.put(id, edited(id, { seriesCode: 'wanted' }))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  });
});

describe('If-Match', () => {
  it('saves if the revision matches: alone, in a list, weak or as *', async () => {
    for (const tag of [(etag: string) => etag, (etag: string) => `"x", W/${etag}`, () => '*']) {
      const { series, etag } = await desk.read(DIWALI);
      const answer = await desk.put(DIWALI, { ...series, description: `By ${tag(etag)}` }, { 'if-match': tag(etag) });
      expect(answer.status).toBe(200);
    }
  });

  it('answers 409 with the current series for another revision, before any validation', async () => {
    const { etag } = await desk.read(DIWALI);
    const theirs = await desk.put(DIWALI, edited(DIWALI, { description: 'Theirs' }));
    const answer = await desk.put(DIWALI, edited(DIWALI, { maxRedeem: -5 }), { 'if-match': etag });
    expect(answer.status).toBe(409);
    expect(errorsOf(answer)).toEqual([{ status: false, code: 409, field: null, message: expect.any(String) }]);
    const revision = theirs.headers.get('etag')?.replaceAll('"', '');
    const [entry, ...more] = await journal(DIWALI);
    expect(more).toEqual([]);
    const saves = [{ at: entry?.at.toISOString(), author: null, isOwn: true }];
    expect(answer.body['conflict']).toEqual({ series: savedSeries(theirs), revision, saves });
  });

  it('lets exactly one of many concurrent saves succeed', async () => {
    const { series, etag } = await desk.read(DIWALI);
    const names = Array.from({ length: 8 }, (_, n) => `Name ${n}`);
    const answers = await Promise.all(
      names.map((description) => desk.put(DIWALI, { ...series, description }, { 'if-match': etag })),
    );
    const successful = answers.filter(({ status }) => status === 200);
    expect(successful).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect((await desk.read(DIWALI)).series['description']).toBe(successful[0]?.body['description']);
    expect(await journal(DIWALI)).toHaveLength(1);
  });
});

describe('the journal', () => {
  it('stores the previous series, the request and the outcome', async () => {
    const requested = edited(DIWALI, { description: 'New', numIssued: 1 });
    const answer = await desk.put(DIWALI, requested);
    const [entry, ...more] = await journal(DIWALI);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      seriesId: DIWALI,
      state: 'saved',
      actor: 'environment',
      origin: 'api',
      reason: null,
      warnings: [],
    });
    expect(entry).toMatchObject({ before: sample(DIWALI), requested, after: savedSeries(answer) });
    expect(entry?.completedAt).not.toBeNull();
    expect((await desk.call(`/api/series/${DIWALI}/sent`)).body).toMatchObject({ body: requested });
    expect((await desk.call(`/api/series/${SWEETS}/sent`)).body).toBeNull();
  });

  it('stores the reason of a change', async () => {
    const reason = '  Ends early: “बिक गया” — 100 % sold  ';
    await desk.put(DIWALI, edited(DIWALI, { description: 'New' }), {
      'coupon-desk-reason': encodeURIComponent(reason),
    });
    expect(await journal(DIWALI)).toMatchObject([{ state: 'saved', changeReason: reason.trim() }]);
  });

  it.each([[undefined], [''], ['%20']])('accepts a save without a reason: %j', async (header) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'coupon-desk-reason': header };
    expect((await desk.put(DIWALI, edited(DIWALI, { description: 'New' }), headers)).status).toBe(200);
    expect(await journal(DIWALI)).toMatchObject([{ state: 'saved', changeReason: null }]);
  });

  it.each([
    ['100%', 'Send the reason as percent-encoded UTF-8.'],
    ['%ff', 'Send the reason as percent-encoded UTF-8.'],
    ['a%00b', 'The reason contains a NUL character.'],
    ['x'.repeat(501), 'Shorten the reason to 500 characters.'],
  ])('refuses an invalid reason: %.20s', async (header, message) => {
    const answer = await desk.put(DIWALI, edited(DIWALI, { description: 'New' }), { 'coupon-desk-reason': header });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toMatchObject([{ field: 'coupon-desk-reason', message }]);
    expect(await journal(DIWALI)).toEqual([]);
  });

  describe('that cannot be written', () => {
    const { raw } = sql;
    const execute = (statement: string) => database.connection.db.execute(raw(statement));
    const breakOn = (table: string, action: string, effect: string) =>
      execute(`create or replace function fail() returns trigger language plpgsql as $$ begin ${effect}; return new; end $$;
        create trigger fail before ${action} on ${table} for each row execute function fail()`);
    afterEach(async () => {
      for (const table of ['journal', 'series']) await execute(`drop trigger if exists fail on ${table}`);
    });

    it.each([
      ['journal', 'insert'],
      ['journal', 'update'],
      ['series', 'update'],
    ])('because the %s fails (%s) leaves neither entry nor change', async (table, action) => {
      await breakOn(table, action, `raise exception 'no'`);
      const answer = await desk.put(DIWALI, edited(DIWALI, { description: 'Lost' }));
      expect(answer.status).toBe(500);
      expect((await desk.read(DIWALI)).series).toEqual(sample(DIWALI));
      expect(await journal(DIWALI)).toEqual([]);
    });

    it('because the database dies answers 503, and saving recovers by itself', async () => {
      const { connection, breakOff } = database;
      await breakOn('journal', 'insert', 'perform pg_sleep(20)');
      const { pool } = connection;
      const dying = desk.put(DIWALI, edited(DIWALI, { description: 'Lost' }));
      await vi.waitUntil(() => pool.idleCount < pool.totalCount);
      const waiting = desk.call('/api/series');
      // The embedded database has one connection, so other queries wait for it.
      if (connection.kind === 'embedded') await vi.waitUntil(() => pool.waitingCount > 0);
      else await waiting;
      await breakOff();
      const answer = await dying;
      expect([answer.status, ...errorsOf(answer)]).toEqual([503, expect.objectContaining({ code: 503, field: null })]);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect((await waiting).status).toBe(200);
      // Idle connections are broken as well, which the pool may notice only on use.
      await vi.waitFor(() => execute('drop trigger if exists fail on journal'));
      await vi.waitFor(async () => expect((await desk.call('/api/series')).status).toBe(200));
      expect((await desk.read(DIWALI)).series).toEqual(sample(DIWALI));
      expect((await desk.put(DIWALI, edited(DIWALI, { description: 'Saved' }))).status).toBe(200);
      expect(await journal(DIWALI)).toHaveLength(1);
    });
  });
});
