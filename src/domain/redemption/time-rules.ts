import { type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { formatRange } from '#catalogue/format.ts';
import { isUnresolved, type RedemptionRange } from '#catalogue/model/kinds.ts';
import { hasEmptyAxis } from '#catalogue/range.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { addDays, dayOf, type Day, startOfDay, wallClock } from '#values/zone.ts';
import { unclearLife } from '../lifetime/coupon-life.ts';
import { couponEnd, seriesEnd, strategyEnd } from '../lifetime/expiry.ts';
import { valueOrNull } from '../series/series.ts';
import { days } from '../summary/sentence.ts';
import { isFull } from '../windows/range-days.ts';
import { nextWindows } from '../windows/windows.ts';
import { limitOf } from '../limits/limit-of.ts';
import {
  agree,
  clusterDay,
  dayDistance,
  gapFinding,
  pass,
  rule,
  type RuleInput,
  unreadable,
} from './redemption-rule.ts';

const DAY = 86_400_000;

/** Assumption 5: calendar days in the zone of the store. */
const daysSince = (last: number, moment: number, zone: string) =>
  last === -Infinity ? Infinity : dayDistance(dayOf(last, zone), dayOf(moment, zone));

const storeClock = (moment: number, zone: string) => wallClock(moment, zone).format('ddd D MMM YYYY HH:mm');

/** Whether the range allows the moment in each possible zone of the store. */
const allowedIn = (range: RedemptionRange, { possible: { moment }, facts }: RuleInput): readonly boolean[] =>
  facts.storeZones.map(
    (zone) => nextWindows({ range, from: null, until: moment + 1 }, { now: moment, zone, count: 1 }).length > 0,
  );

const ascending = (numbers: ReadonlySet<number>) => [...numbers].toSorted((a, b) => a - b);

export const rangeRule = rule({
  id: 'range',
  field: 'redemptionRange',
  engineCodes: [623],
  apiCodes: [729],
  fact: 'moment',
  check: (input) => {
    const { redemptionRange: range } = input.series.values;
    if (isUnresolved(range)) return unreadable('redemptionRange');
    const outcome = agree(...allowedIn(range, input));
    const [zone] = input.facts.storeZones;
    const text = (['dom', 'dow', 'hours'] as const).every((axis) => isFull(range, axis))
      ? 'Any day, any hour.'
      : `${formatRange(range)}; at the store it is ${storeClock(input.possible.moment, zone)}.`;
    if (!hasEmptyAxis(wireOf(input.series.wire, 'redemptionRange'))) return { outcome, text };
    return {
      outcome,
      text,
      readings: [
        { meaning: 'An empty list means any (the engine’s tests)', outcome },
        { meaning: 'An empty list means never (the older engine)', outcome: 'fail' },
      ],
      assumes: 'An empty list of days or hours means any.',
    };
  },
  say: ({ series: { values } }) => {
    const range = valueOrNull(values.redemptionRange);
    return `It works at these times only: ${range === null ? '' : formatRange(range)}.`;
  },
  passesFrom: ({ series, possible, facts }) => {
    const range = valueOrNull(series.values.redemptionRange);
    if (range === null) return null;
    const starts = facts.storeZones.map(
      (zone) => nextWindows({ range, from: null, until: null }, { now: possible.moment, zone, count: 1 })[0]?.start,
    );
    return starts.includes(undefined) ? null : Math.max(...starts.map(Number));
  },
  loosened: (input) => {
    const range = valueOrNull(input.series.values.redemptionRange);
    if (range === null) return undefined;
    const added = { dom: new Set(range.dom), dow: new Set(range.dow), hours: new Set(range.hours) };
    for (const zone of input.facts.storeZones) {
      const wall = wallClock(input.possible.moment, zone);
      if (range.dom.length > 0) added.dom.add(wall.date());
      if (range.dow.length > 0) added.dow.add(wall.day() || 7);
      if (range.hours.length > 0) added.hours.add(wall.hour());
    }
    return { dom: ascending(added.dom), dow: ascending(added.dow), hours: ascending(added.hours) };
  },
});

export const seriesEndRule = rule({
  id: 'seriesEnd',
  field: 'validTillDate',
  engineCodes: [635],
  apiCodes: [712],
  fact: 'moment',
  check: ({ series: { values }, possible: { moment }, facts: { clusterZone } }) => {
    if (isUnresolved(values.validTillDate)) return unreadable('validTillDate');
    if (values.validTillDate === null && isUnresolved(values.ownerValidity)) return unreadable('ownerValidity');
    const end = seriesEnd(values, clusterZone);
    // Assumption 6.
    if (end === null) return { ...pass('The series has no end.'), assumes: 'Without a last day a series never ends.' };
    return {
      outcome: agree(moment <= end.instant + 999),
      text: `Until ${formatInstant(end.instant, clusterZone)}${end.from === 'owner' ? ', when its owner ends' : ''}.`,
    };
  },
  say: ({ series: { values }, facts: { clusterZone } }) =>
    `The offer ended on ${formatDay(seriesEnd(values, clusterZone)?.day ?? '')}.`,
  passesFrom: () => null,
  loosened: clusterDay,
});

/** What `couponEnd` reads. */
const END_FIELDS: readonly FieldKey[] = ['validTillDate', 'ownerValidity', 'expiryStrategyType', 'expiryStrategyValue'];

/** Assumption 7. */
export const couponEndRule = rule({
  id: 'couponEnd',
  field: 'expiryStrategyValue',
  engineCodes: [601],
  apiCodes: [713],
  fact: 'moment',
  check: (input) => {
    const { series, possible, facts } = input;
    const { values } = series;
    const today = clusterDay(input);
    const { codeEnd } = possible;
    if (codeEnd !== null)
      return {
        outcome: codeEnd === today ? 'unknown' : agree(today < codeEnd),
        text: `This code ends on ${formatDay(codeEnd)}.`,
        ...(codeEnd === today && { assumes: 'The API keeps the time of that day, but does not show it.' }),
      };
    if (seriesEndRule.check(input).outcome === 'fail')
      return { outcome: 'fail', text: 'A coupon ends with its series at the latest.' };
    const unclear = unclearLife(values).find((key) => END_FIELDS.includes(key));
    if (unclear !== undefined) return unreadable(unclear);
    const ends = possible.issued.map((day) => couponEnd(values, day, facts.clusterZone));
    const [first = null, last = null] = ends;
    const outcome = agree(...ends.map((end) => end === null || today <= end));
    if (first === last)
      return { outcome, text: first === null ? 'Coupons have no end.' : `Until the end of ${formatDay(first)}.` };
    return { outcome, text: `${lifeText(values)}, or with the series. The day of issue is not known.` };
  },
  say: ({ series: { values }, possible, facts }) => {
    const [earliest, latest] = possible.issued;
    const end = possible.codeEnd ?? (earliest === latest ? couponEnd(values, earliest, facts.clusterZone) : null);
    return end === null ? 'Your coupon has ended.' : `Your coupon ended on ${formatDay(end)}.`;
  },
  passesFrom: () => null,
  loosened: (input) => {
    const { values } = input.series;
    const [earliest, latest] = input.possible.issued;
    const today = clusterDay(input);
    if (input.possible.codeEnd !== null || earliest !== latest) return undefined;
    for (let count = 0; ; count += step(values, earliest, count, today)) {
      const end = strategyEnd({ ...values, expiryStrategyValue: count }, earliest);
      if (end === null || end === '9999-12-31') return undefined;
      if (end >= today) return count;
    }
  },
});

/** Days are counted at once, months one after another. */
const step = (values: Values, issued: Day, count: number, today: Day) =>
  valueOrNull(values.expiryStrategyType) === 'DAYS' ? Math.max(1, dayDistance(issued, today) - count) : 1;

function lifeText({ expiryStrategyType: type, expiryStrategyValue: count }: Values): string {
  const number = formatNumber(valueOrNull(count) ?? -1);
  if (type === 'DAYS') return `Each coupon ends ${number} days after its issue`;
  return `Each coupon ends ${number} ${type === 'MONTHS_END' ? 'month ends' : 'months'} after its issue`;
}

/** The first moment at which the gap is over in each possible zone of the store; null if there is none. */
function gapOver({ series: { values }, possible: { lastUse }, facts: { storeZones } }: RuleInput): number | null {
  const gap = valueOrNull(values.minDaysBetweenRedemption);
  const last = lastUse[1];
  if (gap === null || last === -Infinity) return null;
  return Math.max(...storeZones.map((zone) => startOfDay(addDays(dayOf(last, zone), gap), zone)));
}

export const gapRule = rule({
  id: 'gap',
  field: 'minDaysBetweenRedemption',
  engineCodes: [622],
  apiCodes: [738],
  fact: 'moment',
  check: ({ series: { values }, possible: { lastUse, moment }, facts: { storeZones } }) => {
    const gap = limitOf(values.minDaysBetweenRedemption);
    if (lastUse[1] === -Infinity) return pass('This customer has not redeemed in the series.');
    if (gap === 'unreadable') return unreadable('minDaysBetweenRedemption');
    if (gap === null || gap === 0) return pass('No gap.');
    const passes = storeZones.flatMap((zone) => lastUse.map((last) => daysSince(last, moment, zone) >= gap));
    const outcome = agree(...passes);
    const [earliest, latest] = lastUse;
    const known =
      earliest === -Infinity ? 'the last redemption is not known' : `last on ${storeClock(latest, storeZones[0])}`;
    const byHours = agree(...lastUse.map((last) => moment - last >= gap * DAY));
    return gapFinding(gap, `${days(gap)} between two redemptions of a customer; ${known}.`, outcome, byHours);
  },
  say: (input) => {
    const from = gapOver(input);
    return from === null
      ? 'You have used the offer too recently.'
      : `After the last use you can use it again from ${formatDay(dayOf(from, input.facts.storeZones[0]))}.`;
  },
  passesFrom: gapOver,
  loosened: ({ possible: { lastUse, moment }, facts: { storeZones } }) => {
    const least = Math.min(...storeZones.map((zone) => daysSince(lastUse[1], moment, zone)));
    return least < 0 ? undefined : least || null;
  },
});

export const startRule = rule({
  id: 'start',
  field: 'redemptionValidFrom',
  engineCodes: [628],
  apiCodes: [739],
  fact: 'moment',
  check: ({ series: { values }, possible: { moment }, facts: { clusterZone } }) => {
    const start = values.redemptionValidFrom;
    if (isUnresolved(start)) return unreadable('redemptionValidFrom');
    if (start === null) return pass('No start date.');
    const outcome = agree(moment >= startOfDay(start, clusterZone));
    return { outcome, text: `From ${formatDay(start)}.` };
  },
  say: ({ series: { values } }) => `The offer starts on ${formatDay(valueOrNull(values.redemptionValidFrom) ?? '')}.`,
  passesFrom: ({ series: { values }, facts: { clusterZone } }) => {
    const start = valueOrNull(values.redemptionValidFrom);
    return start === null ? null : startOfDay(start, clusterZone);
  },
  loosened: clusterDay,
});

/** The first moment at which the waiting time is over for each possible day of issue; null if there is none. */
function waitOver({ series: { values }, possible: { issued }, facts: { clusterZone } }: RuleInput): number | null {
  const wait = valueOrNull(values.redemptionValidAfterDays);
  return wait === null ? null : startOfDay(addDays(issued[1], wait), clusterZone);
}

export const waitRule = rule({
  id: 'wait',
  field: 'redemptionValidAfterDays',
  engineCodes: [628],
  apiCodes: [739],
  fact: 'moment',
  check: (input) => {
    const wait = limitOf(input.series.values.redemptionValidAfterDays);
    if (wait === 'unreadable') return unreadable('redemptionValidAfterDays');
    if (wait === null || wait === 0) return pass('No waiting time.');
    const today = clusterDay(input);
    const [earliest, latest] = input.possible.issued;
    return {
      outcome: agree(today >= addDays(earliest, wait), today >= addDays(latest, wait)),
      text: `From ${days(wait)} after the issue; ${earliest === latest ? `issued ${formatDay(latest)}` : 'the day of issue is not known'}.`,
    };
  },
  say: (input) => {
    const from = waitOver(input);
    const [earliest, latest] = input.possible.issued;
    return from === null || earliest !== latest
      ? 'Your coupon does not work yet.'
      : `Your coupon works from ${formatDay(dayOf(from, input.facts.clusterZone))}.`;
  },
  passesFrom: waitOver,
  loosened: (input) => {
    const waited = dayDistance(input.possible.issued[1], clusterDay(input));
    return waited < 0 ? undefined : waited || null;
  },
});
