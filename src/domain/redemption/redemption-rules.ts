import { registeredFromRule, registeredUntilRule, transactionsRule } from './customer-rules.ts';
import { productsRule } from './product-rule.ts';
import { maxBillRule, minBillRule, oldPlacesRule, placesRule } from './purchase-rules.ts';
import type { RedemptionRule } from './redemption-rule.ts';
import { couponEndRule, gapRule, rangeRule, seriesEndRule, startRule, waitRule } from './time-rules.ts';
import {
  codeCeilingRule,
  customerCeilingRule,
  maxRedeemRule,
  oneCodeRule,
  sameCustomerRule,
  whoRule,
} from './usage-rules.ts';

/**
 * All rules of a redemption, in the order of the older engine as far as it is known. The order of the present engine is
 * not known.
 */
export const REDEMPTION_RULES: readonly RedemptionRule[] = [
  rangeRule,
  whoRule,
  sameCustomerRule,
  oneCodeRule,
  codeCeilingRule,
  seriesEndRule,
  couponEndRule,
  maxRedeemRule,
  minBillRule,
  maxBillRule,
  oldPlacesRule,
  placesRule,
  customerCeilingRule,
  gapRule,
  startRule,
  waitRule,
  registeredFromRule,
  registeredUntilRule,
  transactionsRule,
  productsRule,
];
