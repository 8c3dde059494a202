import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { zoneName } from '#values/date-format.ts';
import { formatMoney, formatNumber } from '#values/number-format.ts';
import { wallClock } from '#values/zone.ts';
import { valueOrNull } from '../series/series.ts';
import { gatesOf } from '../series/visibility.ts';
import { placeName } from '../targets/place-coverage.ts';
import type { CheckedRule, Check } from './check-redemption.ts';
import type { RedemptionRule, RuleInput } from './redemption-rule.ts';
import { type Change, type CustomerChange, type FieldChange, nextAttempt } from './smallest-change.ts';

export interface CheckedAttempt {
  readonly input: RuleInput;
  readonly check: Check;
  readonly customer: Change<CustomerChange>;
  readonly marketer: Change<readonly FieldChange[]>;
}

const MAX_PLACES = 3;

/** `in Indiranagar`, `in one of 14 places: A, B, C and 11 more` */
function placesText(places: NonNullable<CustomerChange['places']>, { facts }: RuleInput): string {
  const names = places.slice(0, MAX_PLACES).map((place) => placeName(place, facts.places));
  if (places.length === 1) return `in ${names[0] ?? ''}`;
  const more = places.length - names.length;
  return `in one of ${formatNumber(places.length)} places: ${names.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** What the customer can change, as the end of a sentence: `with a bill of ₹500 or more`. */
export function customerText({ moment, bill, places }: CustomerChange, input: RuleInput): string {
  const [zone] = input.facts.storeZones;
  const parts: string[] = [];
  if (moment !== undefined) {
    const clock = wallClock(moment, zone);
    parts.push(`from ${clock.format('ddd D MMM YYYY HH:mm')} ${zoneName(moment, zone)}`);
  }
  if (bill !== undefined)
    parts.push(
      `with a bill of ${formatMoney(bill, input.facts.currency)} or ${bill > input.possible.bill[0] ? 'more' : 'less'}`,
    );
  if (places !== undefined) parts.push(placesText(places, input));
  return parts.length === 0 ? 'now' : parts.join(', ');
}

const withStop = (text: string) => `${text}.`;

/** A sentence to read out to the customer, without terms of the API. */
export function readOut({ input, check, customer }: CheckedAttempt): string {
  if (check.verdict === 'pass') return 'The coupon works for this purchase.';
  if (check.onlyPlacesUnknown) return 'Everything I can check is fine. I cannot see in which stores the coupon works.';
  if (check.verdict === 'unknown') return 'Nothing that I can see so far stops the coupon.';
  const reasons = [...new Set(failingOf(check).map(({ rule }) => rule.say(input)))];
  if ('impossible' in customer) return [...reasons, 'So it cannot be used for this purchase.'].join(' ');
  return [...reasons, withStop(`It works ${customerText(customer.change, input)}`)].join(' ');
}

export const failingOf = ({ rules }: Check): readonly CheckedRule[] =>
  rules.filter(({ outcome }) => outcome === 'fail');
const unknownOf = ({ rules }: Check): readonly CheckedRule[] => rules.filter(({ outcome }) => outcome === 'unknown');

/** `733, engine 900 or 606` */
export function codesText({ apiCodes, engineCodes }: RedemptionRule): string {
  const engine = engineCodes.length > 0 ? `, engine ${engineCodes.join(' or ')}` : '';
  return `${apiCodes.join(' or ')}${engine}`;
}

/** `Smallest bill: ₹500 → ₹300` */
export function fieldChangeText({ field, from, to }: FieldChange, { series, facts }: RuleInput): string {
  const print: Print = {
    currency: facts.currency,
    zone: facts.storeZones[0],
    gates: gatesOf(series.values, series.wire),
  };
  const { label, kind } = fieldOf(field);
  return `${label}: ${formatValue(kind, from, print)} → ${formatValue(kind, to, print)}`;
}

export const VERDICTS = { pass: 'Passes', fail: 'Refused', unknown: 'Not known yet' } as const;

/** What the verdict means, in a sentence. */
export function verdictText(check: Check): string {
  if (check.verdict === 'pass') return 'No rule of the series refuses it.';
  if (check.onlyPlacesUnknown)
    return 'Everything that can be checked passes. The API does not return where the coupon works.';
  const unknown = unknownOf(check).length;
  const open = unknown === 1 ? '1 rule needs more facts' : `${formatNumber(unknown)} rules need more facts`;
  if (check.verdict === 'unknown') return `Nothing refuses it so far; ${open}.`;
  const failing = failingOf(check).length;
  return `${failing === 1 ? '1 rule refuses it' : `${formatNumber(failing)} rules refuse it`}${unknown > 0 ? `; ${open}` : ''}.`;
}

const nameOf = ({ series: { values, wire } }: RuleInput) =>
  `series ${Number(wire['id'])}, ${valueOrNull(values.description)?.trim() || 'unnamed'}`;

const lineOf = ({ rule, text }: CheckedRule) => `- ${fieldOf(rule.field).label}: ${text} (${codesText(rule)})`;

function momentOf({ possible: { moment }, facts }: RuleInput): string {
  const [zone] = facts.storeZones;
  return `${wallClock(moment, zone).format('ddd D MMM YYYY HH:mm')} ${zoneName(moment, zone)}`;
}

const marketerLines = ({ marketer, input }: CheckedAttempt): readonly string[] =>
  'impossible' in marketer ? [] : marketer.change.map((change) => `- ${fieldChangeText(change, nextAttempt(input))}`);

/** The whole answer as text. `link`: the address of the check. */
export function ticketText(attempt: CheckedAttempt, link: string): string {
  const { input, check, customer } = attempt;
  const failing = failingOf(check);
  const unknown = unknownOf(check);
  const fixes = marketerLines(attempt);
  return [
    `Coupon ${nameOf(input)}`,
    `Attempt of ${momentOf(input)}: ${VERDICTS[check.verdict].toLowerCase()}. ${verdictText(check)}`,
    ...(failing.length > 0 ? ['Refused by:', ...failing.map(lineOf)] : []),
    ...(unknown.length > 0 ? ['Not known:', ...unknown.map(lineOf)] : []),
    ...(check.verdict === 'fail'
      ? [
          'impossible' in customer
            ? 'The customer cannot change this.'
            : `By the customer: it works ${customerText(customer.change, input)}.`,
          ...(fixes.length > 0 ? ['By a marketer:', ...fixes] : ['A marketer cannot change this in the series.']),
        ]
      : []),
    link,
  ].join('\n');
}

/** A request to someone who may edit the series. */
export function marketerNote(attempt: CheckedAttempt, link: string): string {
  return [
    `Coupon ${nameOf(attempt.input)}: a customer was refused.`,
    ...failingOf(attempt.check).map(lineOf),
    'These changes would let it pass:',
    ...marketerLines(attempt),
    link,
  ].join('\n');
}
