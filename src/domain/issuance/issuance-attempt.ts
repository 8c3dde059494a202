import type { Place } from '#catalogue/model/kinds.ts';
import type { Between, CheckFacts } from '../redemption/attempt.ts';
import { type Series, valueOrNull } from '../series/series.ts';

/** What is known about one attempt to issue a coupon to a customer. A missing key is unknown. */
export interface IssuanceAttempt {
  /** Epoch ms. */
  readonly moment: number;
  /** A store or a till. */
  readonly place?: Place;
  /** Whether the customer has a valid, unused coupon of the series. */
  readonly holds?: boolean;
  /** Coupons of the series that were ever issued to the customer. */
  readonly had?: number;
  /** When the customer last got one. */
  readonly lastIssue?: Between | 'never';
  /** Whether the customer has a valid coupon of a series that this one excludes. */
  readonly holdsExcluded?: boolean;
  /** Coupons of the series that were issued to all customers. */
  readonly issuedInSeries?: number;
}

/** An attempt with the possible values of everything that is unknown. */
interface PossibleIssuance {
  readonly moment: number;
  readonly place: Place | null;
  readonly holds: readonly boolean[];
  readonly had: Between;
  /** `-Infinity`: never. */
  readonly lastIssue: Between;
  readonly holdsExcluded: readonly boolean[];
  readonly issuedInSeries: Between;
}

export type IssuanceFacts = Pick<CheckFacts, 'now' | 'clusterZone' | 'storeZones' | 'places' | 'currency'>;

export interface IssuanceInput {
  readonly series: Series;
  readonly possible: PossibleIssuance;
  readonly facts: IssuanceFacts;
}

const EITHER = [false, true] as const;
const from = (least: number, most: number): Between => [least, Math.max(least, most)];

/** Replaces what is unknown by its possible values. A typed figure always counts as it is. */
export function issuanceInput(series: Series, attempt: IssuanceAttempt, facts: IssuanceFacts): IssuanceInput {
  const { moment, place = null, lastIssue, holdsExcluded } = attempt;
  const counter = attempt.issuedInSeries ?? valueOrNull(series.values.numIssued);
  const isFirst = isFirstIssue(attempt, counter);
  const holds = attempt.holds === undefined ? (isFirst ? [false] : EITHER) : [attempt.holds];
  const hadLeast = isFirst ? 0 : Number(attempt.holds === true || Array.isArray(lastIssue));
  const least = attempt.had ?? hadLeast;
  const inSeries = attempt.issuedInSeries ?? (counter === null ? null : Math.max(counter, least));
  const issuedInSeries = inSeries === null ? from(least, Infinity) : from(inSeries, inSeries);
  const had = attempt.had ?? (isFirst ? 0 : null);
  return {
    series,
    facts,
    possible: {
      moment,
      place,
      holds,
      had: had === null ? from(hadLeast, issuedInSeries[1]) : [had, had],
      lastIssue: lastIssueOf(attempt, isFirst),
      holdsExcluded: holdsExcluded === undefined ? EITHER : [holdsExcluded],
      issuedInSeries,
    },
  };
}

/** The customer has had no coupon of the series. */
function isFirstIssue({ had, holds, lastIssue }: IssuanceAttempt, issued: number | null): boolean {
  if (had !== undefined) return had === 0;
  return lastIssue === 'never' || (issued === 0 && holds !== true && lastIssue === undefined);
}

function lastIssueOf({ lastIssue, moment }: IssuanceAttempt, isFirst: boolean): Between {
  if (isFirst || lastIssue === 'never') return [-Infinity, -Infinity];
  return lastIssue ?? [-Infinity, moment];
}
