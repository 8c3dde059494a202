import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, FIELD_KEYS, fieldOf, sectionOf, sections, WRAPPER_ROWS } from './catalogue.ts';
import { GATE_KEYS, type Gates } from './model/gates.ts';
import { emptyValue } from './model/kinds.ts';
import { unknownValues } from './wire-path.ts';
import reference from './fixtures/reference-fields.json' with { type: 'json' };

/** Fields missing from our edition of the reference, grouped by their source. */
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
  // Answers of related calls.
  'validTillISODate',
  'validRedemptionOrgEntityDetails',
  'brands',
  'products',
  'categories',
  'entityLevelRedemptionConfigsValues',
  'dvsExpiryDateFormat',
  'redemptionValidFromFormat',
  'validTilldateFormat',
  // Sent by old clients, in no table.
  'campaignName',
  'isUpdateProductData',
];

describe.each(['request', 'response'] as const)('the reference’s %s table', (table) => {
  const rows = reference[table].map((row) => row.name);
  const claims = [...FIELD_KEYS.flatMap((key) => fieldOf(key).rows[table] ?? []), ...WRAPPER_ROWS[table]];

  test('has exactly one entry for each row, and no entry claims a row that does not exist', () => {
    expect(claims.toSorted()).toEqual(rows.toSorted());
  });

  test('has the published number of rows', () => {
    expect(rows).toHaveLength(table === 'request' ? 50 : 86);
  });

  test('names each row like the entry that claims it', () => {
    // One entry covers all rows inside the two lists and the property map.
    const lists = ['productInfo', 'redemptionOrgEntityDetails', 'customPropertyMap'];
    for (const key of FIELD_KEYS.filter((candidate) => !lists.includes(candidate)))
      for (const row of fieldOf(key).rows[table] ?? []) expect(row).toBe(key);
  });
});

test('exactly the known fields are newer than the reference', () => {
  const withoutRows = FIELD_KEYS.filter((key) => {
    const { request = [], response = [] } = fieldOf(key).rows;
    return request.length + response.length === 0;
  });
  expect(withoutRows.toSorted()).toEqual(NEWER.toSorted());
  expect(FIELD_KEYS.filter((key) => fieldOf(key).newer).toSorted()).toEqual(NEWER.toSorted());
});

test('each field is declared once and belongs to one section; only the warnings of an answer have no row', () => {
  const listed = sections.flatMap((section) => section.keys);
  expect(listed).toHaveLength(new Set(listed).size);
  expect([...listed, 'warnings'].toSorted()).toEqual(Object.keys(catalogue).toSorted());
  for (const key of listed) expect(sectionOf(key).keys).toContain(key);
});

test('no two fields share a path', () => {
  const paths = FIELD_KEYS.map((key) => fieldOf(key).path.join('.'));
  expect(new Set(paths).size).toBe(paths.length);
});

test('a field’s key is its wire name, so that the API’s errors find it', () => {
  for (const key of FIELD_KEYS) expect(fieldOf(key).path.at(-1)).toBe(key);
});

test('unknownValues returns no value of the catalogue, and those inside of targetUserDetails', () => {
  const known = Object.fromEntries(FIELD_KEYS.map((key) => [fieldOf(key).path[0], null]));
  expect([...unknownValues(known)]).toEqual([]);
  const targetUserDetails = { validMaxUserTransactionLimit: 1, segment: 'gold' };
  expect([
    ...unknownValues({ ...known, validMaxUserTransactionLimit: 1, brandNew: 2, toString: 3, targetUserDetails }),
  ]).toEqual([
    ['brandNew', 2],
    ['toString', 3],
    ['targetUserDetails.segment', 'gold'],
  ]);
});

test('each locked or read-only field says why, each conditional field says when', () => {
  for (const key of FIELD_KEYS) {
    const { access, because, when, whenText } = fieldOf(key);
    expect(Boolean(because), key).toBe(access !== 'edit');
    expect(Boolean(whenText), key).toBe(Boolean(when));
  }
});

test('conditions read gates only', () => {
  const allowed = new Set<PropertyKey>([...GATE_KEYS, 'externallyManaged']);
  const watched = new Proxy({} as Gates, {
    get: (_, name) => {
      expect(allowed).toContain(name);
      return null;
    },
  });
  for (const key of FIELD_KEYS) fieldOf(key).when?.(watched);
});

test('a gate is visible wherever a field that depends on it is', () => {
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
    fc.property(gates, fc.constantFrom(...GATE_KEYS), (values, gate) => {
      if (fieldOf(gate).when?.(values) ?? true) return;
      // A hidden gate must not affect any field.
      for (const key of FIELD_KEYS)
        for (const value of [true, false, null])
          expect(fieldOf(key).when?.({ ...values, [gate]: value }), key).toBe(fieldOf(key).when?.(values));
    }),
  );
});

test('hiding a required field never clears it', () => {
  for (const key of FIELD_KEYS) {
    const { required, implied, kind } = fieldOf(key);
    if (required) expect(implied, key).toBeUndefined();
    if (implied !== undefined)
      expect(typeof implied, key).toBe(typeof (key === 'expiryStrategyValue' ? 1 : emptyValue(kind)));
  }
});
