import type { RedemptionRange } from '#catalogue/model/kinds.ts';

export const ANY_TIME: RedemptionRange = { dom: [], dow: [], hours: [] };

/** The numbers from `a` to `b`, inclusive and ascending. */
export function span(a: number, b: number): readonly number[] {
  const from = Math.min(a, b);
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, index) => from + index);
}

export interface Preset {
  readonly label: string;
  readonly apply: (range: RedemptionRange) => RedemptionRange;
}

/** Each preset sets only the axes in its name. */
export const PRESETS: readonly Preset[] = [
  { label: 'Any time', apply: () => ANY_TIME },
  { label: 'Weekdays', apply: (range) => ({ ...range, dow: span(1, 5) }) },
  { label: 'Weekends', apply: (range) => ({ ...range, dow: [6, 7] }) },
  { label: 'Office hours', apply: (range) => ({ ...range, dow: span(1, 5), hours: span(9, 17) }) },
];
