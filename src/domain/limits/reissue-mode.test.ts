import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import { diff } from '../change/diff.ts';
import { REISSUE_MODES, type ReissueMode, reissueModeFields, reissueModeOf } from './reissue-mode.ts';
import { REISSUE_MODE_LABELS, reissueModeEffect } from './reissue-mode-labels.ts';
import { settle } from '../change/settle.ts';
import { series, typed } from '../testing/builders.ts';

const flags = (doNotResend: boolean, several: boolean) => ({
  doNotResendExistingVoucher: doNotResend,
  isMultipleVouchersPerUserAllowed: several,
});
const unreadable = { unresolved: 'unreadable', raw: 'maybe' } as const;
const held = fc.constantFrom(true, false, unreadable);

/** The engine's truth table: do not resend, several allowed; and what a holder gets. */
const TABLE: readonly (readonly [boolean, boolean, ReissueMode])[] = [
  [false, false, 'resend'],
  [false, true, 'resend'],
  [true, false, 'nothing'],
  [true, true, 'another'],
];

describe('what a customer who already holds a coupon gets', () => {
  test.each(TABLE)('do not resend %s, several %s: %s', (doNotResend, several, repeat) => {
    expect(reissueModeOf(flags(doNotResend, several))).toBe(repeat);
  });

  test('every combination, also one that cannot be read, is one described choice or none', () => {
    fc.assert(
      fc.property(held, held, fc.boolean(), (doNotResend, several, shared) => {
        const repeat = reissueModeOf({
          doNotResendExistingVoucher: doNotResend,
          isMultipleVouchersPerUserAllowed: several,
        });
        const undecided = doNotResend === unreadable || (doNotResend === true && several === unreadable);
        expect(repeat === null).toBe(undecided);
        if (repeat === null) return;
        expect(REISSUE_MODE_LABELS[repeat]).toBeTruthy();
        expect(reissueModeEffect(repeat, shared)).toMatch(/^[A-Z][^!]*\.$/);
      }),
    );
  });

  test('what a choice writes reads as that choice, and the stored choice writes what is stored', () => {
    fc.assert(
      fc.property(held, held, fc.constantFrom(...REISSUE_MODES), (doNotResend, several, repeat) => {
        const stored = { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several };
        const written = reissueModeFields(repeat, stored);
        expect(reissueModeOf(written)).toBe(repeat);
        if (reissueModeOf(stored) === repeat) expect(written).toEqual(stored);
        if (repeat === 'resend') expect(written).toEqual({ ...stored, doNotResendExistingVoucher: false });
      }),
    );
  });

  test('what would be sent after any row of choices reads as the last of them, and coming back changes nothing', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.constantFrom(...REISSUE_MODES), { minLength: 1 }),
        (doNotResend, several, choices) => {
          const base = series(flags(doNotResend, several));
          let form: Values = base.values;
          for (const choice of choices) {
            form = typed({ ...base, values: form }, reissueModeFields(choice, base.values));
            expect(reissueModeOf(settle(base, form))).toBe(choice);
          }
          if (choices.at(-1) === reissueModeOf(base.values)) expect(diff(base, form)).toEqual([]);
        },
      ),
    );
  });

  test('says when a new coupon comes to none', () => {
    expect(reissueModeEffect('another', true)).toContain('comes to no other');
  });
});
