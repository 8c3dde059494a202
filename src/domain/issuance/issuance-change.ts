import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import { dayOf } from '#values/zone.ts';
import { seriesEnd } from '../lifetime/expiry.ts';
import { dayDistance, type Outcome } from '../redemption/redemption-rule.ts';
import type { FieldChange } from '../redemption/smallest-change.ts';
import { valueOrNull } from '../series/series.ts';
import type { IssuanceInput } from './issuance-attempt.ts';
import { ISSUANCE_CHECKS, type IssuanceRule, issueGapOver, storeOf } from './issuance-rules.ts';

/** What lets the next attempt succeed, if the customer does it. A missing key stays as it is. */
export interface CustomerStep {
  /** Epoch ms: at this moment, and no earlier. */
  readonly moment?: number;
  /** Any of these. */
  readonly places?: readonly Place[];
  /** The coupon that the customer holds is used first, or that of the excluded series. */
  readonly usesHeld?: true;
  readonly usesExcluded?: true;
}

type Impossible = { readonly impossible: readonly IssuanceRule[] };

const outcomesOf = (input: IssuanceInput): Outcomes =>
  new Map(ISSUANCE_CHECKS.map((rule) => [rule, rule.check(input).outcome]));

type Outcomes = ReadonlyMap<IssuanceRule, Outcome>;

/** Whether a rule refuses, or would become unknown. What was unknown before may stay so. */
const doesRefuse = (rule: IssuanceRule, input: IssuanceInput, before: Outcomes): boolean => {
  const { outcome } = rule.check(input);
  return outcome === 'fail' || (outcome === 'unknown' && before.get(rule) !== 'unknown');
};
const refusing = (input: IssuanceInput, before: Outcomes): readonly IssuanceRule[] =>
  ISSUANCE_CHECKS.filter((rule) => doesRefuse(rule, input, before));

const withPossible = (input: IssuanceInput, possible: Partial<IssuanceInput['possible']>): IssuanceInput => ({
  ...input,
  possible: { ...input.possible, ...possible },
});

/** The input of the next attempt: it cannot be in the past. */
const nextIssuance = (input: IssuanceInput): IssuanceInput =>
  withPossible(input, { moment: Math.max(input.possible.moment, input.facts.now) });

/** The smallest change by the customer: each refusing rule depends on one fact, and no two on the same. */
export function customerStep(attempt: IssuanceInput): { readonly change: CustomerStep } | Impossible {
  const input = nextIssuance(attempt);
  const before = outcomesOf(input);
  const failing = refusing(input, before);
  const facts = new Set(failing.map(({ fact }) => fact));
  const fixed = failing.filter(({ fact }) => fact === undefined);
  if (fixed.length > 0) return { impossible: fixed };
  const moment = facts.has('moment') ? issueGapOver(input) : null;
  const places = (valueOrNull(input.series.values.storeIdsJson) ?? []).map((id): Place => ({ type: 'STORE', id }));
  const [place = null] = places;
  const changed = withPossible(input, {
    ...(moment !== null && { moment }),
    ...(facts.has('place') && { place }),
    ...(facts.has('holds') && { holds: [false] }),
    ...(facts.has('holdsExcluded') && { holdsExcluded: [false] }),
  });
  const left = refusing(changed, before);
  if (left.length > 0) return { impossible: left };
  return {
    change: {
      ...(moment !== null && { moment }),
      ...(facts.has('place') && { places }),
      ...(facts.has('holds') && { usesHeld: true }),
      ...(facts.has('holdsExcluded') && { usesExcluded: true }),
    },
  };
}

interface Candidate {
  readonly field: FieldKey;
  /** The nearest to the stored value first. */
  readonly values: readonly Values[FieldKey][];
}

const oneMore = ([, most]: readonly [number, number]) => (most === Infinity ? null : most + 1);

/** What each field could be changed to. */
function candidatesOf({ series: { values }, possible, facts }: IssuanceInput): readonly Candidate[] {
  const today = dayOf(possible.moment, facts.clusterZone);
  const start = valueOrNull(values.redemptionValidFrom);
  const end = seriesEnd(values, facts.clusterZone)?.day;
  const store = possible.place && storeOf(possible.place, facts);
  const last = possible.lastIssue[1];
  const since = facts.storeZones.map((zone) =>
    last === -Infinity ? -1 : dayDistance(dayOf(last, zone), dayOf(possible.moment, zone)),
  );
  const gap = Math.min(...since);
  return [
    { field: 'validTillDate', values: [today, ...(start !== null && start > today ? [start] : [])] },
    { field: 'redemptionValidFrom', values: [...(end === undefined || end < today ? [] : [end]), today] },
    { field: 'storeIdsJson', values: store === null ? [] : [[...(valueOrNull(values.storeIdsJson) ?? []), store]] },
    { field: 'maxCreate', values: [oneMore(possible.issuedInSeries)] },
    { field: 'mutualExclusiveSeriesIds', values: [[]] },
    { field: 'doNotResendExistingVoucher', values: [false] },
    { field: 'isMultipleVouchersPerUserAllowed', values: [true] },
    { field: 'maxVouchersPerUser', values: [oneMore(possible.had)] },
    { field: 'minDaysBetweenVouchers', values: gap < 0 ? [] : [gap || null] },
  ];
}

function* choose(
  from: readonly Candidate[],
  size: number,
): Generator<readonly (readonly [FieldKey, Values[FieldKey]])[]> {
  if (size === 0) yield [];
  for (const [at, { field, values }] of from.entries())
    for (const rest of size === 0 ? [] : choose(from.slice(at + 1), size - 1))
      for (const value of values) yield [[field, value], ...rest];
}

const withField = <K extends FieldKey>(input: IssuanceInput, field: K, value: Values[K]): IssuanceInput => ({
  ...input,
  series: { ...input.series, values: { ...input.series.values, [field]: value } },
});

/** The smallest changes by a marketer: all that need the fewest fields. */
export function marketerSteps(
  attempt: IssuanceInput,
): { readonly changes: readonly (readonly FieldChange[])[] } | Impossible {
  const input = nextIssuance(attempt);
  const { series } = input;
  const before = outcomesOf(input);
  const candidates = candidatesOf(input);
  const sentAgain = withField(input, 'doNotResendExistingVoucher', false);
  // Only sending the coupon again helps against a rule without a field to change.
  const stuck = refusing(input, before).filter(
    (rule) => candidates.every(({ field }) => field !== rule.field) && doesRefuse(rule, sentAgain, before),
  );
  if (stuck.length > 0) return { impossible: stuck };
  for (let size = 0; size <= candidates.length; size += 1) {
    const found = new Map<string, readonly FieldChange[]>();
    for (const chosen of choose(candidates, size)) {
      const key = chosen.map(([field]) => field).join();
      if (found.has(key)) continue;
      const values: Values = { ...series.values, ...Object.fromEntries(chosen) };
      const changed = { ...input, series: { ...series, values } };
      if (!ISSUANCE_CHECKS.some((rule) => doesRefuse(rule, changed, before)))
        found.set(
          key,
          chosen.map(([field, to]) => ({ field, from: series.values[field], to })),
        );
    }
    if (found.size > 0) return { changes: [...found.values()] };
  }
  return { impossible: refusing(input, before) };
}
