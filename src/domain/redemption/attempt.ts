import { parseDateTime, dayOf, type Day } from '#values/zone.ts';
import type { Place, ProductSelection } from '#catalogue/model/kinds.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import type { PlaceIndex } from '../targets/place-coverage.ts';
import type { Product, ProductIndex } from '../targets/product-coverage.ts';

/** The possible values of a number or a moment (epoch ms). Both ends are equal if it is known. */
export type Between = readonly [least: number, most: number];

/** What is known about one attempt to redeem a coupon. A missing key is unknown. */
export interface Attempt {
  /** Epoch ms. */
  readonly moment: number;
  /** `none`: the code was not issued yet. */
  readonly issuedTo?: 'customer' | 'other' | 'none';
  /** The day of issue in the cluster's zone. */
  readonly issued?: Day;
  /** The last day of this single code, if it was set by `/v2/coupon/bulk/expiry`. Missing: it has none. */
  readonly codeEnd?: Day;
  readonly registered?: Between;
  /** Before this bill. */
  readonly transactions?: number;
  /** Redemptions of this code by all customers, and by this one. */
  readonly codeUses?: number;
  readonly codeUsesByCustomer?: number;
  /** Redemptions in the series over all codes: by this customer, and in total. */
  readonly customerUses?: number;
  readonly seriesUses?: number;
  /** The customer's last redemption in the series. */
  readonly lastUse?: Between | 'never';
  readonly bill?: number;
  /** A store or a till. */
  readonly place?: Place;
  /** A product on the bill, or a category or brand of one. */
  readonly product?: Product;
}

/** Facts outside of the series and of the attempt. */
export interface CheckFacts {
  /** Epoch ms. */
  readonly now: number;
  readonly clusterZone: string;
  /** The possible zones of the store. The directory does not know the zone of a store. */
  readonly storeZones: readonly [string, ...string[]];
  readonly places: PlaceIndex;
  readonly products: ProductIndex;
  /** What a save from here last sent for `redemptionOrgEntityDetails` and `productInfo`, which the API may not return. */
  readonly sentPlaces?: readonly Place[];
  readonly sentProducts?: readonly ProductSelection[];
  readonly currency: string;
}

/** An attempt with the possible values of everything that is unknown. */
export interface Possible {
  readonly moment: number;
  readonly issuedTo: Attempt['issuedTo'] | null;
  readonly issued: readonly [earliest: Day, latest: Day];
  readonly codeEnd: Day | null;
  readonly registered: Between;
  readonly transactions: Between;
  readonly codeUses: Between;
  readonly codeUsesByCustomer: Between;
  readonly customerUses: Between;
  readonly seriesUses: Between;
  /** `-Infinity`: never. */
  readonly lastUse: Between;
  readonly bill: Between;
  readonly place: Place | null;
  readonly product: Product | null;
}

/** No coupon was issued earlier. */
const FIRST_ISSUE: Day = '1970-01-01';

const NEVER: Between = [-Infinity, -Infinity];
const between = (value: number | undefined, least: number, most: number): Between =>
  value === undefined ? [least, Math.max(least, most)] : [value, value];

/** Replaces what is unknown by its possible values. A typed figure always counts as it is. */
export function possibilities({ values }: Series, attempt: Attempt, { clusterZone }: CheckFacts): Possible {
  const { moment, issued } = attempt;
  const today = dayOf(moment, clusterZone);
  const created = parseDateTime(valueOrNull(values.createdOn) ?? '');
  const createdDay = created === null ? FIRST_ISSUE : dayOf(created, clusterZone);
  const counters = countersOf(attempt, values.clientHandlingType === 'GENERIC', valueOrNull(values.numRedeemed));
  return {
    moment,
    issuedTo: attempt.issuedTo ?? null,
    issued: issued === undefined ? [createdDay <= today ? createdDay : FIRST_ISSUE, today] : [issued, issued],
    codeEnd: attempt.codeEnd ?? null,
    registered: attempt.registered ?? [-Infinity, Infinity],
    transactions: between(attempt.transactions, 0, Infinity),
    ...counters,
    lastUse:
      attempt.lastUse === 'never' || (attempt.lastUse === undefined && counters.customerUses[1] === 0)
        ? NEVER
        : (attempt.lastUse ?? [-Infinity, moment]),
    bill: between(attempt.bill, 0, Infinity),
    place: attempt.place ?? null,
    product: attempt.product ?? null,
  };
}

type Counters = Pick<Possible, 'codeUses' | 'codeUsesByCustomer' | 'customerUses' | 'seriesUses'>;

/** Assumption 1: with a common code, code and series are the same. A part is never larger than its whole. */
function countersOf(attempt: Attempt, isCommonCode: boolean, counter: number | null): Counters {
  const { lastUse } = attempt;
  let { codeUses: code, codeUsesByCustomer: own, customerUses: customer, seriesUses: series } = attempt;
  if (isCommonCode) {
    [code, series] = [code ?? series, series ?? code];
    [own, customer] = [own ?? customer, customer ?? own];
  }
  if (lastUse === 'never') customer ??= 0;
  const usedBefore = lastUse === undefined || lastUse === 'never' ? 0 : 1;
  const ownLeast = isCommonCode ? usedBefore : 0;
  const customerLeast = Math.max(own ?? ownLeast, usedBefore);
  const codeLeast = own ?? ownLeast;
  const seriesUses =
    series === undefined && counter !== null
      ? between(Math.max(counter, code ?? codeLeast, customer ?? customerLeast), 0, 0)
      : between(series, Math.max(code ?? codeLeast, customer ?? customerLeast), Infinity);
  const codeUses = isCommonCode && code === undefined ? seriesUses : between(code, codeLeast, seriesUses[1]);
  const customerUses = between(customer, customerLeast, seriesUses[1]);
  const codeUsesByCustomer =
    isCommonCode && own === undefined ? customerUses : between(own, ownLeast, Math.min(codeUses[1], customerUses[1]));
  return { codeUses, codeUsesByCustomer, customerUses, seriesUses };
}
