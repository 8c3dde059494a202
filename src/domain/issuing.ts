import type { Values } from '#catalogue/catalogue.ts';
import { isOdd } from '#catalogue/kinds.ts';

/**
 * What a customer who already holds a valid coupon gets, which the API keeps as two flags. Observed in the engine: unless
 * `doNotResendExistingVoucher` is on, the same coupon is sent again, even where several are allowed.
 */
export type Repeat = 'resend' | 'nothing' | 'another';

export const REPEATS: readonly Repeat[] = ['resend', 'nothing', 'another'];

export const REPEAT_LABELS: Readonly<Record<Repeat, string>> = {
  resend: 'Is sent the same coupon again',
  nothing: 'Gets no other coupon',
  another: 'Gets a new coupon',
};

export type RepeatFields = Pick<Values, 'doNotResendExistingVoucher' | 'isMultipleVouchersPerUserAllowed'>;

/** Null where a flag that matters has no value. */
export function repeatOf(fields: RepeatFields): Repeat | null {
  const { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several } = fields;
  if (doNotResend === false) return 'resend';
  if (isOdd(doNotResend) || isOdd(several)) return null;
  return several ? 'another' : 'nothing';
}

/** The flags that mean it; as they are stored where that means the same, so that a contradiction nobody touched stays. */
export function repeatFields(repeat: Repeat, stored: RepeatFields): RepeatFields {
  if (repeatOf(stored) === repeat)
    return {
      doNotResendExistingVoucher: stored.doNotResendExistingVoucher,
      isMultipleVouchersPerUserAllowed: stored.isMultipleVouchersPerUserAllowed,
    };
  return {
    doNotResendExistingVoucher: repeat !== 'resend',
    isMultipleVouchersPerUserAllowed: repeat === 'another',
  };
}

/** What it means for customers, in a sentence. `shared`: one common code for all of them. */
export function repeatEffect(repeat: Repeat, shared: boolean): string {
  switch (repeat) {
    case 'resend':
      return 'Nobody holds two of them at a time.';
    case 'nothing':
      return 'Refused until the first one is used or over.';
    case 'another':
      return shared
        ? 'A common code is issued to a customer once, so this comes to no other.'
        : 'Up to the number and not before the gap below.';
  }
}
