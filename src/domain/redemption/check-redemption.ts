import type { FieldKey } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { Series } from '../series/series.ts';
import { type Attempt, type CheckFacts, possibilities } from './attempt.ts';
import { redeemPlaces } from './purchase-rules.ts';
import type { Finding, Outcome, RedemptionRule, RuleInput } from './redemption-rule.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

/** A rule with what it says about an attempt. */
export interface CheckedRule extends Finding {
  readonly rule: RedemptionRule;
  readonly field: FieldKey;
}

export interface Check {
  readonly verdict: Outcome;
  /** In the order of `REDEMPTION_RULES`. */
  readonly rules: readonly CheckedRule[];
  /** The only unknown rule is about the places, which the API did not return. */
  readonly onlyPlacesUnknown: boolean;
}

export const inputOf = (series: Series, attempt: Attempt, facts: CheckFacts): RuleInput => ({
  series,
  possible: possibilities(series, attempt, facts),
  facts,
});

/**
 * Checks an attempt against every rule. Any failing rule refuses, and any unknown one leaves the verdict open: number 10 of the
 * assumptions in `src/decisions/0012-assumptions-of-the-redemption-check.md`, which comments in this folder name by number.
 * Rules of the till do not count.
 */
export function checkRedemption(input: RuleInput): Check {
  const rules = REDEMPTION_RULES.map((rule) => ({ rule, field: rule.field, ...rule.check(input) }));
  const refusing = rules.filter(({ rule }) => rule.enforcedBy === undefined);
  const has = (outcome: Outcome) => refusing.some((checked) => checked.outcome === outcome);
  const unknown = refusing.filter(({ outcome }) => outcome === 'unknown');
  const places = redeemPlaces(input.series.values, input.facts.sentPlaces);
  return {
    verdict: has('fail') ? 'fail' : has('unknown') ? 'unknown' : 'pass',
    rules,
    onlyPlacesUnknown:
      !has('fail') &&
      unknown.length === 1 &&
      unknown[0]?.rule.id === 'places' &&
      isUnresolved(places) &&
      places.unresolved === 'notReturned',
  };
}
