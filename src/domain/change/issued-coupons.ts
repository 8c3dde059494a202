import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { addDays, type Day, dayOf, parseDateTime } from '#values/zone.ts';
import { unclearLife } from '../lifetime/coupon-life.ts';
import { couponEnd } from '../lifetime/expiry.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { STATUS_LABELS, statusOf, type StatusWord } from '../lifetime/status.ts';
import type { RedemptionContext } from '../lifetime/reachability.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import { RESTRICTIONS, type Step } from './issued-restrictions.ts';

/** What a save does to coupons that customers hold already. */
export interface EffectsOnIssued {
  /** Why coupons end for good with the save; null if none is known to end. */
  readonly ends: string | null;
  /** Why coupons work in fewer cases or take off less, by changed field. */
  readonly restricts: ReadonlyMap<FieldKey, string>;
}

/** No coupon is older. */
const MAX_AGE_DAYS = 20_000;

/** The first day of issue of the coupons that have not ended by today. Ends rise with the day of issue. */
function firstAlive(values: Values, { today, clusterZone }: Step): Day {
  let [dead, alive] = [MAX_AGE_DAYS, -1];
  while (dead - alive > 1) {
    const middle = Math.floor((dead + alive) / 2);
    if ((couponEnd(values, addDays(today, -middle), clusterZone) ?? today) >= today) alive = middle;
    else dead = middle;
  }
  return addDays(today, -alive);
}

/** Why the codes that customers hold end. */
function whyCodesEnd({ before, after, coupons }: Step): string | null {
  return before.clientHandlingType === after.clientHandlingType
    ? null
    : `The codes that customers hold become invalid, or may become so. This ends the ${coupons}.`;
}

/** Why coupons end that have lived longer than their new life. */
function whyLifeEnds(step: Step): string | null {
  const { before, after, today, clusterZone, upTo } = step;
  if (unclearLife(before).length > 0 || unclearLife(after).length > 0) return null;
  const [first, next] = [firstAlive(before, step), firstAlive(after, step)];
  const created = parseDateTime(valueOrNull(before.createdOn) ?? '');
  if (next <= first || (created !== null && dayOf(created, clusterZone) >= next)) return null;
  const which = next > today ? 'All that are still valid' : `Those issued before ${formatDay(next)}`;
  return `${which} end with this save. ${upTo}`;
}

/** Statuses in which no coupon can be redeemed, now or later. */
const OVER: ReadonlySet<StatusWord> = new Set(['ended', 'notRedeemable', 'limitReached']);

/**
 * What a save does to coupons that are issued and can still be redeemed: those it ends, and those it restricts, without
 * what rules warn about already. Numbers are the API's counters, or an upper bound that says so. Expects settled values;
 * `changed`: the visible fields that differ from the stored ones. The API computes the end of a coupon at each read, so a
 * save moves the ends of issued coupons too.
 */
export function effectsOnIssued(
  { values: before }: Series,
  after: Values,
  changed: ReadonlySet<FieldKey>,
  context: RedemptionContext,
): EffectsOnIssued {
  const coupons = couponsOut(before);
  if (coupons === null || OVER.has(statusOf(before, context).status)) return { ends: null, restricts: new Map() };
  const { status, reason } = statusOf(after, context);
  // What has ended cannot be restricted.
  if (OVER.has(status))
    return {
      ends: `After this save: ${STATUS_LABELS[status]}, ${reason}. This ends the ${coupons}.`,
      restricts: new Map(),
    };
  const { now, clusterZone } = context;
  const upTo = `This affects up to ${coupons}; how many is not known.`;
  const step: Step = { before, after, coupons, upTo, today: dayOf(now, clusterZone), clusterZone };
  const restricts = RESTRICTIONS.flatMap(([field, effect]) => {
    const message = changed.has(field) ? effect(step) : null;
    return message === null ? [] : [[field, message] as const];
  });
  return { ends: whyCodesEnd(step) ?? whyLifeEnds(step), restricts: new Map(restricts) };
}
