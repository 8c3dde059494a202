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
const held = fc.constantFrom(true, false, unreadable);

/** The engine's truth table: multiple use, same customer again, anyone; and what comes of it. */
const TABLE: readonly (readonly [boolean, boolean, boolean, RedemptionMode, RegExp])[] = [
  [false, false, false, 'once', /one time, then it is used up/],
  [false, false, true, 'once', /first uses it up/],
  [false, true, false, 'once', /one time, then it is used up/],
  [false, true, true, 'once', /first uses it up/],
  [true, false, false, 'perCustomer', /comes to once/],
  [true, false, true, 'perCustomer', /nobody twice/],
  [true, true, false, 'again', /^Its holder may come back/],
  [true, true, true, 'again', /^Every customer may come back/],
];

describe('how often one code works', () => {
  test.each(TABLE)('multiple use %s, same customer %s, anyone %s: %s', (multiple, again, anyone, reuse, effect) => {
    expect(redemptionModeOf(flags(multiple, again))).toBe(reuse);
    expect(redemptionModeEffect(reuse, { anyone, shared: false })).toMatch(effect);
  });

  test('every combination, also one that cannot be read, is one described choice or none', () => {
    fc.assert(
      fc.property(held, held, fc.boolean(), fc.boolean(), (multiple, again, anyone, shared) => {
        const reuse = redemptionModeOf({ isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again });
        const undecided = multiple === unreadable || (multiple === true && again === unreadable);
        expect(reuse === null).toBe(undecided);
        if (reuse === null) return;
        expect(REDEMPTION_MODE_LABELS[reuse]).toBeTruthy();
        expect(redemptionModeEffect(reuse, { anyone, shared })).toMatch(/^[A-Z][^!]*\.$/);
      }),
    );
  });

  test('what a choice writes reads as that choice, and the stored choice writes what is stored', () => {
    fc.assert(
      fc.property(held, held, fc.constantFrom(...REDEMPTION_MODES), (multiple, again, reuse) => {
        const stored = { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again };
        const written = redemptionModeFields(reuse, stored);
        expect(redemptionModeOf(written)).toBe(reuse);
        if (redemptionModeOf(stored) === reuse) expect(written).toEqual(stored);
      }),
    );
  });

  test('what would be sent after any row of choices reads as the last of them, and coming back changes nothing', () => {
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
          if (choices.at(-1) === redemptionModeOf(base.values)) expect(diff(base, form)).toEqual([]);
        },
      ),
    );
  });

  test('once for each customer means more than once only where several customers can use a code', () => {
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
