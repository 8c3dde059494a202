import type { Values } from '#catalogue/catalogue.ts';

/**
 * What a customer who already holds a valid coupon gets. The API stores it as two flags. Observed in the engine: unless
 * `doNotResendExistingVoucher` is on, the same coupon is sent again, even if several are allowed.
 */
export type ReissueMode = 'resend' | 'nothing' | 'another';

export const REISSUE_MODES: readonly ReissueMode[] = ['resend', 'nothing', 'another'];

export type ReissueModeFields = Pick<Values, 'doNotResendExistingVoucher' | 'isMultipleVouchersPerUserAllowed'>;

/** Null if a flag that decides the mode is unresolved. */
export function reissueModeOf(fields: ReissueModeFields): ReissueMode | null {
  const { doNotResendExistingVoucher: doNotResend, isMultipleVouchersPerUserAllowed: several } = fields;
  if (doNotResend === false) return 'resend';
  if (typeof doNotResend !== 'boolean' || typeof several !== 'boolean') return null;
  return several ? 'another' : 'nothing';
}

/**
 * The flag pair for a mode. Returns the stored pair if it already means that mode, so that an inconsistent pair is
 * preserved until the user changes the mode.
 */
export function reissueModeFields(mode: ReissueMode, stored: ReissueModeFields): ReissueModeFields {
  if (reissueModeOf(stored) === mode)
    return {
      doNotResendExistingVoucher: stored.doNotResendExistingVoucher,
      isMultipleVouchersPerUserAllowed: stored.isMultipleVouchersPerUserAllowed,
    };
  return {
    doNotResendExistingVoucher: mode !== 'resend',
    // The second flag has no effect while the same coupon is sent again.
    isMultipleVouchersPerUserAllowed: mode === 'resend' ? stored.isMultipleVouchersPerUserAllowed : mode === 'another',
  };
}
