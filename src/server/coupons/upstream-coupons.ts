import type { UpstreamClient } from '../upstream/upstream-client.ts';
import type { CouponSource } from './coupon-source.ts';

type Parameters = readonly (readonly [name: string, value: string | undefined])[];

const withQuery = (path: string, parameters: Parameters) => {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) if (value !== undefined) query.append(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
};

/** The coupons and customers of the real API. */
export function upstreamCoupons(client: Pick<UpstreamClient, 'readPrivate'>): CouponSource {
  return {
    kind: 'upstream',
    coupons: ({ couponCodes, couponIds, issuedToIds, showCouponSeries, includeIssualDetails, codeCase }) =>
      client.readPrivate(
        withQuery('/v2/coupon', [
          ...couponCodes.map((code) => ['couponCodes', code] as const),
          ...couponIds.map((id) => ['couponIds', id] as const),
          ...issuedToIds.map((id) => ['issuedToIds', id] as const),
          ['showCouponSeries', showCouponSeries ? 'true' : undefined],
          ['includeIssualDetails', includeIssualDetails ? 'true' : undefined],
          ['coupon_code_case', codeCase],
        ]),
      ),
    findCustomer: ({ by, value }, codeCase) =>
      client.readPrivate(
        withQuery('/v2/customers/coupons', [
          [by, value],
          ['coupon_code_case', codeCase],
        ]),
      ),
    customerCoupons: (id, codeCase) =>
      client.readPrivate(withQuery(`/v2/customers/${id}/coupons`, [['coupon_code_case', codeCase]])),
    isRedeemable: ({ by, value }, codes) =>
      client.readPrivate(
        withQuery('/v2/coupon/is_redeemable', [
          [by, value],
          ['code', codes.join(',')],
          ['details', 'true'],
        ]),
      ),
  };
}
