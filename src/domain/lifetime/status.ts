import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { startOfDay, dayOf } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { seriesEnd } from './expiry.ts';
import { outstanding } from './outstanding.ts';
import { type Clash, limitClashes, reachabilityOf, type RedemptionContext, findUnreachable } from './reachability.ts';
import { valueOrNull } from '../series/series.ts';

export type StatusWord = 'live' | 'scheduled' | 'ended' | 'notRedeemable' | 'limitReached';

export interface Status {
  readonly status: StatusWord;
  /** Explains the status: "ends in 6 days, Sun 29 Nov 2026 23:59:59 IST". */
  readonly reason: string;
  /** Why a live or scheduled series issues no more coupons. */
  readonly remark?: string | undefined;
}

export const STATUS_LABELS: Readonly<Record<StatusWord, string>> = {
  live: 'Live',
  scheduled: 'Scheduled',
  ended: 'Ended',
  notRedeemable: 'Not redeemable',
  limitReached: 'Limit reached',
};

function daysFromNow(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  // Days beyond two years do not help a reader.
  return days < 2 * 365 ? `in ${days} days` : `in ${Math.floor(days / 365.25)} years`;
}

const reasonOf = (clashes: readonly Clash[]) => clashes[0]?.reason ?? '';

/** Exactly one of five statuses. The first that applies: ended, not redeemable, limit reached, scheduled, live. */
export function statusOf(values: Values, context: RedemptionContext): Status {
  const { now, clusterZone } = context;
  const end = seriesEnd(values, clusterZone);
  const today = Date.parse(dayOf(now, clusterZone));
  if (end && now > end.instant + 999) return { status: 'ended', reason: `on ${formatDay(end.day)}` };

  const atFirst = reachabilityOf({ ...values, numRedeemed: 0 }, context);
  if (atFirst.type === 'unreachable') return { status: 'notRedeemable', reason: reasonOf(atFirst.clashes) };

  const remark = whyNothingIssued(values, clusterZone) ?? undefined;
  const usedUp = whyLimitReached(values, clusterZone);
  if (usedUp !== null) return { status: 'limitReached', reason: usedUp };

  const start = valueOrNull(values.redemptionValidFrom);
  if (start !== null && now < startOfDay(start, clusterZone)) {
    const days = Math.round((Date.parse(start) - today) / DAY);
    return { status: 'scheduled', reason: `starts ${daysFromNow(days)}, ${formatDay(start)}`, remark };
  }
  if (!end) return { status: 'live', reason: 'no end of its own', remark };
  const days = Math.round((Date.parse(end.day) - today) / DAY);
  const when = `ends ${daysFromNow(days)}, ${formatInstant(end.instant, clusterZone)}`;
  return { status: 'live', reason: end.from === 'owner' ? `follows its owner, ${when}` : when, remark };
}

/** Why no further redemption is possible although nothing excluded the first; null if one may be. */
function whyLimitReached(values: Values, clusterZone: string): string | null {
  const usedUp = limitClashes(values);
  if (usedUp.length > 0) return reasonOf(usedUp);
  const remark = whyNothingIssued(values, clusterZone);
  return remark !== null && outstanding(values) === 0 ? `${remark}, none outstanding` : null;
}

/** What decides the status of a series at any time. It changes only with the series and the zones. Moments are epoch ms. */
export interface StatusTimes {
  /** Null: no start. */
  readonly startsAt: number | null;
  /** The first moment after the series. Null: no end. */
  readonly endsAt: number | null;
  /** From when on no redemption is possible. Null: one is, until the end. */
  readonly unreachableFrom: number | null;
  readonly isLimitReached: boolean;
}

export function statusTimes(values: Values, zones: Omit<RedemptionContext, 'now'>): StatusTimes {
  const end = seriesEnd(values, zones.clusterZone);
  const start = valueOrNull(values.redemptionValidFrom);
  return {
    startsAt: start === null ? null : startOfDay(start, zones.clusterZone),
    endsAt: end === null ? null : end.instant + 1000,
    unreachableFrom: findUnreachable({ ...values, numRedeemed: 0 }, zones),
    isLimitReached: whyLimitReached(values, zones.clusterZone) !== null,
  };
}

/** The status at a moment, as `statusOf`. The server has the same rule in SQL (`statusSql`). */
export function statusAt({ startsAt, endsAt, unreachableFrom, isLimitReached }: StatusTimes, now: number): StatusWord {
  if (endsAt !== null && now >= endsAt) return 'ended';
  if (unreachableFrom !== null && now >= unreachableFrom) return 'notRedeemable';
  if (isLimitReached) return 'limitReached';
  return startsAt !== null && now < startsAt ? 'scheduled' : 'live';
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
