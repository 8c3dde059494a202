import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import request751412 from '#domain/testing/fixtures/put_request_full_751412.json' with { type: 'json' };
import response751412 from '#domain/testing/fixtures/put_response_751412.json' with { type: 'json' };
import response791560 from '#domain/testing/fixtures/put_response_791560.json' with { type: 'json' };
import { plain, without } from '../samples/build-series.ts';
import { sampleSeries } from '../samples/sample-series.ts';
import { HIDDEN_KEYS } from './replace-series.ts';
import type { Sandbox } from './sandbox.ts';
import { sandboxSeries } from './seeds.ts';
import { call, codeOf, NOW, put, readOne, sandboxOf } from '../test/sandbox-client.ts';

const ID = 751412;
const body: JsonObject = request751412.CouponSeriesV2;
const fresh = () => sandboxOf([response751412, { ...response791560, seriesCode: 'taken' }]);
const saved = async (change: JsonObject, sandbox: Sandbox = fresh()) => {
  const answer = await put(sandbox, ID, { ...body, ...change });
  expect(answer.status).toBe(200);
  return answer.body;
};
const refused = async (change: JsonObject, sandbox: Sandbox = fresh()) => {
  const before = sandbox.state.storedSeries(ID);
  const answer = await put(sandbox, ID, { ...body, ...change });
  expect(answer.status).toBe(400);
  expect(sandbox.state.storedSeries(ID)).toEqual(before);
  return codeOf(answer);
};

describe('a save replaces', () => {
  it('the name replaces omitted texts', async () => {
    const { info: _info, tag: _tag, ...rest } = body;
    const answer = (await put(fresh(), ID, rest)).body;
    expect(answer).toMatchObject({ info: body['description'], tag: body['description'] });
  });

  it('null counts as omitted', async () => {
    expect(
      await saved({ maxRedeem: null, redemptionPerCouponMaxLimit: null, redemptionValidFrom: null }),
    ).toMatchObject({
      maxRedeem: -1,
      redemptionPerCouponMaxLimit: -1,
      redemptionValidFrom: '2026-11-23T00:00:00Z',
    });
  });

  it('unknown keys are dropped, unless the API has answered them before', async () => {
    const sandbox = fresh();
    sandbox.state.change(ID, { newerThanOurLists: 1 });
    const answer = await saved({ newerThanOurLists: 2, madeUp: 3, campaignName: 'x', warnings: ['x'] }, sandbox);
    expect(answer).toMatchObject({ newerThanOurLists: 2, warnings: [] });
    expect(answer).not.toHaveProperty('madeUp');
    expect(answer).not.toHaveProperty('campaignName');
    expect(await saved({}, sandbox)).not.toHaveProperty('newerThanOurLists');
  });

  it('products and places are stored and never answered', async () => {
    const sandbox = fresh();
    const productInfo = [{ productType: 'BRAND', productIds: [10, 20] }];
    const redemptionOrgEntityDetails = [{ redemptionOrgEntityType: 'STORE', orgEntityId: 40 }];
    const answer = await saved({ productInfo, redemptionOrgEntityDetails }, sandbox);
    for (const series of [answer, await readOne(sandbox, ID)]) {
      expect(series).not.toHaveProperty('productInfo');
      expect(series).not.toHaveProperty('redemptionOrgEntityDetails');
    }
    expect(sandbox.state.storedSeries(ID)).toMatchObject({ productInfo, redemptionOrgEntityDetails });
    await saved({}, sandbox);
    expect(sandbox.state.storedSeries(ID)).not.toHaveProperty('productInfo');
  });

  it('numTotal lags behind the answer and the next read', async () => {
    const sandbox = fresh();
    expect(await saved({ maxCreate: 10 }, sandbox)).toMatchObject({ maxCreate: 10, numTotal: 0 });
    expect(await readOne(sandbox, ID)).toMatchObject({ numTotal: 0 });
    expect(await readOne(sandbox, ID)).toMatchObject({ numTotal: 10 });
  });
});

describe('a save changes values silently', () => {
  it.each([
    [2147483648, -2147483648],
    [5_000_000_000, 705_032_704],
    [-123, -123],
    [7.9, 7],
  ])('maxRedeem %d is stored as %d', async (sent, expected) => {
    expect(await saved({ maxRedeem: sent })).toMatchObject({ maxRedeem: expected });
  });

  it.each([
    [16_777_217, 16_777_216],
    [0.1, Math.fround(0.1)],
    [12.5, 12.5],
  ])('discountValue %d is stored as %d', async (sent, expected) => {
    expect(await saved({ discountValue: sent })).toMatchObject({ discountValue: expected });
  });

  it('the cap is rounded to two decimals, bill amounts are not rounded', async () => {
    const amounts = { minBillAmount: 0.123, maxBillAmount: 9007199254740991 };
    expect(await saved({ discountType: 'PERC', discountUpto: 99.999, ...amounts })).toMatchObject({
      discountUpto: 100,
      ...amounts,
    });
  });

  it.each([
    ['UTC', '2026-06-12T00:00:00+05:30', '2026-06-11T00:00:00Z'],
    ['Asia/Kolkata', '2026-06-12T00:00:00+05:30', '2026-06-12T00:00:00+05:30'],
    ['America/New_York', '2026-06-12T00:00:00Z', '2026-06-11T00:00:00-04:00'],
    ['America/New_York', '2026-06-12', '2026-06-12T00:00:00-04:00'],
    ['UTC', '2026-06-31T23:59:79Z', '2026-07-02T00:00:00Z'],
    ['UTC', '2026-06-12 10:00', '2026-06-12T00:00:00Z'],
    ['America/New_York', '1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ['Asia/Kolkata', '1970-01-01T05:30:00+05:30', '1970-01-01T00:00:00Z'],
  ])('on a cluster in %s the end %s becomes %s', async (clusterTimeZone, sent, expected) => {
    const sandbox = sandboxOf([response751412], { clusterTimeZone });
    const answer = await saved({ validTillDate: sent, redemptionValidFrom: sent }, sandbox);
    expect(answer).toMatchObject({
      validTillDate: expected,
      redemptionValidFrom: expected,
      fixedExpiryDate: Date.parse(expected),
    });
  });

  it('contradictory flags and a common code on generated codes are stored', async () => {
    const contradictory = {
      isMultipleUseAllowed: false,
      sameUserMultipleRedeem: true,
      genericCode: 'X',
      campaignId: 0,
    };
    expect(await saved(contradictory)).toMatchObject(contradictory);
  });

  it('a series with the end of its last day keeps that key', async () => {
    const sandbox = sandboxOf([{ ...response751412, validTillDateTime: 'x' }]);
    expect(await saved({ validTillDate: '2026-06-11T12:00:00Z' }, sandbox)).toMatchObject({
      validTillDateTime: '2026-06-11T23:59:59Z',
    });
  });

  it('a save changes the series migrated from an older system', async () => {
    const sandbox = sandboxOf(sandboxSeries({ now: NOW, zone: 'UTC' }));
    const loaded = await readOne(sandbox, 301877);
    expect(loaded).toMatchObject({ maxCreate: 5_000_000_000, discountValue: 16_777_217 });
    expect((await put(sandbox, 301877, loaded)).body).toMatchObject({
      maxCreate: 705_032_704,
      discountValue: 16_777_216,
    });
  });
});

describe('a claimed series', () => {
  const zone = 'Asia/Kolkata';
  const claimed = () => sandboxOf(sampleSeries({ now: NOW, zone }), { clusterTimeZone: zone });

  it('shows its owner’s end until a save sends it back, which cuts it to the day', async () => {
    const sandbox = claimed();
    const { validTillDate, ...rest } = await readOne(sandbox, 18426);
    expect(validTillDate).toBe('2120-02-11T15:53:17+05:30');
    expect((await put(sandbox, 18426, rest)).body).toMatchObject({ validTillDate, fixedExpiryDate: 0 });
    expect((await put(sandbox, 18426, { ...rest, validTillDate: plain(validTillDate) })).body).toMatchObject({
      validTillDate: '2120-02-11T00:00:00+05:30',
      fixedExpiryDate: Date.parse('2120-02-11T00:00:00+05:30'),
      ownedBy: 'LOYALTY',
      ownerId: 1147,
      ownerValidity: 4737090197000,
    });
  });

  it.each([
    ['ownedBy', 'NONE', 640],
    ['ownedBy', undefined, 640],
    ['campaignId', -1, 640],
    ['campaignId', undefined, 640],
    ['ownerId', 4, 629],
    ['ownerId', undefined, 629],
    ['seriesType', 'LOYALTY', 629],
  ] as const)('refuses %s as %s with %d', async (key, value, code) => {
    const sandbox = claimed();
    const { [key]: _before, ...rest } = await readOne(sandbox, 14162);
    expect(codeOf(await put(sandbox, 14162, value === undefined ? rest : { ...rest, [key]: value }))).toBe(code);
  });

  it('is claimed by a consistent save only', async () => {
    expect(await refused({ ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'UNDEFINED' })).toBe(629);
    expect(await refused({ ownedBy: 'LOYALTY', ownerId: 0, seriesType: 'LOYALTY' })).toBe(629);
    expect(await refused({ seriesType: 'CAMPAIGN' })).toBe(629);
    expect(await saved({ ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'LOYALTY' })).toMatchObject({ ownerId: 7 });
  });
});

describe('a save is refused', () => {
  const refusals: readonly [string, JsonObject, number][] = [
    ['a missing name', { description: null }, 756],
    ['an empty series code', { seriesCode: '' }, 753],
    ['a missing series code', { seriesCode: null }, 753],
    ['a series code of another series', { seriesCode: 'taken' }, 751],
    ['a series code of 21 characters', { seriesCode: 'x'.repeat(21) }, 629],
    ['a common code that is empty', { clientHandlingType: 'GENERIC', genericCode: '' }, 754],
    ['a common code that is missing', { clientHandlingType: 'GENERIC', genericCode: null }, 754],
    ['an unknown type of code', { clientHandlingType: 'EXTERNALLY_MANAGED' }, 108],
    ['a cap below zero', { discountUpto: -1 }, 629],
    ['a cap on a fixed amount', { discountUpto: 10 }, 629],
    ['exclusive series that are not a list', { mutualExclusiveSeriesIds: 'string' }, 756],
    ['an invalid range', { redemptionRange: 'string' }, 506],
    ['an invalid date', { validTillDate: 'tomorrow' }, 400],
    ['a date beyond the calendar', { validTillDate: '9999-12-31T00:00:00-18:00' }, 400],
    ['a flag that is a number', { anyUser: 1 }, 400],
    ['a number that is a word', { maxCreate: 'many' }, 400],
    ['a text that is a list', { description: [] }, 400],
    ['products that are not a list', { productInfo: {} }, 400],
    [
      '1,001 categories',
      { productInfo: [{ productType: 'CATEGORY', productIds: Array.from({ length: 1001 }, (_, id) => id) }] },
      400,
    ],
  ];
  it.each(refusals)('for %s', async (_name, change, code) => {
    expect(await refused(change)).toBe(code);
  });

  it('but not for 1,000 categories, nor for a malformed range that is already stored', async () => {
    const productIds = Array.from({ length: 1000 }, (_, id) => id);
    await saved({ productInfo: [{ productType: 'CATEGORY', productIds }] });
    const sandbox = sandboxOf([{ ...response751412, redemptionRange: 'string' }]);
    expect(await saved({ redemptionRange: 'string' }, sandbox)).toMatchObject({ redemptionRange: 'string' });
  });
});

it('saving a loaded series changes only the time of the save, for every sample series that can be saved', async () => {
  const sandbox = sandboxOf(sampleSeries({ now: NOW, zone: 'UTC' }));
  // An owner's end becomes the series' own date; a cap on a fixed amount and an unknown type of code are refused.
  const notSavable = new Set<Json | undefined>([18426, 577240, 708831]);
  for (const { id } of sampleSeries({ now: NOW, zone: 'UTC' })) {
    if (notSavable.has(id)) continue;
    const loaded = await readOne(sandbox, Number(id));
    const answer = await put(sandbox, Number(id), loaded);
    // A limit of null is answered as -1.
    const limit = loaded['redemptionPerCouponMaxLimit'] ?? -1;
    expect(answer).toEqual({
      status: 200,
      body: {
        ...loaded,
        redemptionPerCouponMaxLimit: limit,
        lastUsed: '2026-11-23T06:00:00Z',
        dvsExpiryDate: '2026-11-23T00:00:00Z',
        warnings: [],
      },
    });
  }
});

describe('hostile bodies', () => {
  const value = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      '',
      'string',
      '9999-99-99T99:99:99+99:99',
      '0000-00-00',
      '-1',
      1e308,
      -1e308,
      2 ** 53,
      '[[]]',
      '{"dom":{}}',
    ),
  );

  it('never crash the sandbox', async () => {
    const sandbox = fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(response751412), ...HIDDEN_KEYS, 'customPropertyMap'), value),
        async (change) => {
          const answer = await put(sandbox, ID, { ...body, ...change });
          expect([200, 400]).toContain(answer.status);
          expect(answer.status === 200 ? answer.body['warnings'] : answer.body['errors']).toBeInstanceOf(Array);
          const read = await readOne(sandbox, ID);
          expect(read).toEqual(without(sandbox.state.storedSeries(ID) ?? {}, ...HIDDEN_KEYS));
          // An infinite number would become null in JSON.
          for (const key of ['maxCreate', 'discountValue', 'discountUpto', 'maxBillAmount', 'fixedExpiryDate'])
            expect(read[key]).toBeTypeOf('number');
          sandbox.state.change(ID, response751412);
        },
      ),
      { numRuns: 600 },
    );
  });

  it.each([
    '',
    '{',
    '[]',
    '1',
    'null',
    '{"CouponSeriesV2":[]}',
    '{"CouponSeriesV2":null}',
    '{"CouponSeriesV2":{"maxCreate":1e999}}',
    '{"__proto__":{}}',
  ])('are refused as text: %s', async (text) => {
    const answer = await call(fresh(), 'PUT', `/v2/coupon/series/${ID}`, text);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBeTypeOf('number');
  });
});
