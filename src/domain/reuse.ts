import type { Values } from '#catalogue/catalogue.ts';
import { isOdd } from '#catalogue/kinds.ts';

/**
 * How often one code works, which the API keeps as two flags. Observed in the engine's own tests: without
 * `isMultipleUseAllowed` a code is redeemed once in total, whatever the other flag and whoever may redeem; with it,
 * `sameUserMultipleRedeem` decides whether a customer may come back.
 */
export type Reuse = 'once' | 'perCustomer' | 'again';

export const REUSES: readonly Reuse[] = ['once', 'perCustomer', 'again'];

export const REUSE_LABELS: Readonly<Record<Reuse, string>> = {
  once: 'Works once',
  perCustomer: 'Works once for each customer',
  again: 'Works again and again',
};

export type ReuseFields = Pick<Values, 'isMultipleUseAllowed' | 'sameUserMultipleRedeem'>;

/** Null where a flag that matters has no value. */
export function reuseOf(fields: ReuseFields): Reuse | null {
  const { isMultipleUseAllowed: multiple, sameUserMultipleRedeem: again } = fields;
  if (multiple === false) return 'once';
  if (isOdd(multiple) || isOdd(again)) return null;
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

interface Holders {
  /** Anyone with the code may redeem, else only the customer it was issued to. */
  readonly anyone: boolean;
  /** One common code for all customers: each of them holds it. */
  readonly shared: boolean;
}

/** A code of one's own that nobody else may redeem cannot be used by several customers. */
export function comesToOnce(reuse: Reuse, { anyone, shared }: Holders): boolean {
  return reuse === 'perCustomer' && !anyone && !shared;
}

/** What it means for customers, in a sentence. */
export function reuseEffect(reuse: Reuse, holders: Holders): string {
  const { anyone, shared } = holders;
  if (comesToOnce(reuse, holders)) return 'Only its holder may redeem a code here, so this comes to once.';
  if (shared && reuse === 'once')
    return 'All customers share the code, and by the API’s texts it then works one time in total.';
  const each = shared && !anyone ? 'Every customer it was issued to' : 'Every customer';
  switch (reuse) {
    case 'once':
      return anyone
        ? 'Whoever redeems it first uses it up for everybody.'
        : 'Its holder redeems it one time, then it is used up.';
    case 'perCustomer':
      return shared ? `${each} redeems it one time.` : 'Different customers may use one code, and nobody twice.';
    case 'again':
      return `${anyone || shared ? each : 'Its holder'} may come back, up to the limits below.`;
  }
}
