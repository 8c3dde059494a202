import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import {
  formatDay,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPlaces,
  formatProducts,
  formatRange,
} from '#catalogue/format.ts';
import { type Held, isOdd } from '#catalogue/kinds.ts';
import { seriesEnd } from './expiry.ts';
import { known } from './series.ts';

/** One plain sentence about a series, with the fields it speaks of. */
export interface Sentence {
  readonly text: string;
  readonly fields: readonly FieldKey[];
}

export interface Reader {
  readonly currency: string;
  /** IANA zone moments are printed in. */
  readonly zone: string;
  readonly clusterZone: string;
}

const UNREAD = 'an unreadable number';
const times = (n: Held<number | null>) =>
  isOdd(n) || n === null ? `${UNREAD} of times` : n === 1 ? 'once' : n === 2 ? 'twice' : `${formatNumber(n)} times`;
const days = (n: number) => (n === 1 ? '1 day' : `${formatNumber(n)} days`);

/** What a series does, in the order somebody asks: what, when, who, how often, where, how long. */
export function summarise(values: Values, reader: Reader): readonly Sentence[] {
  return [
    discountSentence(values, reader),
    whenSentence(values, reader),
    ...whoSentences(values),
    ...whereSentences(values),
    expirySentence(values),
    ...issuingSentences(values),
    ...newCustomerSentences(values, reader),
  ].filter((sentence) => sentence !== null);
}

function discountSentence(values: Values, { currency }: Reader): Sentence {
  const value = known(values.discountValue);
  const type = known(values.discountType);
  const fields: readonly FieldKey[] = [
    'discountValue',
    'discountType',
    'discountUpto',
    'minBillAmount',
    'maxBillAmount',
  ];
  if (value === null) return { text: 'What it takes off could not be read.', fields };
  const percentage = type === 'PERC';
  const cap = percentage ? known(values.discountUpto) : null;
  const min = known(values.minBillAmount);
  const max = known(values.maxBillAmount);
  const amount = percentage ? `${formatNumber(value)} %` : formatMoney(value, currency);
  const bills =
    min !== null && max !== null
      ? ` of ${formatMoney(min, currency)} to ${formatMoney(max, currency)}`
      : min !== null
        ? ` of ${formatMoney(min, currency)} or more`
        : max !== null
          ? ` of at most ${formatMoney(max, currency)}`
          : '';
  return {
    text: `Gives ${amount} off a bill${bills}${cap === null ? '' : `, up to ${formatMoney(cap, currency)}`}.`,
    fields,
  };
}

function whenSentence(values: Values, { clusterZone }: Reader): Sentence {
  const range = known(values.redemptionRange);
  const start = known(values.redemptionValidFrom);
  const wait = known(values.redemptionValidAfterDays);
  const end = seriesEnd(values, clusterZone);
  const parts = [
    range === null ? 'Works on days and hours that could not be read' : `Works ${lower(formatRange(range))}`,
  ];
  if (start !== null) parts.push(`from ${formatDay(start)}`);
  if (end) parts.push(`until ${formatDay(end.day)}${end.from === 'owner' ? ', the end of its owner' : ''}`);
  else parts.push('with no last day');
  if (wait !== null) parts.push(`not before ${days(wait)} after issue`);
  return {
    text: `${parts.join(', ')}.`,
    fields: ['redemptionRange', 'redemptionValidFrom', 'validTillDate', 'redemptionValidAfterDays'],
  };
}

function lower(text: string): string {
  return /^(Any|Every)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function whoSentences(values: Values): (Sentence | null)[] {
  const anyone = known(values.anyUser);
  const multiple = known(values.isMultipleUseAllowed);
  const again = known(values.sameUserMultipleRedeem);
  const { redemptionPerCouponMaxLimit: perCode, maxRedemptionsInSeriesPerUser: perCustomer, maxRedeem: total } = values;
  const gap = known(values.minDaysBetweenRedemption);
  const generic = known(values.clientHandlingType) === 'GENERIC';
  const code = known(values.genericCode);

  const who = anyone ? 'Anyone with the code can redeem' : 'Only the customer it was issued to can redeem';
  const often = !multiple
    ? ', each code once'
    : !again
      ? `, each customer once for a code`
      : ', a code as often as the limits allow';
  const withCode = generic && code ? ` The common code is ${code}.` : '';
  const limits = [
    perCode === null || !anyone || generic ? null : `each code ${times(perCode)}`,
    perCustomer === null ? null : `each customer ${times(perCustomer)}`,
    total === null ? null : `all customers together ${times(total)}`,
  ].filter((text) => text !== null);
  return [
    {
      text: `${who}${often}.${withCode}`,
      fields: ['anyUser', 'isMultipleUseAllowed', 'sameUserMultipleRedeem', 'clientHandlingType', 'genericCode'],
    },
    limits.length === 0 && gap === null
      ? null
      : {
          text: `${[limits.length > 0 ? `At most ${limits.join(', ')}` : 'No ceiling', gap === null ? null : `${days(gap)} between two redemptions`].filter(Boolean).join(', with at least ')}.`,
          fields: [
            'redemptionPerCouponMaxLimit',
            'maxRedemptionsInSeriesPerUser',
            'maxRedeem',
            'minDaysBetweenRedemption',
          ],
        },
  ];
}

function whereSentences(values: Values): (Sentence | null)[] {
  const { productInfo, redemptionOrgEntityDetails: places } = values;
  return [
    {
      text: isOdd(places)
        ? 'Where it can be redeemed is not returned by the API.'
        : places.length === 0
          ? 'Redeemable in every store.'
          : `Redeemable in ${formatPlaces(places)}.`,
      fields: ['redemptionOrgEntityDetails'],
    },
    {
      text: isOdd(productInfo)
        ? 'For which products is not returned by the API.'
        : productInfo.every((row) => row.ids.length === 0)
          ? 'For all products.'
          : `For products of ${formatProducts(productInfo)}.`,
      fields: ['productInfo'],
    },
  ];
}

function expirySentence(values: Values): Sentence | null {
  const count = known(values.expiryStrategyValue);
  const ends: Readonly<Record<string, string>> = {
    SERIES_EXPIRY: 'with the series',
    DAYS: count === null ? 'before it is issued' : count === 0 ? 'on the day of issue' : `${days(count)} after issue`,
    MONTHS: `${formatNumber(count ?? -1)} ${count === 1 ? 'month' : 'months'} after issue`,
    MONTHS_END:
      count === 0 ? 'at the end of the month of issue' : `at the end of month ${formatNumber(count ?? -1)} after issue`,
  };
  const end = ends[known(values.expiryStrategyType) ?? ''];
  if (end === undefined) return null;
  const first = known(values.expiryStrategyType) === 'SERIES_EXPIRY' ? '' : ', or with the series if that comes first';
  return { text: `Each coupon expires ${end}${first}.`, fields: ['expiryStrategyType', 'expiryStrategyValue'] };
}

function issuingSentences(values: Values): (Sentence | null)[] {
  const total = known(values.maxCreate);
  const several = known(values.isMultipleVouchersPerUserAllowed);
  const resend = known(values.doNotResendExistingVoucher) === false;
  const { maxVouchersPerUser: each } = values;
  const gap = known(values.minDaysBetweenVouchers);
  const excluded = known(values.mutualExclusiveSeriesIds) ?? [];
  const issuable = isOdd(values.maxCreate)
    ? 'A number of coupons that could not be read'
    : total === null
      ? 'Any number of coupons'
      : `${formatNumber(total)} coupons`;
  const holder = resend
    ? 'A customer who holds a coupon is sent the same one again'
    : several
      ? `A customer can hold ${isOdd(each) ? `${UNREAD} of coupons` : each === null ? 'any number of coupons' : `${formatNumber(each)} ${each === 1 ? 'coupon' : 'coupons'}`}${gap === null ? '' : `, ${days(gap)} apart`}`
      : 'A customer who holds a coupon gets no other';
  return [
    {
      text: `${issuable} can be issued. ${holder}.`,
      fields: [
        'maxCreate',
        'doNotResendExistingVoucher',
        'isMultipleVouchersPerUserAllowed',
        'maxVouchersPerUser',
        'minDaysBetweenVouchers',
      ],
    },
    excluded.length === 0
      ? null
      : {
          text: `Not issued to holders of series ${excluded.join(', ')}.`,
          fields: ['mutualExclusiveSeriesIds'],
        },
  ];
}

function newCustomerSentences(values: Values, { zone }: Reader): (Sentence | null)[] {
  const from = known(values.validUserRegistrationStartTime);
  const until = known(values.validUserRegistrationEndTime);
  const transactions = known(values.validMaxUserTransactionLimit);
  if (from === null && until === null && transactions === null) return [];
  const parts = [
    from === null ? null : `registered from ${formatInstant(from, zone)}`,
    until === null ? null : `registered until ${formatInstant(until, zone)}`,
    transactions === null
      ? null
      : `with at most ${formatNumber(transactions)} ${transactions === 1 ? 'transaction' : 'transactions'} so far`,
  ].filter((part) => part !== null);
  return [
    {
      text: `Only for customers ${parts.join(', ')}.`,
      fields: ['validUserRegistrationStartTime', 'validUserRegistrationEndTime', 'validMaxUserTransactionLimit'],
    },
  ];
}
