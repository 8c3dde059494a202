import { expect, test } from 'vitest';
import { payload } from '#domain/testing/builders.ts';
import { fieldNamed, readErrors, readWarnings } from './warnings.ts';

test('warnings are understood as texts and as objects, and anything else is still shown', () => {
  const read = readWarnings([
    'Cache is stale',
    { status: true, code: 745, message: 'Custom fields saved' },
    { code: 629, message: 'Too long', field: 'seriesCode' },
    { message: 'No such field', field: 'nonsense' },
    { hint: 'odd' },
    7,
  ]);
  expect(read).toEqual([
    { code: null, message: 'Cache is stale', field: null },
    { code: 745, message: 'Custom fields saved', field: null },
    { code: 629, message: 'Too long', field: 'seriesCode' },
    { code: null, message: 'No such field', field: null },
    { code: null, message: '{"hint":"odd"}', field: null },
    { code: null, message: '7', field: null },
  ]);
  for (const none of [[], undefined, null, 'x', {}]) expect(readWarnings(none)).toEqual([]);
});

test('the published error bodies are read, and other bodies are none', () => {
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

test('a field is found by its own name and by its dotted place', () => {
  expect(fieldNamed('maxCreate')).toBe('maxCreate');
  expect(fieldNamed('targetUserDetails.validMaxUserTransactionLimit')).toBe('validMaxUserTransactionLimit');
  expect(fieldNamed('toString')).toBeNull();
});
