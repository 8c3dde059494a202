import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import minimal791560 from '#domain/testing/fixtures/put_request_minimal_791560.json' with { type: 'json' };
import request698948 from '#domain/testing/fixtures/put_request_per_coupon_limit_698948.json' with { type: 'json' };
import request751412 from '#domain/testing/fixtures/put_request_full_751412.json' with { type: 'json' };
import request923222 from '#domain/testing/fixtures/put_request_prefix_suffix_923222.json' with { type: 'json' };
import allKeys2021 from '#domain/testing/fixtures/put_request_all_keys_2021.json' with { type: 'json' };
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

const sample = (id: number): JsonObject => samples.find((wire) => wire['id'] === id) ?? {};
const without = (wire: JsonObject, ...keys: string[]) =>
  Object.fromEntries(Object.entries(wire).filter(([key]) => !keys.includes(key)));

describe('the published request for 751412', () => {
  const sent: JsonObject = request751412.CouponSeriesV2;
  const corrected = {
    ...sent,
    maxCreate: 100_000,
    maxRedeem: 50_000,
    discountValue: 150,
    validTillDate: '2027-04-25T23:50:59+05:30',
    maxVouchersPerUser: -1,
    minDaysBetweenVouchers: 3,
  };

  it('is refused with every value that the API would corrupt, and no other', async () => {
    const answer = await desk.put(751412, sent);
    expect(answer.status).toBe(400);
    expect(refusedFields(answer)).toEqual([
      'discountValue',
      'maxCreate',
      'maxRedeem',
      'maxVouchersPerUser',
      'minDaysBetweenVouchers',
      'validTillDate',
    ]);
    for (const error of errorsOf(answer)) expect(error).toMatchObject({ status: false, code: 629 });
    expect(errorsOf(answer).find(({ field }) => field === 'validTillDate')?.message).toContain(':79');
    expect((await desk.read(751412)).series).toEqual(sample(751412));
    expect(await journalOf(database.connection.db, 751412)).toEqual([]);
  });

  it('is saved once corrected, with dates at midnight in the zone of the cluster', async () => {
    const answer = await desk.put(751412, corrected);
    expect(answer.status).toBe(200);
    expect((await desk.read(751412)).series).toEqual(savedSeries(answer));
    expect(answer.body).toMatchObject({
      maxCreate: 100_000,
      discountValue: 150,
      validTillDate: '2027-04-25T00:00:00+05:30',
      redemptionValidFrom: '2025-04-24T00:00:00+05:30',
      fixedExpiryDate: Date.parse('2027-04-25T00:00:00+05:30'),
      targetUserDetails: sent['targetUserDetails'],
      numTotal: 100_000,
      // Omitted in the request.
      discountUpto: 0,
      mutualExclusiveSeriesIds: '[-1]',
      redemptionRange: '{"dom" : [-1], "dow": [-1], "hours": [-1]}',
      productInfo: [],
      redemptionOrgEntityDetails: [],
    });
  });

  it('does not change values owned by the server', async () => {
    const before = sample(751412);
    const answer = await desk.put(751412, corrected);
    for (const key of [
      'id',
      'orgId',
      'createdBy',
      'createdOn',
      'numIssued',
      'numRedeemed',
      'ownerId',
      'redeemStoreType',
    ])
      expect(answer.body[key], key).toEqual(before[key]);
    for (const key of ['validDaysFromCreation', 'maxReferralsPerReferee', 'ownedBy', 'seriesType', 'latestIssualTime'])
      expect(answer.body[key], key).toEqual(before[key]);
    expect(answer.body).toMatchObject({
      lastUsed: '2026-11-23T11:30:00+05:30',
      dvsExpiryDate: '2026-11-23T00:00:00+05:30',
    });
  });
});

it('the published request for 791560 resets omitted keys to defaults and warns that new coupons are expired already', async () => {
  const answer = await desk.put(791560, minimal791560.CouponSeriesV2);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    ...minimal791560.CouponSeriesV2,
    validTillDate: '1970-01-01T00:00:00Z',
    fixedExpiryDate: 0,
    expiryStrategyValue: -1,
    maxCreate: -1,
    maxRedeem: -1,
    maxVouchersPerUser: -1,
    minDaysBetweenVouchers: -1,
    numTotal: -1,
    maxRedemptionsInSeriesPerUser: -1,
    minDaysBetweenRedemption: -1,
    redemptionPerCouponMaxLimit: -1,
    minBillAmount: -1,
    maxBillAmount: -1,
    discountUpto: 0,
    redemptionValidFrom: '2026-11-23T00:00:00+05:30',
    redemptionValidAfterDays: 0,
    alphaNumeric: false,
    randomCodeLength: 0,
    resendMessageEnabled: true,
    isMultipleUseAllowed: false,
    redemptionRange: '{"dom" : [-1], "dow": [-1], "hours": [-1]}',
    info: 'April 777',
    tag: 'April 777',
    discountOn: 'BILL',
    campaignId: -1,
  });
  expect(answer.body).not.toHaveProperty('targetUserDetails');
  expect(warningsOf(answer)).toContainEqual({
    code: 601,
    field: 'expiryStrategyValue',
    message: expect.stringContaining('expired already'),
  });
  expect((await desk.read(791560)).series).toEqual(savedSeries(answer));
});

it('the published request for 923222 keeps prefix and suffix', async () => {
  const answer = await desk.put(923222, request923222.CouponSeriesV2);
  expect(answer.status).toBe(200);
  expect((await desk.read(923222)).series).toMatchObject({
    ...without(request923222.CouponSeriesV2, 'orgId', 'id', 'validTillDate'),
    orgId: sample(923222)['orgId'],
    id: 923222,
    validTillDate: '2026-06-12T00:00:00+05:30',
    validTillDateTime: '2026-06-12T23:59:59+05:30',
  });
});

it('the published request for 698948 keeps the limit per code, and the legacy notation of other values', async () => {
  const answer = await desk.put(698948, request698948.CouponSeriesV2);
  expect(answer.status).toBe(200);
  expect((await desk.read(698948)).series).toMatchObject({
    redemptionPerCouponMaxLimit: 3,
    mutualExclusiveSeriesIds: '[]',
    redemptionRange: '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
    maxBillAmount: 9007199254740991,
    seriesCode: 'seriesCode001',
    validTillDate: '2030-09-30T00:00:00+05:30',
    fixedExpiryDate: Date.parse('2030-09-30T00:00:00+05:30'),
    numIssued: sample(698948)['numIssued'],
  });
});

it('a request without the wrapper is refused', async () => {
  const init = { method: 'PUT', body: JSON.stringify(allKeys2021), headers: { 'content-type': 'application/json' } };
  const answer = await desk.call('/v2/coupon/series/698948', init);
  expect(answer.status).toBe(400);
  expect(refusedFields(answer)).toEqual(['CouponSeriesV2']);
});

describe('every sample', () => {
  it.each(samples.map((wire) => [wire['id'] as number]))('%i can be edited and keeps every other byte', async (id) => {
    const { series: before } = await desk.read(id);
    const answer = await desk.put(id, { ...before, description: 'Renamed' });
    expect(errorsOf(answer)).toEqual([]);
    const { series: after } = await desk.read(id);
    const derived = ['description', 'lastUsed', 'dvsExpiryDate', 'numTotal'];
    const rest = without(after, ...derived);
    // The API returns both lists; a series without them has no restriction.
    const known = Object.keys(before).includes('productInfo')
      ? rest
      : without(rest, 'productInfo', 'redemptionOrgEntityDetails');
    expect(JSON.stringify(known)).toBe(JSON.stringify(without(before, ...derived)));
  });

  it('563719 has unreadable values, which cause warnings', async () => {
    const { series: before } = await desk.read(563719);
    const answer = await desk.put(563719, { ...before, discountValue: 6 });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ redemptionRange: 'string', maxVouchersPerUser: -123, discountOn: 'BASKET' });
    const fields = warningsOf(answer).map(({ field }) => field);
    for (const field of ['redemptionRange', 'maxVouchersPerUser', 'minDaysBetweenVouchers', 'discountOn'])
      expect(fields).toContain(field);
  });

  it('563719 refuses other unreadable values', async () => {
    const { series: before } = await desk.read(563719);
    const invalid = { ...before, maxVouchersPerUser: -124, redemptionRange: 'text', discountOn: 'TROLLEY' };
    expect(refusedFields(await desk.put(563719, invalid))).toEqual([
      'discountOn',
      'maxVouchersPerUser',
      'redemptionRange',
    ]);
  });
});
