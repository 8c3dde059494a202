import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { zoneName } from '#values/date-format.ts';
import { formatMoney, formatNumber } from '#values/number-format.ts';
import { wallClock } from '#values/zone.ts';
import { valueOrNull } from '../series/series.ts';
import { gatesOf } from '../series/visibility.ts';
import { placeName } from '../targets/place-coverage.ts';
import { productName } from '../targets/product-coverage.ts';
import type { CheckedRule, Check } from './check-redemption.ts';
import type { Outcome, RedemptionRule, RuleInput } from './redemption-rule.ts';
import { type Change, type CustomerChange, type FieldChange, nextAttempt } from './smallest-change.ts';

export interface CheckedAttempt {
  readonly input: RuleInput;
  readonly check: Check;
  readonly customer: Change<CustomerChange>;
  readonly marketer: Change<readonly FieldChange[]>;
}

const MAX_NAMES = 3;

/** `Indiranagar`, `one of 14 places: A, B, C and 11 more` */
function oneOf<T>(entries: readonly T[], noun: string, nameOf: (entry: T) => string): string {
  const names = entries.slice(0, MAX_NAMES).map(nameOf);
  if (entries.length === 1) return names[0] ?? '';
  const more = entries.length - names.length;
  return `one of ${formatNumber(entries.length)} ${noun}: ${names.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** What the customer can change, as the end of a sentence: `with a bill of ₹500 or more`. */
export function customerText({ moment, bill, places, products }: CustomerChange, input: RuleInput): string {
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
  if (places !== undefined)
    parts.push(`in ${oneOf(places, 'places', (place) => placeName(place, input.facts.places))}`);
  if (products !== undefined) {
    const names = oneOf(products.anyOf, 'products', (product) => productName(product, input.facts.products));
    parts.push(`${products.isEnough ? 'on' : 'perhaps on'} ${names}`);
  }
  return parts.length === 0 ? 'now' : parts.join(', ');
}

const withStop = (text: string) => `${text}.`;

/** A sentence to read out to the customer, without terms of the API. */
export function readOut({ input, check, customer }: CheckedAttempt): string {
  const failing = [...failingOf(check), ...atTheTill(check, 'fail')];
  if (failing.length === 0) return [openText(check), ...doubtsAtTheTill({ input, check })].join(' ');
  const reasons = [...new Set(failing.map(({ rule }) => rule.say(input)))];
  if ('impossible' in customer) return [...reasons, 'So it cannot be used for this purchase.'].join(' ');
  return [...reasons, withStop(`It works ${customerText(customer.change, input)}`)].join(' ');
}

function openText(check: Check): string {
  if (check.verdict === 'pass') return 'The coupon works for this purchase.';
  if (check.onlyPlacesUnknown) return 'Everything I can check is fine. I cannot see in which stores the coupon works.';
  return 'Nothing that I can see so far stops the coupon.';
}

/** The product was entered, but the lists do not say whether it is meant. */
function doubtsAtTheTill({ input, check }: Pick<CheckedAttempt, 'input' | 'check'>): readonly string[] {
  const { product } = input.possible;
  return product === null || atTheTill(check, 'unknown').length === 0
    ? []
    : [`I cannot see whether it is meant for ${productName(product, input.facts.products)}.`];
}

const rulesWith = ({ rules }: Check, wanted: Outcome, enforcedBy: RedemptionRule['enforcedBy']) =>
  rules.filter(({ rule, outcome }) => outcome === wanted && rule.enforcedBy === enforcedBy);

export const failingOf = (check: Check): readonly CheckedRule[] => rulesWith(check, 'fail', undefined);
const unknownOf = (check: Check): readonly CheckedRule[] => rulesWith(check, 'unknown', undefined);
/** The rules that the API leaves to the till. */
export const atTheTill = (check: Check, outcome: Outcome): readonly CheckedRule[] => rulesWith(check, outcome, 'till');

/** Whether something has to change for the purchase to pass, here or at the till. */
export const isRefused = (check: Check): boolean => check.verdict === 'fail' || atTheTill(check, 'fail').length > 0;

/** `733, engine 900 or 606` */
export function codesText({ apiCodes, engineCodes, enforcedBy }: RedemptionRule): string {
  if (enforcedBy !== undefined) return 'the till decides';
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
  const till = [...atTheTill(check, 'fail'), ...(input.possible.product === null ? [] : atTheTill(check, 'unknown'))];
  const fixes = marketerLines(attempt);
  return [
    `Coupon ${nameOf(input)}`,
    `Attempt of ${momentOf(input)}: ${VERDICTS[check.verdict].toLowerCase()}. ${verdictText(check)}`,
    ...(failing.length > 0 ? ['Refused by:', ...failing.map(lineOf)] : []),
    ...(unknown.length > 0 ? ['Not known:', ...unknown.map(lineOf)] : []),
    ...(till.length > 0 ? ['Not refused by the API, but for the till:', ...till.map(lineOf)] : []),
    ...(isRefused(check)
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
    ...[...failingOf(attempt.check), ...atTheTill(attempt.check, 'fail')].map(lineOf),
    'These changes would let it pass:',
    ...marketerLines(attempt),
    link,
  ].join('\n');
}
