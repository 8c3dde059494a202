import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, dayOf, parseDateTime, type Day } from '#values/zone.ts';
import { unclearLife } from './coupon-life.ts';
import { type SeriesEnd, lifeCount, seriesEnd } from './expiry.ts';
import { type EvaluationContext, valueOrNull } from '../series/series.ts';
import { firstDayInRange } from '../windows/range-days.ts';

/**
 * Why no coupon of a series can ever be redeemed: no moment, customer or bill satisfies it. Null if one may, or if it is
 * unknown. The rules warn of the same; a test compares them.
 */
export function whyNothingRedeemable(values: Values, context: EvaluationContext): string | null {
  const end = seriesEnd(values, context.clusterZone);
  if (isBillImpossible(values)) return 'no bill fits: the smallest is above the largest';
  return whyExpired(values) ?? whyNoDay(values, end, context) ?? whyNoCustomer(values, end) ?? whyLimitedToZero(values);
}

/** Whether the smallest bill is above the largest. */
export function isBillImpossible({ minBillAmount, maxBillAmount }: Values): boolean {
  return (valueOrNull(minBillAmount) ?? 0) > (valueOrNull(maxBillAmount) ?? Infinity);
}

function whyNoDay(values: Values, end: SeriesEnd | null, { now, clusterZone }: EvaluationContext): string | null {
  const { redemptionRange: range, redemptionValidFrom: start } = values;
  if (end === null || isUnresolved(range) || isUnresolved(start) || isUnresolved(values.validTillDate)) return null;
  if (start !== null && start > end.day) return 'redemption starts after the series ends';
  const today = dayOf(now, clusterZone);
  const first = start !== null && start > today ? start : today;
  if (firstDayInRange(range, first, end.day) === null) return 'no day before the end is among the chosen days';

  const issued = addDays(firstIssue(values, today, clusterZone), waitOf(values));
  return firstDayInRange(range, issued > first ? issued : first, end.day) === null
    ? 'no day fits between the waiting time and the end'
    : null;
}

/** Why each coupon expires before it works, by its own end. */
function whyExpired(values: Values): string | null {
  const life = unclearLife(values).length > 0 ? null : longestLife(values);
  if (life === null) return null;
  if (life < 0) return 'each coupon expires before it is issued';
  return life < waitOf(values) ? 'each coupon expires before its waiting time is over' : null;
}

const waitOf = ({ redemptionValidAfterDays }: Values) => Math.max(0, valueOrNull(redemptionValidAfterDays) ?? 0);

const mostDays = (months: number) => months * (months < 0 ? 28 : 31);

/** The most days from the issue of a coupon to its own end; null if it expires with the series. */
function longestLife(values: Values): number | null {
  const count = lifeCount(values) ?? -1;
  switch (valueOrNull(values.expiryStrategyType)) {
    case 'DAYS':
      return count;
    case 'MONTHS':
      return mostDays(count);
    case 'MONTHS_END':
      return mostDays(count + 1) - 1;
    default:
      return null;
  }
}

/** The earliest day on which a coupon was or will be issued. */
function firstIssue(values: Values, today: Day, clusterZone: string): Day {
  const created = parseDateTime(valueOrNull(values.createdOn) ?? '') ?? 0;
  return valueOrNull(values.numIssued) === 0 ? today : dayOf(created, clusterZone);
}

/** Loyalty programmes are younger. The API's samples have 10000, and seconds instead of milliseconds are in 1970 too. */
export const FIRST_REGISTRATION = Date.UTC(1971, 0, 1);

/** Why no customer's date of registration fits. */
function whyNoCustomer(values: Values, end: SeriesEnd | null): string | null {
  const from = valueOrNull(values.validUserRegistrationStartTime);
  const until = valueOrNull(values.validUserRegistrationEndTime);
  if (until !== null && until < FIRST_REGISTRATION) return 'no customer registered before 1971';
  if (from !== null && until !== null && until < from) return 'the registration period ends before it starts';
  return from !== null && end !== null && from > end.instant ? 'registration starts after the series ends' : null;
}

function whyLimitedToZero({ maxRedeem, maxRedemptionsInSeriesPerUser }: Values): string | null {
  if (valueOrNull(maxRedeem) === 0) return 'redemptions are limited to 0';
  return valueOrNull(maxRedemptionsInSeriesPerUser) === 0 ? 'redemptions of a customer are limited to 0' : null;
}

/** Why no further coupon can be issued; null if one may. */
export function whyNothingIssued(values: Values, clusterZone: string): string | null {
  const issued = valueOrNull(values.numIssued) ?? 0;
  const limit = valueOrNull(values.maxCreate);
  if (limit !== null && issued >= limit) return `${formatNumber(issued)} of ${formatNumber(limit)} issued`;
  const uploaded = valueOrNull(values.numUploadedTotal) ?? 0;
  if (
    valueOrNull(values.clientHandlingType) === 'DISC_CODE_PIN' &&
    valueOrNull(values.externalIssual) !== true &&
    uploaded > 0 &&
    valueOrNull(values.numUploadedNonIssued) === 0
  )
    return uploaded === 1 ? 'the uploaded code is issued' : `all ${formatNumber(uploaded)} uploaded codes issued`;
  return values.validTillDate === null && seriesEnd(values, clusterZone) === null
    ? 'no coupon can be issued without a last day'
    : null;
}
