import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { missingFields, simulatePut } from './simulate-put.ts';
import { NOW, payload, series } from '../testing/builders.ts';

const INDIA = { now: NOW, clusterZone: 'Asia/Kolkata' };
const { wire } = series({}, 'Asia/Kolkata');
const put = (edit: JsonObject, stored: JsonObject = {}) =>
  simulatePut({ ...wire, ...stored }, { ...wire, ...stored, ...edit }, INDIA);

test('missingFields returns mandatory fields that are omitted or null', () => {
  expect(missingFields({ ...wire, description: null })).toEqual(['description']);
  expect(missingFields({})).toHaveLength(9);
  expect(missingFields(payload('put_request_minimal_791560.json')['CouponSeriesV2'] as JsonObject)).toEqual([]);
});

describe('null', () => {
  test('means the same as omitting the key', () => {
    const after = put({ maxCreate: null, couponPrefix: null, targetUserDetails: null, productInfo: null, info: null });
    expect(after).toMatchObject({ maxCreate: -1, productInfo: [], info: wire['description'] });
    for (const key of ['couponPrefix', 'targetUserDetails']) expect(after).not.toHaveProperty(key);
  });

  test('that is already stored stays null', () => {
    const nulls = { maxCreate: null, couponPrefix: null, customPropertyMap: null, productInfo: null, ownerId: null };
    expect(put({ description: 'Other' }, nulls)).toMatchObject(nulls);
  });
});

describe('the end of a series', () => {
  const stored = { validTillDate: '2027-01-01T00:00:00+05:30', validTillDateTime: '2027-01-01T23:59:59+05:30' };

  test('updates the fields derived from it', () => {
    expect(put({ validTillDate: '2027-02-03T12:00:00+05:30' }, stored)).toMatchObject({
      validTillDate: '2027-02-03T00:00:00+05:30',
      validTillDateTime: '2027-02-03T23:59:59+05:30',
      fixedExpiryDate: Date.parse('2027-02-03T00:00:00+05:30'),
    });
    expect(put({ validTillDate: '1970-01-01' }, stored)).toMatchObject({
      validTillDate: '1970-01-01T00:00:00Z',
      validTillDateTime: '1970-01-01T00:00:00Z',
      fixedExpiryDate: 0,
    });
  });

  test('on the stored day keeps its text, with the owner’s time of day', () => {
    const borrowed = { ...stored, validTillDate: '2120-02-11T15:53:17+05:30', fixedExpiryDate: 0 };
    expect(put({ validTillDate: '2120-02-11T12:00:00+05:30' }, borrowed)).toMatchObject(borrowed);
  });
});

test('the API’s own fields are not taken from a body and not lost', () => {
  const serverOwned = { brands: ['x'], validTillISODate: '2027-01-01' };
  expect(put({ brands: ['y'], validTillISODate: 'z', numIssued: -1, id: 0 }, serverOwned)).toMatchObject({
    ...serverOwned,
    numIssued: wire['numIssued'],
    id: wire['id'],
  });
});
