import type { RedemptionMode } from './redemption-mode.ts';

export const REDEMPTION_MODE_LABELS: Readonly<Record<RedemptionMode, string>> = {
  once: 'Works once',
  perCustomer: 'Works once for each customer',
  again: 'Works again and again',
};

interface Holders {
  /** Anyone with the code may redeem, else only the customer it was issued to. */
  readonly anyone: boolean;
  /** One common code for all customers: each of them holds it. */
  readonly shared: boolean;
}

/** A code of one's own that nobody else may redeem cannot be used by several customers. */
export function isEffectivelyOnce(reuse: RedemptionMode, { anyone, shared }: Holders): boolean {
  return reuse === 'perCustomer' && !anyone && !shared;
}

/** What it means for customers, in a sentence. */
export function redemptionModeEffect(reuse: RedemptionMode, holders: Holders): string {
  const { anyone, shared } = holders;
  if (isEffectivelyOnce(reuse, holders)) return 'Only its holder may redeem a code here, so this comes to once.';
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
