import type { JsonObject } from '#catalogue/kinds.ts';
import { type Calendar, type Offer, series } from './build.ts';
import { BRAND, CATEGORY, CONCEPT, STORE, ZONE } from './ids.ts';

const FIRST_ID = 1_000_001;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const OCCASIONS = [
  'Diwali',
  'Onam',
  'Pongal',
  'Eid',
  'Christmas',
  'New Year',
  'Republic Day',
  'Holi',
  'Raksha Bandhan',
  'Durga Puja',
  'monsoon',
  'end of season',
  'payday',
  'birthday',
  'anniversary',
  'back to school',
  'wedding season',
  'weekend',
] as const;
const BRANDS = ['Annapatra', 'Kesarika', 'Ruvana', 'Nimbora', 'Tulvari', 'Chaipur'] as const;
const BRAND_IDS = Object.values(BRAND);
const CATEGORY_IDS = Object.values(CATEGORY);
const CITIES = ['Pune', 'Delhi', 'Mumbai', 'Kolkata', 'Chennai', 'Hyderabad', 'Bengaluru', 'Jaipur', 'Kochi'] as const;
const RANGES = [
  '{"dom":[-1],"dow":[-1],"hours":[-1]}',
  '{"dom":[-1],"dow":[6,7],"hours":[-1]}',
  '{"dom":[-1],"dow":[1,2,3,4,5],"hours":[10,11,12,13,14,15,16]}',
  '{"dom":[1,2,3,4,5],"dow":[-1],"hours":[-1]}',
] as const;

type Dice = ReturnType<typeof dice>;

/** The same rolls for the same seed (mulberry32). */
function dice(seed: number) {
  let state = seed;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (from: number, to: number) => from + Math.floor(roll() * (to - from + 1)),
    chance: (part: number) => roll() < part,
    pick: <T>(list: readonly [T, ...T[]] | readonly T[]) => list[Math.floor(roll() * list.length)] as T, // never empty
  };
}

/** Eight characters that no other index gets: a factor without a common divisor with 62^8 visits every one of them once. */
function shortCode(index: number): string {
  let rest = (BigInt(index) * 123_456_789_011n) % 62n ** 8n;
  let code = '';
  for (let i = 0; i < 8; i += 1) {
    code = (ALPHABET[Number(rest % 62n)] ?? '0') + code;
    rest /= 62n;
  }
  return code;
}

const apiCode = (index: number) =>
  ((BigInt(index) * 1_208_925_819_614_629_174_706_189n) % 16n ** 20n).toString(16).toUpperCase().padStart(20, '0');

/** The series with this number (1, 2, 3 …) of a large, invented organisation: always the same on the same day. */
export function variation(at: Calendar, index: number): JsonObject {
  const throws = dice(index);
  const occasion = throws.pick(OCCASIONS);
  const brand = throws.pick(BRANDS);
  const percentage = throws.chance(0.6);
  const value = percentage ? throws.int(1, 10) * 5 : throws.int(1, 40) * 25;
  const amount = percentage ? `${value}%` : `₹${value}`;
  const created = throws.int(2, 1500);
  const offer: Offer = {
    id: FIRST_ID + 3 * index,
    name: `${brand} ${occasion} ${amount} off, ${throws.pick(CITIES)} ${index}`,
    pos: `${brand.slice(0, 4).toUpperCase()}${value}-${index % 1000}`,
    code: throws.chance(0.7) ? shortCode(index) : apiCode(index),
    message: `Hi {{first_name}}, {{voucher}} takes ${amount} off at ${brand}.`,
    ends: throws.chance(0.04) ? null : throws.int(-400, 500),
    created,
    changed: throws.int(1, created),
  };
  return series(at, offer, {
    discountType: percentage ? 'PERC' : 'ABS',
    discountValue: value,
    ...(percentage && throws.chance(0.5) ? { discountUpto: throws.int(1, 20) * 100 } : {}),
    ...(throws.chance(0.4) ? { minBillAmount: throws.int(1, 30) * 100 } : {}),
    ...codesOf(throws, index, occasion),
    ...countsOf(throws),
    ...(throws.chance(0.5) ? { expiryStrategyType: 'DAYS', expiryStrategyValue: throws.int(1, 12) * 15 } : {}),
    ...(throws.chance(0.3) ? { redemptionRange: throws.pick(RANGES) } : {}),
    ...targetsOf(throws),
  });
}

function codesOf(throws: Dice, index: number, occasion: string): JsonObject {
  if (throws.chance(0.15)) {
    const word = occasion.replaceAll(' ', '').toUpperCase().slice(0, 12);
    return {
      clientHandlingType: 'GENERIC',
      genericCode: `${word}-${index}`,
      anyUser: true,
      isMultipleUseAllowed: true,
    };
  }
  if (!throws.chance(0.15)) return { anyUser: throws.chance(0.3), alphaNumeric: throws.chance(0.8) };
  const total = throws.int(1, 200) * 50;
  return {
    clientHandlingType: 'DISC_CODE_PIN',
    numUploadedTotal: total,
    numUploadedNonIssued: throws.int(0, total),
  };
}

function countsOf(throws: Dice): JsonObject {
  const maxCreate = throws.chance(0.5) ? -1 : throws.int(1, 100) * 500;
  const numIssued = throws.chance(0.15) ? 0 : throws.int(0, maxCreate === -1 ? 60_000 : maxCreate - 1);
  return { maxCreate, numIssued, numRedeemed: Math.floor((numIssued * throws.int(0, 70)) / 100) };
}

function targetsOf(throws: Dice): JsonObject {
  const products = [
    { productType: 'CATEGORY', productIds: [throws.pick(CATEGORY_IDS)] },
    { productType: 'BRAND', productIds: [throws.pick(BRAND_IDS)] },
  ];
  const places = [
    { redemptionOrgEntityType: 'ZONE', orgEntityId: throws.pick(Object.values(ZONE)) },
    { redemptionOrgEntityType: 'CONCEPT', orgEntityId: throws.pick(Object.values(CONCEPT)) },
    { redemptionOrgEntityType: 'STORE', orgEntityId: throws.pick(Object.values(STORE)) },
  ];
  return {
    ...(throws.chance(0.5) ? { productInfo: products.slice(0, throws.int(1, 2)) } : {}),
    ...(throws.chance(0.4) ? { redemptionOrgEntityDetails: places.slice(0, throws.int(1, 3)) } : {}),
  };
}
