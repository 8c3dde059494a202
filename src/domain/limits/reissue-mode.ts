import type { Values } from '#catalogue/catalogue.ts';

/**
 * What a customer who already holds a valid coupon gets, which the API keeps as two flags. Observed in the engine: unless
 * `doNotResendExistingVoucher` is on, the same coupon is sent again, even where several are allowed.
 */
export type ReissueMode = 'resend' | 'nothing' | 'another';

export const REISSUE_MODES: readonly ReissueMode[] = ['resend', 'nothing', 'another'];

export type ReissueModeFields = Pick<Values, 'doNotResendExistingVoucher' | 'isMultipleVouchersPerUserAllowed'>;

/** Null where a flag that matters has no value. */
export function reissueModeOf(fields: ReissueModeFields): ReissueMode | null {
  const { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several } = fields;
  if (doNotResend === false) return 'resend';
  if (typeof doNotResend !== 'boolean' || typeof several !== 'boolean') return null;
  return several ? 'another' : 'nothing';
}

/** The flags that mean it; as they are stored where that means the same, so that a contradiction nobody touched stays. */
export function reissueModeFields(repeat: ReissueMode, stored: ReissueModeFields): ReissueModeFields {
  if (reissueModeOf(stored) === repeat)
    return {
      doNotResendExistingVoucher: stored.doNotResendExistingVoucher,
      isMultipleVouchersPerUserAllowed: stored.isMultipleVouchersPerUserAllowed,
    };
  return {
    doNotResendExistingVoucher: repeat !== 'resend',
    // Whether several are allowed does not matter where the same one is sent again.
    isMultipleVouchersPerUserAllowed:
      repeat === 'resend' ? stored.isMultipleVouchersPerUserAllowed : repeat === 'another',
  };
}
