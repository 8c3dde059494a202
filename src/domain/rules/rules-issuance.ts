import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { dayOf, parseDateTime } from '#values/zone.ts';
import { type RuleContext, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const DAY = 86_400_000;
const hasSeveral = (values: Values) => valueOrNull(values.isMultipleVouchersPerUserAllowed) === true;

/** Days from the making of a series to its last day, both of them in; null where it is over or one of them is not known. */
export function lifeInDays({ values, end, isOver, clusterZone }: RuleContext): number | null {
  const created = parseDateTime(valueOrNull(values.createdOn) ?? '');
  if (created === null || end === null || isOver) return null;
  return Math.round((Date.parse(end.day) - Date.parse(dayOf(created, clusterZone))) / DAY) + 1;
}

export type CeilingField = FieldKey & ('maxVouchersPerUser' | 'maxRedeem' | 'maxRedemptionsInSeriesPerUser');

/** A ceiling of 0 is a ceiling, and lets nothing through. */
export function nothingPasses<F extends CeilingField>(field: F, code: number, result: string): Rule<`${F}-is-0`> {
  return {
    id: `${field}-is-0`,
    reads: [field],
    severity: 'warning',
    code,
    check: ({ values }) =>
      valueOrNull(values[field]) === 0 ? `With a limit of 0 ${result}. Choose “No limit” or enter a number.` : null,
  };
}

/** The rules about how many coupons are given out, and to whom again. */
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
      hasSeveral(values) && valueOrNull(values.doNotResendExistingVoucher) === false
        ? 'A customer who holds a coupon is sent the same one again, so nobody gets a second. Choose “Gets a new coupon” if several are meant.'
        : null,
  },
  {
    id: 'several-limited-to-one',
    reads: ['maxVouchersPerUser', 'isMultipleVouchersPerUserAllowed'],
    severity: 'warning',
    code: 621,
    check: ({ values }) =>
      hasSeveral(values) && valueOrNull(values.maxVouchersPerUser) === 1
        ? 'Customers may hold several coupons, and the limit is one. Raise the limit, or allow one at a time.'
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
        ? 'A customer holds one coupon at a time, so a limit or a gap for several has no effect. Allow several if they are meant.'
        : null,
  },
  {
    id: 'several-of-a-common-code',
    reads: ['isMultipleVouchersPerUserAllowed', 'clientHandlingType'],
    severity: 'warning',
    code: 679,
    check: ({ values }) =>
      valueOrNull(values.clientHandlingType) === 'GENERIC' &&
      hasSeveral(values) &&
      valueOrNull(values.doNotResendExistingVoucher) !== false
        ? 'A common code is issued to a customer once, so several coupons have no effect here. Allow one at a time.'
        : null,
  },
  nothingPasses('maxVouchersPerUser', 621, 'no customer gets a coupon'),
  {
    id: 'several-limit-above-total',
    reads: ['maxVouchersPerUser', 'maxCreate'],
    severity: 'warning',
    code: 621,
    check: ({ values }) => {
      const each = valueOrNull(values.maxVouchersPerUser);
      const total = valueOrNull(values.maxCreate);
      return hasSeveral(values) && each !== null && total !== null && each > total
        ? `Only ${many(total, 'coupon')} may be issued in total, so a limit of ${formatNumber(each)} for each customer is never reached. Lower it.`
        : null;
    },
  },
  {
    id: 'issue-gap-without-second',
    reads: ['minDaysBetweenVouchers', 'maxVouchersPerUser', 'isMultipleVouchersPerUserAllowed', 'validTillDate'],
    severity: 'warning',
    code: 620,
    check: (subject) => {
      const gap = valueOrNull(subject.values.minDaysBetweenVouchers);
      if (gap === null || !hasSeveral(subject.values)) return null;
      if (valueOrNull(subject.values.maxVouchersPerUser) === 1)
        return 'Each customer gets one coupon, so the gap has no effect. Remove it, or raise the limit.';
      const life = lifeInDays(subject);
      return life !== null && life > 0 && gap >= life
        ? `The series lasts ${many(life, 'day')}, so with a gap of ${formatNumber(gap)} nobody gets a second coupon. Shorten the gap.`
        : null;
    },
  },
  {
    id: 'excludes-itself',
    reads: ['mutualExclusiveSeriesIds', 'id'],
    severity: 'warning',
    code: 756,
    check: ({ values }) => {
      const own = valueOrNull(values.id);
      return own !== null && valueOrNull(values.mutualExclusiveSeriesIds)?.includes(own)
        ? 'The series excludes itself: nobody who holds a coupon gets another. Remove its own id.'
        : null;
    },
  },
  {
    id: 'excludes-unknown',
    reads: ['mutualExclusiveSeriesIds'],
    severity: 'warning',
    code: 756,
    check: ({ values, facts }) => {
      const gone = (valueOrNull(values.mutualExclusiveSeriesIds) ?? []).filter(
        (id) => facts?.seriesExists?.(id) === false,
      );
      return gone.length > 0
        ? `There is no series ${gone.slice(0, 3).join(', ')}${gone.length > 3 ? ` and ${formatNumber(gone.length - 3)} more` : ''}: that excludes nobody. Remove ${gone.length === 1 ? 'it' : 'them'}, or correct the id.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
