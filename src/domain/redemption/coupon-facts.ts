import { isObject, type JsonObject } from '#values/json.ts';
import { dayOf, type Day, isNoDate, parseDateTime } from '#values/zone.ts';
import { couponEnd, seriesEnd } from '../lifetime/expiry.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import type { Attempt } from './attempt.ts';
import type { Check } from './check-redemption.ts';
import type { Outcome } from './redemption-rule.ts';

/** What a look-up found, as the API answered it. Its answers have no published form, so each key may be missing. */
export interface Found {
  /** Of `GET /v2/coupon`. */
  readonly coupon: JsonObject | null;
  /** Of `GET /v2/customers/coupons`: the customer with coupons. */
  readonly customer: JsonObject | null;
  /** The number of the customer's coupons; null: not answered. */
  readonly total: number | null;
  /** Of `GET /v2/coupon/is_redeemable`. */
  readonly verdict: JsonObject | null;
}

/** A coupon of a customer. */
export interface HeldCoupon {
  readonly code: string;
  readonly seriesId: number | null;
  readonly issued: number | null;
  readonly ends: string | null;
  /** Redemptions by anyone. */
  readonly uses: number | null;
  /** Epoch ms. */
  readonly redeemed: readonly number[];
}

const textIn = (wire: JsonObject, ...keys: readonly string[]): string | null => {
  const value = keys.map((key) => wire[key]).find((one) => typeof one === 'string' && one !== '');
  return typeof value === 'string' ? value : null;
};
const countIn = (wire: JsonObject, key: string): number | null => {
  const value = Number(wire[key] ?? Number.NaN);
  return Number.isInteger(value) && value >= 0 ? value : null;
};
const momentIn = (wire: JsonObject, ...keys: readonly string[]): number | null => {
  const text = textIn(wire, ...keys);
  return text === null || isNoDate(text) ? null : parseDateTime(text);
};
const objectsIn = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const seriesIdOf = (coupon: JsonObject): number | null => countIn(coupon, 'seriesId');

/** The coupons of a customer, leniently read. */
export function couponsOf(customer: JsonObject): readonly HeldCoupon[] {
  return objectsIn(customer['coupons']).map((wire) => {
    const redemptions = objectsIn(wire['redemptions']);
    const counted = countIn(wire, 'redemptionCount');
    return {
      code: textIn(wire, 'code') ?? '',
      seriesId: seriesIdOf(wire),
      issued: momentIn(wire, 'issuedOn', 'createdDate'),
      ends: textIn(wire, 'validTillDateTime', 'validTill'),
      uses: counted === null && !Array.isArray(wire['redemptions']) ? null : Math.max(counted ?? 0, redemptions.length),
      redeemed: redemptions.map((one) => momentIn(one, 'date')).filter((at) => at !== null),
    };
  });
}

/** `Asha Rao`, or an empty text. */
export const customerName = (customer: JsonObject): string =>
  [textIn(customer, 'firstname', 'firstName'), textIn(customer, 'lastname', 'lastName')].filter(Boolean).join(' ');

const sameCode = (code: string, other: string) => code.toUpperCase() === other.toUpperCase();

/** What the API says about redeeming the coupon now, without a bill. */
export interface ApiVerdict {
  readonly isRedeemable: boolean;
  readonly code: number | null;
  readonly message: string | null;
  readonly usesByCustomer: number | null;
}

export function apiVerdict({ verdict }: Pick<Found, 'verdict'>): ApiVerdict | null {
  if (!verdict) return null;
  const [redemption = {}] = objectsIn(verdict['redemption']);
  const status = isObject(verdict['redemptionStatus']) ? verdict['redemptionStatus'] : {};
  const flag = redemption['isRedeemable'] ?? status['status'];
  // The older API writes flags as texts.
  const isRedeemable = flag === true || flag === 'true' ? true : flag === false || flag === 'false' ? false : null;
  if (isRedeemable === null) return null;
  return {
    isRedeemable,
    code: countIn(status, 'code'),
    message: textIn(redemption, 'appendedErrorMessage') ?? textIn(status, 'message'),
    usesByCustomer: countIn(redemption, 'numberOfRedemptionsByUser'),
  };
}

/** Facts of an attempt that a look-up can give. */
export type CouponFacts = Pick<
  Attempt,
  'issuedTo' | 'issued' | 'codeEnd' | 'codeUses' | 'codeUsesByCustomer' | 'customerUses'
> & {
  /** The last redemption of the customer in the series, epoch ms. */
  readonly lastUse?: number;
};

/** What a look-up says about an attempt to redeem its coupon. What it does not say stays unknown. */
export function factsOf(found: Found, { values }: Series, clusterZone: string): CouponFacts {
  const { coupon, customer, total } = found;
  const seriesId = valueOrNull(values.id);
  const held = customer ? couponsOf(customer) : [];
  const isComplete =
    Array.isArray(customer?.['coupons']) && held.length >= (total ?? 0) && held.every((one) => one.seriesId !== null);
  const code = coupon && textIn(coupon, 'code');
  const own = held.find((one) => code !== null && sameCode(one.code, code) && one.seriesId === seriesId);
  // Others may redeem a customer's code, and a customer the codes of others.
  const isHolderOnly = valueOrNull(values.anyUser) === false;
  const inSeries = held.filter((one) => one.seriesId === seriesId);
  const { usesByCustomer = null } = apiVerdict(found) ?? {};
  const customerUses =
    isHolderOnly && isComplete && inSeries.every(({ uses }) => uses !== null)
      ? inSeries.reduce((sum, { uses }) => sum + (uses ?? 0), 0)
      : null;
  const lastUse = Math.max(...inSeries.flatMap(({ redeemed }) => redeemed));
  const issued = own?.issued == null ? null : dayOf(own.issued, clusterZone);
  const byCustomer = usesByCustomer ?? (isHolderOnly ? (own?.uses ?? null) : null);
  const codeEnd = ownEnd(found, own, { values }, { issued, clusterZone });
  const isCommonCode = valueOrNull(values.clientHandlingType) === 'GENERIC';
  return {
    ...(own
      ? { issuedTo: 'customer' as const }
      : code !== null && isComplete && !isCommonCode && { issuedTo: 'other' as const }),
    ...(issued !== null && { issued }),
    ...(codeEnd !== null && { codeEnd }),
    ...(own?.uses != null && !isCommonCode && { codeUses: own.uses }),
    ...(byCustomer !== null && !isCommonCode && { codeUsesByCustomer: byCustomer }),
    ...(customerUses !== null && { customerUses }),
    ...(isHolderOnly && Number.isFinite(lastUse) && { lastUse }),
  };
}

/** The last day of the coupon, if it is not the one that follows from its series. */
function ownEnd(
  { coupon }: Found,
  own: HeldCoupon | undefined,
  { values }: Pick<Series, 'values'>,
  { issued, clusterZone }: { readonly issued: Day | null; readonly clusterZone: string },
): Day | null {
  const text = (coupon && textIn(coupon, 'validTillDateTime', 'validTill')) ?? own?.ends ?? null;
  const end = text === null || isNoDate(text) ? null : parseDateTime(text);
  if (end === null) return null;
  const day = dayOf(end, clusterZone);
  const expected =
    issued === null ? (seriesEnd(values, clusterZone)?.day ?? null) : couponEnd(values, issued, clusterZone);
  return day === expected ? null : day;
}

/**
 * How the verdict of the API compares with the check: `open` if the check lacks facts to say, `noRule` if the API refuses
 * with a number that no rule has.
 */
export type Comparison = 'same' | 'differs' | 'open' | 'noRule';

const OF_OUTCOME = { fail: 'same', unknown: 'open', pass: 'differs' } as const;

/** A refusal is compared with the rules that have its number; without a number, with the verdict of the check. */
export function compareVerdicts({ rules, verdict }: Check, { isRedeemable, code }: ApiVerdict): Comparison {
  if (isRedeemable) return verdict === 'fail' ? 'differs' : 'same';
  if (code === null) return OF_OUTCOME[verdict];
  const named = rules.filter(({ rule }) => rule.apiCodes.includes(code));
  if (named.length === 0) return 'noRule';
  const has = (outcome: Outcome) => named.some((checked) => checked.outcome === outcome);
  return OF_OUTCOME[has('fail') ? 'fail' : has('unknown') ? 'unknown' : 'pass'];
}
