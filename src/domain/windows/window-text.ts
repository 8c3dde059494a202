import { zoneName } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { addDays, dayOf, wallClock } from '#values/zone.ts';
import { WEEKDAYS } from './range-paint.ts';
import type { Openness, Window } from './windows.ts';

/** The clock for texts. Texts do not name the zone: the caller prints it once. */
export interface Clock {
  /** Epoch ms. */
  readonly now: number;
  /** IANA zone. */
  readonly zone: string;
}

/** `today`, `tomorrow`, `Wed 25 Nov`, `Fri 1 Jan 2027` */
function dayText(instant: number, { now, zone }: Clock): string {
  const day = dayOf(instant, zone);
  const today = dayOf(now, zone);
  if (day === today) return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  return wallClock(instant, zone).format(day.slice(0, 4) === today.slice(0, 4) ? 'ddd D MMM' : 'ddd D MMM YYYY');
}

const time = (instant: number, zone: string) => wallClock(instant, zone).format('HH:mm');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `today 10:00` */
const momentText = (instant: number, clock: Clock) => `${dayText(instant, clock)} ${time(instant, clock.zone)}`;

/** The last minute before `end`: `21:59 today`. */
function untilText(end: number, clock: Clock): string {
  return dayText(end - 1, clock) === 'today' ? `${time(end - 1, clock.zone)} today` : momentText(end - 1, clock);
}

export interface WindowText {
  /** `Wed 25 Nov`, `Sat 28 – Sun 29 Nov` */
  readonly days: string;
  /** `10:00–21:59`, `all day` */
  readonly hours: string;
}

/** A window in two columns. The end is its last minute, as everywhere on the page. */
export function windowText({ start, end }: Window, clock: Clock): WindowText {
  const { now, zone } = clock;
  if (end === null) return { days: start === now ? 'From now on' : capital(momentText(start, clock)), hours: 'no end' };
  const last = end - 1;
  const sameDay = dayOf(start, zone) === dayOf(last, zone);
  const changes = zoneName(start, zone) === zoneName(last, zone) ? '' : ', the clock changes';
  if (start === now) return { days: 'Now', hours: `until ${untilText(end, clock)}${changes}` };
  const [from, to] = [time(start, zone), time(last, zone)];
  if (from === '00:00' && to === '23:59') {
    const days = sameDay ? dayText(start, clock) : `${dayText(start, clock)} – ${dayText(last, clock)}`;
    return { days: capital(days), hours: `all day${changes}` };
  }
  const until = sameDay ? to : momentText(last, clock);
  return { days: capital(dayText(start, clock)), hours: `${from}${sameDay ? '–' : ' – '}${until}${changes}` };
}

/** Whether coupons work now, as a short answer and its reason. */
export function opennessText(openness: Openness, clock: Clock): { readonly answer: string; readonly reason: string } {
  switch (openness.status) {
    case 'open':
      return {
        answer: 'Redeemable now',
        reason: openness.until === null ? 'with no end' : `until ${untilText(openness.until, clock)}`,
      };
    case 'shut':
      return {
        answer: 'Not redeemable now',
        reason: `${missText(openness.misses, clock)} not among the chosen`,
      };
    case 'early':
      return {
        answer: 'Not redeemable yet',
        reason:
          openness.next.start === openness.from
            ? `starts ${momentText(openness.from, clock)}`
            : `starts ${momentText(openness.from, clock)}, the first time that fits is ${momentText(openness.next.start, clock)}`,
      };
    case 'over':
      return { answer: 'No longer redeemable', reason: `ended ${momentText(openness.until - 1, clock)}` };
    case 'never':
      return {
        answer: 'Never redeemable',
        reason:
          openness.until === null
            ? 'no time fits these days and hours'
            : `no time before the end, ${momentText(openness.until - 1, clock)}, fits these days and hours`,
      };
  }
}

/** `Monday and 10:00–10:59 are` */
function missText(axes: readonly ('dow' | 'dom' | 'hours')[], { now, zone }: Clock): string {
  const wall = wallClock(now, zone);
  const hour = wall.format('HH');
  const current = {
    dow: WEEKDAYS[(wall.day() || 7) - 1] ?? '',
    dom: `day ${wall.date()} of the month`,
    hours: `${hour}:00–${hour}:59`,
  };
  const [first = '', ...rest] = axes.map((axis) => current[axis]);
  const last = rest.pop();
  const all = last === undefined ? first : `${[first, ...rest].join(', ')} and ${last}`;
  return `${capital(all)} ${axes.length === 1 ? 'is' : 'are'}`;
}

/** `About 261 hours a month` */
export function hoursText(hours: number): string {
  const rounded = hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours);
  return `About ${formatNumber(rounded)} ${rounded === 1 ? 'hour' : 'hours'} a month`;
}
