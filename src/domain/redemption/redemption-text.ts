import { formatMoney, formatNumber } from '#values/number-format.ts';
import { placeName } from '../targets/place-coverage.ts';
import { productName } from '../targets/product-coverage.ts';
import {
  type CheckAnswer,
  clockText,
  fieldChangeText,
  lineOf,
  listOf,
  marketerLines,
  oneOf,
  section,
  seriesText,
} from './check-answer.ts';
import { valueOrNull } from '../series/series.ts';
import { isListed, redeemProducts } from './product-rule.ts';
import type { CheckedRule, Check } from './check-redemption.ts';
import type { Outcome, RedemptionRule, RuleInput } from './redemption-rule.ts';
import { type Change, type CustomerChange, type FieldChange, nextAttempt } from './smallest-change.ts';

export interface CheckedAttempt {
  readonly input: RuleInput;
  readonly check: Check;
  readonly customer: Change<CustomerChange>;
  readonly marketer: Change<readonly FieldChange[]>;
}

/** What the customer can change, as the end of a sentence: `with a bill of ₹500 or more`. */
function customerText({ moment, bill, places, products }: CustomerChange, input: RuleInput): string {
  const parts: string[] = [];
  if (moment !== undefined) parts.push(`from ${clockText(moment, input.facts)}`);
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
function readOut({ input, check, customer }: CheckedAttempt): string {
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
  if (product === null || atTheTill(check, 'unknown').length === 0) return [];
  const name = productName(product, input.facts.products);
  const lists = valueOrNull(redeemProducts(input.series.values, input.facts.sentProducts)) ?? [];
  return [
    isListed(product, lists)
      ? `It is meant for ${name}. I cannot see whether for all of it.`
      : `I cannot see whether it is meant for ${name}.`,
  ];
}

const rulesWith = ({ rules }: Check, wanted: Outcome, enforcedBy: RedemptionRule['enforcedBy']) =>
  rules.filter(({ rule, outcome }) => outcome === wanted && rule.enforcedBy === enforcedBy);

export const failingOf = (check: Check): readonly CheckedRule[] => rulesWith(check, 'fail', undefined);
const unknownOf = (check: Check): readonly CheckedRule[] => rulesWith(check, 'unknown', undefined);
/** The rules that the API leaves to the till. */
const atTheTill = (check: Check, outcome: Outcome): readonly CheckedRule[] => rulesWith(check, outcome, 'till');

/** Whether something has to change for the purchase to pass, here or at the till. */
const isRefused = (check: Check): boolean => check.verdict === 'fail' || atTheTill(check, 'fail').length > 0;

const VERDICTS = { pass: 'Passes', fail: 'Refused', unknown: 'Not known yet' } as const;

/** What the verdict means, in a sentence. */
function verdictText(check: Check): string {
  if (check.verdict === 'pass') return 'No rule of the series refuses it.';
  if (check.onlyPlacesUnknown)
    return 'Everything that can be checked passes. The API does not return where the coupon works.';
  const unknown = unknownOf(check).length;
  const open = unknown === 1 ? '1 rule needs more facts' : `${formatNumber(unknown)} rules need more facts`;
  if (check.verdict === 'unknown') return `Nothing refuses it so far; ${open}.`;
  const failing = failingOf(check).length;
  return `${failing === 1 ? '1 rule refuses it' : `${formatNumber(failing)} rules refuse it`}${unknown > 0 ? `; ${open}` : ''}.`;
}

/** What a marketer can change, in words. */
function marketerFix({ marketer, input }: CheckedAttempt): NonNullable<CheckAnswer['fix']>['marketer'] {
  if ('impossible' in marketer) return `No change of the series helps: ${listOf(marketer.impossible)} stays.`;
  const { series, facts } = nextAttempt(input);
  return marketer.change.length === 0
    ? 'No change is needed: it works now.'
    : [marketer.change.map((change) => ({ field: change.field, text: fieldChangeText(change, series, facts) }))];
}

/** The whole answer in words. */
export function redemptionAnswer(attempt: CheckedAttempt): CheckAnswer {
  const { input, check, customer } = attempt;
  const { series, possible, facts } = input;
  const failing = failingOf(check);
  const unknown = unknownOf(check);
  const atTill = atTheTill(check, 'fail');
  const doubts = possible.product === null ? [] : atTheTill(check, 'unknown');
  const fix = isRefused(check)
    ? {
        customer:
          'impossible' in customer
            ? `The customer cannot change ${listOf(customer.impossible)}.`
            : `It works ${customerText(customer.change, nextAttempt(input))}.`,
        marketer: marketerFix(attempt),
      }
    : null;
  const fixes = marketerLines(fix);
  return {
    verdict: check.verdict,
    title: VERDICTS[check.verdict],
    summary: verdictText(check),
    rules: check.rules,
    failing,
    atTill,
    order: 'An older version of the coupon engine checks in this order. The order today is not documented.',
    fix,
    say: readOut(attempt),
    ticket: (link) =>
      [
        `Coupon ${seriesText(series)}`,
        `Attempt of ${clockText(possible.moment, facts)}: ${VERDICTS[check.verdict].toLowerCase()}. ${verdictText(check)}`,
        ...section('Refused by:', failing.map(lineOf)),
        ...section('Not known:', unknown.map(lineOf)),
        ...section('Not refused by the API, but for the till:', [...atTill, ...doubts].map(lineOf)),
        ...(fix
          ? [
              'impossible' in customer
                ? 'The customer cannot change this.'
                : `By the customer: it works ${customerText(customer.change, input)}.`,
              ...(fixes.length > 0 ? ['By a marketer:', ...fixes] : ['A marketer cannot change this in the series.']),
            ]
          : []),
        link,
      ].join('\n'),
    note: (link) =>
      [
        `Coupon ${seriesText(series)}: a customer was refused.`,
        ...[...failing, ...atTill].map(lineOf),
        'These changes would let it pass:',
        ...fixes,
        link,
      ].join('\n'),
  };
}
