import { and, eq, inArray, or } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import { dayOf, endOfDay, isoInZone, startOfDay } from '#values/zone.ts';
import type { CustomerKey } from '#contract/coupon-endpoints.ts';
import { couponEnd } from '#domain/lifetime/expiry.ts';
import { checkRedemption, inputOf } from '#domain/redemption/check-redemption.ts';
import { meaningOf } from '#domain/redemption/error-meanings.ts';
import { failingOf } from '#domain/redemption/redemption-text.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import type { Database } from '../database/connect.ts';
import { coupon, customer, directory, redemption, series } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { CodeCase, CouponSource } from './coupon-source.ts';

export interface EmbeddedCouponsOptions {
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly now: () => number;
}

type CouponRow = typeof coupon.$inferSelect;
type CustomerRow = typeof customer.$inferSelect;
type RedemptionRow = typeof redemption.$inferSelect;

const NO_DATE = '1970-01-01T00:00:00Z';

const inCase = (code: string, codeCase: CodeCase | undefined) =>
  codeCase === 'AS_IT_IS' ? code : codeCase === 'LOWER' ? code.toLowerCase() : code.toUpperCase();

const keyOf = (code: string) => code.toUpperCase();
/** Ids of the tables; other texts match none. */
const idsIn = (texts: readonly string[]) => texts.map(Number).filter((id) => Number.isSafeInteger(id));

const textIn = (of: Series | undefined, key: string) => of?.wire[key] ?? null;

const offerOf = (of: Series | undefined) => ({
  description: textIn(of, 'description'),
  discountType: textIn(of, 'discountType'),
  discountValue: textIn(of, 'discountValue'),
  discountUpto: textIn(of, 'discountUpto'),
});

/** How often a code can still be redeemed; -1: no limit. */
function redemptionsLeft(of: Series | undefined, used: number): number {
  if (of?.wire['isMultipleUseAllowed'] !== true) return Math.max(0, 1 - used);
  const limit = Number(of.wire['redemptionPerCouponMaxLimit'] ?? -1);
  return limit < 0 ? -1 : Math.max(0, limit - used);
}

/** The example coupons and customers of our own tables, as the real API would answer them. */
export function embeddedCoupons(db: Database, options: EmbeddedCouponsOptions): CouponSource {
  const clusterZone = () => options.settings.current().clusterTimeZone;

  async function seriesOf(ids: readonly number[]): Promise<ReadonlyMap<number, Series>> {
    const rows = await db
      .select({ id: series.id, body: series.body })
      .from(series)
      .where(and(eq(series.source, 'embedded'), inArray(series.id, [...new Set(ids)])));
    return new Map(rows.map(({ id, body }) => [id, decodeSeries(body, clusterZone())]));
  }

  async function storesOf(ids: readonly number[]): Promise<ReadonlyMap<number, JsonObject>> {
    const rows = await db
      .select({ id: directory.id, code: directory.code, name: directory.name })
      .from(directory)
      .where(
        and(eq(directory.source, 'embedded'), eq(directory.type, 'STORE'), inArray(directory.id, [...new Set(ids)])),
      );
    return new Map(rows.map(({ id, code, name }) => [id, { id, code, name, type: 'STORE' }]));
  }

  async function customerBy({ by, value }: CustomerKey): Promise<CustomerRow> {
    const id = Number(value);
    const condition = {
      mobile: eq(customer.mobile, value.replace(/^\+|[\s-]/g, '')),
      email: eq(customer.email, value.toLowerCase()),
      externalId: eq(customer.externalId, value),
      id: eq(customer.id, Number.isSafeInteger(id) ? id : -1),
    }[by];
    const [found] = await db.select().from(customer).where(condition);
    if (!found) throw Problem.one(404, 701, 'Customer not found');
    return found;
  }

  const couponsOf = (customerId: number) =>
    db.select().from(coupon).where(eq(coupon.issuedTo, customerId)).orderBy(coupon.id);

  const redemptionsOf = async (couponIds: readonly number[]) =>
    db.select().from(redemption).where(inArray(redemption.couponId, couponIds)).orderBy(redemption.at);

  const moment = (at: Date) => isoInZone(at.getTime(), clusterZone());

  /** The end of a coupon, by its series. The API shows it as midnight of its last day, and as its last second. */
  function endOf({ issuedOn }: Pick<CouponRow, 'issuedOn'>, of: Series | undefined) {
    const zone = clusterZone();
    const day = of ? couponEnd(of.values, dayOf(issuedOn.getTime(), zone), zone) : null;
    if (day === null) return { validTill: NO_DATE, validTillDateTime: NO_DATE };
    return {
      validTill: isoInZone(startOfDay(day, zone), zone),
      validTillDateTime: isoInZone(endOfDay(day, zone) - 999, zone),
    };
  }

  const usedAt = ({ at, storeId }: RedemptionRow, stores: ReadonlyMap<number, JsonObject>): JsonObject => ({
    date: moment(at),
    transactionNumber: '0',
    redeemedAt: stores.get(storeId) ?? { id: storeId },
  });

  /** A customer with all coupons, and what they refer to. */
  async function holdings(holder: CustomerRow) {
    const coupons = await couponsOf(holder.id);
    const uses = await redemptionsOf(coupons.map(({ id }) => id));
    const [offers, stores] = await Promise.all([
      seriesOf(coupons.map(({ seriesId }) => seriesId)),
      storesOf([...coupons, ...uses].map(({ storeId }) => storeId)),
    ]);
    return coupons.map((one) => ({
      one,
      of: offers.get(one.seriesId),
      uses: uses.filter(({ couponId }) => couponId === one.id),
      stores,
    }));
  }

  return {
    kind: 'embedded',

    async coupons({ couponCodes, couponIds, issuedToIds, showCouponSeries, includeIssualDetails, codeCase }) {
      const rows = await db
        .select()
        .from(coupon)
        .where(
          or(
            inArray(coupon.codeKey, couponCodes.map(keyOf)),
            inArray(coupon.id, idsIn(couponIds)),
            inArray(coupon.issuedTo, idsIn(issuedToIds)),
          ),
        )
        .orderBy(coupon.id);
      // A common code is that of its series: it needs no row.
      const common = await db
        .select({ id: series.id, code: series.genericCode })
        .from(series)
        .where(
          and(eq(series.source, 'embedded'), inArray(series.genericCode, [...couponCodes, ...couponCodes.map(keyOf)])),
        );
      const offers = await seriesOf([...rows.map(({ seriesId }) => seriesId), ...common.map(({ id }) => id)]);
      const answer = (code: string, seriesId: number, issuedOn: Date): JsonObject => {
        const of = offers.get(seriesId);
        return {
          code: inCase(code, codeCase),
          seriesId,
          discountCode: textIn(of, 'discountCode'),
          ...endOf({ issuedOn }, of),
          ...offerOf(of),
          discountOn: textIn(of, 'discountOn'),
          detailedInfo: textIn(of, 'info'),
          ...(includeIssualDetails && { couponIssualDetails: {} }),
          ...(showCouponSeries && { couponSeries: of?.wire ?? null }),
        };
      };
      return {
        data: [
          ...rows.map(({ code, seriesId, issuedOn }) => answer(code, seriesId, issuedOn)),
          ...common.map(({ code, id }) => answer(code ?? '', id, new Date(options.now()))),
        ],
        warnings: [],
        errors: [],
      };
    },

    async findCustomer(key, codeCase) {
      const holder = await customerBy(key);
      const coupons = (await holdings(holder)).map(({ one, of, uses, stores }): JsonObject => ({
        code: inCase(one.code, codeCase),
        seriesId: one.seriesId,
        validTill: endOf(one, of).validTill,
        ...offerOf(of),
        redemptionCount: uses.length,
        redemptionsLeft: redemptionsLeft(of, uses.length),
        id: one.id,
        createdDate: moment(one.issuedOn),
        transactionNumber: '0',
        issuedAt: stores.get(one.storeId) ?? { id: one.storeId },
        redemptions: uses.map((use) => usedAt(use, stores)),
        reversedRedemptions: [],
      }));
      return {
        entity: {
          pagination: { limit: '100', offset: '0', total: coupons.length },
          customers: [
            {
              firstname: holder.firstName,
              lastname: holder.lastName,
              email: holder.email,
              mobile: holder.mobile,
              id: holder.id,
              externalId: holder.externalId,
              coupons,
            },
          ],
        },
        warnings: [],
        errors: [],
        success: true,
      };
    },

    async customerCoupons(id, codeCase) {
      const holder = await customerBy({ by: 'id', value: id });
      const entity = (await holdings(holder)).map(({ one, of, uses, stores }): JsonObject => ({
        id: one.id,
        seriesId: one.seriesId,
        series: of?.wire ?? null,
        code: inCase(one.code, codeCase),
        createdDate: moment(one.issuedOn),
        issuedOn: moment(one.issuedOn),
        validTill: endOf(one, of).validTill,
        issuedTo: holder.id,
        issuedAt: stores.get(one.storeId) ?? { id: one.storeId },
        ...offerOf(of),
        redemptionsLeft: redemptionsLeft(of, uses.length),
        redemptionInfo: uses.map((use) => usedAt(use, stores)),
        reversedRedemptionInfo: [],
        redeemed: uses.length > 0,
      }));
      return { entity, warnings: [], errors: [], success: true };
    },

    async isRedeemable(key, codes) {
      const by = await customerBy(key);
      const answers = await Promise.all(codes.map((code) => redeemable(code, by)));
      const refusal = answers.find(({ code }) => code !== 700) ?? { code: 700, message: 'Coupon isRedeem successful' };
      return {
        customer: { id: by.id, profiles: [{ userId: by.id, firstName: by.firstName, lastName: by.lastName }] },
        redemption: answers.map(({ redemption: one }) => one),
        redemptionStatus: { code: refusal.code, message: refusal.message, status: refusal.code === 700 },
        warnings: [],
      };
    },
  };

  /** What is_redeemable says about one code: the check of the desk, without a bill and a store. */
  async function redeemable(code: string, by: CustomerRow) {
    const [found] = await db
      .select()
      .from(coupon)
      .where(eq(coupon.codeKey, keyOf(code)));
    const of = found && (await seriesOf([found.seriesId])).get(found.seriesId);
    const answer = (apiCode: number, left: number, byCustomer: number) => ({
      code: apiCode,
      message: meaningOf(apiCode)?.meaning ?? '',
      redemption: {
        code: keyOf(code),
        isRedeemable: apiCode === 700,
        isAbsolute: textIn(of, 'discountType') === 'ABS',
        redemptionsLeft: left,
        numberOfRedemptionsByUser: byCustomer,
        appendedErrorMessage: '',
        warnings: [],
      },
    });
    if (!found || !of) return answer(702, 0, 0);
    const uses = await redemptionsOf([found.id]);
    const ownUses = await db
      .select({ at: redemption.at, couponId: redemption.couponId })
      .from(redemption)
      .innerJoin(coupon, eq(coupon.id, redemption.couponId))
      .where(and(eq(redemption.customerId, by.id), eq(coupon.seriesId, found.seriesId)));
    const moments = ownUses.map(({ at }) => at.getTime());
    const lastUse = Math.max(...moments);
    const byCustomer = ownUses.filter(({ couponId }) => couponId === found.id).length;
    const now = options.now();
    const check = checkRedemption(
      inputOf(
        of,
        {
          moment: now,
          issuedTo: found.issuedTo === by.id ? 'customer' : 'other',
          issued: dayOf(found.issuedOn.getTime(), clusterZone()),
          codeUses: uses.length,
          codeUsesByCustomer: byCustomer,
          customerUses: ownUses.length,
          lastUse: ownUses.length === 0 ? 'never' : [lastUse, lastUse],
        },
        {
          now,
          clusterZone: clusterZone(),
          storeZones: [options.settings.current().timeZone],
          places: () => undefined,
          products: () => undefined,
          currency: options.settings.current().currency,
        },
      ),
    );
    const [refusing] = failingOf(check);
    return answer(refusing ? (refusing.rule.apiCodes[0] ?? 706) : 700, redemptionsLeft(of, uses.length), byCustomer);
  }
}
