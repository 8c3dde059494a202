import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf, type Day } from '#values/zone.ts';
import { couponEnd, lifeCount, type SeriesEnd, seriesEnd } from '../lifetime/expiry.ts';
import { type EvaluationContext, valueOrNull, type Series } from '../series/series.ts';
import { gatesOf } from '../series/visibility.ts';

/** The input of a rule: the stored series, the values to be saved, and what many rules derive from them. */
export interface RuleContext extends EvaluationContext {
  readonly base: Series;
  readonly values: Values;
  readonly gates: Gates;
  /** Whether a field differs from its stored value. */
  readonly changed: (field: FieldKey) => boolean;
  /** The day of `now` in the cluster's zone. */
  readonly today: Day;
  /** The end of the series; null if neither the series nor its owner has a readable date. */
  readonly end: SeriesEnd | null;
  readonly isOver: boolean;
  /** The last day of a coupon issued today; null if a value it depends on is missing or unreadable. */
  readonly couponEnd: Day | null;
  /** The number of coupons issued so far, redeemed and expired ones included. */
  readonly issued: number;
}

/**
 * A rule over one or several fields. An error means that the API refuses or destroys the value. `validate` lowers it to
 * a warning unless one of `reads` differs from its stored value.
 */
export interface Rule<Id extends string = string> {
  readonly id: Id;
  /** The fields it depends on. The message appears at the first. */
  readonly reads: readonly [FieldKey, ...FieldKey[]];
  readonly severity: 'error' | 'warning';
  /** The error code of the API or its engine; 629 ("invalid input") if they have none for this. */
  readonly code: number;
  /** The problem and its fix as text, or null. Never throws, for any values. */
  readonly check: (context: RuleContext) => string | null;
}

const DAYS = ['validTillDate', 'redemptionValidFrom'] as const;
const COUNTS = ['expiryStrategyValue', 'redemptionValidAfterDays', 'ownerValidity'] as const;
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Replaces days and counts that date arithmetic cannot handle by drafts, so that no rule throws on them. */
function withoutInvalidDates(form: Values): Values {
  const invalid = [
    ...DAYS.filter((key) => typeof form[key] === 'string' && !isDay(form[key])),
    ...COUNTS.filter((key) => typeof form[key] === 'number' && !(Math.abs(form[key]) <= 8.64e15)),
  ];
  if (invalid.length === 0) return form;
  return { ...form, ...Object.fromEntries(invalid.map((key) => [key, { unresolved: 'draft', text: '' }])) };
}

/** Derives once what many rules read. */
export function ruleContext(
  base: Series,
  form: Values,
  evaluation: EvaluationContext,
  changed: (field: FieldKey) => boolean,
): RuleContext {
  const values = withoutInvalidDates(form);
  const { now, clusterZone } = evaluation;
  const today = dayOf(now, clusterZone);
  const end = isUnresolved(values.validTillDate) ? null : seriesEnd(values, clusterZone);
  const isLifeUnknown =
    isUnresolved(values.validTillDate) || isUnresolved(values.expiryStrategyType) || lifeCount(values) === null;
  return {
    ...evaluation,
    base,
    values,
    gates: gatesOf(values, base.wire),
    changed,
    today,
    end,
    isOver: end !== null && end.day < today,
    couponEnd: isLifeUnknown ? null : couponEnd(values, today, clusterZone),
    issued: valueOrNull(values.numIssued) ?? 0,
  };
}

/** A count with its noun: `1 coupon`, `1,200 coupons`. */
export const many = (count: number, one: string) => `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

export type ChoiceField = 'clientHandlingType' | 'expiryStrategyType' | 'discountType' | 'discountOn';

/** The value must be one of the field's options. */
export function choiceKnown<F extends ChoiceField>(field: F, code: number): Rule<`${F}-known`> {
  return {
    id: `${field}-known`,
    reads: [field],
    severity: 'error',
    code,
    check: ({ values, changed }) => {
      const { kind } = fieldOf(field);
      const value = valueOrNull<string>(values[field]);
      if (kind.type !== 'choice' || !value || Object.hasOwn(kind.options, value)) return null;
      // The rule `externally-managed` reports it.
      if (value === 'EXTERNALLY_MANAGED' && !changed(field)) return null;
      const options = Object.entries(kind.options).map(([name, label]) => `${label} (${name})`);
      return `“${value}” is not known here. Choose one of: ${options.join(', ')}.`;
    },
  };
}
