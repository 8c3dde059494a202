import { type ErrorMeaning, meaningOf } from './error-meanings.ts';
import type { RedemptionRule } from './redemption-rule.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

/** What an error number of a till means, and where to look next. */
export interface ErrorNumber extends Omit<ErrorMeaning, 'advice'> {
  readonly number: number;
  /** The rules of a series that it can come from. */
  readonly rules: readonly RedemptionRule[];
  /** What to ask or to do next. */
  readonly next: readonly string[];
}

/** Numbers of rules that the documented pairs do not have. */
const ALSO: Readonly<Record<number, readonly string[]>> = {
  614: ['who'],
  703: ['who'],
  706: ['sameCustomer', 'oneCode'],
  747: ['sameCustomer', 'oneCode'],
};

/** What to ask about the attempt, by rule. */
const QUESTIONS: Readonly<Record<string, string>> = {
  range: 'Ask when it was tried, and where the store is.',
  who: 'Ask who got the coupon, and which customer the till had open.',
  sameCustomer: 'Ask whether this customer used the code before.',
  oneCode: 'Ask whether the code was used before, by anyone.',
  codeCeiling: 'Look up how often this code was redeemed.',
  seriesEnd: 'Ask when it was tried.',
  couponEnd: 'Ask when the coupon was issued.',
  maxRedeem: 'Compare the limit with the redemptions so far.',
  minBill: 'Ask for the total of the bill.',
  maxBill: 'Ask for the total of the bill.',
  oldPlaces: 'Ask for the store and its till.',
  places: 'Ask for the store and its till.',
  customerCeiling: 'Look up how often this customer redeemed in the series.',
  gap: 'Ask when this customer last redeemed in the series.',
  start: 'Ask when it was tried.',
  wait: 'Ask when the coupon was issued.',
  registeredFrom: 'Look up when the customer registered.',
  registeredUntil: 'Look up when the customer registered.',
  transactions: 'Look up how many transactions the customer has.',
};

/** The rules that can cause an error number. */
const rulesOf = (number: number): readonly RedemptionRule[] =>
  REDEMPTION_RULES.filter(
    ({ id, apiCodes, engineCodes }) =>
      apiCodes.includes(number) || engineCodes.includes(number) || ALSO[number]?.includes(id),
  );

/** The error number that a text is; null if it is none. */
export const errorIn = (text: string): ErrorNumber | null =>
  /^\s*\d{1,5}\s*$/.test(text) ? explainError(Number(text)) : null;

/** What an error number means; null if it is not documented for coupons. */
export function explainError(number: number): ErrorNumber | null {
  const found = meaningOf(number);
  if (!found) return null;
  const { from, meaning, advice } = found;
  const rules = rulesOf(number);
  const questions = rules.map(({ id }) => QUESTIONS[id] ?? '');
  return { number, from, meaning, rules, next: [...new Set([...(advice === null ? [] : [advice]), ...questions])] };
}
