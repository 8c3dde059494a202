import type { RedemptionMode } from './redemption-mode.ts';

export const REDEMPTION_MODE_LABELS: Readonly<Record<RedemptionMode, string>> = {
  once: 'Works once',
  perCustomer: 'Works once for each customer',
  again: 'Works more than once',
};

interface Holders {
  /** True: anyone with the code may redeem. False: only the customer it was issued to. */
  readonly anyone: boolean;
  /** True: all customers share one common code. */
  readonly shared: boolean;
}

/** "Once for each customer" means once in total if each code has a single customer. */
export function isEffectivelyOnce(mode: RedemptionMode, { anyone, shared }: Holders): boolean {
  return mode === 'perCustomer' && !anyone && !shared;
}

/** The effect of a mode for customers, in a sentence. */
export function redemptionModeEffect(mode: RedemptionMode, holders: Holders): string {
  const { anyone, shared } = holders;
  if (isEffectivelyOnce(mode, holders)) return 'Only its holder may redeem a code, so it works once.';
  if (shared && mode === 'once')
    return 'All customers share the code, and by the API’s texts it then works one time in total.';
  const each = shared && !anyone ? 'Every customer it was issued to' : 'Every customer';
  switch (mode) {
    case 'once':
      return anyone
        ? 'The first redemption uses it up for everyone.'
        : 'Its holder redeems it one time, then it is used up.';
    case 'perCustomer':
      return shared ? `${each} redeems it one time.` : 'Different customers may use one code, each of them once.';
    case 'again':
      return `${anyone || shared ? each : 'Its holder'} may come back, up to the limits below.`;
  }
}
