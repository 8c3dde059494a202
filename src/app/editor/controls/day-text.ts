import { formatDay } from '#values/date-format.ts';
import type { Day } from '#values/zone.ts';
import { addDays, wallClock } from '#values/zone.ts';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+/u;
const SHIFT = /^([+-])\s*(\d{1,4})\s*(?:(d|days?|w|weeks?|m|months?|y|years?))?$/u;
const NAMED = { today: 0, tomorrow: 1, yesterday: -1 } as const;
const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

/** Offsets of the years to search for 29 February: from 2096 the next one is in 2104. */
const YEARS_TO_SEARCH = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const clockOf = (day: Day) => wallClock(Date.parse(day), 'UTC');

export interface DayContext {
  /** Today in the cluster's zone. */
  readonly today: Day;
  /** Base of relative input such as "+7". */
  readonly from: Day;
  /** True while the user types: `6.12.20` may become 2026, so it is not read as 2020 yet. */
  readonly typing?: boolean;
}

/**
 * Parses a day: `2026-12-06`, `20261206`, `6 dec 2026`, `Dec 6, 2026`, `6/12/2026` (day first), `6.12.26`, `6 dec`,
 * `today`, `+7`, `-2 weeks`, `+1 month`. A leading weekday is ignored: see `contradictsWeekday`. Returns null if the text is not a day.
 */
export function parseDay(text: string, { today, from, typing = false }: DayContext): Day | null {
  const lower = text.normalize('NFKC').trim().toLowerCase().replace(/[−–]/gu, '-');
  if (Object.hasOwn(NAMED, lower)) return addDays(today, NAMED[lower as keyof typeof NAMED]);

  const shift = SHIFT.exec(lower);
  if (shift) {
    const unit = UNITS[(shift[3]?.[0] ?? 'd') as keyof typeof UNITS];
    const moved = clockOf(from)
      .add((shift[1] === '-' ? -1 : 1) * Number(shift[2]), unit)
      .format('YYYY-MM-DD');
    return /^[1-9]\d{3}-/u.test(moved) ? moved : null;
  }

  const plain = lower.replace(WEEKDAY, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(plain);
  if (iso) return dayFrom(iso[3], Number(iso[2]), Number(iso[1]));

  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
  if (compact) return dayFrom(compact[3], Number(compact[2]), Number(compact[1]));

  const numeric = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{2}|\d{4})$/u.exec(plain);
  if (numeric) return dayFrom(numeric[1], Number(numeric[2]), yearOf(numeric[3], typing));

  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[-\s.]*(?<month>[a-z]{3,9})\.?,?[-\s]*(?<year>\d{2}|\d{4})?$/u.exec(plain) ??
    /^(?<month>[a-z]{3,9})\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{2}|\d{4}))?$/u.exec(plain);
  if (!named?.groups) return null;
  const { day, month = '', year } = named.groups;
  const index = MONTHS.findIndex((name) => name.startsWith(month) || (month === 'sept' && name === 'september'));
  if (index < 0) return null;
  if (year !== undefined) return dayFrom(day, index + 1, yearOf(year, typing));
  // Without a year: the next such day, today included.
  const thisYear = Number(today.slice(0, 4));
  const coming = YEARS_TO_SEARCH.map((years) => dayFrom(day, index + 1, thisYear + years));
  return coming.find((next) => next !== null && next >= today) ?? null;
}

/** Whether the text begins with another weekday than that of the day: `Fri 6 Dec 2026` is a Sunday. */
export function contradictsWeekday(text: string, day: Day): boolean {
  const weekday = WEEKDAY.exec(text.normalize('NFKC').trim().toLowerCase())?.[0].slice(0, 3);
  return weekday !== undefined && weekday !== printDay(day).slice(0, 3).toLowerCase();
}

function yearOf(text: string | undefined, typing: boolean): number | null {
  if (text?.length !== 2) return Number(text);
  return typing && (text === '19' || text === '20') ? null : 2000 + Number(text);
}

function dayFrom(day: string | undefined, month: number, year: number | null): Day | null {
  if (year === null || year < 1000) return null;
  const date = new Date(Date.UTC(year, month - 1, Number(day)));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : null;
}

export const printDay = formatDay;

/** `6 Dec 2026 is a Sunday` */
export const weekdayText = (day: Day) => clockOf(day).format('D MMM YYYY [is a] dddd');
