import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { startOfDay, dayOf } from '#values/zone.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { seriesEnd } from './expiry.ts';
import { type EvaluationContext, valueOrNull } from '../series/series.ts';

export type StatusWord = 'live' | 'scheduled' | 'ended' | 'limitReached';

export interface Status {
  readonly status: StatusWord;
  /** Explains the status: "ends in 6 days, Sun 29 Nov 2026 23:59:59 IST". */
  readonly reason: string;
}

export const STATUS_LABELS: Readonly<Record<StatusWord, string>> = {
  live: 'Live',
  scheduled: 'Scheduled',
  ended: 'Ended',
  limitReached: 'Limit reached',
};

const DAY = 86_400_000;

function daysFromNow(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${formatNumber(days)} days`;
}

/** Exactly one of four statuses. "Ended" wins over "limit reached", which wins over "scheduled". */
export function statusOf(values: Values, { now, clusterZone }: EvaluationContext): Status {
  const end = seriesEnd(values, clusterZone);
  const today = Date.parse(dayOf(now, clusterZone));
  if (end && now > end.instant + 999) return { status: 'ended', reason: `on ${formatDay(end.day)}` };

  const limit = limitReached(values);
  if (limit) return { status: 'limitReached', reason: limit };

  const start = valueOrNull(values.redemptionValidFrom);
  if (start !== null && now < startOfDay(start, clusterZone)) {
    const days = Math.round((Date.parse(start) - today) / DAY);
    return { status: 'scheduled', reason: `starts ${daysFromNow(days)}, ${formatDay(start)}` };
  }
  if (!end) return { status: 'live', reason: 'no end of its own' };
  const days = Math.round((Date.parse(end.day) - today) / DAY);
  const when = `ends ${daysFromNow(days)}, ${formatInstant(end.instant, clusterZone)}`;
  return { status: 'live', reason: end.from === 'owner' ? `follows its owner, ${when}` : when };
}

function limitReached(values: Values): string | null {
  const redeemed = valueOrNull(values.numRedeemed) ?? 0;
  const issued = valueOrNull(values.numIssued) ?? 0;
  const maxRedeem = valueOrNull(values.maxRedeem);
  const maxCreate = valueOrNull(values.maxCreate);
  if (maxRedeem !== null && redeemed >= maxRedeem)
    return `${formatNumber(redeemed)} of ${formatNumber(maxRedeem)} redeemed`;
  // If a code works more than once, the counters do not say how many coupons are outstanding.
  const outstanding = valueOrNull(values.isMultipleUseAllowed) === true || redeemed < issued;
  if (maxCreate !== null && issued >= maxCreate && !outstanding)
    return `${formatNumber(issued)} of ${formatNumber(maxCreate)} issued, none outstanding`;
  return null;
}
