import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, dayOf, parseDateTime } from '#values/zone.ts';
import { lifeCount, strategyEnd } from '../lifetime/expiry.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { type RuleContext, choiceKnown, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';
const UNITS: Readonly<Record<string, string>> = { DAYS: 'days', MONTHS: 'months', MONTHS_END: 'month ends' };

/** The unit of the number; null if coupons expire with the series. */
const unitOf = ({ values }: RuleContext) => UNITS[valueOrNull(values.expiryStrategyType) ?? ''] ?? null;
const isNumberMissing = ({ values, changed }: RuleContext) =>
  (changed('expiryStrategyType') || changed('expiryStrategyValue')) && values.expiryStrategyValue === null;

/** Rules about how long a coupon lives, and from when it works. */
export const EXPIRY_RULES = [
  choiceKnown('expiryStrategyType', 629),
  {
    id: 'expiry-number-missing',
    reads: ['expiryStrategyValue', 'expiryStrategyType'],
    severity: 'error',
    code: 601,
    check: (context) => {
      const unit = unitOf(context);
      return unit && isNumberMissing(context)
        ? `Enter after how many ${unit} a coupon expires. Without a number, every coupon expires at once, issued ones too.`
        : null;
    },
  },
  {
    id: 'expiry-number-kept',
    reads: ['expiryStrategyValue', 'expiryStrategyType'],
    severity: 'warning',
    code: 713,
    check: (context) => {
      const unit = unitOf(context);
      const value = valueOrNull(context.values.expiryStrategyValue);
      return unit && value !== null && context.changed('expiryStrategyType') && !context.changed('expiryStrategyValue')
        ? `The number stays ${value} and now counts ${unit}. Enter a new number if that is wrong.`
        : null;
    },
  },
  {
    id: 'expiry-strategy-changed',
    reads: ['expiryStrategyType', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 713,
    check: ({ base, changed }) => {
      const coupons = changed('expiryStrategyType') ? couponsOut(base.values) : null;
      return (
        coupons &&
        `${coupons} ${coupons.startsWith('1 coupon ') ? 'gets' : 'get'} a different last day with this change.`
      );
    },
  },
  {
    id: 'expiry-number-changed',
    reads: ['expiryStrategyValue', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 713,
    check: (context) => {
      const { base, values, changed, isOver } = context;
      const [before, after] = [lifeCount(base.values), lifeCount(values)];
      const coupons = couponsOut(values);
      if (coupons === null || isOver || before === null || after === null || !unitOf(context)) return null;
      if (!changed('expiryStrategyValue') || changed('expiryStrategyType') || isNumberMissing(context)) return null;
      return after < before
        ? `Of the ${coupons}, many end earlier with this change, some at once. Inform the customers, or keep ${formatNumber(before)}.`
        : `Of the ${coupons}, many end later with this change, and expired ones may work again.`;
    },
  },
  {
    id: 'born-expired',
    reads: ['expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 601,
    check: (context) => {
      const { couponEnd, today, isOver } = context;
      return couponEnd !== null && couponEnd < today && !isOver && !isNumberMissing(context)
        ? `A coupon issued today would be expired already: it ends on ${formatDay(couponEnd)}. Enter how long a coupon lives.`
        : null;
    },
  },
  {
    id: 'strategy-longer-than-series',
    reads: ['expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 713,
    check: ({ values, end, isOver, clusterZone }) => {
      const created = parseDateTime(valueOrNull(values.createdOn) ?? '');
      if (created === null || end === null || isOver || isUnresolved(values.expiryStrategyValue)) return null;
      const first = dayOf(created, clusterZone);
      const own = strategyEnd(values, first);
      return own !== null && own > end.day && first <= end.day
        ? `No coupon lives this long: even one issued on the day the series was created, ${formatDay(first)}, ends with the series. Move the last day, or enter a shorter life.`
        : null;
    },
  },
  {
    id: 'start-after-end',
    reads: ['redemptionValidFrom', 'validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 639,
    check: ({ values, end }) => {
      const start = valueOrNull(values.redemptionValidFrom);
      return start !== null && end !== null && start > end.day
        ? `Redemption starts after the series ends on ${formatDay(end.day)}. No customer can redeem, and issuing fails. Start earlier, or end later.`
        : null;
    },
  },
  {
    id: 'start-moved-later',
    reads: ['redemptionValidFrom', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 739,
    check: ({ base, values, changed, end, today }) => {
      const start = valueOrNull(values.redemptionValidFrom);
      const before = valueOrNull(base.values.redemptionValidFrom) ?? '';
      const coupons = couponsOut(values);
      if (!changed('redemptionValidFrom') || start === null || coupons === null || end === null) return null;
      return start > today && start > before && start <= end.day
        ? `The ${coupons} cannot be redeemed before ${formatDay(start)}. Inform the customers, or start earlier.`
        : null;
    },
  },
  {
    id: 'expires-before-start',
    reads: ['redemptionValidFrom', 'expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 739,
    check: ({ values, end, couponEnd, today }) => {
      const start = valueOrNull(values.redemptionValidFrom);
      return start !== null && couponEnd !== null && couponEnd >= today && couponEnd < start && end && start <= end.day
        ? `A coupon issued today expires on ${formatDay(couponEnd)}, before redemption starts. Issue later, or let coupons live longer.`
        : null;
    },
  },
  {
    id: 'waiting-longer-than-validity',
    reads: ['redemptionValidAfterDays', 'expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 739,
    check: ({ values, couponEnd, today }) => {
      const wait = valueOrNull(values.redemptionValidAfterDays);
      return wait !== null && couponEnd !== null && couponEnd >= today && addDays(today, wait) > couponEnd
        ? `A coupon issued today expires on ${formatDay(couponEnd)}, before the waiting time is over. Shorten the wait, or let coupons live longer.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
