import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { diff } from './diff.ts';
import { REPEATS, type Repeat, repeatFields, repeatOf } from './issuing.ts';
import { REPEAT_LABELS, repeatEffect } from './issuing-words.ts';
import { settle } from './settle.ts';
import { series, typed } from './testing.ts';

const flags = (doNotResend: boolean, several: boolean) => ({
  doNotResendExistingVoucher: doNotResend,
  isMultipleVouchersPerUserAllowed: several,
});
const unreadable = { odd: 'unreadable', raw: 'maybe' } as const;
const held = fc.constantFrom(true, false, unreadable);

/** The engine's truth table: do not resend, several allowed; and what a holder gets. */
const TABLE: readonly (readonly [boolean, boolean, Repeat])[] = [
  [false, false, 'resend'],
  [false, true, 'resend'],
  [true, false, 'nothing'],
  [true, true, 'another'],
];

describe('what a customer who already holds a coupon gets', () => {
  test.each(TABLE)('do not resend %s, several %s: %s', (doNotResend, several, repeat) => {
    expect(repeatOf(flags(doNotResend, several))).toBe(repeat);
  });

  test('every combination, also one that cannot be read, is one described choice or none', () => {
    fc.assert(
      fc.property(held, held, fc.boolean(), (doNotResend, several, shared) => {
        const repeat = repeatOf({ doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several });
        const undecided = doNotResend === unreadable || (doNotResend === true && several === unreadable);
        expect(repeat === null).toBe(undecided);
        if (repeat === null) return;
        expect(REPEAT_LABELS[repeat]).toBeTruthy();
        expect(repeatEffect(repeat, shared)).toMatch(/^[A-Z][^!]*\.$/);
      }),
    );
  });

  test('what a choice writes reads as that choice, and the stored choice writes what is stored', () => {
    fc.assert(
      fc.property(held, held, fc.constantFrom(...REPEATS), (doNotResend, several, repeat) => {
        const stored = { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several };
        const written = repeatFields(repeat, stored);
        expect(repeatOf(written)).toBe(repeat);
        if (repeatOf(stored) === repeat) expect(written).toEqual(stored);
        if (repeat === 'resend') expect(written).toEqual({ ...stored, doNotResendExistingVoucher: false });
      }),
    );
  });

  test('what would be sent after any row of choices reads as the last of them, and coming back changes nothing', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.constantFrom(...REPEATS), { minLength: 1 }),
        (doNotResend, several, choices) => {
          const base = series(flags(doNotResend, several));
          let form: Values = base.values;
          for (const choice of choices) {
            form = typed({ ...base, values: form }, repeatFields(choice, base.values));
            expect(repeatOf(settle(base, form))).toBe(choice);
          }
          if (choices.at(-1) === repeatOf(base.values)) expect(diff(base, form)).toEqual([]);
        },
      ),
    );
  });

  test('says when a new coupon comes to none', () => {
    expect(repeatEffect('another', true)).toContain('comes to no other');
  });
});
