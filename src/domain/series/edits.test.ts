import { describe, expect, test } from 'vitest';
import { EDITABLE_KEYS, FIELD_KEYS, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { diff } from '../change/diff.ts';
import { settle } from '../change/settle.ts';
import { otherValue, payload, series } from '../testing/builders.ts';
import { decodeSeries, encodeUpdate } from './series-codec.ts';

const SENT_KEYS = FIELD_KEYS.filter((key) => !fieldOf(key).neverSent);

/** A missing property map equals an empty one: the terms create the map they are stored in. */
const text = (wire: Json | undefined) => JSON.stringify(wire) ?? '{}';

/** Together, these bases show every conditional field. */
const full = payload('create_request_full.json')['CouponSeriesV2'] as JsonObject;
const answered = { ...series({}).wire, ...full, genericCode: 'ONE', couponPrefix: 'P' };
const affixes = { isPrefixEnabled: true, isSuffixEnabled: true };
const open = {
  ...answered,
  anyUser: true,
  isMultipleUseAllowed: true,
  isMultipleVouchersPerUserAllowed: true,
  discountType: 'PERC',
  discountValue: 10,
  discountUpto: 50,
  expiryStrategyType: 'DAYS',
};
const bases: [string, JsonObject][] = [
  ['generated codes', { ...open, ...affixes, clientHandlingType: 'DISC_CODE', redemptionPerCouponMaxLimit: 3 }],
  ['a common code', { ...open, clientHandlingType: 'GENERIC', anyUser: false }],
  ['a sparse answer', { id: 1, clientHandlingType: 'DISC_CODE', anyUser: true, discountType: 'PERC' }],
];

describe.each(bases)('one edit of a series with %s', (_, wire) => {
  const base = decodeSeries(wire, 'Pacific/Auckland');

  test('changes only that value and its implied changes on the wire', () => {
    for (const field of EDITABLE_KEYS) {
      const form = { ...base.values, [field]: otherValue(fieldOf(field).kind, base.values[field]) } as Values;
      const settled = settle(base, form);
      const encoded = encodeUpdate(base, settled, 'Pacific/Auckland');
      if (!('body' in encoded)) throw new Error(JSON.stringify(encoded.problems));

      const { body } = encoded;
      const differs = SENT_KEYS.filter((key) => text(wireOf(body, key)) !== text(wireOf(wire, key)));
      const changes = diff(base, settled);
      expect(differs, field).toEqual(changes.map((change) => change.field));
      // A hidden field keeps its stored value: the page has no control for it.
      const isHidden = JSON.stringify(settled[field]) === JSON.stringify(base.values[field]);
      const edited = changes.filter((change) => !change.implied).map((change) => change.field);
      expect(edited, field).toEqual(isHidden ? [] : [field]);
      for (const { field: implied } of changes.filter((change) => change.implied))
        expect(fieldOf(implied), field).toHaveProperty('implied');
      expect(decodeSeries(body, 'Pacific/Auckland').values[field], field).toEqual(settled[field]);
    }
  });
});

test('the bases cover every editable field', () => {
  const editable = new Set(
    bases.flatMap(([, wire]) => {
      const base = decodeSeries(wire, 'UTC');
      return EDITABLE_KEYS.filter((field) => {
        const form = { ...base.values, [field]: otherValue(fieldOf(field).kind, base.values[field]) } as Values;
        return diff(base, settle(base, form)).some((change) => change.field === field);
      });
    }),
  );
  expect(EDITABLE_KEYS.filter((key) => !editable.has(key))).toEqual([]);
});

describe('unknown keys inside the rows of a list', () => {
  const base = decodeSeries(
    {
      ...answered,
      productInfo: [
        { productType: 'SKU', productIds: [1], source: 'catalogue' },
        { productType: 'BRAND', productIds: [2], codes: ['B2'] },
      ],
      redemptionOrgEntityDetails: [
        { redemptionOrgEntityType: 'STORE', orgEntityId: 1, name: 'Bandra' },
        { redemptionOrgEntityType: 'TILL', orgEntityId: 1, name: 'Bandra till 1' },
      ],
    },
    'UTC',
  );
  const body = (edits: Partial<Values>): JsonObject => {
    const encoded = encodeUpdate(base, { ...base.values, ...edits }, 'UTC');
    if (!('body' in encoded)) throw new Error(JSON.stringify(encoded.problems));
    return encoded.body;
  };

  test('stay with their rows', () => {
    const productInfo = [
      { type: 'BRAND', ids: [2, 3] },
      { type: 'CATEGORY', ids: [4] },
    ];
    expect(body({ productInfo })['productInfo']).toEqual([
      { productType: 'BRAND', productIds: [2, 3], codes: ['B2'] },
      { productType: 'CATEGORY', productIds: [4] },
    ]);
    const places = [
      { type: 'TILL', id: 1 },
      { type: 'STORE', id: 2 },
    ];
    expect(body({ redemptionOrgEntityDetails: places })['redemptionOrgEntityDetails']).toEqual([
      { redemptionOrgEntityType: 'TILL', orgEntityId: 1, name: 'Bandra till 1' },
      { redemptionOrgEntityType: 'STORE', orgEntityId: 2 },
    ]);
  });

  test('go to one row only if the same row is entered twice', () => {
    const duplicates = [
      { type: 'STORE', id: 1 },
      { type: 'STORE', id: 1 },
    ];
    expect(body({ redemptionOrgEntityDetails: duplicates })['redemptionOrgEntityDetails']).toEqual([
      { redemptionOrgEntityType: 'STORE', orgEntityId: 1, name: 'Bandra' },
      { redemptionOrgEntityType: 'STORE', orgEntityId: 1 },
    ]);
  });
});
