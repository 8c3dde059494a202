import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import answer751412 from '#domain/testing/fixtures/put_response_751412.json' with { type: 'json' };
import { ANSWER_KEYS } from './answer-keys.ts';
import { plain } from './build-series.ts';
import { sampleSeries } from './sample-series.ts';

const now = Date.parse('2026-11-23T06:00:00Z');
const zone = 'Asia/Kolkata';
const all = sampleSeries({ now, zone });

const byId = (id: number): JsonObject => {
  const found = all.find((series) => series['id'] === id);
  if (!found) throw new Error(`There is no sample series ${id}.`);
  return found;
};
const expectSome = (matches: (series: JsonObject) => boolean) => expect(all.filter(matches)).not.toEqual([]);
const numberIn = (series: JsonObject, key: string): number => {
  const value = series[key];
  return typeof value === 'number' ? value : Number.NaN;
};
const isLive = (series: JsonObject) => numberIn(series, 'fixedExpiryDate') >= now;
const daysLeft = (series: JsonObject) => (numberIn(series, 'fixedExpiryDate') - now) / 86_400_000 + 1;

describe('the sample series as data', () => {
  it('are the same for the same time and zone', () => {
    expect(sampleSeries({ now, zone })).toEqual(all);
  });

  it('survive JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });

  it('have the flagship among the three changed last', () => {
    const latest = all.toSorted((a, b) => Date.parse(plain(b['lastUsed'])) - Date.parse(plain(a['lastUsed'])));
    expect(latest.slice(0, 3).map(({ id }) => id)).toContain(698948);
  });

  it('have unique ids, series codes and common codes', () => {
    const generic = all.filter((series) => series['clientHandlingType'] === 'GENERIC');
    for (const values of [
      all.map((series) => series['id']),
      all.map((series) => series['seriesCode']),
      generic.map((series) => series['genericCode']),
    ]) {
      expect(new Set(values).size).toBe(values.length);
      expect(values).not.toContain(undefined);
    }
    expect(all.length).toBeGreaterThanOrEqual(60);
  });

  it('have series codes of at most 20 characters, the limit of the API', () => {
    for (const series of all) expect(plain(series['seriesCode']).length).toBeLessThanOrEqual(20);
  });

  it('have every key that the API always answers', () => {
    const alwaysAnswered = FIELD_KEYS.filter((key) => {
      const { whenOmitted, path } = fieldOf(key);
      // Warnings are part of an answer, not of a series.
      return !('rule' in whenOmitted && whenOmitted.rule === 'absent') && path[0] !== 'warnings';
    }).map((key) => fieldOf(key).path[0]);
    for (const series of all) expect(Object.keys(series)).toEqual(expect.arrayContaining(alwaysAnswered));
  });

  it('have their keys in the order of the published answers', () => {
    // The published answers differ among themselves in the order of these two.
    const unordered = new Set(['externalIssual', 'updateProductData', 'warnings']);
    const published = Object.keys(answer751412).filter((key) => !unordered.has(key));
    expect(ANSWER_KEYS.filter((key) => published.includes(key))).toEqual(published);
    for (const series of all) {
      const known = Object.keys(series).filter((key) => ANSWER_KEYS.includes(key));
      expect(known).toEqual(ANSWER_KEYS.filter((key) => key in series));
    }
  });

  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Auckland'])('end at midnight in the zone %s', (otherZone) => {
    for (const series of sampleSeries({ now, zone: otherZone })) {
      const till = plain(series['validTillDate']);
      if (series['fixedExpiryDate'] === 0) continue;
      expect(till).toMatch(/T00:00:00(Z|[+-]\d\d:\d\d)$/);
      expect(Date.parse(till)).toBe(series['fixedExpiryDate']);
    }
  });

  it('have creation, change, issue and redemption times in the past', () => {
    for (const series of all)
      for (const key of ['createdOn', 'lastUsed']) expect(Date.parse(plain(series[key]))).toBeLessThan(now);
    for (const series of all)
      for (const key of ['latestIssualTime', 'latestRedemptionTime']) expect(numberIn(series, key)).toBeLessThan(now);
  });

  it('have no unreadable values except one range and negative limits', () => {
    const unreadable = all.flatMap((series) =>
      Object.keys(decodeSeries(series, zone).unreadable).map((key) => `${plain(series['id'])} ${key}`),
    );
    expect(unreadable).toContain('563719 redemptionRange');
    const known = ['563719 redemptionRange', '563719 maxVouchersPerUser', '563719 minDaysBetweenVouchers'];
    expect(known).toEqual(expect.arrayContaining(unreadable));
  });
});

describe('the flagship', () => {
  const flagship = byId(698948);

  it('is live and ends in six days', () => {
    expect(flagship).toMatchObject({
      description: 'Diwali weekend 15% off',
      discountCode: 'DIWALI15',
      validTillDate: '2026-11-29T00:00:00+05:30',
      redemptionValidFrom: '2026-11-14T00:00:00+05:30',
      discountValue: 15,
      discountUpto: 500,
      expiryStrategyType: 'DAYS',
      expiryStrategyValue: 30,
      maxCreate: 25000,
      numIssued: 20645,
      numRedeemed: 8214,
      anyUser: true,
    });
    expect(decodeSeries(flagship, zone).values.redemptionRange).toEqual({
      dom: [],
      dow: [1, 2, 3, 4, 5],
      hours: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
    });
  });

  it('is limited to two zones and fourteen stores', () => {
    const { redemptionOrgEntityDetails: places } = decodeSeries(flagship, zone).values;
    expect(Array.isArray(places) && places.map((place) => place.type)).toEqual([
      ...Array<string>(2).fill('ZONE'),
      ...Array<string>(14).fill('STORE'),
    ]);
  });
});

describe('the sample series cover', () => {
  const expectedValues: readonly [key: string, values: readonly Json[]][] = [
    ['clientHandlingType', ['DISC_CODE', 'DISC_CODE_PIN', 'GENERIC', 'EXTERNALLY_MANAGED']],
    ['expiryStrategyType', ['SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END']],
    ['discountType', ['ABS', 'PERC']],
    ['ownedBy', ['NONE', 'LOYALTY', 'OUTBOUND', 'GOODWILL', 'DVS', 'TIMELINE', 'REFERRAL', 'MARKETPLACE']],
    ['discountOn', ['BILL', 'ITEM', 'SHIPMENT']],
    ['maxCreate', [-1]],
    ['maxRedeem', [-1]],
    ['maxRedemptionsInSeriesPerUser', [-1]],
    ['maxVouchersPerUser', [-1, -123]],
    ['redemptionPerCouponMaxLimit', [-1, null, 3]],
    ['minDaysBetweenVouchers', [-1, -123]],
    ['minDaysBetweenRedemption', [-1, 0]],
    ['redemptionValidAfterDays', [0, -1, 3]],
    ['minBillAmount', [-1, 0]],
    ['maxBillAmount', [-1, 0, 9007199254740991]],
    ['discountUpto', [0]],
    ['redemptionValidFrom', ['1970-01-01T00:00:00Z']],
    ['validTillDate', ['1970-01-01T00:00:00Z']],
    ['fixedExpiryDate', [0]],
    ['ownerValidity', [0, 4737090197000]],
    ['expiryStrategyValue', [-1, 1]],
    ['latestIssualTime', [0]],
    ['latestRedemptionTime', [0]],
    ['campaignId', [-1, 0]],
    ['ownerId', [-1]],
    ['sourceOrgId', [-1]],
    ['mutualExclusiveSeriesIds', ['[-1]', '[]', 'false']],
    ['storeIdsJson', ['[-1]']],
    ['redeemAtStore', ['[-1]']],
    [
      'redemptionRange',
      [
        '{"dom" : [-1], "dow": [-1], "hours": [-1]}',
        '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
        '{"dom" : 1, "dow": 1, "hours": 1}',
        '{"dom":["17"],"dow":[],"hours":["10,11"]}',
        'string',
      ],
    ],
    ['productInfo', [[]]],
    ['redemptionOrgEntityDetails', [[]]],
    ['randomCodeLength', [0]],
    ['isSMSDisabled', [true, false]],
    ['resendMessageEnabled', [true, false]],
    ['alphaNumeric', [true, false]],
    ['isMultipleVouchersPerUserAllowed', [true, false]],
    ['doNotResendExistingVoucher', [true, false]],
    ['externalIssual', [true, false]],
    ['EXTERNALLY_MANAGED', [true]],
  ];
  it.each(expectedValues)('%s', (key, values) => {
    const found = all.map((series) => series[key]);
    for (const value of values) expect(found).toContainEqual(value);
  });

  it('every status: live, ending soon, scheduled, ended, redemption limit reached, all redeemed, nearly used up', () => {
    const start = (series: JsonObject) => Date.parse(plain(series['redemptionValidFrom']));
    expectSome((series) => isLive(series) && daysLeft(series) > 30 && start(series) < now);
    expectSome((series) => isLive(series) && daysLeft(series) <= 3);
    expectSome((series) => isLive(series) && start(series) > now);
    expectSome((series) => !isLive(series) && numberIn(series, 'fixedExpiryDate') > 0);
    expectSome((series) => isLive(series) && numberIn(series, 'numRedeemed') === numberIn(series, 'maxRedeem'));
    expectSome(
      (series) =>
        isLive(series) &&
        numberIn(series, 'numIssued') === numberIn(series, 'maxCreate') &&
        numberIn(series, 'numRedeemed') === numberIn(series, 'numIssued'),
    );
    expectSome((series) => {
      const used = numberIn(series, 'numIssued') / numberIn(series, 'maxCreate');
      return isLive(series) && used >= 0.9 && used < 1;
    });
  });

  it('both sides of each condition', () => {
    const generic = (series: JsonObject) => series['clientHandlingType'] === 'GENERIC';
    for (const anyUser of [true, false]) {
      expectSome((series) => series['anyUser'] === anyUser && generic(series));
      expectSome(
        (series) =>
          series['anyUser'] === anyUser && !generic(series) && numberIn(series, 'redemptionPerCouponMaxLimit') > 0,
      );
    }
    expectSome((series) => generic(series) && typeof series['genericCode'] === 'string');
    expectSome((series) => !generic(series) && typeof series['genericCode'] === 'string');
    expectSome((series) => series['discountType'] === 'PERC' && numberIn(series, 'discountUpto') > 0);
    expectSome((series) => series['discountType'] === 'ABS' && numberIn(series, 'discountUpto') > 0);
    expectSome((series) => series['sameUserMultipleRedeem'] === true && series['isMultipleUseAllowed'] === false);
    expectSome((series) => series['sameUserMultipleRedeem'] === true && series['isMultipleUseAllowed'] === true);
    for (const isAllowed of [true, false])
      expectSome(
        (series) =>
          series['isMultipleVouchersPerUserAllowed'] === isAllowed && numberIn(series, 'maxVouchersPerUser') > 0,
      );
    expectSome((series) => series['isPrefixEnabled'] === true && series['orgPrefixOverride'] === true);
    expectSome((series) => series['isPrefixEnabled'] === false && typeof series['couponPrefix'] === 'string');
    expectSome((series) => series['isSuffixEnabled'] === true && typeof series['couponSuffix'] === 'string');
  });

  it('every kind of end: its own, the owner’s with its time of day, none', () => {
    const borrowed = byId(18426);
    expect(borrowed).toMatchObject({ fixedExpiryDate: 0, ownedBy: 'LOYALTY', numIssued: 48847 });
    expect(Date.parse(plain(borrowed['validTillDate']))).toBe(borrowed['ownerValidity']);
    expect(sampleSeries({ now, zone: 'UTC' }).find(({ id }) => id === 18426)).toMatchObject({
      validTillDate: '2120-02-11T10:23:17Z',
    });
    expect(byId(791560)).toMatchObject({ fixedExpiryDate: 0, ownerValidity: 0, expiryStrategyValue: -1 });
  });

  it('mutual exclusion, and one-sided exclusion', () => {
    expect(byId(698948)['mutualExclusiveSeriesIds']).toBe('[702215]');
    expect(byId(702215)['mutualExclusiveSeriesIds']).toBe('[698948]');
    expect(byId(688310)['mutualExclusiveSeriesIds']).toBe('[702215]');
  });

  it('unknown ids, every type of product and every type of place', () => {
    const text = JSON.stringify(all);
    for (const id of ['4471', '990017', '3999', '555001']) expect(text).toContain(id);
    for (const type of ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE', 'CONCEPT', 'ZONE', 'STORE', 'TILL'])
      expect(text).toContain(`"${type}"`);
  });

  it('properties with terms and with an empty value, new customers, undocumented keys, missing products', () => {
    expectSome((series) => JSON.stringify(series['customPropertyMap'] ?? '').includes('standard_terms_and_conditions'));
    expectSome((series) => JSON.stringify(series['customPropertyMap'] ?? '').includes('""'));
    expectSome((series) => 'targetUserDetails' in series);
    expectSome((series) => 'walletPartner' in series);
    expectSome((series) => !('productInfo' in series));
  });

  it('messages in Hindi and messages with unresolvable tags', () => {
    const messages = all.map((series) => plain(series['smsTemplate'])).join('\n');
    expect(messages).toMatch(/\p{Script=Devanagari}/u);
    for (const tag of ['{{optout}}', '{{voucher_code}}', '{{firstname}}']) expect(messages).toContain(tag);
  });

  it('uploaded codes that are not issued', () => {
    expectSome((series) => series['numTotal'] === 8000 && numberIn(series, 'numUploadedNonIssued') > 0);
  });
});
