import type { Day } from '#values/zone.ts';
import type { CouponLife } from './coupon-life.ts';

/**
 * An event of a coupon's life. `other` is the later of the two ends, the coupon's and the series', which has no
 * effect.
 */
export type LifeEvent = 'issued' | 'from' | 'until' | 'other';

/** A point on the timeline with all events of its day. */
export interface Stop {
  readonly day: Day;
  readonly events: readonly LifeEvent[];
  /** Position from 0 (first) to 1 (last). */
  readonly at: number;
  /** The state between this stop and the next; null for the last stop. */
  readonly after: 'before' | 'open' | 'over' | null;
}

/** The possible events: nothing is issued after the series' end, and an expired coupon never becomes redeemable. */
const EVENTS_BY_STATE: Readonly<Record<CouponLife['state'], readonly LifeEvent[]>> = {
  works: ['issued', 'from', 'until', 'other'],
  noEnd: ['issued', 'from', 'until', 'other'],
  neverWorks: ['issued', 'until', 'other'],
  noDay: ['issued', 'until', 'other'],
  bornExpired: ['issued'],
  seriesOver: [],
};

/** Smallest gap between two stops as a fraction of the width, so that labels do not overlap. */
const MIN_GAP = 0.2;

/** The stops of a coupon's life by day, to scale except for gaps smaller than `MIN_GAP`. Only possible events. */
export function couponTimeline(life: CouponLife): readonly Stop[] {
  const other =
    life.own === null || life.seriesEnd === null || life.own === life.seriesEnd.day
      ? null
      : life.own === life.until
        ? life.seriesEnd.day
        : life.own;
  const allEvents: readonly (readonly [LifeEvent, Day | null])[] = [
    ['issued', life.issued],
    ['from', life.from],
    ['until', life.until],
    ['other', other],
  ];
  const possible = EVENTS_BY_STATE[life.state];
  const events = allEvents.filter(([event]) => possible.includes(event));
  const days = [...new Set(events.flatMap(([, day]) => day ?? []))].toSorted();
  const positions = spread(days.map((day) => Date.parse(day)));
  return days.map((day, index) => ({
    day,
    events: events.filter(([, eventDay]) => eventDay === day).map(([event]) => event),
    at: positions[index] ?? 0,
    after: index === days.length - 1 ? null : stateAfter(life, day),
  }));
}

/** A coupon works through its last day, so the segment that starts at that stop is over. */
function stateAfter({ issued, from, until, state }: CouponLife, day: Day): 'before' | 'open' | 'over' {
  if (until !== null && day >= until) return 'over';
  return day >= from && day >= issued && (state === 'works' || state === 'noEnd') ? 'open' : 'before';
}

/** Maps ascending numbers to positions from 0 to 1. Gaps are proportional, but at least `MIN_GAP`. */
function spread(numbers: readonly number[]): readonly number[] {
  const first = numbers[0] ?? 0;
  const total = (numbers.at(-1) ?? first) - first;
  const gaps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
  let freeWidth = 1;
  let freeTotal = total;
  let widened = new Set<number>();
  // Widening a gap leaves less width for the others, so another one may become too small.
  for (;;) {
    const tooSmall = new Set(
      gaps.flatMap((gap, index) => (widened.has(index) || (gap / freeTotal) * freeWidth < MIN_GAP ? [index] : [])),
    );
    if (tooSmall.size === widened.size) break;
    widened = tooSmall;
    freeWidth = 1 - widened.size * MIN_GAP;
    freeTotal = gaps.reduce((sum, gap, index) => (widened.has(index) ? sum : sum + gap), 0);
  }
  let position = 0;
  return [0, ...gaps.map((gap, index) => (position += widened.has(index) ? MIN_GAP : (gap / freeTotal) * freeWidth))];
}
