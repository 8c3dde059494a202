import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { addDays, dayOf, startOfDay, wallClock, type Day } from '#values/zone.ts';
import { DAY, HOUR } from '#values/durations.ts';
import { firstDayInRange, isFull, LONGEST_WAIT } from './range-days.ts';

const QUARTER = 900_000;
/** The last day that fits the text format of days. The search stops there. */
const LAST_DAY: Day = '9999-12-31';

/** When coupons of a series work, ignoring the life of a single coupon. Moments are epoch ms. */
export interface Schedule {
  readonly range: RedemptionRange;
  /** The first moment of the series; null if it has no start. */
  readonly from: number | null;
  /** The first moment after the series; null if it has no end. */
  readonly until: number | null;
}

/** An unbroken period in which coupons work. */
export interface Window {
  readonly start: number;
  /** The first moment after it; null if it never ends. */
  readonly end: number | null;
}

type Axis = keyof RedemptionRange;
type Piece = readonly [start: number, end: number];

const allows = (range: RedemptionRange, axis: Axis, value: number) =>
  isFull(range, axis) || range[axis].includes(value);

/**
 * The next `count` windows from `now` on, by the clock of `zone`. The first starts at `now` if a window is open.
 * Consecutive hours form one window, also across midnight. An hour that the clock skips is no window; an hour that it
 * shows twice is two hours long.
 */
export function nextWindows(
  { range, from, until }: Schedule,
  { now, zone, count }: { readonly now: number; readonly zone: string; readonly count: number },
): readonly Window[] {
  const earliest = Math.max(now, from ?? now);
  const latest = until ?? Infinity;
  if (earliest >= latest) return [];
  if (isFull(range, 'dom') && isFull(range, 'dow') && isFull(range, 'hours')) return [{ start: earliest, end: until }];

  const windows: { start: number; end: number }[] = [];
  for (const [start, end] of openPieces(range, earliest, latest, zone)) {
    const last = windows.at(-1);
    if (last?.end === start) last.end = end;
    else if (windows.length === count) break;
    else windows.push({ start, end });
  }
  return windows;
}

/** The open pieces between two moments, in order. Pieces may touch. Ends when no more can follow. */
function* openPieces(range: RedemptionRange, earliest: number, latest: number, zone: string): Generator<Piece> {
  const lastDay = latest === Infinity ? LAST_DAY : dayOf(latest - 1, zone);
  let day: Day | null = firstDayInRange(range, dayOf(earliest, zone), lastDay);
  // A clock change may skip all chosen hours of a matching day. Search on, but with a limit.
  let searchUntil = day === null ? '' : addDays(day, 2 * LONGEST_WAIT);
  while (day !== null && day <= searchUntil) {
    for (const [start, end] of piecesOfDay(range, day, zone)) {
      if (end <= earliest || start >= latest) continue;
      yield [Math.max(start, earliest), Math.min(end, latest)];
      searchUntil = addDays(day, 2 * LONGEST_WAIT);
    }
    if (day === LAST_DAY) return;
    day = firstDayInRange(range, addDays(day, 1), lastDay);
  }
}

/** The chosen hours of one day of a zone. */
function* piecesOfDay(range: RedemptionRange, day: Day, zone: string): Generator<Piece> {
  const start = startOfDay(day, zone);
  const end = startOfDay(addDays(day, 1), zone);
  if (isFull(range, 'hours')) {
    if (start < end) yield [start, end];
    return;
  }
  if (end - start === DAY) {
    for (const hour of range.hours.toSorted((a, b) => a - b)) yield [start + hour * HOUR, start + (hour + 1) * HOUR];
    return;
  }
  // The clock changes on this day, in the Chatham Islands within an hour. So check every quarter of an hour.
  for (let at = start, next; at < end; at = next) {
    const wall = wallClock(at, zone);
    next = Math.min(end, at + QUARTER - (wall.valueOf() % QUARTER));
    if (range.hours.includes(wall.hour())) yield [at, next];
  }
}

export type Openness =
  /** `until`: the first moment when it closes; null if it never does. */
  | { readonly status: 'open'; readonly until: number | null }
  /** Within its dates, but closed. `misses`: the axes that exclude this time. `next`: when it opens. */
  | { readonly status: 'shut'; readonly misses: readonly Axis[]; readonly next: Window }
  | { readonly status: 'early'; readonly from: number; readonly next: Window }
  | { readonly status: 'over'; readonly until: number }
  /** No time within its dates matches the range. */
  | { readonly status: 'never'; readonly until: number | null };

/** Whether coupons work at `now` by the clock of `zone`; if not, why not and when they will. */
export function openness(schedule: Schedule, { now, zone }: { readonly now: number; readonly zone: string }): Openness {
  const { range, from, until } = schedule;
  if (until !== null && now >= until) return { status: 'over', until };
  const [next] = nextWindows(schedule, { now, zone, count: 1 });
  if (!next) return { status: 'never', until };
  if (from !== null && now < from) return { status: 'early', from, next };
  if (next.start === now) return { status: 'open', until: next.end };
  const wall = wallClock(now, zone);
  const current = { dom: wall.date(), dow: wall.day() || 7, hours: wall.hour() };
  const misses = (['dow', 'dom', 'hours'] as const).filter((axis) => !allows(range, axis, current[axis]));
  return { status: 'shut', misses, next };
}

/** The number of months without a 29th, 30th and 31st, of the 4,800 months in the calendar's 400 years. */
const MONTHS_WITHOUT: Readonly<Record<number, number>> = { 29: 303, 30: 400, 31: 2000 };
const MONTHS = 4800;

/** The number of open hours in an average month. */
export function hoursPerMonth(range: RedemptionRange): number {
  const days = isFull(range, 'dom') ? Array.from({ length: 31 }, (_, index) => index + 1) : range.dom;
  const dates = days.reduce((sum, day) => sum + 1 - (MONTHS_WITHOUT[day] ?? 0) / MONTHS, 0);
  const weekdays = isFull(range, 'dow') ? 1 : range.dow.length / 7;
  return dates * weekdays * (isFull(range, 'hours') ? 24 : range.hours.length);
}
