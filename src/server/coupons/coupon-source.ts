import type { JsonObject } from '#values/json.ts';
import type { CustomerKey } from '#contract/coupon-endpoints.ts';

export type CodeCase = 'LOWER' | 'UPPER' | 'AS_IT_IS';

interface CouponQuery {
  readonly couponCodes: readonly string[];
  readonly couponIds: readonly string[];
  readonly issuedToIds: readonly string[];
  readonly showCouponSeries: boolean;
  readonly includeIssualDetails: boolean;
  readonly codeCase: CodeCase | undefined;
}

/** Reads coupons and customers. All answers are those of the real API, with all of their keys. Refusals are Problems. */
export interface CouponSource {
  readonly kind: 'embedded' | 'upstream';
  /** `GET /v2/coupon` */
  coupons(query: CouponQuery): Promise<JsonObject>;
  /** `GET /v2/customers/coupons` */
  findCustomer(customer: CustomerKey, codeCase: CodeCase | undefined): Promise<JsonObject>;
  /** `GET /v2/customers/{id}/coupons` */
  customerCoupons(id: string, codeCase: CodeCase | undefined): Promise<JsonObject>;
  /** `GET /v2/coupon/is_redeemable` */
  isRedeemable(customer: CustomerKey, codes: readonly string[]): Promise<JsonObject>;
}
