import type { JsonObject } from '#values/json.ts';
import { type Calendar, series } from './build-series.ts';
import { BRAND, CATEGORY, ZONE } from './sample-ids.ts';

/** Series just before, at and after a change of their status, by their end, limits or owner. */
export function lifecycle(at: Calendar): JsonObject[] {
  return [
    // The last day is today: live until midnight.
    series(
      at,
      {
        id: 696540,
        name: 'Children’s Day toys 20% off',
        pos: 'BAAL20',
        code: 'Bd7KqL2x',
        message: 'Hi {{first_name}}, 20% off for the little ones with {{voucher}}.',
        ends: 0,
        created: 31,
        changed: 22,
      },
      { discountValue: 20, discountUpto: 250, numIssued: 3960, numRedeemed: 1288, maxCreate: 4500 },
    ),
    // Ended yesterday.
    series(
      at,
      {
        id: 694711,
        name: 'Bhai Dooj gift boxes ₹120 off',
        pos: 'DOOJ120',
        code: 'Dj3MxS9r',
        message: 'A box of sweets for your brother: ₹120 off with {{voucher}}.',
        ends: -1,
        created: 29,
        changed: 20,
      },
      { discountType: 'ABS', discountValue: 120, minBillAmount: 600, numIssued: 2741, numRedeemed: 1950 },
    ),
    // Ended and used up: its status is ended, not limit reached.
    series(
      at,
      {
        id: 568071,
        name: 'Last year’s Diwali 15% off',
        pos: 'DIWALI15',
        code: 'Ly5ZvH1c',
        message: 'Hi {{first_name}}, {{voucher}} takes 15% off this Diwali.',
        ends: -372,
        created: 420,
        changed: 385,
      },
      { discountValue: 15, discountUpto: 500, maxRedeem: 10_000, numIssued: 24_117, numRedeemed: 10_000 },
    ),
    // Starts tomorrow; nearly all coupons are issued.
    series(
      at,
      {
        id: 732388,
        name: 'Preview night for regulars ₹800 off',
        pos: 'PREVIEW800',
        code: 'Pv8CnT4g',
        message: 'The doors open for you first, {{first_name}}. {{voucher}} is worth ₹800 tomorrow.',
        ends: 3,
        created: 21,
        changed: 7,
      },
      {
        discountType: 'ABS',
        discountValue: 800,
        minBillAmount: 3999,
        redemptionValidFrom: at.day(1),
        maxCreate: 1500,
        numIssued: 1462,
      },
    ),
    // No coupon is left to issue, but half of the coupons are not redeemed: live.
    series(
      at,
      {
        id: 719916,
        name: 'Loom week ₹600 off handloom sarees',
        pos: 'LOOM600',
        code: 'Lm2JbD6y',
        message: 'Dear {{fullname}}, our weavers thank you: ₹600 off with {{voucher}}.',
        ends: 24,
        created: 46,
        changed: 25,
      },
      {
        discountType: 'ABS',
        discountValue: 600,
        minBillAmount: 2999,
        maxCreate: 2000,
        numIssued: 2000,
        numRedeemed: 1013,
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.sarees] }],
      },
    ),
    // Every uploaded code is issued: a marketer must upload more.
    series(
      at,
      {
        id: 714027,
        name: 'Lounge card holders ₹450 off',
        pos: 'LOUNGE450',
        code: 'A46C0F1B7D8829E3C5D4',
        message: 'Your card brings you ₹450 off at Meridian: {{voucher}}.',
        ends: 61,
        created: 120,
        changed: 36,
      },
      {
        clientHandlingType: 'DISC_CODE_PIN',
        numUploadedTotal: 4000,
        numUploadedNonIssued: 0,
        alphaNumeric: false,
        randomCodeLength: 0,
        discountType: 'ABS',
        discountValue: 450,
        minBillAmount: 2000,
        numIssued: 4000,
        numRedeemed: 1726,
      },
    ),
    // Bounce-back vouchers; their programme ended on the same day.
    series(
      at,
      {
        id: 541158,
        name: 'Come back within 15 days: ₹100 off',
        pos: 'BACK100',
        code: 'Bb9WpG5k',
        message: 'Thank you, {{first_name}}. Come back with {{voucher}} for ₹100 off.',
        ends: -41,
        created: 640,
        changed: 300,
      },
      {
        ownedBy: 'DVS',
        ownerId: 3301,
        ownerValidity: at.instant(-41, '23:30:00'),
        seriesType: 'DVS',
        isDvsEnabled: true,
        discountType: 'ABS',
        discountValue: 100,
        minBillAmount: 500,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 15,
        numIssued: 88_204,
        numRedeemed: 13_540,
      },
    ),
    // Sent by a birthday journey that ends on the same day; coupons are valid for 15 days.
    series(
      at,
      {
        id: 647702,
        name: 'Birthday journey ₹300 off',
        pos: 'BIRTHDAY300',
        code: 'Bj6EsA3n',
        message: 'Happy birthday {{first_name}}! {{voucher}} is worth ₹300 for 15 days.',
        ends: 305,
        created: 260,
        changed: 110,
      },
      {
        ownedBy: 'TIMELINE',
        ownerId: 7702,
        ownerValidity: at.instant(305, '18:30:00'),
        seriesType: 'TIMELINE',
        discountType: 'ABS',
        discountValue: 300,
        minBillAmount: 999,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 15,
        isMultipleVouchersPerUserAllowed: true,
        maxVouchersPerUser: 2,
        minDaysBetweenVouchers: 180,
        numIssued: 19_744,
        numRedeemed: 7031,
      },
    ),
    // Claimed by the referral programme, with its own end date.
    series(
      at,
      {
        id: 653390,
        name: 'Bring a friend: ₹200 for both',
        pos: 'DOST200',
        code: 'Df1UyK8h',
        message: 'Your friend shops, {{first_name}}, and {{voucher}} takes ₹200 off for you.',
        ends: 142,
        created: 233,
        changed: 76,
      },
      {
        ownedBy: 'REFERRAL',
        ownerId: 512,
        ownerValidity: at.instant(142, '18:30:00'),
        seriesType: 'REFERRAL',
        isReferralExistingUsersAllowed: true,
        discountType: 'ABS',
        discountValue: 200,
        minBillAmount: 1200,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 45,
        numIssued: 6655,
        numRedeemed: 3418,
      },
    ),
    // The oldest live series, with the largest counters.
    series(
      at,
      {
        id: 31207,
        name: 'App welcome ₹150 off',
        pos: 'APP150',
        code: 'APPWELCOME',
        message: 'Welcome to the Meridian app, {{first_name}}. {{voucher}} takes ₹150 off your first bill.',
        ends: 220,
        created: 1720,
        changed: 240,
      },
      {
        discountType: 'ABS',
        discountValue: 150,
        minBillAmount: 750,
        expiryStrategyType: 'DAYS',
        expiryStrategyValue: 30,
        maxCreate: 2_000_000,
        numIssued: 1_284_561,
        numRedeemed: 402_118,
        redemptionRange: '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
      },
    ),
    // Created a week ago with required fields only; no coupon is issued.
    series(
      at,
      {
        id: 748201,
        name: 'North East opening offer (draft)',
        pos: 'NEWSTORE',
        code: 'C11B6F0E72A9D4583E6B',
        message: 'Use {{voucher}} at our new store.',
        ends: 85,
        created: 7,
        changed: 7,
      },
      {
        discountValue: 10,
        productInfo: [{ productType: 'BRAND', productIds: [BRAND.tulvari] }],
        redemptionOrgEntityDetails: [
          { redemptionOrgEntityType: 'ZONE', orgEntityId: ZONE.east },
          { redemptionOrgEntityType: 'ZONE', orgEntityId: 36 },
        ],
      },
    ),
  ];
}
