import { placeName } from '../targets/place-coverage.ts';
import {
  type CheckAnswer,
  clockText,
  countText,
  fieldChangeText,
  lineOf,
  listOf,
  marketerLines,
  oneOf,
  section,
  seriesText,
} from '../redemption/check-answer.ts';
import type { IssuanceInput } from './issuance-attempt.ts';
import { type CustomerStep, customerStep, marketerSteps } from './issuance-change.ts';
import { checkIssuance, type IssuanceCheck, type Issued } from './issuance-rules.ts';

const GETS: Readonly<Record<Issued, string>> = {
  new: 'a new coupon',
  again: 'the coupon again that they hold',
  either: 'a new coupon, or again the one that they hold',
};

function titleOf({ verdict, issued }: IssuanceCheck): string {
  if (verdict === 'fail') return 'No coupon';
  if (verdict === 'unknown') return 'Not known yet';
  return issued === 'again' ? 'The same coupon again' : issued === 'new' ? 'A new coupon' : 'A coupon';
}

function summaryOf({ verdict, issued, rules }: IssuanceCheck): string {
  if (verdict === 'pass') return `The customer gets ${GETS[issued]}.`;
  const open = rules.filter(({ outcome }) => outcome === 'unknown').length;
  const more = open > 0 ? `; ${countText(open, 'rule needs', 'rules need')} more facts` : '';
  if (verdict === 'unknown') return `Nothing refuses it so far${more}.`;
  return `${countText(rules.filter(({ outcome }) => outcome === 'fail').length, 'rule refuses it', 'rules refuse it')}${more}.`;
}

/** What the customer can do, as the end of a sentence: `in one of 2 stores: …`. */
function stepText({ moment, places, usesHeld, usesExcluded }: CustomerStep, { facts }: IssuanceInput): string {
  return [
    moment === undefined ? [] : `from ${clockText(moment, facts)}`,
    places === undefined ? [] : `in ${oneOf(places, 'stores', (place) => placeName(place, facts.places))}`,
    usesHeld ? 'once the coupon that the customer holds is used or has ended' : [],
    usesExcluded ? 'once the coupon of the other offer is used or has ended' : [],
  ]
    .flat()
    .join(', ');
}

/** What a marketer can change, in words. */
function marketerFix(
  { series, facts }: IssuanceInput,
  steps: ReturnType<typeof marketerSteps>,
  failing: IssuanceCheck['rules'],
): NonNullable<CheckAnswer['fix']>['marketer'] {
  if ('impossible' in steps) {
    const elsewhere = failing.flatMap(({ rule }) => rule.elsewhere ?? []);
    return `No change of the series helps: ${listOf(steps.impossible)} stays.${elsewhere.map((text) => ` Outside of it: ${text}.`).join('')}`;
  }
  if (steps.changes.some((changes) => changes.length === 0)) return 'No change is needed: it works now.';
  return steps.changes.map((changes) =>
    changes.map((change) => ({ field: change.field, text: fieldChangeText(change, series, facts) })),
  );
}

/** The whole answer in words. */
export function issuanceAnswer(input: IssuanceInput): CheckAnswer {
  const { series, facts, possible } = input;
  const check = checkIssuance(input);
  const failing = check.rules.filter(({ outcome }) => outcome === 'fail');
  const unknown = check.rules.filter(({ outcome }) => outcome === 'unknown');
  const isRefused = check.verdict === 'fail';
  const step = isRefused ? customerStep(input) : null;
  const helps = step && 'change' in step ? stepText(step.change, input) || 'now' : null;
  const marketer = isRefused ? marketerSteps(input) : null;
  const fix = step &&
    marketer && {
      customer:
        'impossible' in step ? `The customer cannot change ${listOf(step.impossible)}.` : `A coupon comes ${helps}.`,
      marketer: marketerFix(input, marketer, failing),
    };
  const fixes = marketerLines(fix);
  const says = [...new Set(failing.map(({ rule }) => rule.say(input)))];
  return {
    verdict: check.verdict,
    title: titleOf(check),
    summary: summaryOf(check),
    rules: check.rules,
    failing,
    atTill: [],
    order: 'The order in which the API checks is not documented.',
    fix,
    say: isRefused
      ? [
          ...says,
          helps === null ? 'So I cannot send you a coupon of this offer.' : `A coupon comes ${forCustomer(helps)}.`,
        ].join(' ')
      : check.verdict === 'pass'
        ? `You get ${forCustomer(GETS[check.issued])}.`
        : 'Nothing that I can see so far stops the coupon.',
    ticket: (link) =>
      [
        `Coupon ${seriesText(series)}`,
        `Issuing at ${clockText(possible.moment, facts)}: ${titleOf(check).toLowerCase()}. ${summaryOf(check)}`,
        ...section('Refused by:', failing.map(lineOf)),
        ...section('Not known:', unknown.map(lineOf)),
        ...(fix ? [`By the customer: ${fix.customer}`] : []),
        ...(typeof fix?.marketer === 'string' ? [`By a marketer: ${fix.marketer}`] : section('By a marketer:', fixes)),
        link,
      ].join('\n'),
    note: (link) =>
      [
        `Coupon ${seriesText(series)}: a customer got no coupon.`,
        ...failing.map(lineOf),
        ...section('These changes would let it pass:', fixes),
        link,
      ].join('\n'),
  };
}

/** Spoken to the customer instead of about them. */
const forCustomer = (text: string) =>
  text.replace('that the customer holds', 'that you hold').replace('that they hold', 'that you hold');
