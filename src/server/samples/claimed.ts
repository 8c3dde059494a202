import type { JsonObject } from '#values/json.ts';
import { isoInZone } from '#values/zone.ts';
import { type Calendar, NO_DATE, series } from './build-series.ts';
import { BRAND } from './sample-ids.ts';

/** The end of the loyalty programme, 2120-02-11T10:23:17Z. An owner's end is not cut to the day. */
export const PROGRAMME_ENDS = 4737090197000;

/** Series claimed by a campaign or programme, with different sources of their end. */
export function claimed(at: Calendar): JsonObject[] {
  return [
    // Borrows its end from the loyalty programme: no fixed end, and validTillDate keeps the owner's time of day.
    series(
      at,
      {
        id: 18426,
        name: 'Meridian Circle welcome reward',
        pos: 'CIRCLE250',
        code: 'WELCOME1',
        message:
          'Welcome to Meridian Circle, {{first_name}}. {{voucher}} is worth ₹250 for {{valid_days_from_create}} days.',
        ends: null,
        created: 1400,
        changed: 210,
      },
      {
        validTillDate: isoInZone(PROGRAMME_ENDS, at.zone),
        ownedBy: 'LOYALTY',
        ownerId: 1147,
        ownerValidity: PROGRAMME_ENDS,
        seriesType: 'LOYALTY',
        discountType: 'ABS',
        discountValue: 250,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 90,
        isMultipleVouchersPerUserAllowed: true,
        numIssued: 48847,
        numRedeemed: 19204,
        redemptionRange: '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
        minBillAmount: 0,
        maxBillAmount: 9007199254740991,
        mutualExclusiveSeriesIds: '[]',
        dvsItems: 'false',
        termsAndConditions: 'T&C apply',
        signalRedemptionEvent: true,
      },
    ),
    // Claimed by an outbound campaign; the claim must be sent back unchanged. Created on the vendor's screens; its
    // message
    // has two tags that do not resolve when a coupon is resent.
    series(
      at,
      {
        id: 14162,
        name: 'We miss you: ₹200 off your next visit',
        pos: 'MISSYOU200',
        code: 'G8Z08NZL',
        message: 'Hi {{full_name}}, we miss you. {{voucher}} expires on {{valid_days_from_create}}. {{optout}}',
        ends: 310,
        created: 720,
        changed: 160,
      },
      {
        ownedBy: 'OUTBOUND',
        ownerId: 90412,
        campaignId: 90412,
        ownerValidity: at.instant(310, '18:30:00'),
        seriesType: 'CAMPAIGN',
        discountType: 'ABS',
        discountValue: 200,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 200,
        numIssued: 31044,
        numRedeemed: 4120,
        redemptionRange: '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
        maxBillAmount: 9007199254740991,
        signalRedemptionEvent: true,
        issueToLoyalty: true,
        dvsItems: 'false',
      },
    ),
    // Goodwill has no owner id. Call centre coupons: one per customer, one redemption.
    series(
      at,
      {
        id: 610093,
        name: 'Call centre apology ₹300',
        pos: 'SORRY300',
        code: 'GOODWILL300',
        message: 'Dear {{cust_name}}, we are sorry. {{voucher}} takes ₹300 off your next bill.',
        ends: 400,
        created: 500,
        changed: 90,
      },
      {
        ownedBy: 'GOODWILL',
        seriesType: 'GOODWILL',
        discountType: 'ABS',
        discountValue: 300,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 60,
        numIssued: 872,
        numRedeemed: 519,
        maxRedemptionsInSeriesPerUser: 1,
      },
    ),
    // An owner and a discount target that our lists do not have: stored and shown unchanged.
    series(
      at,
      {
        id: 718820,
        name: 'Marketplace sellers ₹350 off',
        pos: 'SELLER350',
        code: '0F83B6D2A9C14E57BB10',
        message: 'Your marketplace coupon {{voucher}} takes ₹350 off.',
        ends: 75,
        created: 38,
        changed: 19,
      },
      {
        ownedBy: 'MARKETPLACE',
        ownerId: 5521,
        seriesType: 'MARKETPLACE',
        discountOn: 'SHIPMENT',
        discountType: 'ABS',
        discountValue: 350,
        sourceOrgId: 100911,
        numIssued: 208,
        numRedeemed: 31,
        productInfo: [{ productType: 'BRAND', productIds: [BRAND.ruvana, BRAND.tulvari] }],
      },
    ),
    // Neither its own end nor an owner's: it cannot issue coupons. A script saved nine fields only, and with DAYS an
    // omitted value means -1, so that any coupon would expire the day before its issue.
    series(
      at,
      {
        id: 791560,
        name: 'Staff purchase ₹500',
        pos: 'STAFF500',
        code: '39262223334841478347',
        message: 'Hi {{first_name}}',
        ends: null,
        created: 160,
        changed: 159,
      },
      {
        validTillDate: NO_DATE,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: -1,
        redemptionValidFrom: at.day(-159),
        anyUser: true,
        discountType: 'ABS',
        discountValue: 500,
        alphaNumeric: false,
        randomCodeLength: 0,
        doNotResendExistingVoucher: false,
        numTotal: 0,
      },
    ),
  ];
}
