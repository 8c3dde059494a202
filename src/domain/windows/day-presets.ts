import type { Day } from '#values/zone.ts';
import { addDays, addMonths, lastDayOfMonth } from '#values/zone.ts';

interface DayPreset {
  readonly label: string;
  readonly day: Day;
}

/** Presets for a day input. Labels with a plus count from the entered day, or from today if there is none. */
export type DayPresets = (day: Day | null, today: Day) => readonly DayPreset[];

const shifted = (from: Day): readonly DayPreset[] => [
  { label: '+7 days', day: addDays(from, 7) },
  { label: '+1 month', day: addMonths(from, 1) },
];

/** For the last day of a period. */
export const endPresets: DayPresets = (day, today) => [
  { label: 'End of this month', day: lastDayOfMonth(today) },
  ...shifted(day ?? today),
];

/** For the first day of a period. */
export const startPresets: DayPresets = (day, today) => [
  { label: 'Today', day: today },
  { label: 'Start of next month', day: addDays(lastDayOfMonth(today), 1) },
  ...shifted(day ?? today),
];

/** For the day of issue of a coupon. */
export const issuePresets: DayPresets = (_, today) => [
  { label: '7 days ago', day: addDays(today, -7) },
  { label: '1 month ago', day: addMonths(today, -1) },
];
