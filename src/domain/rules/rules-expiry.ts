import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, dayOf, parseDateTime } from '#values/zone.ts';
import { lifeCount, strategyEnd } from '../lifetime/expiry.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { type RuleContext, choiceKnown, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const COUNTED: Readonly<Record<string, string>> = { DAYS: 'days', MONTHS: 'months', MONTHS_END: 'month ends' };

/** The unit of the number, where each coupon has an end of its own. */
const unitOf = ({ values }: RuleContext) => COUNTED[valueOrNull(values.expiryStrategyType) ?? ''] ?? null;
const lacksNumber = ({ values, changed }: RuleContext) =>
  (changed('expiryStrategyType') || changed('expiryStrategyValue')) && values.expiryStrategyValue === null;

/** The rules about how long each coupon lives, and from when it works. */
export const EXPIRY_RULES: readonly Rule[] = [
  choiceKnown(
    'expiryStrategyType',
    629,
    'Documented: SERIES_EXPIRY, DAYS and MONTHS_END; the engine also knows MONTHS.',
    'MONTHS',
  ),
  {
    id: 'expiry-number-missing',
    reads: ['expiryStrategyValue', 'expiryStrategyType'],
    severity: 'error',
    code: 601,
    source:
      'Seen: without a number the API stores -1, and the engine then ends each coupon before the day it is issued.',
    examples: {
      fires: {
        stored: { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 },
        edit: { expiryStrategyType: 'DAYS' },
      },
      passes: {
        stored: { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 },
        edit: { expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      },
    },
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
    source: 'Inferred: way and number are two fields, so changing the way alone lets the number mean something else.',
    examples: {
      fires: {
        stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
        edit: { expiryStrategyType: 'MONTHS' },
      },
      passes: { edit: { expiryStrategyType: 'MONTHS', expiryStrategyValue: 1 } },
    },
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
    source: 'Engine: ends are worked out at each read. The vendor’s screens do not let this be changed.',
    examples: {
      fires: { stored: { numIssued: 1200 }, edit: { expiryStrategyType: 'MONTHS_END' } },
      passes: { stored: { numIssued: 0 }, edit: { expiryStrategyType: 'MONTHS_END' } },
    },
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
    source:
      'Engine: ends are worked out at each read, for issued coupons too. Open: whether expired ones then come back.',
    examples: {
      fires: { stored: { numIssued: 1200 }, edit: { expiryStrategyValue: 5 } },
      passes: { stored: { numIssued: 0 }, edit: { expiryStrategyValue: 5 } },
    },
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
    source:
      'Seen: a save without the number stores -1, and by the engine’s rule such coupons end before they are issued.',
    examples: {
      fires: { stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: -1 } },
      passes: { stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: 0 } },
    },
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
    source: 'Engine: a coupon ends with its series at the latest. One issued on the first day lives longest.',
    examples: {
      fires: {
        stored: { createdOn: '2026-06-01T09:00:00Z', ...ENDS('2026-06-30') },
        edit: { expiryStrategyValue: 30 },
      },
      passes: {
        stored: { createdOn: '2026-06-01T09:00:00Z', ...ENDS('2026-07-01') },
        edit: { expiryStrategyValue: 30 },
      },
    },
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
    source: 'Engine: where redemption starts after the series ends, issuing fails (639).',
    examples: {
      fires: { stored: ENDS('2026-07-01'), edit: { redemptionValidFrom: '2026-07-02T00:00:00Z' } },
      passes: { stored: ENDS('2026-07-01'), edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
    },
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
    source: 'Engine: before the start nothing is redeemed (628), and that holds for coupons issued earlier too.',
    examples: {
      fires: { stored: { numIssued: 1200 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
      passes: { stored: { numIssued: 1200 }, edit: { redemptionValidFrom: '2026-06-10T00:00:00Z' } },
    },
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
    source: 'Engine: before the start nothing is redeemed (628), while the life of a coupon counts from its issue.',
    examples: {
      fires: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
      passes: { stored: { expiryStrategyValue: 30 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
    },
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
    source: 'Engine: a coupon works from the n-th day after its issue (628), and ends with its own life or the series.',
    examples: {
      fires: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidAfterDays: 6 } },
      passes: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidAfterDays: 5 } },
    },
    check: ({ values, couponEnd, today }) => {
      const wait = valueOrNull(values.redemptionValidAfterDays);
      return wait !== null && couponEnd !== null && couponEnd >= today && addDays(today, wait) > couponEnd
        ? `A coupon issued today expires on ${formatDay(couponEnd)}, before the waiting time is over. Shorten the wait, or let coupons live longer.`
        : null;
    },
  },
];
