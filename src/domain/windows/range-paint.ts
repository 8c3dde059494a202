import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { AXES } from '#catalogue/range.ts';
import { span } from './range-presets.ts';

/**
 * How a week grid is painted. The API stores days and hours apart and combines them with AND, so what is lit is always every
 * chosen hour on every chosen day, and four gestures are enough:
 *
 * - a rectangle drawn over several cells becomes the choice, or with `add` joins it;
 * - one cell lights up together with its day and hour, or goes out where that takes nothing else along;
 * - a run of day names, hours or days of the month is added, or left out where it begins on a chosen one;
 * - an axis is set to "any".
 *
 * On an axis that is "any" nothing is chosen yet: the first choice is the only one. An axis never becomes empty by leaving out.
 */
type Axis = keyof RedemptionRange;

/** Two opposite corners, both in, in any order. */
export interface Rectangle {
  readonly dow: readonly [number, number];
  readonly hours: readonly [number, number];
}

export interface Painted {
  readonly range: RedemptionRange;
  /** Why nothing was changed. */
  readonly refused: string | null;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What an axis lets through. */
export const allowed = (range: RedemptionRange, axis: Axis): readonly number[] =>
  range[axis].length === 0 ? span(AXES[axis].min, AXES[axis].max) : range[axis];

const join = (a: readonly number[], b: readonly number[]) => [...new Set([...a, ...b])].toSorted((x, y) => x - y);
const without = (a: readonly number[], b: readonly number[]) => a.filter((value) => !b.includes(value));
const painted = (range: RedemptionRange): Painted => ({ range, refused: null });
const chooses = ({ dow, hours }: RedemptionRange) => dow.length > 0 || hours.length > 0;

export function drawRectangle(range: RedemptionRange, rectangle: Rectangle, add: boolean): Painted {
  const dow = span(...rectangle.dow);
  const hours = span(...rectangle.hours);
  if (dow.length === 1 && hours.length === 1) return toggleCell(range, rectangle.dow[0], rectangle.hours[0]);
  if (!add || !chooses(range)) return painted({ ...range, dow, hours });
  return painted(joined(range, dow, hours));
}

/** More of the axes that are restricted; one that is "any" has everything already. */
function joined(range: RedemptionRange, dow: readonly number[], hours: readonly number[]): RedemptionRange {
  return {
    ...range,
    dow: range.dow.length === 0 ? [] : join(range.dow, dow),
    hours: range.hours.length === 0 ? [] : join(range.hours, hours),
  };
}

function toggleCell(range: RedemptionRange, day: number, hour: number): Painted {
  if (!chooses(range)) return painted({ ...range, dow: [day], hours: [hour] });
  const dow = allowed(range, 'dow');
  const hours = allowed(range, 'hours');
  if (!dow.includes(day) || !hours.includes(hour)) return painted(joined(range, [day], [hour]));
  if (dow.length === 1 && hours.length === 1) return { range, refused: LAST_CELL };
  if (dow.length === 1) return painted({ ...range, hours: without(hours, [hour]) });
  if (hours.length === 1) return painted({ ...range, dow: without(dow, [day]) });
  return { range, refused: notAlone(day, hour) };
}

/** A run on one axis, decided by where it begins. */
export function toggleRun(range: RedemptionRange, axis: Axis, from: number, to: number): Painted {
  const run = span(from, to);
  const chosen = range[axis];
  if (chosen.length === 0) return painted({ ...range, [axis]: run });
  if (!chosen.includes(from)) return painted({ ...range, [axis]: join(chosen, run) });
  const rest = without(chosen, run);
  return rest.length === 0 ? { range, refused: EMPTY[axis] } : painted({ ...range, [axis]: rest });
}

/** A run that is added wherever it begins. */
export const addRun = (range: RedemptionRange, axis: Axis, from: number, to: number): Painted =>
  painted({ ...range, [axis]: join(range[axis], span(from, to)) });

export const setAny = (range: RedemptionRange, axis: Axis): Painted => painted({ ...range, [axis]: [] });

const EMPTY: Readonly<Record<Axis, string>> = {
  dow: 'At least one weekday has to stay. For all of them choose “Any day”.',
  hours: 'At least one hour has to stay. For all of them choose “Any hour”.',
  dom: 'At least one day of the month has to stay. For all of them choose “Any date”.',
};
const LAST_CELL = 'At least one hour of one day has to stay. For no restriction choose “Any time”.';

function notAlone(day: number, hour: number): string {
  const name = WEEKDAYS[day - 1] ?? '';
  return `${name} ${hour}:00 cannot be left out alone, as every chosen hour counts on every chosen day. Click ${name} or ${hour} to leave out the whole of it.`;
}
