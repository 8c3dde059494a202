/**
 * The few values other fields depend on. A condition reads gates only, and a gate that is conditional itself shows wherever a field
 * behind it does, so visibility has depth one: no field depends on what is hidden. `null` is a gate whose stored value could not be read.
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
   * Codes kept by a third party: a `clientHandlingType` of EXTERNALLY_MANAGED, an own key of that name that is true, or
   * `externalIssual` true. The API's text only says "EXTERNALLY_MANAGED=true"; the third reading is our assumption.
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
