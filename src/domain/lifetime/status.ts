import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { startOfDay, dayOf } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { seriesEnd } from './expiry.ts';
import { outstanding } from './outstanding.ts';
import { type Clash, limitClashes, reachabilityOf, type RedemptionContext } from './reachability.ts';
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

  const usedUp = limitClashes(values);
  if (usedUp.length > 0) return { status: 'limitReached', reason: reasonOf(usedUp) };
  const remark = whyNothingIssued(values, clusterZone) ?? undefined;
  if (remark !== undefined && outstanding(values) === 0)
    return { status: 'limitReached', reason: `${remark}, none outstanding` };

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
