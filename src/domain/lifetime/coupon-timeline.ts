import type { Day } from '#values/zone.ts';
import type { CouponLife } from './coupon-life.ts';

/** What happens to a coupon on a day. `other` is the end that does not decide: its own behind the series', or the other way round. */
export type LifeEvent = 'issued' | 'from' | 'until' | 'other';

/** One place on the timeline, with everything that happens on its day. */
export interface Stop {
  readonly day: Day;
  readonly events: readonly LifeEvent[];
  /** 0 (first) to 1 (last). */
  readonly at: number;
  /** What lies between this stop and the next. */
  readonly after: 'before' | 'open' | 'over' | null;
}

/** Nothing is issued after the series' end, and what has ended before its issue or its start is never redeemed. */
const HAPPENS: Readonly<Record<CouponLife['state'], readonly LifeEvent[]>> = {
  works: ['issued', 'from', 'until', 'other'],
  noEnd: ['issued', 'from', 'until', 'other'],
  neverWorks: ['issued', 'until', 'other'],
  bornExpired: ['issued'],
  seriesOver: [],
};

/** No two stops come closer than this part of the whole, so that each can be told from the next and named. */
const CLOSEST = 0.2;

/** The stops of a coupon's life in the order of their days, to scale as far as they can be told apart: only what can happen. */
export function couponTimeline(life: CouponLife): readonly Stop[] {
  const other =
    life.own === null || life.seriesEnd === null || life.own === life.seriesEnd.day
      ? null
      : life.own === life.until
        ? life.seriesEnd.day
        : life.own;
  const all: readonly (readonly [LifeEvent, Day | null])[] = [
    ['issued', life.issued],
    ['from', life.from],
    ['until', life.until],
    ['other', other],
  ];
  const happens = HAPPENS[life.state];
  const days = all.filter(([event]) => happens.includes(event));
  const stops = [...new Set(days.flatMap(([, day]) => day ?? []))].toSorted();
  const places = spread(stops.map((day) => Date.parse(day)));
  return stops.map((day, index) => ({
    day,
    events: days.filter(([, each]) => each === day).map(([event]) => event),
    at: places[index] ?? 0,
    after: index === stops.length - 1 ? null : between(life, day),
  }));
}

/** A coupon works through its last day, so the stretch that starts there belongs to what comes after. */
function between({ issued, from, until, state }: CouponLife, day: Day): 'before' | 'open' | 'over' {
  if (until !== null && day >= until) return 'over';
  return day >= from && day >= issued && (state === 'works' || state === 'noEnd') ? 'open' : 'before';
}

/** Numbers in rising order as places from 0 to 1: gaps keep their proportions, but none gets too small to be seen. */
function spread(numbers: readonly number[]): readonly number[] {
  const first = numbers[0] ?? 0;
  const whole = (numbers.at(-1) ?? first) - first;
  const gaps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
  let free = 1;
  let rest = whole;
  let short = new Set<number>();
  // A gap that is widened leaves less for the others, which may make another one too small.
  for (;;) {
    const more = new Set(
      gaps.flatMap((gap, index) => (short.has(index) || (gap / rest) * free < CLOSEST ? [index] : [])),
    );
    if (more.size === short.size) break;
    short = more;
    free = 1 - short.size * CLOSEST;
    rest = gaps.reduce((sum, gap, index) => (short.has(index) ? sum : sum + gap), 0);
  }
  let place = 0;
  return [0, ...gaps.map((gap, index) => (place += short.has(index) ? CLOSEST : (gap / rest) * free))];
}
