import { type ErrorMeaning, ISSUING, meaningOf } from './error-meanings.ts';
import type { ShownRule } from './check-answer.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

type Rule = ShownRule['rule'];

/** What an error number of a till means, and where to look next. */
export interface ErrorNumber extends Omit<ErrorMeaning, 'advice'> {
  readonly number: number;
  /** The rules of a series that it can come from. */
  readonly rules: readonly Rule[];
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
  over: 'Ask when it was tried.',
  lastDay: 'Look at the last day of the series.',
  startBeforeEnd: 'Compare the start with the last day of the series.',
  store: 'Ask for the store and its till.',
  held: 'Ask whether the customer has an unused coupon of the series.',
  commonCode: 'Look up whether the customer had the code before.',
  customerLimit: 'Look up how many coupons of the series the customer had.',
  issueGap: 'Ask when the customer last got a coupon of the series.',
  exclusion: 'Ask whether the customer has a coupon of an excluded series.',
  total: 'Compare the limit with the coupons issued so far.',
  codes: 'Look at how many uploaded codes are left.',
};

/** The rules that can cause an error number. */
const rulesOf = (number: number, rules: readonly Rule[]): readonly Rule[] =>
  rules.filter(
    ({ id, apiCodes, engineCodes }) =>
      apiCodes.includes(number) || engineCodes.includes(number) || ALSO[number]?.includes(id),
  );

/**
 * Whether what is known about the attempt explains an error number. `causes`: the rules of the series that it can come
 * from, with their outcomes.
 */
export function explainedText(number: number, causes: readonly Pick<ShownRule, 'outcome'>[]): string | null {
  if (causes.length === 0) return null;
  if (causes.some(({ outcome }) => outcome === 'fail')) return `What is known explains ${number}.`;
  return causes.every(({ outcome }) => outcome === 'pass')
    ? `The figures do not explain ${number}: with what is known, no rule refuses with it.`
    : `More facts are needed to explain ${number}.`;
}

/** The error number that a text is; null if it is none. */
export const errorIn = (text: string, rules?: readonly Rule[]): ErrorNumber | null =>
  /^\s*\d{1,5}\s*$/.test(text) ? explainError(Number(text), rules) : null;

/** What an error number means for a redemption, or for what `among` checks; null if it is not documented for coupons. */
export function explainError(number: number, among: readonly Rule[] = REDEMPTION_RULES): ErrorNumber | null {
  const found = meaningOf(number);
  if (!found) return null;
  const { from, meaning, advice } = found;
  const rules = rulesOf(number, among);
  const questions = rules.map(({ id }) => QUESTIONS[id] ?? '');
  const isAdvised = advice !== null && !(advice === ISSUING && rules.length > 0);
  return { number, from, meaning, rules, next: [...new Set([...(isAdvised ? [advice] : []), ...questions])] };
}
