import type { JsonObject } from '#values/json.ts';
import { type Calendar, series, without } from './build-series.ts';
import { CATEGORY, GONE, STORE } from './sample-ids.ts';

/** Malformed series. The API is known to return all of these values. */
export function malformed(at: Calendar): JsonObject[] {
  return [
    // Numbers wrapped at 32 bits, a discount rounded to a 32-bit float, a common code on generated codes, campaign 0,
    // and
    // `sameUserMultipleRedeem` without `isMultipleUseAllowed`. The API does not return its products and places.
    without(
      series(
        at,
        {
          id: 751412,
          name: 'Till training, keep until audit',
          pos: 'unknown40',
          code: 'string',
          message: 'string',
          ends: -212,
          created: 220,
          changed: 195,
        },
        {
          info: 'Used to train cashiers in spring.',
          maxCreate: 1316432742,
          maxRedeem: 1316863212,
          discountType: 'ABS',
          discountValue: 150000004759552,
          anyUser: true,
          sameUserMultipleRedeem: true,
          isMultipleUseAllowed: false,
          isMultipleVouchersPerUserAllowed: true,
          maxVouchersPerUser: 3,
          minDaysBetweenVouchers: 1,
          minBillAmount: 0,
          maxBillAmount: 40000,
          campaignId: 0,
          genericCode: 'string',
          maxRedemptionsInSeriesPerUser: 4,
          minDaysBetweenRedemption: 0,
          redemptionValidFrom: at.day(-214),
          targetUserDetails: {
            validMaxUserTransactionLimit: 1,
            validUserRegistrationStartTime: 0,
            validUserRegistrationEndTime: 10000,
          },
          randomCodeLength: 10,
          numTotal: 0,
        },
      ),
      'productInfo',
      'redemptionOrgEntityDetails',
    ),
    // A range of numbers instead of lists: Monday the 1st, from 1 to 2 a.m., which hardly ever occurs.
    series(
      at,
      {
        id: 520591,
        name: 'Night market preview ₹120 off',
        pos: 'NIGHT120',
        code: '7A40C1E95B2D4F038D6C',
        message: 'Hi {{first_name}}, see you at the night market. Code {{voucher}}.',
        ends: 22,
        created: 240,
        changed: 66,
      },
      {
        discountType: 'ABS',
        discountValue: 120,
        redemptionRange: '{"dom" : 1, "dow": 1, "hours": 1}',
        mutualExclusiveSeriesIds: 'false',
        numIssued: 40,
        redemptionPerCouponMaxLimit: null,
        redemptionValidAfterDays: -1,
      },
    ),
    // The format of the old engine: numbers as text, two hours in one element, and an empty list of weekdays.
    series(
      at,
      {
        id: 548003,
        name: 'Salary day 17th: 8% off staples',
        pos: 'SALARY17',
        code: 'hP7CkL3r',
        message: 'Salary day! {{voucher}} takes 8% off staples between 10 and 12.',
        ends: 63,
        created: 330,
        changed: 120,
      },
      {
        discountValue: 8,
        redemptionRange: '{"dom":["17"],"dow":[],"hours":["10,11"]}',
        numIssued: 765,
        numRedeemed: 210,
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.staples] }],
      },
    ),
    // A range that cannot be parsed, limits of -123 and an unknown discount target.
    series(
      at,
      {
        id: 563719,
        name: 'Wedding season trousseau 5% off',
        pos: 'SHAADI5',
        code: 'string-2021',
        message: 'Dear {{fullname}}, {{voucher}} takes 5% off your trousseau.',
        ends: 95,
        created: 390,
        changed: 204,
      },
      {
        discountValue: 5,
        discountOn: 'BASKET',
        redemptionRange: 'string',
        isMultipleVouchersPerUserAllowed: true,
        doNotResendExistingVoucher: true,
        maxVouchersPerUser: -123,
        minDaysBetweenVouchers: -123,
        numIssued: 118,
        numRedeemed: 12,
      },
    ),
    // Three hidden fields with values: a cap on a fixed amount, a limit per code although only the holder may redeem,
    // and
    // limits for several coupons although a customer gets one. Custom properties with an empty value, no terms.
    series(
      at,
      {
        id: 577240,
        name: 'Loyal pharmacy customers ₹75 off',
        pos: 'NIMBO75',
        code: 'jR9DnM5t',
        message: 'Hi {{firstname}}, {{voucher_code}} takes ₹75 off at Nimbora.',
        ends: 18,
        created: 205,
        changed: 34,
      },
      {
        customPropertyMap: { season: '', vendor_ref: 'PO-88123' },
        discountType: 'ABS',
        discountValue: 75,
        discountUpto: 60,
        redemptionPerCouponMaxLimit: 2,
        maxVouchersPerUser: 5,
        minDaysBetweenVouchers: 14,
        expiryStrategyValue: -1,
        numIssued: 5402,
        numRedeemed: 3333,
      },
    ),
    // Refers to a deleted store, product, category and series.
    series(
      at,
      {
        id: 592861,
        name: 'Tulvari kitchen week 18% off',
        pos: 'KITCHEN18',
        code: 'kS1EpN7v',
        message: 'Hi {{first_name}}, kitchen week is on: 18% off with {{voucher}}.',
        ends: 9,
        created: 44,
        changed: 10,
      },
      {
        discountValue: 18,
        discountUpto: 900,
        mutualExclusiveSeriesIds: `[${GONE.series},702215]`,
        numIssued: 1980,
        numRedeemed: 701,
        productInfo: [
          { productType: 'SKU', productIds: [GONE.sku] },
          { productType: 'CATEGORY', productIds: [CATEGORY.cookware, GONE.category] },
        ],
        redemptionOrgEntityDetails: [
          { redemptionOrgEntityType: 'STORE', orgEntityId: STORE.saket },
          { redemptionOrgEntityType: 'STORE', orgEntityId: GONE.store },
        ],
      },
    ),
    // Undocumented keys, one of them the flag for codes managed by a third party.
    series(
      at,
      {
        id: 735590,
        name: 'Wallet partner top-up ₹50',
        pos: 'WALLET50',
        code: 'B91D4E0C67A24C55A1F3',
        message: 'Top up and save: {{voucher}}',
        ends: 130,
        created: 15,
        changed: 4,
      },
      {
        clientHandlingType: 'DISC_CODE_PIN',
        discountType: 'ABS',
        discountValue: 50,
        anyUser: true,
        numUploadedTotal: 600,
        numUploadedNonIssued: 480,
        numIssued: 120,
        numRedeemed: 77,
        EXTERNALLY_MANAGED: true,
        walletPartner: { name: 'Paisa Jhola', settlementDays: 2 },
        redemptionChannels: ['STORE', 'APP'],
      },
    ),
    // The first series of this account, valid on the 1st of a month if it is a Monday, at 1 a.m.
    series(
      at,
      {
        id: 86066,
        name: 'First online Diwali ₹500 off',
        pos: 'XYZ123',
        code: '453163F75E8C4A2EAA2E',
        message:
          'Hi {{first_name}} {{last_name}} your voucher code {{voucher}} is valid {{valid_days_from_create}}. {{fullname}} {{offer_name}}',
        ends: -900,
        created: 1290,
        changed: 1290,
      },
      {
        customPropertyMap: { standard_terms_and_conditions: 'Not valid with other offers.' },
        discountType: 'ABS',
        discountValue: 500,
        minBillAmount: 100,
        maxBillAmount: 20000,
        isValidWithDiscountedItem: true,
        isMultipleVouchersPerUserAllowed: true,
        maxVouchersPerUser: 11,
        minDaysBetweenVouchers: 23,
        maxRedemptionsInSeriesPerUser: 122,
        minDaysBetweenRedemption: 962,
        mutualExclusiveSeriesIds: '[]',
        redemptionRange: '{"dom" : [1], "dow": [1], "hours": [1]}',
        redemptionValidFrom: at.day(-1080),
        redemptionValidAfterDays: 22,
        randomCodeLength: 10,
        numIssued: 7710,
        numRedeemed: 16,
      },
    ),
  ];
}
