import { expect, test } from 'vitest';
import { payload } from '#domain/testing/builders.ts';
import { fieldNamed } from './error-fields.ts';
import { readConflict, readErrors, readWarnings } from './warnings.ts';

test('readWarnings reads texts and objects, and shows anything else as JSON', () => {
  const warnings = readWarnings([
    'Cache is stale',
    { status: true, code: 745, message: 'Custom fields saved' },
    { code: 629, message: 'Too long', field: 'seriesCode' },
    { message: 'No such field', field: 'nonsense' },
    { hint: 'odd' },
    7,
  ]);
  expect(warnings).toEqual([
    { code: null, message: 'Cache is stale', field: null },
    { code: 745, message: 'Custom fields saved', field: null },
    { code: 629, message: 'Too long', field: 'seriesCode' },
    { code: null, message: 'No such field', field: null },
    { code: null, message: '{"hint":"odd"}', field: null },
    { code: null, message: '7', field: null },
  ]);
  for (const none of [[], undefined, null, '', [''], [null], {}]) expect(readWarnings(none)).toEqual([]);
});

test('a warning that is a plain text, has a code as text, or no field, has the same field as an error', () => {
  expect(readWarnings('maxCreate was rounded')).toEqual([
    { code: null, message: 'maxCreate was rounded', field: 'maxCreate' },
  ]);
  expect(readWarnings({ code: '751', message: 'Code in use' })).toEqual([
    { code: 751, message: 'Code in use', field: 'seriesCode' },
  ]);
  expect(readWarnings([{ message: 'Not stored', field: 'CouponSeriesV2.productIds' }])[0]?.field).toBe('productInfo');
  expect(readErrors({ errors: [{ code: '506', message: 'x' }] })).toMatchObject([
    { code: 506, field: 'redemptionRange' },
  ]);
});

test('readErrors reads the published error bodies, and returns null for any other body', () => {
  expect(readErrors(payload('error_707_series_id_invalid.json'))).toEqual([
    { status: false, code: 707, message: 'Coupon Series ID is invalid', field: null },
  ]);
  expect(readErrors(payload('error_756_expiry_api.json'))?.[0]?.code).toBe(756);
  expect(readErrors({ errors: ['Bad', { code: 629, message: 'Too long', field: 'seriesCode' }] })).toMatchObject([
    { code: 0, message: 'Bad' },
    { code: 629, field: 'seriesCode' },
  ]);
  for (const body of ['<html>', null, {}, { errors: 'x' }]) expect(readErrors(body)).toBeNull();
});

test('readConflict reads the stored series of a 409, and nothing else', () => {
  const saves = [{ at: '2026-11-23T06:31:00.000Z', author: 'Asha Menon', isOwn: false }];
  const conflict = { series: { id: 5 }, revision: 'abc', saves };
  expect(readConflict({ errors: [], conflict })).toEqual(conflict);
  expect(readConflict({ conflict: { ...conflict, saves: [{ at: 7 }, null] } })).toEqual({ ...conflict, saves: [] });
  expect(readConflict({ conflict: { series: { id: 5 }, revision: 'abc' } })?.saves).toBeNull();
  for (const body of [
    null,
    {},
    { conflict: true },
    { conflict: { series: [], revision: 'abc' } },
    { conflict: { series: {} } },
  ])
    expect(readConflict(body)).toBeUndefined();
});

test('fieldNamed finds a field by its name and by its dotted path', () => {
  expect(fieldNamed('maxCreate')).toBe('maxCreate');
  expect(fieldNamed('targetUserDetails.validMaxUserTransactionLimit')).toBe('validMaxUserTransactionLimit');
  expect(fieldNamed('toString')).toBeNull();
});

test.each([
  ['CouponSeriesV2.maxCreate', 'maxCreate'],
  ['productIds', 'productInfo'],
  ['couponSeriesV2.productInfo[0].productIds', 'productInfo'],
  ['customPropertyMap.key1', 'customPropertyMap'],
  ['customPropertyMap.standard_terms_and_conditions', 'standard_terms_and_conditions'],
  ['orgEntityId', 'redemptionOrgEntityDetails'],
  ['redemptionOrgEntityDetails.3.orgEntityId', 'redemptionOrgEntityDetails'],
  ['Max Create', 'maxCreate'],
  ['valid till date', 'validTillDate'],
  ['discount_upto', 'discountUpto'],
  ['targetUserDetails', null],
  ['', null],
])('the name “%s” means %s', (name, field) => {
  expect(fieldNamed(name)).toBe(field);
});
