import type { Json, JsonObject } from '#values/json.ts';
import { lastSecond, midnightBefore, printClock, printDay, printMoment, readMoment } from './cluster-dates.ts';
import { Refusal } from './refusal.ts';
import type { SandboxState } from './sandbox-state.ts';

interface Redemption {
  readonly customerId: number;
  readonly at: number;
  readonly storeId: number;
}

interface Coupon {
  readonly id: number;
  readonly seriesId: number;
  readonly code: string;
  readonly issuedTo: number;
  readonly issuedOn: number;
  readonly storeId: number;
  readonly redemptions: readonly Redemption[];
}

interface Customer {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly mobile: string;
  readonly email: string | null;
  readonly externalId: string | null;
}

/** What the sandbox knows of coupons. */
export interface SandboxCoupons {
  readonly customers: readonly Customer[];
  readonly coupons: readonly Coupon[];
}

interface Context extends SandboxCoupons {
  readonly state: SandboxState;
  readonly zone: string;
  readonly now: () => number;
}

type Query = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;
const texts = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === 'string' && item !== '');
const sameCode = (code: string, other: string) => code.toUpperCase() === other.toUpperCase();
const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const numberOf = (value: Json | undefined, none: number) => (typeof value === 'number' ? value : none);

const casedIn = (query: Query) => (code: string) => {
  if (query['coupon_code_case'] === 'LOWER') return code.toLowerCase();
  return query['coupon_code_case'] === 'AS_IT_IS' ? code : code.toUpperCase();
};

/** An empty list and -1 are any. */
const allows = (allowed: Json | undefined, value: number) => {
  const numbers = Array.isArray(allowed) ? allowed.map(Number) : [];
  return numbers.length === 0 || numbers.includes(-1) || numbers.includes(value);
};

/** The answers about coupons and customers, with rules of its own for is_redeemable: those whose codes are documented. */
export function couponAnswers({ customers, coupons, state, zone, now }: Context) {
  function customerIn(query: Query): Customer {
    const found = customers.find((one) =>
      (['mobile', 'email', 'externalId', 'id'] as const).some(
        (key) => query[key] !== undefined && String(one[key]) === query[key],
      ),
    );
    // Assumption: the facts do not say how an unknown customer is refused.
    if (!found) throw new Refusal(400, 701, 'Customer not found');
    return found;
  }

  /** The midnight of the last day of a coupon, or null: the earlier of its own end and the end of its series. */
  function lastDay({ seriesId, issuedOn }: Coupon): number | null {
    const series = state.read(seriesId) ?? {};
    const count = numberOf(series['expiryStrategyValue'], -1);
    const wall = new Date(issuedOn);
    const own: Readonly<Record<string, number>> = {
      DAYS: issuedOn + count * DAY,
      MONTHS: new Date(wall).setUTCMonth(wall.getUTCMonth() + count),
      MONTHS_END: Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + count + 1, 0, 12),
    };
    const end = own[textOf(series['expiryStrategyType'])];
    const seriesEnd = readMoment(textOf(series['validTillDate']), zone) || null;
    const ends = [end, seriesEnd].filter((one): one is number => typeof one === 'number');
    return ends.length === 0 ? null : midnightBefore(Math.min(...ends), zone);
  }

  const offerOf = (coupon: Coupon): JsonObject => {
    const series = state.read(coupon.seriesId) ?? {};
    return {
      description: series['description'] ?? null,
      validTill: printDay(lastDay(coupon), zone),
      discountType: series['discountType'] ?? null,
      discountValue: series['discountValue'] ?? null,
      discountUpto: series['discountUpto'] ?? null,
    };
  };

  const usedAt = ({ at, storeId }: Redemption): JsonObject => ({
    date: printMoment(at, zone),
    transactionNumber: '1646903888000',
    redeemedAt: { code: `store${storeId}`, name: `Store ${storeId}` },
  });

  /** Whether the range allows the cluster's time: the till of the desk is in its zone. */
  function isInRange(range: Json | undefined): boolean {
    const { dom, dow, hours } = (typeof range === 'string' ? JSON.parse(range) : (range ?? {})) as Record<string, Json>;
    const clock = new Date(`${printClock(now(), zone).replace(' ', 'T')}Z`);
    return allows(dom, clock.getUTCDate()) && allows(dow, clock.getUTCDay() || 7) && allows(hours, clock.getUTCHours());
  }

  /** The code of the refusal, or 700. */
  function verdict({ seriesId, issuedTo, issuedOn, redemptions, ...coupon }: Coupon, by: Customer): number {
    const series = state.read(seriesId) ?? {};
    const own = redemptions.filter(({ customerId }) => customerId === by.id);
    const limit = numberOf(series['redemptionPerCouponMaxLimit'], -1);
    const inSeries = numberOf(series['maxRedeem'], -1);
    const end = lastDay({ seriesId, issuedTo, issuedOn, redemptions, ...coupon });
    const seriesEnd = readMoment(textOf(series['validTillDate']), zone) || null;
    const start = readMoment(textOf(series['redemptionValidFrom']), zone) ?? 0;
    const wait = Math.max(0, numberOf(series['redemptionValidAfterDays'], 0));
    if (series['anyUser'] !== true && issuedTo !== by.id) return 710;
    if (series['isMultipleUseAllowed'] !== true && redemptions.length > 0) return 711;
    if (series['sameUserMultipleRedeem'] !== true && own.length > 0) return 716;
    if (seriesEnd !== null && now() > lastSecond(midnightBefore(seriesEnd, zone), zone) + 999) return 712;
    if (end !== null && now() > lastSecond(end, zone) + 999) return 713;
    if (inSeries >= 0 && numberOf(series['numRedeemed'], 0) >= inSeries) return 714;
    if (limit >= 0 && redemptions.length >= limit) return 728;
    if (now() < start || now() < midnightBefore(issuedOn, zone) + wait * DAY) return 739;
    if (!isInRange(series['redemptionRange'])) return 729;
    return 700;
  }

  return {
    coupons(query: Query): JsonObject {
      const codes = texts(query['couponCodes']);
      const ids = texts(query['couponIds']);
      const holders = texts(query['issuedToIds']);
      if (codes.length + ids.length + holders.length === 0) throw new Refusal(400, 1000, 'No filter is passed');
      const cased = casedIn(query);
      const found = coupons.filter(
        ({ id, code, issuedTo }) =>
          codes.some((one) => sameCode(one, code)) || ids.includes(String(id)) || holders.includes(String(issuedTo)),
      );
      return {
        data: found.map((coupon) => ({
          code: cased(coupon.code),
          seriesId: coupon.seriesId,
          discountCode: state.read(coupon.seriesId)?.['discountCode'] ?? null,
          ...offerOf(coupon),
          discountOn: 'BILL',
          detailedInfo: state.read(coupon.seriesId)?.['info'] ?? null,
          ...(query['showCouponSeries'] === 'true' && { couponSeries: state.read(coupon.seriesId) ?? null }),
        })),
        warnings: [],
        errors: [],
      };
    },

    findCustomer(query: Query): JsonObject {
      const { firstName, lastName, ...customer } = customerIn(query);
      const cased = casedIn(query);
      const own = coupons.filter(({ issuedTo }) => issuedTo === customer.id);
      const entries = own.map((coupon) => ({
        code: cased(coupon.code),
        seriesId: coupon.seriesId,
        ...offerOf(coupon),
        redemptionCount: coupon.redemptions.length,
        redemptionsLeft: -1,
        id: coupon.id,
        createdDate: printMoment(coupon.issuedOn, zone),
        transactionNumber: '0',
        issuedAt: { code: `store${coupon.storeId}`, name: `Store ${coupon.storeId}` },
        redemptions: coupon.redemptions.map(usedAt),
        reversedRedemptions: [],
      }));
      return {
        entity: {
          pagination: { limit: '100', offset: '0', total: own.length },
          customers: [{ firstname: firstName, lastname: lastName, ...customer, coupons: entries }],
        },
        warnings: [],
        errors: [],
        success: true,
      };
    },

    customerCoupons(id: string, query: Query): JsonObject {
      const customer = customerIn({ id });
      const cased = casedIn(query);
      const own = coupons.filter(({ issuedTo }) => issuedTo === customer.id);
      const entity = own.map((coupon) => ({
        id: coupon.id,
        seriesId: coupon.seriesId,
        series: state.read(coupon.seriesId) ?? null,
        code: cased(coupon.code),
        issuedOn: printMoment(coupon.issuedOn, zone),
        createdDate: printMoment(coupon.issuedOn, zone),
        ...offerOf(coupon),
        issuedTo: customer.id,
        redemptionInfo: coupon.redemptions.map(usedAt),
        redeemed: coupon.redemptions.length > 0,
      }));
      return { entity, warnings: [], errors: [], success: true };
    },

    isRedeemable(query: Query): JsonObject {
      const customer = customerIn(query);
      const answers = texts(query['code'])
        .flatMap((list) => list.split(','))
        .map((code) => {
          const found = coupons.find((coupon) => sameCode(coupon.code, code));
          const status = found ? verdict(found, customer) : 702;
          const own = found?.redemptions.filter(({ customerId }) => customerId === customer.id) ?? [];
          return {
            status,
            redemption: {
              appendedErrorMessage: '',
              code: code.toUpperCase(),
              isAbsolute: false,
              isRedeemable: status === 700,
              numberOfRedemptionsByUser: own.length,
              redemptionsLeft: -1,
              warnings: [],
            },
          };
        });
      const status = answers.find((one) => one.status !== 700)?.status ?? 700;
      return {
        customer: { id: customer.id, profiles: [] },
        redemption: answers.map(({ redemption }) => redemption),
        redemptionStatus: {
          code: status,
          message: status === 700 ? 'Coupon isRedeem successful' : 'Coupon is not redeemable',
          status: status === 700,
        },
        warnings: [],
      };
    },
  };
}
