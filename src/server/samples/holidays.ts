import { addDays } from '#values/zone.ts';
import type { Calendar } from './build-series.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Occasions of offers, with an approximate date (`MM-DD`), or null if they come at any time. */
export const HOLIDAYS: readonly (readonly [name: string, day: string | null])[] = [
  ['New Year', '01-01'],
  ['Lohri', '01-13'],
  ['Pongal', '01-15'],
  ['Republic Day', '01-26'],
  ['Valentine’s Day', '02-14'],
  ['Holi', '03-14'],
  ['Ugadi', '03-25'],
  ['Eid', '03-31'],
  ['Baisakhi', '04-13'],
  ['Akshaya Tritiya', '04-28'],
  ['Mother’s Day', '05-11'],
  ['Summer', '05-25'],
  ['Back to school', '06-12'],
  ['Monsoon', '07-15'],
  ['Raksha Bandhan', '08-09'],
  ['Independence Day', '08-15'],
  ['Onam', '08-30'],
  ['Ganesh Chaturthi', '09-08'],
  ['Navratri', '09-28'],
  ['Durga Puja', '10-06'],
  ['Diwali', '11-06'],
  ['Children’s Day', '11-14'],
  ['Wedding season', '12-02'],
  ['Christmas', '12-25'],
  ['Payday', null],
  ['Weekend', null],
  ['Birthday', null],
  ['Anniversary', null],
  ['Welcome', null],
  ['We miss you', null],
  ['Second visit', null],
  ['Refer a friend', null],
  ['Clearance', null],
  ['Gift card', null],
  ['Student', null],
  ['Senior citizen', null],
];

/** How far ahead an occasion is prepared, and how long an ordinary offer lasts at most, in days. */
const MAX_DAYS_AHEAD = 45;
const MAX_LENGTH_DAYS = 365;
/** Generated series were last changed at least this many days ago, so that the hand-written samples lead the list. */
const MIN_DAYS_SINCE_CHANGE = 6;

interface Dates {
  /** In days from today. */
  readonly starts: number;
  readonly ends: number;
  /** Days ago. */
  readonly created: number;
  readonly changed: number;
  /** Year of the occasion; null if it comes at any time. */
  readonly year: string | null;
}

/** Generates the dates of an offer: most have ended, some run, few are scheduled. Those for a holiday end around it. */
export function datesOf(at: Calendar, random: SeededRandom, holiday: string | null): Dates {
  let day: number;
  let length: number;
  if (holiday === null) {
    day = random.chance(0.32) ? -random.low(1, 1100) : random.low(0, 300);
    length = Math.min(MAX_LENGTH_DAYS, random.tail(75, 0.7) + 7);
  } else {
    const years = random.chance(0.25) ? 0 : random.int(1, 4);
    day = daysUntil(at.today, holiday, years) + random.int(0, 12);
    length = Math.min(120, random.tail(14, 0.6) + 3);
  }
  const startDelay = random.chance(0.08) && day >= 0 ? random.int(1, 40) : 0;
  // An offer without an occasion that has not ended has started.
  if (holiday === null && day >= 0 && startDelay === 0) length = Math.max(length, day + random.low(1, 200));
  const ends = day + startDelay;
  const created = Math.max(MIN_DAYS_SINCE_CHANGE + 1, length + random.low(2, 60) - ends);
  // Scheduled offers start after today, all others not before their creation.
  const starts = startDelay > 0 ? Math.max(1, ends - length) : Math.max(ends - length, -created);
  const changed = Math.max(MIN_DAYS_SINCE_CHANGE, created - random.low(1, created));
  return { starts, ends, created, changed, year: holiday === null ? null : yearOf(at, day) };
}

/** Days from today to the next holiday within `MAX_DAYS_AHEAD`, otherwise to the last one, minus `years` years. */
function daysUntil(today: string, holiday: string, years: number): number {
  const year = Number(today.slice(0, 4));
  const daysTo = (of: number) => Math.round((Date.parse(`${of}-${holiday}`) - Date.parse(today)) / 86_400_000);
  const occasionYear = [year + 1, year].find((of) => daysTo(of) <= MAX_DAYS_AHEAD) ?? year - 1;
  return daysTo(occasionYear - years);
}

function yearOf(at: Calendar, day: number): string {
  return addDays(at.today, day - 6).slice(0, 4);
}
