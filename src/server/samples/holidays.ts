import { addDays } from '#values/zone.ts';
import type { Calendar } from './build-series.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What offers are made for, and about when that is; the days of feasts move, and a sample does not mind. */
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

/** An occasion is prepared for at most so long, and an ordinary offer lasts at most so long. */
const AHEAD = 45;
const LONGEST = 365;
/** Nothing made up changed later than this many days ago, so that the hand-written samples lead the list. */
const QUIET = 6;

interface Dates {
  /** In days from today. */
  readonly starts: number;
  readonly ends: number;
  /** Days ago. */
  readonly created: number;
  readonly changed: number;
  /** Of the occasion; null where it comes at any time. */
  readonly year: string | null;
}

/** Most offers are over, some run, few wait; those for a feast end about then. */
export function datesOf(at: Calendar, throws: SeededRandom, feast: string | null): Dates {
  let day: number;
  let length: number;
  if (feast === null) {
    day = throws.chance(0.32) ? -throws.low(1, 1100) : throws.low(0, 300);
    length = Math.min(LONGEST, throws.tail(75, 0.7) + 7);
  } else {
    const years = throws.chance(0.25) ? 0 : throws.int(1, 4);
    day = daysUntil(at.today, feast, years) + throws.int(0, 12);
    length = Math.min(120, throws.tail(14, 0.6) + 3);
  }
  const waits = throws.chance(0.08) && day >= 0 ? throws.int(1, 40) : 0;
  // What runs at any time and is not over has begun.
  if (feast === null && day >= 0 && waits === 0) length = Math.max(length, day + throws.low(1, 200));
  const ends = day + waits;
  const created = Math.max(QUIET + 1, length + throws.low(2, 60) - ends);
  // Those waiting start ahead of today, all others no earlier than they were made.
  const starts = waits > 0 ? Math.max(1, ends - length) : Math.max(ends - length, -created);
  const changed = Math.max(QUIET, created - throws.low(1, created));
  return { starts, ends, created, changed, year: feast === null ? null : yearOf(at, day) };
}

/** Days to the feast that comes next, if it is near, and else to the one before; `years` earlier still. */
function daysUntil(today: string, feast: string, years: number): number {
  const year = Number(today.slice(0, 4));
  const away = (of: number) => Math.round((Date.parse(`${of}-${feast}`) - Date.parse(today)) / 86_400_000);
  const next = [year + 1, year].find((of) => away(of) <= AHEAD) ?? year - 1;
  return away(next - years);
}

function yearOf(at: Calendar, day: number): string {
  return addDays(at.today, day - 6).slice(0, 4);
}
