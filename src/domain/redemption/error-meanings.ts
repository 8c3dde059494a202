/** A meaning, and what to do if no rule of a series can be the cause. */
type Entry = readonly [meaning: string, next?: string];

const CUSTOMER = 'Ask how the customer was identified at the till: mobile, e-mail or card.';
const CODE = 'Ask for the code letter by letter, and compare its length, prefix and suffix with this series.';
const RETRY = 'It is temporary. Try again in a few minutes.';
const SETUP = 'The organisation is not set up for this. Pass it on to the vendor’s support.';
const TILL = 'Ask the store to look at its till. The series is not the cause.';
export const ISSUING = 'It belongs to issuing a coupon, not to redeeming one.';
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
  722: ['The coupon cannot be created.', ISSUING],
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
  777: ['The source may not issue coupons.', ISSUING],
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
  609: ['The customer holds a coupon of a series that excludes this one.', ISSUING],
  612: ['The customer is duplicate.', CUSTOMER],
  613: ['All coupons are issued.', ISSUING],
  614: ['The coupon was not issued.', CODE],
  615: ['The coupon is not valid.', CODE],
  616: ['The till is not valid.', TILL],
  617: ['The customer is not valid.', CUSTOMER],
  618: ['The customer is not valid.', CUSTOMER],
  619: ['The customer has a coupon already.', ISSUING],
  620: ['The customer got a coupon too recently.', ISSUING],
  621: ['The customer has as many coupons as allowed.', ISSUING],
  622: ['The gap since the last redemption is too short.'],
  623: ['The time is outside of the days and hours of the series.'],
  624: ['The store may not redeem.'],
  625: ['The coupon was not issued to this customer.'],
  626: ['The limit of coupons to issue is reached.', ISSUING],
  627: ['The store may not issue.', ISSUING],
  628: ['The coupon does not work yet.'],
  629: ['The request is not valid.', 'Ask for the text after the number: it names the value.'],
  633: ['The code is not valid.', CODE],
  635: ['The series is over.'],
  639: ['Redemption starts after the series ends.', ISSUING],
  641: ['The series has no last day.', ISSUING],
  645: ['Another coupon of the same bill failed.', 'Ask for the other coupons of the bill, and check those.'],
  677: ['The number of coupons is not from 1 to 500.', TILL],
  678: ['Only a part of the coupons was issued.', ISSUING],
  679: ['The customer had the common code before, or may hold one coupon only.', ISSUING],
  660: ['The coupon was revoked.', 'It cannot be used again. A new coupon can be issued.'],
  661: ['The redemption has no id.', TILL],
  900: ['The bill is too small.'],
  901: ['The bill is too large.'],
  5001: ['The limit of coupons to issue is reached.', ISSUING],
  5002: ['The customer has as many coupons as allowed.', ISSUING],
  5004: ['The customer had the common code before, or may hold one coupon only.', ISSUING],
  5005: ['No code is ready. A new series needs some seconds to generate codes.', RETRY],
  5006: ['Only a part of the coupons was issued.', ISSUING],
};

/** What an error number says. */
export interface ErrorMeaning {
  readonly from: 'API' | 'engine';
  readonly meaning: string;
  readonly advice: string | null;
}

/** Null if the number is not documented for coupons. */
export function meaningOf(number: number): ErrorMeaning | null {
  const isApi = Object.hasOwn(API, number) || TEMPORARY.includes(number) || MISCONFIGURED.includes(number);
  const entry: Entry | undefined = TEMPORARY.includes(number)
    ? ['A temporary failure.', RETRY]
    : MISCONFIGURED.includes(number)
      ? ['The organisation is not set up correctly.', SETUP]
      : (API[number] ?? ENGINE[number]);
  if (!entry) return null;
  const [meaning, advice = null] = entry;
  return { from: isApi ? 'API' : 'engine', meaning, advice };
}

/** The error numbers whose meaning has all these words, in lower case. */
export const errorsAbout = (
  words: readonly string[],
): readonly { readonly number: number; readonly meaning: string }[] =>
  Object.entries({ ...API, ...ENGINE })
    .filter(([, [meaning]]) => words.every((word) => meaning.toLowerCase().includes(word)))
    .map(([number, [meaning]]) => ({ number: Number(number), meaning }));

/** The error number that a text consists of, or null. */
export const errorNumberIn = (text: string): number | null => {
  const number = /^\s*(\d{3,4})\s*$/.exec(text)?.[1];
  return number !== undefined && meaningOf(Number(number)) ? Number(number) : null;
};
