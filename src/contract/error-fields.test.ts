import { expect, test } from 'vitest';
import { fieldOfError } from './error-fields.ts';
import { readErrors } from './warnings.ts';

test.each([
  [751, 'Coupon series code already exists', 'seriesCode'],
  [753, 'Coupon series code cannot be empty', 'seriesCode'],
  [754, 'Generic code cannot be empty', 'genericCode'],
  [631, 'duplicate generic code', 'genericCode'],
  [756, 'Invalid value for mutual exclusive series ids', 'mutualExclusiveSeriesIds'],
  [756, 'smsTemplate is mandatory to set', 'smsTemplate'],
  [506, 'invalid redemption range', 'redemptionRange'],
  [108, 'invalid client handling type', 'clientHandlingType'],
  [629, 'invalid client handling type', 'clientHandlingType'],
  [629, 'discount_upto cannot be negative', 'discountUpto'],
  [629, 'series code cannot be longer than 20 characters', 'seriesCode'],
  [629, 'campaign id should be -1 when series type is undefined', 'campaignId'],
  [640, 'can not change owned by, once it is set, already claimed by : LOYALTY', 'ownedBy'],
  [640, 'coupon series already claimed by campaign id : 7', 'campaignId'],
  [400, 'Could not read JSON: maxCreate is not a number', 'maxCreate'],
  [400, 'more than 1000 category ids are not allowed', 'productInfo'],
  [756, 'max bill amount is less than the minimum', 'maxBillAmount'],
  [756, 'The valid till date has passed', 'validTillDate'],
  [400, 'Invalid productIds', 'productInfo'],
  [400, 'Unknown orgEntityId 99', 'redemptionOrgEntityDetails'],
  [400, 'CouponSeriesV2.maxCreate must be a number', 'maxCreate'],
  [400, 'Coupon series not found for any user', null],
  [707, 'Coupon Series ID is invalid', null],
  [756, 'count should be greater than 0', null],
  [730, 'Unknown error', null],
])('error %i “%s” belongs to %s', (code, message, field) => {
  expect(fieldOfError(code, message)).toBe(field);
  expect(readErrors({ errors: [{ status: false, code, message }] })?.[0]?.field).toBe(field);
});

test('a field named in the answer wins over the code', () => {
  expect(readErrors({ errors: [{ code: 751, message: 'x', field: 'tag' }] })?.[0]?.field).toBe('tag');
});

test.each([null, '', 'mystery', 7])('code and text say the field of an error with the field %j', (field) => {
  const fieldIn = (error: object) => readErrors({ errors: [{ ...error, field }] })?.[0]?.field;
  expect(fieldIn({ code: 751, message: 'Taken' })).toBe('seriesCode');
  expect(fieldIn({ code: '629', message: 'max_create is too small' })).toBe('maxCreate');
  expect(fieldIn({ code: 730, message: 'Unknown error' })).toBe(field === 'mystery' ? 'mystery' : null);
});
