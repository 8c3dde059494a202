import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { seriesEnd } from '../lifetime/expiry.ts';
import { limitOf } from '../limits/limit-of.ts';
import { type EvaluationContext, valueOrNull, type Series } from '../series/series.ts';
import { validate } from './validate.ts';

/** Above this share a limit is nearly used up. */
const NEAR = 0.9;

/**
 * Why a series that has not ended needs attention, besides a status that says so itself. It changes with the series and
 * with the day of the cluster.
 */
export function attentionReasons(series: Series, evaluation: EvaluationContext): readonly string[] {
  const end = seriesEnd(series.values, evaluation.clusterZone);
  if (end !== null && evaluation.now >= end.instant + 1000) return [];
  const issues = validate(series, series.values, evaluation);
  return [
    ...limitsNearlyUsed(series.values),
    ...issues.map(({ field, message }) => `${fieldOf(field).label}: ${message}`),
  ];
}

const limitsNearlyUsed = (values: Values): readonly string[] => [
  ...nearlyUsed(values.numIssued, values.maxCreate, 'coupons issued'),
  ...nearlyUsed(values.numRedeemed, values.maxRedeem, 'redemptions used'),
];

function nearlyUsed(count: Values['numIssued'], limit: Values['maxCreate'], what: string): readonly string[] {
  const used = valueOrNull(count) ?? 0;
  const most = limitOf(limit);
  return typeof most === 'number' && most > 0 && used >= NEAR * most
    ? [`${formatNumber(used)} of ${formatNumber(most)} ${what}.`]
    : [];
}
