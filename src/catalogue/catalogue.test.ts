import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, FIELD_KEYS, fieldOf, sectionOf, sections, WRAPPER_ROWS } from './catalogue.ts';
import { GATE_KEYS, type Gates } from './model/gates.ts';
import { emptyValue } from './model/kinds.ts';
import { unknownKeys } from './wire-path.ts';
import reference from './fixtures/reference-fields.json' with { type: 'json' };

/** Fields that edition of the reference does not have, by where they are told of. */
const NEWER = [
  // Later editions of the update page.
  'couponPrefix',
  'couponSuffix',
  'isPrefixEnabled',
  'isSuffixEnabled',
  'orgPrefixOverride',
  'orgSuffixOverride',
  'validTillDateTime',
  // Only in the documentation of 2021–22.
  'additionalDescription',
  'purpose',
  'metadata',
  'couponSeriesAudience',
  'couponUploadInfo',
  'redemptionOrgEntityType',
  // Answers of neighbouring calls.
  'validTillISODate',
  'validRedemptionOrgEntityDetails',
  'brands',
  'products',
  'categories',
  'entityLevelRedemptionConfigsValues',
  'dvsExpiryDateFormat',
  'redemptionValidFromFormat',
  'validTilldateFormat',
  // Sent by old clients and named by no table.
  'campaignName',
  'isUpdateProductData',
];

describe.each(['request', 'response'] as const)('the reference’s %s table', (table) => {
  const rows = reference[table].map((row) => row.name);
  const claims = [...FIELD_KEYS.flatMap((key) => fieldOf(key).rows[table] ?? []), ...WRAPPER_ROWS[table]];

  test('has each of its rows claimed by exactly one entry, and no row is made up', () => {
    expect(claims.toSorted()).toEqual(rows.toSorted());
  });

  test('is as long as published', () => {
    expect(rows).toHaveLength(table === 'request' ? 50 : 86);
  });

  test('has each row claimed by the entry of that name', () => {
    // The rows inside the two lists and the property map belong to the list as a whole.
    const lists = ['productInfo', 'redemptionOrgEntityDetails', 'customPropertyMap'];
    for (const key of FIELD_KEYS.filter((one) => !lists.includes(one)))
      for (const row of fieldOf(key).rows[table] ?? []) expect(row).toBe(key);
  });
});

test('the fields newer than the reference are exactly the known ones', () => {
  const claimedNowhere = FIELD_KEYS.filter((key) => {
    const { request = [], response = [] } = fieldOf(key).rows;
    return request.length + response.length === 0;
  });
  expect(claimedNowhere.toSorted()).toEqual(NEWER.toSorted());
  expect(FIELD_KEYS.filter((key) => fieldOf(key).newer).toSorted()).toEqual(NEWER.toSorted());
});

test('each field is declared once and stands in one section', () => {
  const listed = sections.flatMap((section) => section.keys);
  expect(listed).toHaveLength(new Set(listed).size);
  expect(listed.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  for (const key of FIELD_KEYS) expect(sectionOf(key).keys).toContain(key);
});

test('no two fields sit at the same place', () => {
  const places = FIELD_KEYS.map((key) => fieldOf(key).path.join('.'));
  expect(new Set(places).size).toBe(places.length);
});

test('a field’s key is its name on the wire, so that answers of the API find it', () => {
  for (const key of FIELD_KEYS) expect(fieldOf(key).path.at(-1)).toBe(key);
});

test('no known key counts as unknown', () => {
  const known = Object.fromEntries(FIELD_KEYS.map((key) => [fieldOf(key).path[0], null]));
  expect(unknownKeys(known)).toEqual([]);
  expect(unknownKeys({ ...known, validMaxUserTransactionLimit: 1, brandNew: 2, toString: 3 })).toEqual([
    'brandNew',
    'toString',
  ]);
});

test('each locked or read-only field says why, and each conditional one says when', () => {
  for (const key of FIELD_KEYS) {
    const { access, because, when, whenText } = fieldOf(key);
    expect(Boolean(because), key).toBe(access !== 'edit');
    expect(Boolean(whenText), key).toBe(Boolean(when));
  }
});

test('conditions read nothing but gates', () => {
  const allowed = new Set<PropertyKey>([...GATE_KEYS, 'externallyManaged']);
  const watched = new Proxy({} as Gates, {
    get: (_, name) => {
      expect(allowed).toContain(name);
      return null;
    },
  });
  for (const key of FIELD_KEYS) fieldOf(key).when?.(watched);
});

test('a gate is visible wherever a field is that depends on it', () => {
  const flag = fc.constantFrom(true, false, null);
  const gates = fc.record<Gates>({
    anyUser: flag,
    clientHandlingType: fc.constantFrom('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC', 'EXTERNALLY_MANAGED', null),
    discountType: fc.constantFrom('ABS', 'PERC', null),
    expiryStrategyType: fc.constantFrom('SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END', null),
    externalIssual: flag,
    isMultipleUseAllowed: flag,
    isMultipleVouchersPerUserAllowed: flag,
    isPrefixEnabled: flag,
    isSMSDisabled: flag,
    isSuffixEnabled: flag,
    externallyManaged: fc.boolean(),
  });
  fc.assert(
    fc.property(gates, fc.constantFrom(...GATE_KEYS), (held, gate) => {
      if (fieldOf(gate).when?.(held) ?? true) return;
      // Hidden, it decides on nothing.
      for (const key of FIELD_KEYS)
        for (const value of [true, false, null])
          expect(fieldOf(key).when?.({ ...held, [gate]: value }), key).toBe(fieldOf(key).when?.(held));
    }),
  );
});

test('a required field is never blanked by hiding it', () => {
  for (const key of FIELD_KEYS) {
    const { required, implied, kind } = fieldOf(key);
    if (required) expect(implied, key).toBeUndefined();
    if (implied !== undefined)
      expect(typeof implied, key).toBe(typeof (key === 'expiryStrategyValue' ? 1 : emptyValue(kind)));
  }
});
