import type { JsonObject } from '#values/json.ts';
import { type Calendar, series } from './build-series.ts';
import { BRAND, CATEGORY } from './sample-ids.ts';

/** Combinations of valid settings that are likely mistakes. The API accepts them; the desk has a warning for each. */
export function questionable(at: Calendar): JsonObject[] {
  return [
    // Every customer, unlimited redemptions.
    series(
      at,
      {
        id: 671530,
        name: 'Tea lovers 20% off, always',
        pos: 'CHAI20',
        code: 'Tl4HuM7f',
        message: 'Hi {{first_name}}, {{voucher}} takes 20% off your tea, any time.',
        ends: 165,
        created: 88,
        changed: 37,
      },
      {
        discountValue: 20,
        anyUser: true,
        isMultipleUseAllowed: true,
        sameUserMultipleRedeem: true,
        numIssued: 1204,
        numRedeemed: 21_866,
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.beverages] }],
      },
    ),
    // Several coupons per customer are intended, but the existing one is resent instead.
    series(
      at,
      {
        id: 674209,
        name: 'Weekly vegetable basket ₹80 off',
        pos: 'SABZI80',
        code: 'Sb8NxR2z',
        message: 'Fresh this week, {{first_name}}: ₹80 off your basket with {{voucher}}.',
        ends: 110,
        created: 81,
        changed: 33,
      },
      {
        discountType: 'ABS',
        discountValue: 80,
        minBillAmount: 400,
        isMultipleVouchersPerUserAllowed: true,
        doNotResendExistingVoucher: false,
        maxVouchersPerUser: 12,
        minDaysBetweenVouchers: 7,
        numIssued: 7930,
        numRedeemed: 2466,
      },
    ),
    // A discount of 100 %: the vendor's screens allow at most 99.
    series(
      at,
      {
        id: 675518,
        name: 'Free dessert with the thali',
        pos: 'MEETHA',
        code: 'Md1PvK6j',
        message: 'Dessert is on us today: {{voucher}}.',
        ends: 44,
        created: 57,
        changed: 29,
      },
      {
        discountOn: 'ITEM',
        discountValue: 100,
        discountUpto: 120,
        numIssued: 640,
        numRedeemed: 488,
        productInfo: [{ productType: 'CATEGORY', productIds: [319] }],
      },
    ),
    // The cap exceeds the discount of the largest allowed bill.
    series(
      at,
      {
        id: 677046,
        name: 'Small baskets 10% off',
        pos: 'SMALL10',
        code: 'Sm5TzW9b',
        message: 'Hi {{first_name}}, just a few things? {{voucher}} takes 10% off.',
        ends: 88,
        created: 93,
        changed: 41,
      },
      { discountValue: 10, discountUpto: 300, maxBillAmount: 1500, numIssued: 5120, numRedeemed: 1377 },
    ),
    // The minimum bill exceeds the maximum, so no bill matches. Thousands of coupons are issued.
    series(
      at,
      {
        id: 678833,
        name: 'Big basket ₹250 off',
        pos: 'BIG250',
        code: 'Bg2QyL4w',
        message: 'Fill your basket, {{first_name}}: ₹250 off with {{voucher}}.',
        ends: 37,
        created: 40,
        changed: 31,
      },
      { discountType: 'ABS', discountValue: 250, minBillAmount: 3000, maxBillAmount: 2500, numIssued: 3377 },
    ),
    // Valid on the 31st only, which five months do not have.
    series(
      at,
      {
        id: 681264,
        name: 'Month end stock clearance 35% off',
        pos: 'LASTDAY35',
        code: 'Me7CkF3s',
        message: 'Today only, {{first_name}}: 35% off with {{voucher}}.',
        ends: 205,
        created: 152,
        changed: 63,
      },
      {
        discountValue: 35,
        discountUpto: 700,
        redemptionRange: '{"dom":[31],"dow":[-1],"hours":[-1]}',
        numIssued: 2209,
        numRedeemed: 305,
      },
    ),
    // Four digits allow 10,000 codes, half of the issue limit.
    series(
      at,
      {
        id: 683917,
        name: 'Till receipts ₹50 off next time',
        pos: 'RECEIPT50',
        code: 'Tr9GdX1q',
        message: 'Thank you! {{voucher}} takes ₹50 off next time.',
        ends: 175,
        created: 66,
        changed: 38,
      },
      {
        alphaNumeric: false,
        randomCodeLength: 4,
        discountType: 'ABS',
        discountValue: 50,
        minBillAmount: 300,
        maxCreate: 20_000,
        numIssued: 8412,
        numRedeemed: 1590,
      },
    ),
    // Redemption starts after the last day, because only one of the two dates was moved.
    series(
      at,
      {
        id: 738105,
        name: 'Republic Day preview 26% off',
        pos: 'TIRANGA26',
        code: 'Rd3VsJ8m',
        message: 'Be first, {{first_name}}: 26% off with {{voucher}}.',
        ends: 58,
        created: 13,
        changed: 8,
      },
      { discountValue: 26, discountUpto: 500, redemptionValidFrom: at.day(64), maxCreate: 15_000 },
    ),
    // A property that the organisation no longer has, and a tag with a missing brace.
    series(
      at,
      {
        id: 686402,
        name: 'Skin clinic days ₹400 off',
        pos: 'CLINIC400',
        code: 'Sc6LbN5t',
        message: 'Hi {{first_name}, book your free check and save ₹400 with {{voucher}}.',
        ends: 29,
        created: 50,
        changed: 26,
      },
      {
        customPropertyMap: { agency: 'Kalakaar Media', cost_centre: 'MKT-118' },
        discountType: 'ABS',
        discountValue: 400,
        minBillAmount: 1600,
        numIssued: 930,
        numRedeemed: 214,
        productInfo: [
          { productType: 'CATEGORY', productIds: [CATEGORY.skincare] },
          { productType: 'BRAND', productIds: [BRAND.nimbora, 101] },
        ],
      },
    ),
    // Excludes itself, and its message does not contain the code.
    series(
      at,
      {
        id: 687775,
        name: 'Quilt exchange ₹500 off',
        pos: 'RAZAI500',
        code: 'Qx1YwH7d',
        message: 'Hi {{first_name}}, bring your old quilt and save ₹500.',
        ends: 81,
        created: 36,
        changed: 19,
      },
      {
        discountType: 'ABS',
        discountValue: 500,
        minBillAmount: 2500,
        mutualExclusiveSeriesIds: '[687775]',
        numIssued: 1486,
        numRedeemed: 402,
        productInfo: [{ productType: 'CATEGORY', productIds: [CATEGORY.bedding] }],
      },
    ),
  ];
}
