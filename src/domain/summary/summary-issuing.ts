import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { lifeCount, type SeriesEnd } from '../lifetime/expiry.ts';
import { reissueModeOf } from '../limits/reissue-mode.ts';
import { days, months, phrase, type Phrase, pieces, say, type Sentence, unclear } from './sentence.ts';
import { valueOrNull } from '../series/series.ts';

const life = (text: string) => phrase(text, 'expiryStrategyType', 'expiryStrategyValue');

/** How long each coupon lives. */
export function lifeSentence(values: Values): Sentence {
  const type = valueOrNull(values.expiryStrategyType);
  const count = lifeCount(values);
  if (type === 'SERIES_EXPIRY') return say`Each coupon ends ${life('with the series')}.`;
  const span = type === null || count === null ? null : spanOf(type, count);
  if (span === null) return say`How long each coupon lives ${life(unknownLife(values))}.`;
  if (values.expiryStrategyValue === null)
    return say`Each coupon ${life('expires before it is issued')}, as nothing says how long it lives.`;
  if (count !== null && count < 0) return say`Each coupon ${life(`expires ${span} before it is issued`)}.`;
  return say`Each coupon lives ${life(span)}, and no longer than the series.`;
}

function unknownLife({ expiryStrategyType: type, expiryStrategyValue: count }: Values): string {
  return [type, count].some((value) => isUnresolved(value) && value.unresolved === 'draft')
    ? 'is still being typed'
    : 'is unreadable';
}

/** Null for an unknown strategy. A negative `n` is the time from expiry to issue. */
function spanOf(type: string, n: number): string | null {
  switch (type) {
    case 'DAYS':
      if (n < 0) return days(-n);
      if (n === 0) return 'until the end of the day of its issue';
      return n === 1 ? 'until the end of the day after its issue' : `${days(n)} from its issue`;
    case 'MONTHS':
      if (n < 0) return months(-n);
      return n === 0 ? 'until the end of the day of its issue' : `${months(n)} from its issue`;
    case 'MONTHS_END':
      if (n < 0) return n === -1 ? 'with the month' : `with the month ${months(-n)}`;
      if (n === 0) return 'until the end of the month of its issue';
      return n === 1
        ? 'until the end of the month after its issue'
        : `until the end of the month ${months(n)} after its issue`;
    default:
      return null;
  }
}

/** Why a series that is not over cannot issue coupons; null if it can. */
function whyNothingIssuable(
  { validTillDate, ownerValidity, redemptionValidFrom }: Values,
  end: SeriesEnd | null,
): string | null {
  if (end === null) return validTillDate === null && !isUnresolved(ownerValidity) ? 'it has no last day' : null;
  return (valueOrNull(redemptionValidFrom) ?? '') > end.day ? 'it starts after its end' : null;
}

/** How many coupons there are, and how many of them are left. */
export function countSentence(values: Values, end: SeriesEnd | null, over: boolean): Sentence {
  const { maxCreate: limit } = values;
  const issued = valueOrNull(values.numIssued);
  const thirdParty = valueOrNull(values.externalIssual) === true;
  const total = (text: string) => phrase(text, 'maxCreate', ...(thirdParty ? [] : (['externalIssual'] as const)));
  const by = thirdParty ? pieces` ${phrase('by a third party', 'externalIssual')}` : null;
  const soFar = issued === null ? '' : issued === 0 ? ', none so far' : `, ${formatNumber(issued)} so far`;
  const codes = uploadedLeft(values);
  const why = over ? null : whyNothingIssuable(values, end);
  if (why !== null) {
    const before = issued ? `; ${formatNumber(issued)} ${issued === 1 ? 'was' : 'were'} before` : '';
    return say`${total('No coupon')} can be issued${by}, as ${why}${before}.`;
  }
  if (isUnresolved(limit))
    return say`At most ${total(unclear(limit, 'a number'))} of coupons can be issued${by}${soFar}.`;
  if (over && issued !== null) {
    const were = `${issued === 1 ? 'was' : 'were'} issued`;
    return limit === null
      ? say`${couponsOf(issued)} ${were}${by}, with ${total('no limit')}.`
      : say`${formatNumber(issued)} of ${total(couponsOf(limit))} ${were}${by}.`;
  }
  if (limit === null)
    return codes ? say`${total(codes)}${by}.` : say`${total('Any number')} of coupons can be issued${by}${soFar}.`;
  const also = codes && `; ${codes.charAt(0).toLowerCase()}${codes.slice(1)}`;
  if (issued === null || issued === 0) return say`${total(couponsOf(limit))} can be issued${by}${soFar}${also}.`;
  if (issued > limit)
    return say`${couponsOf(issued)} are issued${by}, more than ${total(`the limit of ${formatNumber(limit)}`)}${also}.`;
  if (issued === limit) return say`All ${total(couponsOf(limit))} are issued${by}${also}.`;
  return say`${isAre(limit - issued, total(couponsOf(limit)))} left to issue${by}${also}.`;
}

const isAre = (left: number, of: Phrase) => pieces`${formatNumber(left)} of ${of} ${left === 1 ? 'is' : 'are'}`;
const couponsOf = (count: number) =>
  `${count === 0 ? 'No' : formatNumber(count)} ${count === 1 ? 'coupon' : 'coupons'}`;

/** `120 of 4,000 uploaded codes are left to issue`; null if codes are not uploaded or none has been yet. */
function uploadedLeft({ clientHandlingType, numUploadedTotal, numUploadedNonIssued }: Values): string | null {
  const total = valueOrNull(numUploadedTotal) ?? 0;
  const left = valueOrNull(numUploadedNonIssued);
  if (valueOrNull(clientHandlingType) !== 'DISC_CODE_PIN' || total <= 0 || left === null) return null;
  const codes = `${formatNumber(total)} uploaded ${total === 1 ? 'code' : 'codes'}`;
  if (left === 0) return `All ${codes} are issued`;
  if (left === total) return `All ${codes} are still to be issued`;
  return `${formatNumber(left)} of ${codes} ${left === 1 ? 'is' : 'are'} left to issue`;
}

/** What a customer gets who already holds a coupon of this series or of an excluded one. */
export function holderSentence(values: Values): Sentence {
  const { mutualExclusiveSeriesIds: others } = values;
  const excluded = isUnresolved(others)
    ? unclear(others, 'other series')
    : others.length === 0
      ? null
      : others.length > 3
        ? `${formatNumber(others.length)} other series`
        : `series ${others.join(' or ')}`;
  const none = excluded && pieces`, and holders of ${phrase(excluded, 'mutualExclusiveSeriesIds')} get none`;
  return say`A customer who holds one ${reissuePhrases(values, excluded === null)}${none}.`;
}

function reissuePhrases(values: Values, excludesNone: boolean): readonly Phrase[] {
  const { maxVouchersPerUser: maxHeld, minDaysBetweenVouchers: gap } = values;
  const mode = reissueModeOf(values);
  const shared = valueOrNull(values.clientHandlingType) === 'GENERIC';
  const gets = (text: string, ...unmentioned: readonly ('maxVouchersPerUser' | 'minDaysBetweenVouchers')[]) =>
    phrase(
      text,
      'doNotResendExistingVoucher',
      'isMultipleVouchersPerUserAllowed',
      ...unmentioned,
      ...(excludesNone ? (['mutualExclusiveSeriesIds'] as const) : []),
    );
  const both = ['maxVouchersPerUser', 'minDaysBetweenVouchers'] as const;
  if (mode === null) return [gets('gets something (unreadable)', ...both)];
  if (mode === 'resend') return [gets('is sent the same one again', ...both)];
  if (mode === 'nothing') return [gets('gets no other', ...both)];
  if (shared) return [gets('gets no other, as all share one code', ...both)];
  if (typeof maxHeld === 'number' && maxHeld < 2) return [gets('gets no other', ...both)];
  const upTo =
    maxHeld === null
      ? null
      : pieces`, ${phrase(isUnresolved(maxHeld) ? unclear(maxHeld, 'up to a number') : `up to ${formatNumber(maxHeld)} in all`, 'maxVouchersPerUser')}`;
  const apart =
    gap === null || gap === 0
      ? null
      : pieces`, ${phrase(isUnresolved(gap) ? unclear(gap, 'with a gap') : `${days(gap)} apart`, 'minDaysBetweenVouchers')}`;
  const unmentioned = both.filter((key) => (key === 'maxVouchersPerUser' ? upTo : apart) === null);
  return pieces`${gets('gets another', ...unmentioned)}${upTo}${apart}`;
}

const message = (text: string) => phrase(text, 'resendMessageEnabled', 'isSMSDisabled', 'smsTemplate');

/** What happens when a customer asks for the coupon again. */
export function messageSentence(values: Values): Sentence {
  const off = valueOrNull(values.isSMSDisabled) === true;
  const refused = valueOrNull(values.resendMessageEnabled) === false;
  const empty = valueOrNull(values.smsTemplate)?.trim() === '';
  if (refused) return say`A customer who asks for the coupon again ${message('is refused')}.`;
  if (off) return say`A customer who asks for the coupon again ${message('gets nothing, as SMS is off')}.`;
  return say`A customer who asks for the coupon again ${message(empty ? 'gets an empty SMS' : 'gets it by SMS')}.`;
}
