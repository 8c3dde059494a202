import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { diff } from './diff.ts';
import { merge } from './merge.ts';
import type { Series } from '../series/series.ts';
import { settle } from './settle.ts';
import { series, typed } from '../testing/builders.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

const base = series();
const saved = (values: Partial<Values>): Series => ({ ...base, values: typed(base, values) });

test('fields that only one side changed merge without a clash', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), saved({ description: 'theirs' }));
  expect(result).toMatchObject({ theirs: ['description'], clashes: [] });
  expect(result.values).toMatchObject({ maxCreate: 10, description: 'theirs' });
});

test('the same edit on both sides is no clash', () => {
  const edit = { redemptionRange: { dom: [], dow: [1, 2], hours: [] } };
  expect(merge(base, typed(base, edit), saved(structuredClone(edit)))).toMatchObject({ theirs: [], clashes: [] });
});

test('a clash keeps mine until the user chooses', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), saved({ maxCreate: 20 }));
  expect(result).toMatchObject({ theirs: [], clashes: ['maxCreate'], values: { maxCreate: 10 } });
});

test('counters take their value and never clash', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), saved({ numIssued: 5 }));
  expect(result).toMatchObject({ theirs: [], clashes: [], values: { numIssued: 5, maxCreate: 10 } });
});

// Unconditional fields, so that no edit implies another.
const edits: fc.Arbitrary<Partial<Values>> = fc.record(
  {
    description: fc.constantFrom('a', 'b'),
    discountCode: fc.constantFrom('a', 'b'),
    maxCreate: fc.constantFrom(1, 2, null),
    maxRedeem: fc.constantFrom(1, 2, null),
    validTillDate: fc.constantFrom('2031-01-01', '2032-01-01', null),
    mutualExclusiveSeriesIds: fc.constantFrom([1], [2], []),
    customPropertyMap: fc.constantFrom([{ key: 'a', value: '' }], []),
    isSMSDisabled: fc.boolean(),
  },
  { requiredKeys: [] },
);
const changedKeys = (values: Values): FieldKey[] => diff(base, values).map((change) => change.field);

test('a merge keeps every edit of mine and theirs, and reports each clash', () => {
  fc.assert(
    fc.property(edits, edits, (my, their) => {
      const [mine, theirs] = [typed(base, my), saved(their)];
      const { values, clashes, theirs: keysFromTheirs } = merge(base, mine, theirs);
      const [myKeys, theirKeys] = [changedKeys(mine), changedKeys(theirs.values)];
      for (const key of EDITABLE_KEYS)
        expect(values[key]).toEqual(myKeys.includes(key) ? mine[key] : theirs.values[key]);
      expect(keysFromTheirs).toEqual(theirKeys.filter((key) => !myKeys.includes(key)));
      const both = myKeys.filter((key) => theirKeys.includes(key));
      expect(clashes).toEqual(both.filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs.values[key])));
    }),
  );
});

test('merging with an unchanged series returns my form', () => {
  fc.assert(
    fc.property(edits, (my) => {
      const mine = typed(base, my);
      expect(merge(base, mine, base)).toEqual({ values: mine, theirs: [], clashes: [], dropped: [] });
    }),
  );
});

describe('a field that I edited and their gate would hide', () => {
  const capped = series({ discountType: 'PERC', discountValue: 10, discountUpto: 50 });
  const theirs: Series = { ...capped, values: typed(capped, { discountType: 'ABS', discountUpto: null }) };

  test('makes the gate a clash, and mine wins for both', () => {
    const result = merge(capped, typed(capped, { discountUpto: 70 }), theirs);
    expect(result).toMatchObject({ theirs: [], clashes: ['discountType', 'discountUpto'], dropped: ['discountUpto'] });
    expect(settle(theirs, result.values)).toMatchObject({ discountType: 'PERC', discountUpto: 70 });
  });

  test('makes the gate a clash also if they did not change the field', () => {
    const code = series({ anyUser: true, redemptionPerCouponMaxLimit: 3 });
    const closed: Series = { ...code, values: typed(code, { anyUser: false }) };
    const result = merge(code, typed(code, { redemptionPerCouponMaxLimit: 5 }), closed);
    expect(result).toMatchObject({ clashes: ['anyUser'], dropped: ['redemptionPerCouponMaxLimit'] });
    expect(settle(closed, result.values)).toMatchObject({ anyUser: true, redemptionPerCouponMaxLimit: 5 });
  });

  test('is reported if the gate clashes anyway', () => {
    const mine = typed(base, { clientHandlingType: 'GENERIC', genericCode: 'ONE' });
    const result = merge(base, mine, saved({ clientHandlingType: 'DISC_CODE_PIN' }));
    expect(result).toMatchObject({ clashes: ['clientHandlingType'], dropped: ['genericCode'] });
  });

  test('is reported without a clash if a gate outside of the form hides it', () => {
    const managed: Series = { ...base, wire: { ...base.wire, EXTERNALLY_MANAGED: true } };
    const result = merge(base, typed(base, { redemptionPerCouponMaxLimit: 5 }), managed);
    expect(result).toMatchObject({ clashes: [], dropped: ['redemptionPerCouponMaxLimit'] });
  });

  test('is not reported if I hid it, or their gate hides none of my edits', () => {
    expect(merge(capped, typed(capped, { description: 'x' }), theirs)).toMatchObject({ clashes: [], dropped: [] });
    const both = typed(capped, { discountType: 'ABS', discountUpto: 70 });
    expect(merge(capped, both, theirs)).toMatchObject({ dropped: [] });
  });
});

const gateEdits: fc.Arbitrary<Partial<Values>> = fc.record(
  {
    discountType: fc.constantFrom('ABS', 'PERC'),
    discountUpto: fc.constantFrom(null, 50, 70),
    anyUser: fc.boolean(),
    clientHandlingType: fc.constantFrom('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC'),
    genericCode: fc.constantFrom('', 'ONE', 'TWO'),
    couponPrefix: fc.constantFrom('', 'A', 'B'),
    isMultipleUseAllowed: fc.boolean(),
    sameUserMultipleRedeem: fc.boolean(),
    redemptionPerCouponMaxLimit: fc.constantFrom(null, 2, 3),
    expiryStrategyType: fc.constantFrom('DAYS', 'SERIES_EXPIRY'),
    expiryStrategyValue: fc.constantFrom(1, 30, 60),
    externalIssual: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('for any gate edits on both sides, all my visible edits are sent until the user chooses theirs', () => {
  fc.assert(
    fc.property(gateEdits, gateEdits, (my, their) => {
      const [mine, theirs] = [typed(base, my), saved(their)];
      const { values, clashes, dropped } = merge(base, mine, theirs);
      const sent = settle(theirs, values);
      const visible = changedKeys(mine).filter((key) => isVisible(key, gatesOf(mine, base.wire)));
      for (const key of visible) expect(sent[key], key).toEqual(mine[key]);
      // Choosing theirs loses only the edits in `dropped`.
      const chosen = { ...values, ...Object.fromEntries(clashes.map((key) => [key, theirs.values[key]])) };
      const lost = visible.filter((key) => !clashes.includes(key) && settle(theirs, chosen)[key] !== mine[key]);
      expect(dropped).toEqual(expect.arrayContaining(lost));
    }),
  );
});
