import { type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf, type Day } from '#values/zone.ts';
import { couponEnd, lifeCount, type SeriesEnd, seriesEnd } from '../lifetime/expiry.ts';
import { type EvaluationContext, valueOrNull, type Series } from '../series/series.ts';
import { gatesOf } from '../series/visibility.ts';

/** What a rule looks at. `changed` says whether a field differs from what is stored. */
export interface RuleContext extends EvaluationContext {
  readonly base: Series;
  readonly values: Values;
  readonly gates: Gates;
  readonly changed: (field: FieldKey) => boolean;
  /** The day of `now` in the cluster's zone. */
  readonly today: Day;
  /** Where the series ends; null where nothing says so or nobody can read it. */
  readonly end: SeriesEnd | null;
  readonly isOver: boolean;
  /** The last day of a coupon issued today; null where that cannot be told. */
  readonly couponEnd: Day | null;
  /** How many coupons customers hold or held. */
  readonly issued: number;
}

/**
 * A rule over one or several fields. An error is for what the API refuses or destroys, and only while one of `reads` differs
 * from what is stored; everything else warns.
 */
export interface Rule<Id extends string = string> {
  readonly id: Id;
  /** The fields it depends on; the message stands at the first. */
  readonly reads: readonly [FieldKey, ...FieldKey[]];
  readonly severity: 'error' | 'warning';
  /** The API's or the engine's own number for it; 629, "invalid input", where it has none. */
  readonly code: number;
  /** What is the matter and what to do about it, or null. Never throws, whatever the values are. */
  readonly check: (subject: RuleContext) => string | null;
}

const DAYS = ['validTillDate', 'redemptionValidFrom'] as const;
const COUNTS = ['expiryStrategyValue', 'redemptionValidAfterDays', 'ownerValidity'] as const;
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Whoever calls may hold anything: what dates cannot be worked out with counts as typed and not understood. */
function countable(form: Values): Values {
  const strange = [
    ...DAYS.filter((key) => typeof form[key] === 'string' && !isDay(form[key])),
    ...COUNTS.filter((key) => typeof form[key] === 'number' && !(Math.abs(form[key]) <= 8.64e15)),
  ];
  if (strange.length === 0) return form;
  return { ...form, ...Object.fromEntries(strange.map((key) => [key, { unresolved: 'draft', text: '' }])) };
}

/** Works out once what many rules ask for. */
export function ruleContext(
  base: Series,
  form: Values,
  circumstances: EvaluationContext,
  changed: (field: FieldKey) => boolean,
): RuleContext {
  const values = countable(form);
  const { now, clusterZone } = circumstances;
  const today = dayOf(now, clusterZone);
  const end = isUnresolved(values.validTillDate) ? null : seriesEnd(values, clusterZone);
  const unclear =
    isUnresolved(values.validTillDate) || isUnresolved(values.expiryStrategyType) || lifeCount(values) === null;
  return {
    ...circumstances,
    base,
    values,
    gates: gatesOf(values, base.wire),
    changed,
    today,
    end,
    isOver: end !== null && end.day < today,
    couponEnd: unclear ? null : couponEnd(values, today, clusterZone),
    issued: valueOrNull(values.numIssued) ?? 0,
  };
}

/** `1 coupon`, `1,200 coupons` */
export const many = (count: number, one: string) => `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

export type ChoiceField = 'clientHandlingType' | 'expiryStrategyType' | 'discountType' | 'discountOn';

/** A value outside of a field's list. What is stored already is somebody's, and only told. */
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
      // Said by a rule of its own.
      if (value === 'EXTERNALLY_MANAGED' && !changed(field)) return null;
      const options = Object.entries(kind.options).map(([name, label]) => `${label} (${name})`);
      return `“${value}” is not known here. Choose one of: ${options.join(', ')}.`;
    },
  };
}
