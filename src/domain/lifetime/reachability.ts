import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { isUnresolved, type RedemptionRange } from '#catalogue/model/kinds.ts';
import { formatNumber } from '#values/number-format.ts';
import { DAY, MINUTE } from '#values/durations.ts';
import { addDays, dayOf, parseDateTime, startOfDay, type Day } from '#values/zone.ts';
import { limitOf } from '../limits/limit-of.ts';
import { type EvaluationContext, valueOrNull } from '../series/series.ts';
import { nextWindows } from '../windows/windows.ts';
import { unclearLife } from './coupon-life.ts';
import { lifeCount, seriesEnd, strategyEnd } from './expiry.ts';

/** The range follows the local time of the stores, everything else the zone of the cluster. */
export interface RedemptionContext extends EvaluationContext {
  readonly storeZone: string;
}

/** Fields that together exclude every redemption, without regard to the others. Fewer of them do not. */
export interface Clash {
  readonly fields: readonly FieldKey[];
  readonly reason: string;
}

/** The first redemption that no rule refuses, by a customer who redeems for the first time. */
export interface Witness {
  /** Epoch ms. */
  readonly moment: number;
  readonly issued: Day;
  /** The earliest registration, epoch ms. */
  readonly registered: number;
  readonly bill: number;
}

export type Reachability =
  | { readonly type: 'reachable'; readonly witness: Witness }
  /** All clashes of the smallest number of fields. */
  | { readonly type: 'unreachable'; readonly clashes: readonly Clash[] }
  /** `fields` cannot be read. `witness`: a redemption that the others allow; null if the search was given up. */
  | { readonly type: 'unknown'; readonly fields: readonly FieldKey[]; readonly witness: Witness | null };

/**
 * Whether any redemption from now on can satisfy a series: assumptions 1 to 6 and 11 of the redemption check. The places
 * are left out, because only the directory knows whether two of them overlap.
 */
export function reachabilityOf(values: Values, context: RedemptionContext): Reachability {
  const first = firstRedemption(values, context);
  const clashes = [
    ...limitClashes(values),
    ...billClashes(values),
    ...registrationClashes(values),
    ...(first === null ? timeClashes(values, context) : []),
  ];
  if (clashes.length > 0) {
    const size = Math.min(...clashes.map(({ fields }) => fields.length));
    return { type: 'unreachable', clashes: clashes.filter(({ fields }) => fields.length === size) };
  }
  if (first === null || first === 'gaveUp')
    return { type: 'unknown', fields: ['expiryStrategyValue', 'redemptionValidAfterDays'], witness: null };
  const witness = {
    ...first,
    registered: Math.max(FIRST_REGISTRATION, valueOrNull(values.validUserRegistrationStartTime) ?? 0),
    bill: numberOf(values.minBillAmount) ?? Math.min(ORDINARY_BILL, numberOf(values.maxBillAmount) ?? Infinity),
  };
  const fields = unclearFields(values);
  return fields.length > 0 ? { type: 'unknown', fields, witness } : { type: 'reachable', witness };
}

const QUARTER = 15 * MINUTE;
/** With an end after it, or none, a series is not searched: dates so far ahead repeat. */
const FAR = Date.UTC(2200, 0, 1);

/**
 * The first moment from which on no redemption can satisfy a series, epoch ms. 0: none ever could. Null: it does not come
 * before the end. The same for each `now`, because time only takes possible redemptions away.
 */
export function findUnreachable(values: Values, zones: Omit<RedemptionContext, 'now'>): number | null {
  if ([...limitClashes(values), ...billClashes(values), ...registrationClashes(values)].length > 0) return 0;
  const isOver = (now: number) => firstRedemption(values, { ...zones, now }) === null;
  const last = Math.min(seriesEnd(values, zones.clusterZone)?.instant ?? FAR, FAR);
  if (!isOver(last)) return null;
  // Windows and days begin at quarters of an hour in every zone. The last one is usually near the end.
  let [open, over, step] = [last, Math.ceil(last / QUARTER), DAY / QUARTER];
  do {
    open = over - step;
    step *= 4;
    if (open <= 0) {
      if (isOver(0)) return 0;
      open = 0;
    }
  } while (isOver(open * QUARTER) && (over = open) > 0);
  while (over - open > 1) {
    const middle = Math.floor((open + over) / 2);
    if (isOver(middle * QUARTER)) over = middle;
    else open = middle;
  }
  return over * QUARTER;
}

/** Why a change leaves no possible redemption; null if there is one, or if there was none before. */
export function lastRedemptionLost(before: Values, after: Values, context: RedemptionContext): string | null {
  const reachability = reachabilityOf(after, context);
  if (reachability.type !== 'unreachable' || reachabilityOf(before, context).type === 'unreachable') return null;
  return reachability.clashes.map(({ reason }) => reason).join('; ');
}

const ORDINARY_BILL = 1000;

/** The limit, or null if there is none or it cannot be read. */
function numberOf(value: Parameters<typeof limitOf>[0]): number | null {
  const limit = limitOf(value);
  return limit === 'unreadable' ? null : limit;
}

const LIMITS = [
  'redemptionValidAfterDays',
  'minBillAmount',
  'maxBillAmount',
  'maxRedeem',
  'maxRedemptionsInSeriesPerUser',
] as const;
const OTHERS = [
  'redemptionRange',
  'validUserRegistrationStartTime',
  'validUserRegistrationEndTime',
  'clientHandlingType',
  'isMultipleUseAllowed',
] as const;

const unclearFields = (values: Values): readonly FieldKey[] => [
  ...unclearLife(values).filter((key) => key !== 'redemptionValidAfterDays'),
  ...LIMITS.filter((key) => limitOf(values[key]) === 'unreadable'),
  ...OTHERS.filter((key) => isUnresolved(values[key])),
];

/** Limits that are used up before the first redemption, or by redemptions so far. */
export function limitClashes(values: Values): readonly Clash[] {
  const redeemed = valueOrNull(values.numRedeemed) ?? 0;
  const clashes: Clash[] = [];
  const max = numberOf(values.maxRedeem);
  if (max === 0) clashes.push({ fields: ['maxRedeem'], reason: 'redemptions are limited to 0' });
  else if (max !== null && redeemed >= max)
    clashes.push({ fields: ['maxRedeem'], reason: `${formatNumber(redeemed)} of ${formatNumber(max)} redeemed` });
  if (numberOf(values.maxRedemptionsInSeriesPerUser) === 0)
    clashes.push({
      fields: ['maxRedemptionsInSeriesPerUser'],
      reason: 'redemptions of a customer are limited to 0',
    });
  if (redeemed > 0 && values.clientHandlingType === 'GENERIC' && values.isMultipleUseAllowed === false)
    clashes.push({
      fields: ['clientHandlingType', 'isMultipleUseAllowed'],
      reason: 'the common code works once and has been used',
    });
  return clashes;
}

/** Whether the smallest bill is above the largest. */
export const isBillImpossible = ({ minBillAmount, maxBillAmount }: Values): boolean =>
  (numberOf(minBillAmount) ?? 0) > (numberOf(maxBillAmount) ?? Infinity);

const billClashes = (values: Values): readonly Clash[] =>
  isBillImpossible(values)
    ? [{ fields: ['minBillAmount', 'maxBillAmount'], reason: 'no bill fits: the smallest is above the largest' }]
    : [];

/** Loyalty programmes are younger. The API’s samples have 10000, and seconds instead of milliseconds are in 1970 too. */
export const FIRST_REGISTRATION = Date.UTC(2000, 0, 1);

function registrationClashes(values: Values): readonly Clash[] {
  const from = valueOrNull(values.validUserRegistrationStartTime);
  const until = valueOrNull(values.validUserRegistrationEndTime);
  if (until === null) return [];
  if (until < FIRST_REGISTRATION)
    return [{ fields: ['validUserRegistrationEndTime'], reason: 'no customer registered before 2000' }];
  if (from === null || from <= until) return [];
  return [
    {
      fields: ['validUserRegistrationStartTime', 'validUserRegistrationEndTime'],
      reason: 'the registration period ends before it starts',
    },
  ];
}

/** The last day that the text format of days can express. */
const LAST_DAY: Day = '9999-12-31';
const ANY_TIME: RedemptionRange = { dom: [], dow: [], hours: [] };

/** The fields that limit the time of a redemption, and what each is without its restriction. */
const NO_RESTRICTION = {
  redemptionRange: { redemptionRange: ANY_TIME },
  redemptionValidFrom: { redemptionValidFrom: null },
  validTillDate: { validTillDate: null, ownerValidity: null },
  expiryStrategyValue: { expiryStrategyType: 'SERIES_EXPIRY' },
  redemptionValidAfterDays: { redemptionValidAfterDays: null },
  validUserRegistrationStartTime: { validUserRegistrationStartTime: null },
} as const satisfies { readonly [K in FieldKey]?: Partial<Values> };
type TimeField = keyof typeof NO_RESTRICTION;
const TIME_FIELDS = Object.keys(NO_RESTRICTION) as readonly TimeField[];

/** All smallest sets of fields that leave no time if the others do not restrict it. */
function timeClashes(values: Values, context: RedemptionContext): readonly Clash[] {
  for (let size = 1; size <= TIME_FIELDS.length; size += 1) {
    const clashing = subsets(TIME_FIELDS, size).filter((fields) => {
      const others = TIME_FIELDS.filter((field) => !fields.includes(field));
      const alone = Object.assign({}, values, ...others.map((field) => NO_RESTRICTION[field])) as Values;
      return firstRedemption(alone, context) === null;
    });
    if (clashing.length > 0)
      return clashing.map((fields) => ({
        fields: fields.map((field) => (field === 'validTillDate' && values[field] === null ? 'ownerValidity' : field)),
        reason: TIME_REASONS[fields.join(' ')] ?? 'no moment fits its dates and times',
      }));
  }
  return [];
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

const TIME_REASONS: Readonly<Record<string, string>> = {
  validTillDate: 'the series has ended',
  redemptionValidAfterDays: 'the waiting time never ends',
  expiryStrategyValue: 'each coupon expires before it is issued',
  'expiryStrategyValue redemptionValidAfterDays': 'each coupon expires before its waiting time is over',
  'redemptionValidFrom validTillDate': 'redemption starts after the series ends',
  'redemptionRange validTillDate': 'no chosen day or hour comes before the end',
  'redemptionRange redemptionValidFrom validTillDate': 'no chosen day or hour is between the start and the end',
  'validTillDate redemptionValidAfterDays': 'the series ends before the waiting time is over',
  'redemptionRange validTillDate redemptionValidAfterDays':
    'no chosen day or hour is between the waiting time and the end',
  'validTillDate validUserRegistrationStartTime': 'registration starts after the series ends',
  'redemptionRange validTillDate validUserRegistrationStartTime':
    'no chosen day or hour is between the start of registration and the end',
};

const LIFE: ReadonlySet<FieldKey> = new Set([
  'validTillDate',
  'ownerValidity',
  'expiryStrategyType',
  'expiryStrategyValue',
]);

/** Days that are tried one by one. Months of different lengths repeat after four years, with few exceptions. */
const MAX_TRIES = 4 * 366;

/**
 * The first redemption that the dates and times allow, or null. Of all possible coupons, one that was issued as late as
 * the waiting time permits lives longest.
 */
function firstRedemption(
  values: Values,
  { now, clusterZone, storeZone }: RedemptionContext,
): { readonly moment: number; readonly issued: Day } | null | 'gaveUp' {
  const wait = numberOf(values.redemptionValidAfterDays) ?? 0;
  // With an unreadable end the life of a coupon is unknown, and restricts nothing.
  const life = unclearLife(values).some((key) => LIFE.has(key))
    ? { ...values, ...NO_RESTRICTION.expiryStrategyValue }
    : values;
  const ready = addDays(firstIssue(values, now, clusterZone), wait);
  if (wait > longestLife(life) || ready === LAST_DAY) return null;
  const end = isUnresolved(values.validTillDate) ? null : seriesEnd(values, clusterZone);
  const until = end === null ? null : end.instant + 1000;
  const start = valueOrNull(values.redemptionValidFrom);
  let from = Math.max(
    now,
    startOfDay(ready, clusterZone),
    start === null ? now : startOfDay(start, clusterZone),
    valueOrNull(values.validUserRegistrationStartTime) ?? now,
  );
  const range = valueOrNull(values.redemptionRange) ?? ANY_TIME;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const [window] = nextWindows({ range, from: null, until }, { now: from, zone: storeZone, count: 1 });
    if (!window) return null;
    const day = dayOf(window.start, clusterZone);
    const issued = addDays(day, -wait);
    const last = strategyEnd(life, issued);
    if (last === null || day <= last) return { moment: window.start, issued };
    from = startOfDay(addDays(day, 1), clusterZone);
  }
  return 'gaveUp';
}

/** The earliest day on which a coupon was or will be issued. */
function firstIssue({ createdOn, numIssued }: Values, now: number, clusterZone: string): Day {
  const created = parseDateTime(valueOrNull(createdOn) ?? '');
  return dayOf(created === null || numIssued === 0 ? now : Math.min(created, now), clusterZone);
}

const mostDays = (months: number) => months * (months < 0 ? 28 : 31);

/** The most days from the issue of a coupon to its own end. */
function longestLife(values: Values): number {
  const count = lifeCount(values) ?? -1;
  switch (valueOrNull(values.expiryStrategyType)) {
    case 'DAYS':
      return count;
    case 'MONTHS':
      return mostDays(count);
    case 'MONTHS_END':
      return mostDays(count + 1) - 1;
    default:
      return Infinity;
  }
}
