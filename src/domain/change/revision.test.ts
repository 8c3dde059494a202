import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EDITABLE_KEYS, FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { withWire } from '#catalogue/wire-path.ts';
import { revisionSource } from './revision.ts';
import { payload } from '../testing/builders.ts';

const wire = payload('put_response_751412.json');
const same = (other: JsonObject) => revisionSource(other) === revisionSource(wire);

describe('a revision', () => {
  test('does not change with issues, redemptions, uploads or the time of the last save', () => {
    for (const key of [
      'numIssued',
      'numRedeemed',
      'numTotal',
      'numUploadedTotal',
      'numUploadedNonIssued',
      'latestIssualTime',
      'latestRedemptionTime',
      'lastUsed',
      'dvsExpiryDate',
      'fixedExpiryDate',
      'couponUploadInfo',
      'warnings',
    ])
      expect(same({ ...wire, [key]: 987654321 }), key).toBe(true);
  });

  test('changes with any editable field', () => {
    for (const key of EDITABLE_KEYS) expect(same(withWire(wire, key, 'other')), key).toBe(false);
  });

  test('changes when a campaign claims the series, because sending a stale campaign would undo the claim', () => {
    expect(same({ ...wire, campaignId: 77 })).toBe(false);
  });

  test('changes with an unknown key', () => {
    expect(same({ ...wire, brandNew: 1 })).toBe(false);
  });

  test('distinguishes values that print alike', () => {
    for (const [a, b] of [
      [{ a: '1' }, { a: 1 }],
      [{ a: null }, {}],
      [{ a: [1, 2] }, { a: [2, 1] }],
      [{ a: '"},"b"' }, { a: '', b: '' }],
    ])
      expect(revisionSource(a as JsonObject)).not.toBe(revisionSource(b as JsonObject));
  });

  test('does not depend on the order of keys at any depth', () => {
    const reversed = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    expect(same(reversed(wire) as JsonObject)).toBe(true);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
        const object = any as JsonObject;
        expect(revisionSource(reversed(object) as JsonObject)).toBe(revisionSource(object));
      }),
    );
  });

  test('includes exactly the editable fields and campaignId', () => {
    const included = FIELD_KEYS.filter((key) => revisionSource(withWire({}, key, 'x')) !== '{}');
    expect(included).toEqual(FIELD_KEYS.filter((key) => fieldOf(key).access !== 'read' || key === 'campaignId'));
  });
});
