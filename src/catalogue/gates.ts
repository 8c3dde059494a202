/**
 * The few values other fields depend on. A condition reads gates only and a gate is never conditional, so visibility has
 * depth one. `null` is a gate whose stored value could not be read.
 */
export interface Gates {
  readonly anyUser: boolean | null;
  readonly clientHandlingType: string | null;
  readonly discountType: string | null;
  readonly expiryStrategyType: string | null;
  readonly externalIssual: boolean | null;
  readonly isMultipleUseAllowed: boolean | null;
  readonly isMultipleVouchersPerUserAllowed: boolean | null;
  readonly isSMSDisabled: boolean | null;
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
  'isSMSDisabled',
] as const satisfies readonly (keyof Gates)[];
