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
const flag = fc.constantFrom(true, false, unreadable);

/** The engine's truth table: do not resend, several allowed; then the mode. */
const TABLE: readonly (readonly [boolean, boolean, ReissueMode])[] = [
  [false, false, 'resend'],
  [false, true, 'resend'],
  [true, false, 'nothing'],
  [true, true, 'another'],
];

describe('the reissue mode', () => {
  test.each(TABLE)('do not resend %s, several %s: %s', (doNotResend, several, mode) => {
    expect(reissueModeOf(flags(doNotResend, several))).toBe(mode);
  });

  test('is null for undecidable flags, and has a label and an effect otherwise', () => {
    fc.assert(
      fc.property(flag, flag, fc.boolean(), (doNotResend, several, shared) => {
        const mode = reissueModeOf({
          doNotResendExistingVoucher: doNotResend,
          isMultipleVouchersPerUserAllowed: several,
        });
        const undecided = doNotResend === unreadable || (doNotResend === true && several === unreadable);
        expect(mode === null).toBe(undecided);
        if (mode === null) return;
        expect(REISSUE_MODE_LABELS[mode]).toBeTruthy();
        expect(reissueModeEffect(mode, shared)).toMatch(/^[A-Z][^!]*\.$/);
      }),
    );
  });

  test('survives a round trip through its flags, and the stored mode returns the stored flags', () => {
    fc.assert(
      fc.property(flag, flag, fc.constantFrom(...REISSUE_MODES), (doNotResend, several, mode) => {
        const stored = { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several };
        const fields = reissueModeFields(mode, stored);
        expect(reissueModeOf(fields)).toBe(mode);
        if (reissueModeOf(stored) === mode) expect(fields).toEqual(stored);
        if (mode === 'resend') expect(fields).toEqual({ ...stored, doNotResendExistingVoucher: false });
      }),
    );
  });

  test('after several choices the last one is sent, and choosing the stored mode again is no change', () => {
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
          if (choices.at(-1) === reissueModeOf(base.values)) expect(diff(base, settle(base, form))).toEqual([]);
        },
      ),
    );
  });

  test('says that a shared code is never issued again', () => {
    expect(reissueModeEffect('another', true)).toContain('there is no other');
  });
});
