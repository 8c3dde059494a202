import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, FIELD_KEYS, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { emptyValue } from '#catalogue/model/kinds.ts';
import { edited, payload, series, seriesOf, typed } from '../testing/builders.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';
import { settle } from './settle.ts';

const perc = series({ discountType: 'PERC', discountValue: 10, discountUpto: 50 });

test('switching from a percentage to an amount removes the cap', () => {
  expect(edited(perc, { discountType: 'ABS' }).discountUpto).toBeNull();
});

test('a field that was hidden before keeps its stored value, ignoring the form', () => {
  const capped = series({ discountType: 'ABS', discountUpto: 50 });
  expect(edited(capped, { discountUpto: 70 }).discountUpto).toBe(50);
  expect(edited(capped, { description: 'other' }).discountUpto).toBe(50);
});

test('a value typed before its field was hidden is not sent', () => {
  expect(edited(perc, { discountUpto: 70, discountType: 'ABS' }).discountUpto).toBeNull();
  const codes = series({ randomCodeLength: 8 });
  expect(edited(codes, { randomCodeLength: 5, clientHandlingType: 'DISC_CODE_PIN' }).randomCodeLength).toBe(8);
});

test('a value typed after its gate was opened is sent', () => {
  const abs = series({ discountType: 'ABS', discountUpto: 0 });
  expect(edited(abs, { discountType: 'PERC', discountUpto: 70 }).discountUpto).toBe(70);
});

test('expiry with the series implies the value 1', () => {
  expect(edited(series(), { expiryStrategyType: 'SERIES_EXPIRY' }).expiryStrategyValue).toBe(1);
});

test('settle does not change an edit without gates', () => {
  for (const wire of [payload('put_response_751412.json'), payload('create_response_86066.json'), { id: 1 }]) {
    const base = seriesOf(wire);
    expect(settle(base, base.values)).toEqual(base.values);
    expect(edited(base, { description: 'other' })).toEqual({ ...base.values, description: 'other' });
  }
});

const gateEdits: fc.Arbitrary<Partial<Values>> = fc.record(
  {
    anyUser: fc.boolean(),
    clientHandlingType: fc.constantFrom('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC', 'EXTERNALLY_MANAGED'),
    discountType: fc.constantFrom('ABS', 'PERC'),
    expiryStrategyType: fc.constantFrom('SERIES_EXPIRY', 'DAYS', 'MONTHS_END'),
    isMultipleUseAllowed: fc.boolean(),
    isMultipleVouchersPerUserAllowed: fc.boolean(),
    isSMSDisabled: fc.boolean(),
    externalIssual: fc.boolean(),
  },
  { requiredKeys: [] },
);
const stored = fc.constantFrom(
  'put_response_751412.json',
  'put_response_698948.json',
  'create_response_86066.json',
  'put_response_791560.json',
);

test('switching gates and back restores every value', () => {
  fc.assert(
    fc.property(stored, gateEdits, (name, edits) => {
      const base = seriesOf(payload(name));
      const switched = typed(base, edits);
      settle(base, switched);
      const back = {
        ...switched,
        ...Object.fromEntries(Object.keys(edits).map((key) => [key, base.values[key as keyof Values]])),
      };
      expect(settle(base, back as Values)).toEqual(base.values);
    }),
  );
});

test('a gate changes other fields only to their implied values, and never clears a required field', () => {
  fc.assert(
    fc.property(stored, gateEdits, (name, edits) => {
      const base = seriesOf(payload(name));
      const settled = edited(base, edits);
      for (const key of FIELD_KEYS) {
        const field = fieldOf(key);
        if (key in edits) expect(settled[key]).toEqual(edits[key]);
        else expect([base.values[key], field.implied]).toContainEqual(settled[key]);
        if (field.required && !(key in edits)) expect(settled[key]).toEqual(base.values[key]);
      }
    }),
  );
});

test('settle is idempotent and keeps the visible fields visible', () => {
  fc.assert(
    fc.property(stored, gateEdits, (name, edits) => {
      const base = seriesOf(payload(name));
      const form = typed(base, edits);
      const once = settle(base, form);
      expect(settle(base, once)).toEqual(once);
      const [before, after] = [gatesOf(form, base.wire), gatesOf(once, base.wire)];
      for (const key of FIELD_KEYS) expect(isVisible(key, after), key).toBe(isVisible(key, before));
    }),
  );
});

test('clearing the whole form never changes hidden fields', () => {
  const base = series({ discountType: 'ABS', genericCode: 'X' });
  const cleared = Object.fromEntries(
    EDITABLE_KEYS.filter((key) => fieldOf(key).when).map((key) => [key, emptyValue(fieldOf(key).kind)]),
  ) as Partial<Values>;
  expect(edited(base, cleared).genericCode).toBe('X');
});
