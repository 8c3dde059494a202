import type { Values } from '#catalogue/catalogue.ts';

/**
 * How often one code works. The API stores it as two flags. Observed in the engine's own tests: without
 * `isMultipleUseAllowed` a code is redeemed once in total, regardless of the other flag and of `anyUser`. With it,
 * `sameUserMultipleRedeem` decides whether a customer may redeem the code again.
 */
export type RedemptionMode = 'once' | 'perCustomer' | 'again';

export const REDEMPTION_MODES: readonly RedemptionMode[] = ['once', 'perCustomer', 'again'];

export type RedemptionModeFields = Pick<Values, 'isMultipleUseAllowed' | 'sameUserMultipleRedeem'>;

/** Null if a flag that decides the mode is unresolved. */
export function redemptionModeOf(fields: RedemptionModeFields): RedemptionMode | null {
  const { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again } = fields;
  if (multiple === false) return 'once';
  if (typeof multiple !== 'boolean' || typeof again !== 'boolean') return null;
  return again ? 'again' : 'perCustomer';
}

/**
 * The flag pair for a mode. Returns the stored pair if it already means that mode, so that an inconsistent pair is
 * preserved until the user changes the mode.
 */
export function redemptionModeFields(mode: RedemptionMode, stored: RedemptionModeFields): RedemptionModeFields {
  if (redemptionModeOf(stored) === mode)
    return {
      isMultipleUseAllowed: stored.isMultipleUseAllowed,
      sameUserMultipleRedeem: stored.sameUserMultipleRedeem,
    };
  return { isMultipleUseAllowed: mode !== 'once', sameUserMultipleRedeem: mode === 'again' };
}
