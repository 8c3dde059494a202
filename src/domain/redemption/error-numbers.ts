import type { RedemptionRule } from './redemption-rule.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

/** What an error number of a till means, and where to look next. */
export interface ErrorNumber {
  readonly number: number;
  readonly from: 'API' | 'engine';
  readonly meaning: string;
  /** The rules of a series that it can come from. */
  readonly rules: readonly RedemptionRule[];
  /** What to ask or to do next. */
  readonly next: readonly string[];
}

type Entry = readonly [meaning: string, next?: string];

const CUSTOMER = 'Ask how the customer was identified at the till: mobile, e-mail or card.';
const CODE = 'Ask for the code letter by letter, and compare its length, prefix and suffix with this series.';
const RETRY = 'It is temporary. Try again in a few minutes.';
const SETUP = 'The organisation is not set up for this. Pass it on to the vendor’s support.';
const TILL = 'Ask the store to look at its till. The series is not the cause.';
const ISSUE = 'It belongs to issuing a coupon, not to redeeming one.';
const REPEAT = 'Ask whether the same coupon was already redeemed on this bill.';

/** The numbers that the API’s pages document for coupons. 786 to 799 come in two groups below. */
const API: Readonly<Record<number, Entry>> = {
  700: ['Success.', 'Nothing was refused.'],
  701: ['The customer was not found.', CUSTOMER],
  702: ['The coupon code is wrong.', CODE],
  703: ['The coupon was not issued to this customer.'],
  704: ['The message was not sent.', TILL],
  705: ['The code and the validation code are wrong.', CODE],
  706: ['The coupon cannot be redeemed.', REPEAT],
  707: ['The series id is not valid.', TILL],
  709: ['The processing failed. The message has the engine’s own text.', 'Ask for the text after the number.'],
  710: ['The coupon is not meant for this customer.'],
  711: ['The coupon was already used.'],
  712: ['The series or its campaign is over.'],
  713: ['The coupon has expired.'],
  714: ['The limit of the whole series is reached.'],
  715: ['The coupon belongs to another organisation.', CODE],
  716: ['The customer used the same coupon before.'],
  718: ['The transaction number is missing.', TILL],
  719: ['The coupon does not exist.', CODE],
  720: ['It is a test coupon.', 'Test coupons are never redeemed. Ask where the customer got the code.'],
  721: ['The customer is not valid.', CUSTOMER],
  722: ['The coupon cannot be created.', ISSUE],
  723: ['The coupon was not issued to this customer.'],
  724: ['The message was not sent.', TILL],
  725: ['A validation code is needed.', 'Ask for the code that the customer got by message.'],
  726: ['A validation code is not needed.', TILL],
  728: ['The maximum of redemptions is reached.'],
  729: ['The time is outside of the days and hours of the series.'],
  730: ['Unknown error.', RETRY],
  731: ['The redemption is done.', 'Nothing was refused.'],
  732: ['The missed call was not received.', TILL],
  733: ['The bill is too small or too large.'],
  735: ['The store is not allowed.'],
  736: ['The allowed number of redemptions is used up.'],
  738: ['The gap since the last redemption is too short.'],
  739: ['The coupon does not work yet.'],
  740: ['The customer is marked as fraud.', 'The series is not the cause. Look at the customer’s account.'],
  742: ['The customer is blocked.', 'The series is not the cause. The number may be moving to another account.'],
  744: ['The custom fields of the series were not saved.', TILL],
  745: ['The custom fields of the series were saved.', 'Nothing was refused.'],
  746: ['The series id is missing.', TILL],
  747: ['Several redemptions are not allowed.', REPEAT],
  748: ['The coupon service took too long.', RETRY],
  749: ['Another coupon of the same bill failed.', 'Ask for the other coupons of the bill, and check those.'],
  750: ['The customer is marked as fraud.', 'The series is not the cause. Look at the customer’s account.'],
  751: ['The series code is used already.', TILL],
  752: ['The series code is used already.', TILL],
  753: ['The series code is empty.', TILL],
  754: ['The common code is empty.', TILL],
  755: ['The series id is not valid.', TILL],
  756: ['A value is missing or out of range.', 'Ask for the text after the number: it names the value.'],
  759: ['The redemption failed.', RETRY],
  761: ['The redemption could not be corrected.', TILL],
  762: ['The redemption could not be corrected.', TILL],
  777: ['The source may not issue coupons.', ISSUE],
  780: ['The coupon was not found.', CODE],
  781: ['Neither an id nor a code was sent.', TILL],
};

const TEMPORARY: readonly number[] = [786, 787, 789, 790, 791, 792, 793, 794, 796, 797, 798];
const MISCONFIGURED: readonly number[] = [788, 795, 799];

/** The engine’s own numbers. They come with 709, or in the text of an answer. */
const ENGINE: Readonly<Record<number, Entry>> = {
  600: ['The customer has redeemed as often as allowed.'],
  601: ['The coupon has expired.'],
  602: ['The coupon is tied to another customer.'],
  603: ['The code works once and was used.'],
  604: ['The customer may use the code once and has used it.'],
  605: ['The limit of the whole series is reached.'],
  606: ['The bill is outside of the limits.'],
  607: ['The bill is outside of the limits.'],
  608: ['The store was not found.'],
  609: ['The customer holds a coupon of a series that excludes this one.', ISSUE],
  612: ['The customer is duplicate.', CUSTOMER],
  613: ['All coupons are issued.', ISSUE],
  614: ['The coupon was not issued.', CODE],
  615: ['The coupon is not valid.', CODE],
  616: ['The till is not valid.', TILL],
  617: ['The customer is not valid.', CUSTOMER],
  618: ['The customer is not valid.', CUSTOMER],
  619: ['The customer has a coupon already.', ISSUE],
  620: ['The customer got a coupon too recently.', ISSUE],
  621: ['The customer has as many coupons as allowed.', ISSUE],
  622: ['The gap since the last redemption is too short.'],
  623: ['The time is outside of the days and hours of the series.'],
  624: ['The store may not redeem.'],
  625: ['The coupon was not issued to this customer.'],
  626: ['The limit of coupons to issue is reached.', ISSUE],
  627: ['The store may not issue.', ISSUE],
  628: ['The coupon does not work yet.'],
  629: ['The request is not valid.', 'Ask for the text after the number: it names the value.'],
  633: ['The code is not valid.', CODE],
  635: ['The series is over.'],
  639: ['Redemption starts after the series ends.', ISSUE],
  641: ['The series has no last day.', ISSUE],
  645: ['Another coupon of the same bill failed.', 'Ask for the other coupons of the bill, and check those.'],
  660: ['The coupon was revoked.', 'It cannot be used again. A new coupon can be issued.'],
  661: ['The redemption has no id.', TILL],
  900: ['The bill is too small.'],
  901: ['The bill is too large.'],
};

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

function entryOf(number: number): { readonly from: ErrorNumber['from']; readonly entry: Entry } | null {
  if (TEMPORARY.includes(number)) return { from: 'API', entry: ['A temporary failure.', RETRY] };
  if (MISCONFIGURED.includes(number))
    return { from: 'API', entry: ['The organisation is not set up correctly.', SETUP] };
  if (Object.hasOwn(API, number)) return { from: 'API', entry: API[number] ?? [''] };
  return Object.hasOwn(ENGINE, number) ? { from: 'engine', entry: ENGINE[number] ?? [''] } : null;
}

/** The rules that can cause an error number. */
const rulesOf = (number: number): readonly RedemptionRule[] =>
  REDEMPTION_RULES.filter(
    ({ id, apiCodes, engineCodes }) =>
      apiCodes.includes(number) || engineCodes.includes(number) || ALSO[number]?.includes(id),
  );

/** What an error number means; null if it is not documented for coupons. */
export function explainError(number: number): ErrorNumber | null {
  const found = entryOf(number);
  if (!found) return null;
  const [meaning, advice] = found.entry;
  const rules = rulesOf(number);
  const questions = rules.map(({ id }) => QUESTIONS[id] ?? '');
  return { number, from: found.from, meaning, rules, next: [...new Set([...(advice ? [advice] : []), ...questions])] };
}

/** The error number that a text consists of, or null. */
export const errorNumberIn = (text: string): number | null => {
  const number = /^\s*(\d{3})\s*$/.exec(text)?.[1];
  return number !== undefined && explainError(Number(number)) ? Number(number) : null;
};
