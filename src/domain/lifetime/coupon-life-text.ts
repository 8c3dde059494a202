import type { Values } from '#catalogue/catalogue.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Day } from '#values/zone.ts';
import { endOfDay } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';
import type { LifeEvent } from './coupon-timeline.ts';
import type { CouponLife } from './coupon-life.ts';
import { lifeCount } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';
import { choosesDays, firstDayInRange, isFull } from '../windows/range-days.ts';

const daysFrom = (from: Day, until: Day) => Math.round((Date.parse(until) - Date.parse(from)) / DAY);
const days = (count: number) => (count === 1 ? '1 day' : `${formatNumber(count)} days`);
const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const nth = (count: number) => `${formatNumber(count)}${ENDINGS[ordinal.select(count)] ?? 'th'}`;

/** The label of an event on the timeline. */
export function eventName(event: LifeEvent, life: CouponLife): string {
  switch (event) {
    case 'issued':
      return 'Issued';
    case 'from':
      return 'Redeemable';
    case 'until':
      return 'Expires';
    case 'other':
      return life.until === life.own ? 'Series ends' : 'Would expire';
  }
}

/** When a coupon expires by its strategy, as the end of a sentence; null if it expires with the series. */
function ownTerm(values: Values): string | null {
  const count = lifeCount(values) ?? -1;
  switch (valueOrNull(values.expiryStrategyType)) {
    case 'DAYS':
      if (count < 0) return count === -1 ? 'the day before its issue' : `${days(-count)} before its issue`;
      return count === 0 ? 'on the day of issue' : `${days(count)} after issue`;
    case 'MONTHS':
      if (count < 0) return `${count === -1 ? 'a month' : `${formatNumber(-count)} months`} before its issue`;
      return count === 0
        ? 'on the day of issue'
        : `${formatNumber(count)} ${count === 1 ? 'month' : 'months'} after issue`;
    case 'MONTHS_END':
      if (count < 0)
        return `at the end of the ${count === -1 ? 'month before its issue' : `${nth(-count)} month before that of its issue`}`;
      if (count < 2) return `at the end of the ${count === 0 ? 'month of issue' : 'next month'}`;
      return `at the end of the ${nth(count)} month after that of issue`;
    default:
      return null;
  }
}

export interface CouponLifeText {
  readonly tone: 'fine' | 'warn';
  /** Whether and how long a coupon issued on that day works. */
  readonly verdict: string;
  /** The rules that decide it, one sentence each. */
  readonly reasons: readonly string[];
}

/** The timeline in words. `today` is a day of the cluster's zone. */
export function couponLifeText(values: Values, life: CouponLife, today: Day, clusterZone: string): CouponLifeText {
  const { state, issued, until, seriesEnd } = life;
  const last = (day: Day) => formatInstant(endOfDay(day, clusterZone) - 999, clusterZone);
  switch (state) {
    case 'noEnd':
      return {
        tone: 'warn',
        verdict: 'Neither the series nor an owner has a last day, so no coupon can be issued.',
        reasons: until === null ? [] : [`One that is already issued works through ${last(until)}.`],
      };
    case 'seriesOver':
      return {
        tone: 'warn',
        verdict: `No coupon can be issued on this day: the series ends on ${formatDay(seriesEnd?.day ?? issued)}.`,
        reasons: [],
      };
    case 'bornExpired':
      return {
        tone: 'warn',
        verdict: `Expired before it is issued: it ends ${ownTerm(values)}, on ${formatDay(until ?? issued)}.`,
        reasons: [],
      };
    case 'neverWorks':
      return {
        tone: 'warn',
        verdict: `Never redeemable: it expires on ${formatDay(until ?? issued)}, before ${life.because === 'wait' ? 'the waiting time is over' : 'redemption starts'} on ${formatDay(life.from)}.`,
        reasons: endReasons(values, life),
      };
    case 'noDay':
      return {
        tone: 'warn',
        verdict: `Never redeemable: it expires on ${formatDay(until ?? issued)}, and no day before that is among the chosen days.`,
        reasons: endReasons(values, life),
      };
    case 'works': {
      const end = life.last ?? issued;
      const span = choosesDays(life.range) ? 'on the chosen days' : `for ${days(daysFrom(life.from, end) + 1)}`;
      const through = isFull(life.range, 'hours') ? last(end) : `${formatDay(end)}, at the chosen hours`;
      return {
        tone: 'fine',
        verdict: `Works ${span}: from ${life.from === today ? 'today' : formatDay(life.from)} through ${through}.`,
        reasons: [...startReasons(life), ...endReasons(values, life), ...todayReasons(life, today)],
      };
    }
  }
}

function startReasons({ because, issued, from }: CouponLife): readonly string[] {
  if (because === 'issue') return [];
  if (because === 'days') return [`${formatDay(from)} is its first chosen day.`];
  if (because === 'start') return ['Before that day no coupon of the series can be redeemed.'];
  return [`It waits ${days(daysFrom(issued, from))} after its issue.`];
}

function endReasons(values: Values, { own, until, seriesEnd }: CouponLife): readonly string[] {
  const term = ownTerm(values);
  const owner = seriesEnd?.from === 'owner' ? ', which follows its owner' : '';
  if (own === null || term === null || seriesEnd === null) return [`It expires with the series${owner}.`];
  if (own === seriesEnd.day) return [`Its own end, ${term}, and the end of the series${owner} fall on the same day.`];
  return own === until
    ? [
        `Its own end comes first, ${term}. The series${owner && ','}${owner.slice(1)}${owner && ','} goes on until ${formatDay(seriesEnd.day)}.`,
      ]
    : [
        `The series${owner && ','}${owner.slice(1)}${owner && ','} ends first. Its own end would be on ${formatDay(own)}, ${term}.`,
      ];
}

function todayReasons({ issued, from, until, range }: CouponLife, today: Day): readonly string[] {
  if (issued >= today || until === null) return [];
  if (until < today) return ['Today it has expired.'];
  if (today < from) return ['Today it does not work yet.'];
  return [
    firstDayInRange(range, today, today) === null
      ? 'Today is not a chosen day.'
      : `Today it works, with ${days(daysFrom(today, until) + 1)} left.`,
  ];
}
