import { calendar } from './build-series.ts';
import { LARGE_STORES, STORE } from './sample-ids.ts';

export interface SampleCustomer {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly mobile: string;
  readonly email: string | null;
  readonly externalId: string | null;
}

export interface SampleCoupon {
  readonly id: number;
  readonly seriesId: number;
  readonly code: string;
  readonly issuedTo: number;
  /** Epoch ms. */
  readonly issuedOn: number;
  readonly storeId: number;
  readonly redemptions: readonly SampleRedemption[];
}

interface SampleRedemption {
  readonly customerId: number;
  /** Epoch ms. */
  readonly at: number;
  readonly storeId: number;
}

const ASHA = 410_501;
const VIKRAM = 410_502;
const MEERA = 410_503;
const [INDIRANAGAR = 0, KORAMANGALA = 0] = LARGE_STORES;

const CUSTOMERS: readonly SampleCustomer[] = [
  {
    id: ASHA,
    firstName: 'Asha',
    lastName: 'Rao',
    mobile: '919845010203',
    email: 'asha.rao@example.com',
    externalId: 'MER-10501',
  },
  {
    id: VIKRAM,
    firstName: 'Vikram',
    lastName: 'Shah',
    mobile: '919820044556',
    email: 'vikram.shah@example.com',
    externalId: 'MER-10502',
  },
  { id: MEERA, firstName: 'Meera', lastName: 'Iyer', mobile: '919884077889', email: null, externalId: null },
];

/** Example customers with a coupon of most kinds: unused, used up, expired, waiting, and of a series that is over. */
export function sampleCoupons(clock: { readonly now: number; readonly zone: string }): {
  readonly customers: readonly SampleCustomer[];
  readonly coupons: readonly SampleCoupon[];
} {
  const at = calendar(clock);
  const redeemed = (customerId: number, day: number, storeId: number) => ({
    customerId,
    at: at.instant(day, '17:40:00'),
    storeId,
  });
  const issued = (
    id: number,
    seriesId: number,
    code: string,
    issuedTo: number,
    day: number,
    redemptions: readonly SampleRedemption[] = [],
  ): SampleCoupon => ({
    id,
    seriesId,
    code,
    issuedTo,
    issuedOn: at.instant(day, '11:20:00'),
    storeId: INDIRANAGAR,
    redemptions,
  });
  return {
    customers: CUSTOMERS,
    coupons: [
      issued(39_004_101, 698_948, 'DWL7K2QX', ASHA, -12),
      // Anyone with the code may use it, three times in all.
      issued(39_004_102, 698_948, 'DWL9M4ZT', VIKRAM, -15, [
        redeemed(VIKRAM, -8, INDIRANAGAR),
        redeemed(VIKRAM, -6, KORAMANGALA),
        redeemed(MEERA, -3, INDIRANAGAR),
      ]),
      issued(39_004_103, 688_310, 'DNM4R8PK', VIKRAM, -20, [redeemed(VIKRAM, -9, STORE.bandra)]),
      issued(39_004_104, 688_310, 'DNM6Y1HC', MEERA, -20),
      issued(39_004_105, 702_215, 'MIT3X5LC', MEERA, -20),
      issued(39_004_106, 716_450, 'RFL6T2HB', ASHA, -1),
      issued(39_004_107, 655_274, 'RKH8B3VN', ASHA, -120),
    ],
  };
}
