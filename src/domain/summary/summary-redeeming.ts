import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatRange } from '#catalogue/format.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { SeriesEnd } from '../lifetime/expiry.ts';
import { redemptionModeOf } from '../limits/redemption-mode.ts';
import { days, listed, phrase, type Phrase, pieces, say, type Sentence, unclear } from './sentence.ts';
import { valueOrNull } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

const CEILINGS = ['redemptionPerCouponMaxLimit', 'maxRedemptionsInSeriesPerUser', 'maxRedeem'] as const;

/** The ceilings with an effect. A limit per code has none if a code works once or the limit does not apply. */
function effectiveCeilings(values: Values): readonly (typeof CEILINGS)[number][] {
  const perCode = isVisible('redemptionPerCouponMaxLimit', gatesOf(values, {})) && redemptionModeOf(values) !== 'once';
  return CEILINGS.filter((key) => values[key] !== null && (key !== 'redemptionPerCouponMaxLimit' || perCode));
}

/** Who may redeem a code, and how often. */
export function whoSentence(values: Values): Sentence {
  const shared = valueOrNull(values.clientHandlingType) === 'GENERIC';
  const anyone = valueOrNull(values.anyUser);
  const code = valueOrNull(values.genericCode);
  const mode = redemptionModeOf(values);
  const unmentioned: FieldKey[] = CEILINGS.filter((key) => !effectiveCeilings(values).includes(key));
  if (values.minDaysBetweenRedemption === null) unmentioned.push('minDaysBetweenRedemption');
  const often = (text: string) => phrase(text, 'isMultipleUseAllowed', 'sameUserMultipleRedeem', ...unmentioned);
  const again = effectiveCeilings(values).length === 0 ? 'any number of times' : 'more than once';
  const who = (text: string) => phrase(text, 'anyUser', ...(shared ? [] : (['clientHandlingType'] as const)));
  const theCode = pieces`${phrase('the common code', 'clientHandlingType')}${code?.trim() ? pieces` ${phrase(code.trim(), 'genericCode')}` : null}`;
  const subject =
    anyone === null
      ? pieces`${who('It is unreadable who')} can redeem ${shared ? theCode : 'a coupon'}`
      : anyone
        ? shared
          ? pieces`${who('Anyone')} can redeem ${theCode}`
          : pieces`${who('Anyone with the code')} can redeem it`
        : shared
          ? pieces`${who('Every customer it was issued to')} can redeem ${theCode}`
          : pieces`${who('Only the customer it was issued to')} can redeem a coupon`;
  const once = shared ? 'but only one time in total' : anyone ? 'and the first to do so uses it up' : 'and only once';
  const each = anyone !== false ? 'each customer once' : shared ? 'each of them once' : 'and only once';
  const frequency = mode === null ? 'and it is unreadable how often' : { once, perCustomer: each, again }[mode];
  return say`${subject}${mode === 'again' ? '' : ','} ${often(frequency)}.`;
}

/** How many redemptions, how many of them are left, and how far apart. Null if there is no limit. */
export function limitsSentence(values: Values): Sentence | null {
  const gap = values.minDaysBetweenRedemption;
  const apart =
    gap === null
      ? null
      : phrase(
          `at least ${isUnresolved(gap) ? unclear(gap, 'a number of days') : days(gap)}`,
          'minDaysBetweenRedemption',
        );
  const ceilings = effectiveCeilings(values);
  if (ceilings.length === 0) return apart && say`Two redemptions of one customer are ${apart} apart.`;
  const items = ceilings.map((key, index) => ceilingPhrase(values, key, index === 0));
  const perCustomerOnly = ceilings.length === 1 && ceilings[0] === 'maxRedemptionsInSeriesPerUser';
  const gaps =
    apart && (perCustomerOnly ? pieces`, ${apart} apart` : pieces`; those of one customer are ${apart} apart`);
  return say`At most ${listed(items)}${leftOf(values)}${gaps}.`;
}

const CEILING_SCOPE = {
  redemptionPerCouponMaxLimit: ' for each code',
  maxRedemptionsInSeriesPerUser: ' for each customer',
  maxRedeem: ' in all',
} as const;

function ceilingPhrase(values: Values, key: (typeof CEILINGS)[number], first: boolean): readonly Phrase[] {
  const limit = values[key];
  const noun = first ? (limit === 1 ? ' redemption' : ' redemptions') : '';
  return pieces`${phrase(isUnresolved(limit) ? unclear(limit, 'a number') : formatNumber(limit ?? 0), key)}${noun}${CEILING_SCOPE[key]}`;
}

function leftOf({ maxRedeem, numRedeemed }: Values): string | null {
  const total = valueOrNull(maxRedeem);
  const used = valueOrNull(numRedeemed);
  if (total === null || total === 0 || used === null) return null;
  const left = total - used;
  if (left <= 0) return ', all of them used';
  return left === total ? null : `, of which ${formatNumber(left)} ${left === 1 ? 'is' : 'are'} left`;
}

/** On which days and hours, from when, until when. */
export function whenSentence(values: Values, end: SeriesEnd | null, over: boolean): Sentence {
  const { redemptionRange: range, redemptionValidFrom: start, validTillDate } = values;
  const hours = isUnresolved(range) ? unclear(range, 'at hours') : inSentence(formatRange(range));
  const used = phrase(
    hours,
    'redemptionRange',
    ...(start === null ? (['redemptionValidFrom'] as const) : []),
    ...(values.redemptionValidAfterDays === null ? (['redemptionValidAfterDays'] as const) : []),
  );
  const owner = end?.from === 'owner' ? `, when its owner ${over ? 'ended' : 'ends'}` : '';
  const comma = hours === ANY_TIME ? ' ' : ', ';
  const from =
    start === null
      ? null
      : pieces`${comma}from ${phrase(isUnresolved(start) ? unclear(start, 'a day') : formatDay(start), 'redemptionValidFrom')}`;
  const wait = waitPhrase(values.redemptionValidAfterDays);
  const earliest = wait && pieces`, and a coupon not before ${wait}`;
  if (end && typeof start === 'string' && start > end.day)
    return say`It can never be used: it starts on ${phrase(formatDay(start), 'redemptionValidFrom')}, after its end on ${phrase(formatDay(end.day), 'validTillDate')}, and would work ${used}${earliest}.`;
  const until = isUnresolved(validTillDate)
    ? phrase(unclear(validTillDate, 'until a day'), 'validTillDate')
    : end
      ? phrase(`until ${formatDay(end.day)}${owner}`, 'validTillDate')
      : phrase('with no last day', 'validTillDate');
  return say`${over ? 'It is over: it could be used' : 'It can be used'} ${used}${from}${from ? ' ' : comma}${until}${earliest}.`;
}

function waitPhrase(wait: Values['redemptionValidAfterDays']): Phrase | null {
  if (wait === null) return null;
  const text = isUnresolved(wait)
    ? unclear(wait, 'a number of days after issue')
    : wait === 1
      ? 'the day after its issue'
      : `${days(wait)} after its issue`;
  return phrase(text, 'redemptionValidAfterDays');
}

const ANY_TIME = 'at any time';

/** Turns the catalogue's text for days and hours into a part of a sentence. */
function inSentence(range: string): string {
  if (range === 'Any day, any hour') return ANY_TIME;
  const text = range.replace(/, (\d[^,]*) of the month$/, ' and $1 of the month');
  const [, daily, dates] = /^Every day(?:, all day| (.*?)), on (.*)$/.exec(text) ?? [];
  if (dates) return `on ${dates}${daily ? `, ${daily}` : ''}`;
  const words = text.replace(', all day', '').replace(', on day', ', only on day');
  return words.startsWith('Every day') ? `every${words.slice('Every'.length)}` : `on ${words}`;
}
