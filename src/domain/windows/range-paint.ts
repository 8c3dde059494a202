import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { AXES } from '#catalogue/range.ts';
import { span } from './range-presets.ts';

/**
 * Selection in the week grid. The API stores days and hours separately and combines them with AND, so a selection is
 * always every chosen hour on every chosen day. Four gestures are enough:
 *
 * - A rectangle over several cells replaces the selection, or extends it with `add`.
 * - A click on a cell adds its day and hour, or removes them if no other cell is affected.
 * - A run of weekdays, hours or days of the month is added, or removed if it starts on a chosen one.
 * - An axis is set to "any".
 *
 * An axis that is "any" has nothing chosen: the first choice replaces it. Removing never makes an axis empty.
 */
type Axis = keyof RedemptionRange;

/** Two opposite corners, inclusive, in any order. */
export interface Rectangle {
  readonly dow: readonly [number, number];
  readonly hours: readonly [number, number];
}

export interface Painted {
  readonly range: RedemptionRange;
  /** Why the range did not change; null if the gesture was accepted. */
  readonly refused: string | null;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The values that an axis allows. */
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

/** Adds to the restricted axes. An axis that is "any" includes everything already. */
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

/** Adds a run on one axis, or removes it if `from` is chosen. */
export function toggleRun(range: RedemptionRange, axis: Axis, from: number, to: number): Painted {
  const run = span(from, to);
  const chosen = range[axis];
  if (chosen.length === 0) return painted({ ...range, [axis]: run });
  if (!chosen.includes(from)) return painted({ ...range, [axis]: join(chosen, run) });
  const rest = without(chosen, run);
  return rest.length === 0 ? { range, refused: EMPTY[axis] } : painted({ ...range, [axis]: rest });
}

/** Adds a run on one axis. */
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
  return `${name} ${hour}:00 cannot be left out alone: every chosen hour applies on every chosen day. Click ${name} or ${hour} to leave it out completely.`;
}
