import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, dayOf, parseDateTime } from '#values/zone.ts';
import { lifeCount, strategyEnd } from '../lifetime/expiry.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { type RuleContext, choiceKnown, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';
const COUNTED: Readonly<Record<string, string>> = { DAYS: 'days', MONTHS: 'months', MONTHS_END: 'month ends' };

/** The unit of the number, where each coupon has an end of its own. */
const unitOf = ({ values }: RuleContext) => COUNTED[valueOrNull(values.expiryStrategyType) ?? ''] ?? null;
const lacksNumber = ({ values, changed }: RuleContext) =>
  (changed('expiryStrategyType') || changed('expiryStrategyValue')) && values.expiryStrategyValue === null;

/** The rules about how long each coupon lives, and from when it works. */
export const EXPIRY_RULES = [
  choiceKnown('expiryStrategyType', 629),
  {
    id: 'expiry-number-missing',
    reads: ['expiryStrategyValue', 'expiryStrategyType'],
    severity: 'error',
    code: 601,
    check: (subject) => {
      const unit = unitOf(subject);
      return unit && lacksNumber(subject)
        ? `Enter after how many ${unit} a coupon expires. Without a number every coupon, issued ones too, is expired at once.`
        : null;
    },
  },
  {
    id: 'expiry-number-kept',
    reads: ['expiryStrategyValue', 'expiryStrategyType'],
    severity: 'warning',
    code: 713,
    check: (subject) => {
      const unit = unitOf(subject);
      const value = valueOrNull(subject.values.expiryStrategyValue);
      return unit && value !== null && subject.changed('expiryStrategyType') && !subject.changed('expiryStrategyValue')
        ? `The number stays and now counts ${unit}: ${value}. Enter it anew if that is not meant.`
        : null;
    },
  },
  {
    id: 'expiry-strategy-changed',
    reads: ['expiryStrategyType', 'numIssued'],
    severity: 'warning',
    code: 713,
    check: ({ changed, issued }) =>
      changed('expiryStrategyType') && issued > 0
        ? `${many(issued, 'coupon')} already issued ${issued === 1 ? 'gets' : 'get'} another end with this change. Make a new series where customers were told a date.`
        : null,
  },
  {
    id: 'expiry-number-changed',
    reads: ['expiryStrategyValue', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 713,
    check: (subject) => {
      const { base, values, changed, isOver } = subject;
      const [before, after] = [lifeCount(base.values), lifeCount(values)];
      const which = couponsOut(values);
      if (which === null || isOver || before === null || after === null || !unitOf(subject)) return null;
      if (!changed('expiryStrategyValue') || changed('expiryStrategyType') || lacksNumber(subject)) return null;
      return after < before
        ? `Of the ${which}, many end earlier with this, some at once, whatever their customers were told. Tell them, or keep ${formatNumber(before)}.`
        : `Of the ${which}, many end later with this, and expired ones may work again. Make a new series if they should not.`;
    },
  },
  {
    id: 'born-expired',
    reads: ['expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 601,
    check: (subject) => {
      const { couponEnd, today, isOver } = subject;
      return couponEnd !== null && couponEnd < today && !isOver && !lacksNumber(subject)
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
        ? `The series is shorter than the life of a coupon: even one issued when it was made, on ${formatDay(first)}, ends with the series. Move the last day, or promise customers less.`
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
        ? `Redemption starts after the series ends on ${formatDay(end.day)}. Nobody can redeem, and issuing fails. Start earlier, or end later.`
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
      const which = couponsOut(values);
      if (!changed('redemptionValidFrom') || start === null || which === null || end === null) return null;
      return start > today && start > before && start <= end.day
        ? `The ${which} cannot be redeemed before ${formatDay(start)}, whatever their customers were told. Tell them, or start earlier.`
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
