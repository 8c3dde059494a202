/**
 * The few values that other fields depend on. A condition reads gates only, and a conditional gate is visible wherever
 * a field that depends on it is. So visibility has depth one: no field depends on a hidden one.
 * `null`: the stored value is unreadable.
 */
export interface Gates {
  readonly anyUser: boolean | null;
  readonly clientHandlingType: string | null;
  readonly discountType: string | null;
  readonly expiryStrategyType: string | null;
  readonly externalIssual: boolean | null;
  readonly isMultipleUseAllowed: boolean | null;
  readonly isMultipleVouchersPerUserAllowed: boolean | null;
  readonly isPrefixEnabled: boolean | null;
  readonly isSMSDisabled: boolean | null;
  readonly isSuffixEnabled: boolean | null;
  /**
   * A third party manages the codes: `clientHandlingType` is EXTERNALLY_MANAGED, a key of that name is true, or
   * `externalIssual` is true. The API's text only says "EXTERNALLY_MANAGED=true"; the third case is our assumption.
   */
  readonly externallyManaged: boolean;
}

export const GATE_KEYS = [
  'anyUser',
  'clientHandlingType',
  'discountType',
  'expiryStrategyType',
  'externalIssual',
  'isMultipleUseAllowed',
  'isMultipleVouchersPerUserAllowed',
  'isPrefixEnabled',
  'isSMSDisabled',
  'isSuffixEnabled',
] as const satisfies readonly (keyof Gates)[];
