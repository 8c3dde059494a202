import type { JsonObject } from '#values/json.ts';
import { type Calendar, series } from './build-series.ts';
import { ATTRIBUTE, BRAND, CATEGORY, CONCEPT, LARGE_STORES, SKU, STORE, TILL, ZONE } from './sample-ids.ts';

/** Correctly configured offers in every state: running, ending, scheduled and ended. */
export function everyday(at: Calendar): JsonObject[] {
  return [
    // The flagship: live, uses many fields, shareable codes with a limit per code.
    series(
      at,
      {
        id: 698948,
        name: 'Diwali weekend 15% off',
        pos: 'DIWALI15',
        code: 'fEDH0qD8',
        message:
          'Hi {{first_name}}, your Diwali code {{voucher}} takes 15% off at Meridian stores. Valid for {{valid_days_from_create}} days.',
        ends: 6,
        created: 52,
        changed: 2,
      },
      {
        customPropertyMap: {
          season: 'Diwali',
          cost_centre: 'MKT-204',
          standard_terms_and_conditions:
            'One coupon per bill. Not valid on gold coins and gift cards. The discount is at most ₹500.',
        },
        info: 'Fifteen per cent off at all large stores in the week before Diwali, for app and SMS customers.',
        discountValue: 15,
        discountUpto: 500,
        minBillAmount: 999,
        maxBillAmount: 9007199254740991,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 30,
        redemptionValidFrom: at.day(-9),
        maxCreate: 25000,
        maxRedeem: 20000,
        numIssued: 20645,
        numRedeemed: 8214,
        anyUser: true,
        isMultipleUseAllowed: true,
        sameUserMultipleRedeem: true,
        redemptionPerCouponMaxLimit: 3,
        maxRedemptionsInSeriesPerUser: 4,
        minDaysBetweenRedemption: 1,
        isMultipleVouchersPerUserAllowed: true,
        maxVouchersPerUser: 2,
        minDaysBetweenVouchers: 7,
        mutualExclusiveSeriesIds: '[702215]',
        redemptionRange: '{"dom":[-1],"dow":[1,2,3,4,5],"hours":[10,11,12,13,14,15,16,17,18,19,20,21]}',
        productInfo: [
          { productType: 'CATEGORY', productIds: [CATEGORY.sarees, CATEGORY.kurtas, CATEGORY.sweets] },
          { productType: 'BRAND', productIds: [BRAND.kesarika, BRAND.annapatra] },
          { productType: 'SKU', productIds: [SKU.kajuBox, SKU.ladduBox] },
        ],
        redemptionOrgEntityDetails: [
          { redemptionOrgEntityType: 'ZONE', orgEntityId: ZONE.north },
          { redemptionOrgEntityType: 'ZONE', orgEntityId: ZONE.west },
          ...LARGE_STORES.map((id) => ({ redemptionOrgEntityType: 'STORE', orgEntityId: id })),
        ],
      },
    ),
    // Excludes the flagship and is excluded by it. Live, far below its limits.
    series(
      at,
      {
        id: 702215,
        name: 'Festive sweets ₹150 off on ₹1,500',
        pos: 'MITHAI150',
        code: 'mS7kQ2xA',
        message:
          'Hi {{first_name}}, show {{voucher}} at Annapatra for ₹150 off sweets until {{valid_till_date.FORMAT_2}}.',
        ends: 24,
        created: 33,
        changed: 5,
      },
      {
        discountType: 'ABS',
        discountValue: 150,
        minBillAmount: 1500,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 15,
        maxCreate: 40000,
        numIssued: 11230,
        numRedeemed: 3921,
        mutualExclusiveSeriesIds: '[698948]',
        isValidWithDiscountedItem: true,
        redemptionRange: '{"dom":["-1"],"dow":["6","7"],"hours":["-1"]}',
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.sweets, CATEGORY.beverages] }],
        redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'CONCEPT', orgEntityId: CONCEPT.food }],
      },
    ),
    // Ends in two days, and coupons expire with the series.
    series(
      at,
      {
        id: 688310,
        name: 'Winter denim clearance 30% off',
        pos: 'DENIM30',
        code: 'Qw81LmZt',
        message: 'Last days, {{first_name}}: 30% off Ruvana denim with {{voucher}}.',
        ends: 2,
        created: 64,
        changed: 8,
      },
      {
        discountValue: 30,
        discountUpto: 1200,
        maxCreate: 12000,
        numIssued: 9644,
        numRedeemed: 5120,
        // Excludes the sweets offer, which does not exclude this series.
        mutualExclusiveSeriesIds: '[702215]',
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.denim] }],
      },
    ),
    // 94.6 % of the coupons are issued: nearly used up. ATTRIBUTE is the newest product type.
    series(
      at,
      {
        id: 711906,
        name: 'Kesarika festive collection ₹750 off',
        pos: 'KESAR750',
        code: 'Zp4RtY9c',
        message: 'Namaste {{fullname}}, {{voucher}} gives you ₹750 off the festive collection at Kesarika.',
        ends: 47,
        created: 41,
        changed: 1,
      },
      {
        discountType: 'ABS',
        discountValue: 750,
        minBillAmount: 4999,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 20,
        maxCreate: 5000,
        numIssued: 4730,
        numRedeemed: 1388,
        productInfo: [{ productType: 'ATTRIBUTE', productIds: [ATTRIBUTE.festive, ATTRIBUTE.winter] }],
      },
    ),
    // Scheduled: the start is in the future. Has 0 for "no minimum bill", unlike the others with -1.
    series(
      at,
      {
        id: 733018,
        name: 'Member week ₹260 off',
        pos: 'MEMBER260',
        code: 'Hn3VbD6s',
        message: 'Hi {{first_name}}, member week is coming: ₹260 off with {{voucher}}.',
        ends: 40,
        created: 6,
        changed: 1,
      },
      {
        discountType: 'ABS',
        discountValue: 260,
        minBillAmount: 0,
        maxBillAmount: 0,
        redemptionValidFrom: at.day(12),
        maxRedeem: 15000,
        redemptionOrgEntityDetails: [
          { redemptionOrgEntityType: 'STORE', orgEntityId: STORE.bandra },
          { redemptionOrgEntityType: 'STORE', orgEntityId: STORE.saket },
          { redemptionOrgEntityType: 'STORE', orgEntityId: STORE.parkStreet },
        ],
      },
    ),
    // A start date and a waiting time, both of which must pass; month ends; new customers only.
    series(
      at,
      {
        id: 716450,
        name: 'Nimbora first refill 10% off',
        pos: 'REFILL10',
        code: 'Tc5WxK1u',
        message:
          'Thank you {{first_name}}. From the third day on, {{voucher}} takes 10% off your next refill at Nimbora.',
        ends: 120,
        created: 88,
        changed: 17,
      },
      {
        customPropertyMap: { campaign_owner: 'Nimbora CRM', landing_page: '' },
        discountValue: 10,
        discountUpto: 250,
        expiryStrategyType: 'MONTHS_END',
        expiryStrategyValue: 1,
        redemptionValidFrom: at.day(-80),
        redemptionValidAfterDays: 3,
        numIssued: 6120,
        numRedeemed: 2077,
        maxRedemptionsInSeriesPerUser: 1,
        targetUserDetails: {
          validMaxUserTransactionLimit: 2,
          validUserRegistrationStartTime: at.start(-90),
          validUserRegistrationEndTime: at.start(91) - 1,
        },
        productInfo: [
          { productType: 'BRAND', productIds: [BRAND.nimbora] },
          { productType: 'CATEGORY', productIds: [CATEGORY.vitamins, CATEGORY.skincare] },
        ],
        redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'CONCEPT', orgEntityId: CONCEPT.health }],
      },
    ),
    // A message in Hindi, which no SMS can send in the 7-bit alphabet; months instead of days.
    series(
      at,
      {
        id: 720077,
        name: 'घर की रौनक: 12% off at Tulvari Home',
        pos: 'RAUNAK12',
        code: 'Jd9MeG3f',
        message: 'नमस्ते {{first_name}}, आपका कूपन {{voucher}} तुलवारी होम पर 12% की छूट देता है। {{offer_name}}',
        ends: 200,
        created: 110,
        changed: 23,
      },
      {
        discountValue: 12,
        discountUpto: 800,
        expiryStrategyType: 'MONTHS',
        expiryStrategyValue: 3,
        numIssued: 2215,
        numRedeemed: 640,
        anyUser: true,
        isMultipleUseAllowed: true,
        productInfo: [
          { productType: 'BRAND', productIds: [BRAND.tulvari] },
          { productType: 'SKU', productIds: [SKU.copperBottle] },
        ],
      },
    ),
    // Ended and correctly configured. Tills as places; only some stores may issue and redeem (legacy lists).
    series(
      at,
      {
        id: 655274,
        name: 'Raksha Bandhan ₹300 off',
        pos: 'RAKHI300',
        code: 'Vb2NhS8j',
        message:
          'Hi {{first_name}}, ₹300 off gifts for your brother with {{voucher}} until {{valid_till_date.FORMAT_1}}.',
        ends: -87,
        created: 130,
        changed: 101,
      },
      {
        discountType: 'ABS',
        discountValue: 300,
        minBillAmount: 1999,
        maxBillAmount: 25000,
        maxCreate: 18000,
        numIssued: 17204,
        numRedeemed: 9950,
        storeIdsJson: '[1221,1227]',
        redeemAtStore: '[22101,22102]',
        redemptionOrgEntityDetails: [
          { redemptionOrgEntityType: 'TILL', orgEntityId: TILL.bandraOne },
          { redemptionOrgEntityType: 'TILL', orgEntityId: TILL.bandraTwo },
        ],
        isSMSDisabled: true,
      },
    ),
  ];
}
