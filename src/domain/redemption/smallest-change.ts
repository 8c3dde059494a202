import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { type Place, placeKey, type ProductSelection } from '#catalogue/model/kinds.ts';
import { memoizePair } from '#values/memoize-pair.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import { type Product, type ProductIndex, productsIn } from '../targets/product-coverage.ts';
import { productOutcomes, redeemProducts } from './product-rule.ts';
import { oldPlaceMatcher, oldPlaces, oldPlacesRule, placeMatcher, placesRule, redeemPlaces } from './purchase-rules.ts';
import type { CustomerFact, Outcome, RedemptionRule, RuleInput } from './redemption-rule.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

/** What lets the next attempt pass, if the customer changes it. A missing key stays as it is. */
export interface CustomerChange {
  /** Epoch ms: at this moment, and no earlier. */
  readonly moment?: number;
  readonly bill?: number;
  /** Any of these. */
  readonly places?: readonly Place[];
  /** Any of these on the bill. With several lists it may be that none is known to be enough. */
  readonly products?: { readonly anyOf: readonly Product[]; readonly isEnough: boolean };
}

export type Change<T> = { readonly change: T } | { readonly impossible: readonly RedemptionRule[] };

const outcomesOf = (input: RuleInput): ReadonlyMap<RedemptionRule, Outcome> =>
  new Map(REDEMPTION_RULES.map((rule) => [rule, rule.check(input).outcome]));

/** Rules that refuse now, and rules that would become unknown. What was unknown before may stay so. */
function refusing(
  input: RuleInput,
  before: ReadonlyMap<RedemptionRule, Outcome>,
  rules = REDEMPTION_RULES,
): readonly RedemptionRule[] {
  return rules.filter((rule) => {
    const { outcome } = rule.check(input);
    return outcome === 'fail' || (outcome === 'unknown' && before.get(rule) !== 'unknown');
  });
}

const withPossible = (input: RuleInput, possible: Partial<RuleInput['possible']>): RuleInput => ({
  ...input,
  possible: { ...input.possible, ...possible },
});

/** The input of the next attempt: it cannot be in the past. */
export const nextAttempt = (input: RuleInput): RuleInput =>
  withPossible(input, { moment: Math.max(input.possible.moment, input.facts.now) });

/**
 * The smallest change by the customer. The facts do not depend on each other: each rule reads at most one of them,
 * so the fewest facts are those of the refusing rules. Never the registration or past redemptions.
 */
export function customerChange(attempt: RuleInput): Change<CustomerChange> {
  const input = nextAttempt(attempt);
  const before = outcomesOf(input);
  const failing = refusing(input, before);
  const facts = new Set(failing.map(({ fact }) => fact));
  const fixed = failing.filter(({ fact }) => fact === undefined);
  if (fixed.length > 0) return { impossible: fixed };
  const lists = valueOrNull(redeemProducts(input.series.values, input.facts.sentProducts)) ?? [];
  const change: CustomerChange = {
    ...(facts.has('moment') && { moment: firstMoment(input, before) }),
    ...(facts.has('bill') && { bill: nearestBill(input, before) }),
    ...(facts.has('place') && { places: placesThatPass(input, before) }),
    ...(facts.has('product') && { products: productsThatPass(lists, input.facts.products) }),
  };
  const isMissing = (fact: CustomerFact) =>
    fact === 'moment' || fact === 'bill' ? Number.isNaN(change[fact]) : fact === 'place' && change.places?.length === 0;
  const stuck = failing.filter(({ fact }) => fact !== undefined && isMissing(fact));
  return stuck.length > 0 ? { impossible: stuck } : { change };
}

const rulesOf = (fact: CustomerFact) => REDEMPTION_RULES.filter((rule) => rule.fact === fact);

/** More than the rules of one moment can move it, and an end for rules that never agree. */
const MAX_STEPS = 1000;

/** The first moment at which no rule of time refuses, or NaN. */
function firstMoment(input: RuleInput, before: ReadonlyMap<RedemptionRule, Outcome>): number {
  const rules = rulesOf('moment');
  let { moment } = input.possible;
  for (let round = 0; round < MAX_STEPS; round += 1) {
    const at = withPossible(input, { moment });
    const failing = refusing(at, before, rules);
    if (failing.length === 0) return moment;
    const next = Math.max(...failing.map((rule) => rule.passesFrom?.(at) ?? Infinity));
    if (next === Infinity || next <= moment) return Number.NaN;
    moment = next;
  }
  return Number.NaN;
}

/** The nearest amount that no rule of the bill refuses, or NaN. */
function nearestBill(input: RuleInput, before: ReadonlyMap<RedemptionRule, Outcome>): number {
  const { minBillAmount, maxBillAmount } = input.series.values;
  const bounds = [valueOrNull(minBillAmount), valueOrNull(maxBillAmount)].filter((bound) => bound !== null);
  const fits = (bill: number) =>
    refusing(withPossible(input, { bill: [bill, bill] }), before, rulesOf('bill')).length === 0;
  const [bill] = input.possible.bill;
  return bounds.filter(fits).toSorted((a, b) => Math.abs(a - bill) - Math.abs(b - bill))[0] ?? Number.NaN;
}

/** The stores, tills, zones and concepts in which the coupon works. */
function placesThatPass(input: RuleInput, before: ReadonlyMap<RedemptionRule, Outcome>): readonly Place[] {
  const entries = valueOrNull(redeemPlaces(input.series.values, input.facts.sentPlaces)) ?? [];
  const ids = valueOrNull(input.series.values.redeemAtStore) ?? [];
  if (ids.length === 0) return entries;
  const { places } = input.facts;
  const named = ids.flatMap((id) => {
    const known = oldPlaces([id]).filter((place) => places(place));
    return known.length > 0 ? known : [{ type: 'STORE', id }];
  });
  const candidates = [...named, ...entries].filter(({ type }) => type === 'STORE' || type === 'TILL');
  const isOld = oldPlaceMatcher(ids, places);
  const isListed = placeMatcher(entries, places);
  const fits = (outcome: Outcome, rule: RedemptionRule) =>
    outcome === 'pass' || (outcome === 'unknown' && before.get(rule) === 'unknown');
  return [...new Map(candidates.map((place) => [placeKey(place), place])).values()].filter(
    (place) => fits(isOld(place), oldPlacesRule) && (entries.length === 0 || fits(isListed(place), placesRule)),
  );
}

/** The products of the lists that are enough, or else those that may be. */
const productsThatPass = memoizePair(
  (lists: readonly ProductSelection[], products: ProductIndex): NonNullable<CustomerChange['products']> => {
    const outcomeOf = productOutcomes(lists, products);
    const outcomes = productsIn(lists).map((product) => ({ product, outcome: outcomeOf(product).outcome }));
    const isEnough = outcomes.some(({ outcome }) => outcome === 'pass');
    const wanted = isEnough ? 'pass' : 'unknown';
    return { anyOf: outcomes.filter(({ outcome }) => outcome === wanted).map(({ product }) => product), isEnough };
  },
);

export interface FieldChange {
  readonly field: FieldKey;
  readonly from: Values[FieldKey];
  readonly to: Values[FieldKey];
}

/**
 * The smallest change by a marketer: each refusing rule needs its own field, changed as little as possible. Opening one
 * rule can make another apply, so the rules run again after each change.
 */
export function marketerChange(attempt: RuleInput): Change<readonly FieldChange[]> {
  let input = nextAttempt(attempt);
  const { series } = input;
  const before = outcomesOf(input);
  const changed = new Set<FieldKey>();
  for (;;) {
    const failing = refusing(input, before);
    const [rule] = failing;
    if (!rule) break;
    const value = rule.loosened?.(input);
    if (value === undefined || changed.has(rule.field)) return { impossible: failing };
    changed.add(rule.field);
    input = { ...input, series: withValue(input.series, rule.field, value) };
  }
  return {
    change: [...changed].map((field) => ({ field, from: series.values[field], to: input.series.values[field] })),
  };
}

const withValue = (series: Series, field: FieldKey, value: Values[FieldKey]): Series => ({
  ...series,
  values: { ...series.values, [field]: value },
});
