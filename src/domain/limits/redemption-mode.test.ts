import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { diff } from '../change/diff.ts';
import { REDEMPTION_MODES, type RedemptionMode, redemptionModeFields, redemptionModeOf } from './redemption-mode.ts';
import { isEffectivelyOnce, REDEMPTION_MODE_LABELS, redemptionModeEffect } from './redemption-mode-labels.ts';
import { settle } from '../change/settle.ts';
import { series, typed } from '../testing/builders.ts';

const flags = (multiple: boolean, again: boolean) => ({
  isMultipleUseAllowed: multiple,
  sameUserMultipleRedeem: again,
});
const unreadable = { unresolved: 'unreadable', raw: 'maybe' } as const;
const flag = fc.constantFrom(true, false, unreadable);

/** The engine's truth table: multiple use, same customer again, anyone; then mode and effect. */
const TABLE: readonly (readonly [boolean, boolean, boolean, RedemptionMode, RegExp])[] = [
  [false, false, false, 'once', /one time, then it is used up/],
  [false, false, true, 'once', /first redemption uses it up/],
  [false, true, false, 'once', /one time, then it is used up/],
  [false, true, true, 'once', /first redemption uses it up/],
  [true, false, false, 'perCustomer', /so it works once/],
  [true, false, true, 'perCustomer', /each of them once/],
  [true, true, false, 'again', /^Its holder may come back/],
  [true, true, true, 'again', /^Every customer may come back/],
];

describe('the redemption mode', () => {
  test.each(TABLE)('multiple use %s, same customer %s, anyone %s: %s', (multiple, again, anyone, mode, effect) => {
    expect(redemptionModeOf(flags(multiple, again))).toBe(mode);
    expect(redemptionModeEffect(mode, { anyone, shared: false })).toMatch(effect);
  });

  test('is null for undecidable flags, and has a label and an effect otherwise', () => {
    fc.assert(
      fc.property(flag, flag, fc.boolean(), fc.boolean(), (multiple, again, anyone, shared) => {
        const mode = redemptionModeOf({ isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again });
        const undecided = multiple === unreadable || (multiple === true && again === unreadable);
        expect(mode === null).toBe(undecided);
        if (mode === null) return;
        expect(REDEMPTION_MODE_LABELS[mode]).toBeTruthy();
        expect(redemptionModeEffect(mode, { anyone, shared })).toMatch(/^[A-Z][^!]*\.$/);
      }),
    );
  });

  test('survives a round trip through its flags, and the stored mode returns the stored flags', () => {
    fc.assert(
      fc.property(flag, flag, fc.constantFrom(...REDEMPTION_MODES), (multiple, again, mode) => {
        const stored = { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again };
        const fields = redemptionModeFields(mode, stored);
        expect(redemptionModeOf(fields)).toBe(mode);
        if (redemptionModeOf(stored) === mode) expect(fields).toEqual(stored);
      }),
    );
  });

  test('after several choices the last one is sent, and choosing the stored mode again is no change', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.constantFrom(...REDEMPTION_MODES), { minLength: 1 }),
        (multiple, again, choices) => {
          const base = series(flags(multiple, again));
          let form: Values = base.values;
          for (const choice of choices) {
            form = typed({ ...base, values: form }, redemptionModeFields(choice, base.values));
            expect(redemptionModeOf(settle(base, form))).toBe(choice);
          }
          if (choices.at(-1) === redemptionModeOf(base.values)) expect(diff(base, settle(base, form))).toEqual([]);
        },
      ),
    );
  });

  test('“once for each customer” is effectively once unless several customers can use a code', () => {
    expect(isEffectivelyOnce('perCustomer', { anyone: false, shared: false })).toBe(true);
    expect(isEffectivelyOnce('perCustomer', { anyone: true, shared: false })).toBe(false);
    expect(isEffectivelyOnce('perCustomer', { anyone: false, shared: true })).toBe(false);
    expect(isEffectivelyOnce('again', { anyone: false, shared: false })).toBe(false);
    expect(redemptionModeEffect('once', { anyone: true, shared: true })).toContain('one time in total');
    expect(redemptionModeEffect('perCustomer', { anyone: false, shared: true })).toBe(
      'Every customer it was issued to redeems it one time.',
    );
  });
});
