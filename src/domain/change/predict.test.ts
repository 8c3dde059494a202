import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { predict, withStoredNumbers } from './predict.ts';
import { payload, series } from '../testing/builders.ts';

const request = (name: string) => payload(name)['CouponSeriesV2'] as JsonObject;
const fields = (body: JsonObject, zone = 'UTC') => predict(body, zone).map((prediction) => prediction.field);

test('the predictions for request 751412 match its published answer', () => {
  const predictions = predict(request('put_request_full_751412.json'), 'UTC');
  expect(predictions.map((prediction) => prediction.field)).toEqual([
    'discountValue',
    'validTillDate',
    'maxCreate',
    'maxRedeem',
    'redemptionValidFrom',
  ]);
  const text = predictions.map((prediction) => prediction.message).join('\n');
  for (const stored of ['150000004759552', '1,316,432,742', '1,316,863,212', 'Wed 23 Apr 2025'])
    expect(text).toContain(stored);
});

test('predict returns nothing for the answer of a GET or for a day that we send', () => {
  for (const name of ['put_response_698948.json', 'put_response_751412.json', 'put_response_791560.json'])
    expect(fields(payload(name))).toEqual([]);
  expect(fields({ validTillDate: '2026-12-06T12:00:00+05:30' }, 'Asia/Kolkata')).toEqual([]);
  expect(fields({ validTillDate: '2026-03-29T12:00:00+01:00' }, 'Europe/London')).toEqual([]);
});

test('a midnight east of the cluster loses a day', () => {
  expect(predict({ validTillDate: '2030-09-30T00:00:00+05:30' }, 'UTC')).toEqual([
    {
      field: 'validTillDate',
      sent: '2030-09-30T00:00:00+05:30',
      message: 'The API cuts the time of day: this will be stored as Sun 29 Sep 2030 00:00:00 UTC.',
    },
  ]);
  expect(fields({ validTillDate: '2030-09-30T00:00:00+05:30' }, 'Asia/Kolkata')).toEqual([]);
});

test('a date borrowed from the owner may become the series’ own', () => {
  const borrowed = series({ validTillDate: '2120-02-11T10:23:17Z', fixedExpiryDate: 0, ownerValidity: 4737090197000 });
  expect(predict(borrowed.wire, 'UTC')).toMatchObject([
    { field: 'validTillDate', message: expect.stringContaining('owner') },
  ]);
  expect(fields({ ...borrowed.wire, validTillDate: '1970-01-01T00:00:00Z' })).toEqual([]);
  expect(fields({ ...borrowed.wire, validTillDate: '2026-12-06T12:00:00Z' })).toEqual([]);
});

test('the stored numbers are those of the published answer, and an amount keeps its decimals', () => {
  const stored = withStoredNumbers(request('put_request_full_751412.json'));
  const { discountValue, maxCreate, maxRedeem } = payload('put_response_751412.json');
  expect(stored).toMatchObject({ discountValue, maxCreate, maxRedeem });
  expect(withStoredNumbers({ discountValue: 1234567.89 })).toEqual({ discountValue: 1234567.875 });
  expect(withStoredNumbers({ discountValue: 12.35, maxRedeem: -1, brandNew: 1e12 })).toEqual({
    discountValue: 12.35,
    maxRedeem: -1,
    brandNew: 1e12,
  });
});
