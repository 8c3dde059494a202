import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { dayOf, parseDateTime } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';
import { type RuleContext, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const allowsSeveral = (values: Values) => valueOrNull(values.isMultipleVouchersPerUserAllowed) === true;

/** Days from the creation of a series to its last day, both included; null if it is over or a day is unknown. */
export function lifeInDays({ values, end, isOver, clusterZone }: RuleContext): number | null {
  const created = parseDateTime(valueOrNull(values.createdOn) ?? '');
  if (created === null || end === null || isOver) return null;
  return Math.round((Date.parse(end.day) - Date.parse(dayOf(created, clusterZone))) / DAY) + 1;
}

export type CeilingField = FieldKey & ('maxVouchersPerUser' | 'maxRedeem' | 'maxRedemptionsInSeriesPerUser');

/** A limit of 0 is not “no limit” (-1): it blocks everything. `result` says what no longer happens. */
export function limitIsZero<F extends CeilingField>(field: F, code: number, result: string): Rule<`${F}-is-0`> {
  return {
    id: `${field}-is-0`,
    reads: [field],
    severity: 'warning',
    code,
    check: ({ values }) =>
      valueOrNull(values[field]) === 0 ? `With a limit of 0 ${result}. Choose “No limit” or enter a number.` : null,
  };
}

/** Rules about how many coupons are issued, and how many to one customer. */
export const ISSUANCE_RULES = [
  {
    id: 'fewer-than-issued',
    reads: ['maxCreate', 'numIssued'],
    severity: 'error',
    code: 626,
    check: ({ values, issued, changed }) => {
      const limit = valueOrNull(values.maxCreate);
      if (!changed('maxCreate') || limit === null || limit > issued) return null;
      return issued === 0
        ? 'With a limit of 0 no coupon is issued. Choose “No limit” or enter a number.'
        : `${many(issued, 'coupon')} ${issued === 1 ? 'is' : 'are'} issued already. Enter more than that.`;
    },
  },
  {
    id: 'resend-wins-over-several',
    reads: ['isMultipleVouchersPerUserAllowed', 'doNotResendExistingVoucher'],
    severity: 'warning',
    code: 709,
    check: ({ values }) =>
      allowsSeveral(values) && valueOrNull(values.doNotResendExistingVoucher) === false
        ? 'A customer who holds a coupon is sent the same one again, so no customer gets a second. Choose “Gets a new coupon” to allow several.'
        : null,
  },
  {
    id: 'several-limited-to-one',
    reads: ['maxVouchersPerUser', 'isMultipleVouchersPerUserAllowed'],
    severity: 'warning',
    code: 621,
    check: ({ values }) =>
      allowsSeveral(values) && valueOrNull(values.maxVouchersPerUser) === 1
        ? 'Customers may hold several coupons, but the limit is one. Raise the limit, or allow one at a time.'
        : null,
  },
  {
    id: 'several-limits-without-several',
    reads: ['maxVouchersPerUser', 'minDaysBetweenVouchers', 'isMultipleVouchersPerUserAllowed'],
    severity: 'warning',
    code: 709,
    check: ({ values }) =>
      valueOrNull(values.isMultipleVouchersPerUserAllowed) === false &&
      ((valueOrNull(values.maxVouchersPerUser) ?? 1) > 1 || valueOrNull(values.minDaysBetweenVouchers) !== null)
        ? 'A customer holds one coupon at a time, so a limit or a gap for several has no effect. Allow several, or remove the limit and the gap.'
        : null,
  },
  {
    id: 'several-of-a-common-code',
    reads: ['isMultipleVouchersPerUserAllowed', 'clientHandlingType'],
    severity: 'warning',
    code: 679,
    check: ({ values }) =>
      valueOrNull(values.clientHandlingType) === 'GENERIC' &&
      allowsSeveral(values) &&
      valueOrNull(values.doNotResendExistingVoucher) !== false
        ? 'A common code is issued to a customer once, so allowing several has no effect. Allow one at a time.'
        : null,
  },
  limitIsZero('maxVouchersPerUser', 621, 'no customer gets a coupon'),
  {
    id: 'several-limit-above-total',
    reads: ['maxVouchersPerUser', 'maxCreate'],
    severity: 'warning',
    code: 621,
    check: ({ values }) => {
      const each = valueOrNull(values.maxVouchersPerUser);
      const total = valueOrNull(values.maxCreate);
      return allowsSeveral(values) && each !== null && total !== null && each > total
        ? `Only ${many(total, 'coupon')} may be issued in total, so a limit of ${formatNumber(each)} for each customer is never reached. Lower it.`
        : null;
    },
  },
  {
    id: 'issue-gap-without-second',
    reads: ['minDaysBetweenVouchers', 'maxVouchersPerUser', 'isMultipleVouchersPerUserAllowed', 'validTillDate'],
    severity: 'warning',
    code: 620,
    check: (context) => {
      const gap = valueOrNull(context.values.minDaysBetweenVouchers);
      if (gap === null || !allowsSeveral(context.values)) return null;
      if (valueOrNull(context.values.maxVouchersPerUser) === 1)
        return 'Each customer gets one coupon, so the gap has no effect. Remove it, or raise the limit.';
      const life = lifeInDays(context);
      return life !== null && life > 0 && gap >= life
        ? `The series lasts ${many(life, 'day')}, so with a gap of ${formatNumber(gap)} no customer gets a second coupon. Shorten the gap.`
        : null;
    },
  },
  {
    id: 'excludes-itself',
    reads: ['mutualExclusiveSeriesIds', 'id'],
    severity: 'warning',
    code: 756,
    check: ({ values }) => {
      const id = valueOrNull(values.id);
      return id !== null && valueOrNull(values.mutualExclusiveSeriesIds)?.includes(id)
        ? 'The series excludes itself: a customer who holds one of its coupons gets no other. Remove its own id.'
        : null;
    },
  },
  {
    id: 'excludes-unknown',
    reads: ['mutualExclusiveSeriesIds'],
    severity: 'warning',
    code: 756,
    check: ({ values, facts }) => {
      const missing = (valueOrNull(values.mutualExclusiveSeriesIds) ?? []).filter(
        (id) => facts?.seriesExists?.(id) === false,
      );
      return missing.length > 0
        ? `There is no series ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${formatNumber(missing.length - 3)} more` : ''}, so this excludes no customer. Remove or correct ${missing.length === 1 ? 'the id' : 'these ids'}.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
