import type { RedemptionRange } from './model/kinds.ts';
import type { Json } from '#values/json.ts';

/** The three axes of `redemptionRange` with the API's bounds. Weekday 1 is Monday. */
export const AXES = { dom: { min: 1, max: 31 }, dow: { min: 1, max: 7 }, hours: { min: 0, max: 23 } } as const;
export const AXIS_NAMES = ['dom', 'dow', 'hours'] as const;
type Axis = keyof typeof AXES;

/**
 * Reads every recorded shape: a JSON string or an object, arrays or scalars, numbers or numeric strings, several
 * numbers in one comma list, -1 for any. Like the current engine, it reads an empty list or a missing key as "any".
 * Null: unreadable.
 */
export function readRange(wire: unknown): Record<Axis, number[]> | null {
  let source = wire;
  if (typeof source === 'string') {
    if (source.trim() === '') return { dom: [], dow: [], hours: [] };
    try {
      source = JSON.parse(source);
    } catch {
      return null;
    }
  }
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return null;
  const record = source as Readonly<Record<string, unknown>>;
  if (!Object.keys(record).every((key) => Object.hasOwn(AXES, key))) return null;
  const dom = readAxis(record['dom'], 'dom');
  const dow = readAxis(record['dow'], 'dow');
  const hours = readAxis(record['hours'], 'hours');
  return dom && dow && hours ? { dom, dow, hours } : null;
}

/** Whether a stored range has an empty list. The old engine read it as "never", the current one reads it as "any". */
export function hasEmptyAxis(wire: unknown): boolean {
  let source = wire;
  if (typeof source === 'string') {
    try {
      source = JSON.parse(source);
    } catch {
      return false;
    }
  }
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return false;
  return Object.values(source).some((axis) => Array.isArray(axis) && axis.length === 0);
}

function readAxis(wire: unknown, axis: Axis): number[] | null {
  if (wire === undefined || wire === null) return [];
  const items = (Array.isArray(wire) ? wire : [wire]).flatMap((item: unknown) =>
    typeof item === 'string' ? item.split(',') : [item],
  );
  const numbers = items.map((item) => {
    if (typeof item === 'number') return item;
    return typeof item === 'string' && /^\s*-?\d+\s*$/.test(item) ? Number(item) : Number.NaN;
  });
  const { min, max } = AXES[axis];
  if (!numbers.every((n) => n === -1 || (Number.isInteger(n) && n >= min && n <= max))) return null;
  return numbers.includes(-1) ? [] : ascending(numbers);
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** Writes the only shape we send: ascending numbers, [-1] for any. */
export function writeRange(range: RedemptionRange): Json {
  return JSON.stringify({ dom: writeAxis(range.dom), dow: writeAxis(range.dow), hours: writeAxis(range.hours) });
}

function writeAxis(numbers: readonly number[]): number[] {
  return numbers.length === 0 ? [-1] : ascending(numbers);
}
