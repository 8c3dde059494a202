import type { Values } from '#catalogue/catalogue.ts';

/**
 * How often one code works, which the API keeps as two flags. Observed in the engine's own tests: without
 * `isMultipleUseAllowed` a code is redeemed once in total, whatever the other flag and whoever may redeem; with it,
 * `sameUserMultipleRedeem` decides whether a customer may come back.
 */
export type RedemptionMode = 'once' | 'perCustomer' | 'again';

export const REDEMPTION_MODES: readonly RedemptionMode[] = ['once', 'perCustomer', 'again'];

export type RedemptionModeFields = Pick<Values, 'isMultipleUseAllowed' | 'sameUserMultipleRedeem'>;

/** Null where a flag that matters has no value. */
export function redemptionModeOf(fields: RedemptionModeFields): RedemptionMode | null {
  const { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again } = fields;
  if (multiple === false) return 'once';
  if (typeof multiple !== 'boolean' || typeof again !== 'boolean') return null;
  return again ? 'again' : 'perCustomer';
}

/** The flags that mean it; as they are stored where that means the same, so that a contradiction nobody touched stays. */
export function redemptionModeFields(reuse: RedemptionMode, stored: RedemptionModeFields): RedemptionModeFields {
  if (redemptionModeOf(stored) === reuse)
    return {
      isMultipleUseAllowed: stored.isMultipleUseAllowed,
      sameUserMultipleRedeem: stored.sameUserMultipleRedeem,
    };
  return { isMultipleUseAllowed: reuse !== 'once', sameUserMultipleRedeem: reuse === 'again' };
}
