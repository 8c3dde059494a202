import type { Values } from '#catalogue/catalogue.ts';

/**
 * How often one code works, which the API keeps as two flags. Observed in the engine's own tests: without
 * `isMultipleUseAllowed` a code is redeemed once in total, whatever the other flag and whoever may redeem; with it,
 * `sameUserMultipleRedeem` decides whether a customer may come back.
 */
export type Reuse = 'once' | 'perCustomer' | 'again';

export const REUSES: readonly Reuse[] = ['once', 'perCustomer', 'again'];

export type ReuseFields = Pick<Values, 'isMultipleUseAllowed' | 'sameUserMultipleRedeem'>;

/** Null where a flag that matters has no value. */
export function reuseOf(fields: ReuseFields): Reuse | null {
  const { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again } = fields;
  if (multiple === false) return 'once';
  if (typeof multiple !== 'boolean' || typeof again !== 'boolean') return null;
  return again ? 'again' : 'perCustomer';
}

/** The flags that mean it; as they are stored where that means the same, so that a contradiction nobody touched stays. */
export function reuseFields(reuse: Reuse, stored: ReuseFields): ReuseFields {
  if (reuseOf(stored) === reuse)
    return {
      isMultipleUseAllowed: stored.isMultipleUseAllowed,
      sameUserMultipleRedeem: stored.sameUserMultipleRedeem,
    };
  return { isMultipleUseAllowed: reuse !== 'once', sameUserMultipleRedeem: reuse === 'again' };
}
