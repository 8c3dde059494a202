import type { Json, JsonObject } from '#values/json.ts';
import { isoInZone } from '#values/zone.ts';
import { type Calendar, type Offer, series } from './build-series.ts';
import { PROGRAMME_ENDS } from './claimed.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { usageCountersOf } from './usage-counters.ts';
import { datesOf, HOLIDAYS } from './holidays.ts';
import { type Offering, offerings, targetsOf } from './offerings.ts';

const FIRST_ID = 1_000_001;
const idOf = (index: number) => FIRST_ID + 3 * index;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

// Often repeated is often chosen.
const PERCENTAGES = [5, 5, 8, 10, 10, 10, 10, 12, 15, 15, 15, 20, 20, 20, 20, 25, 25, 30, 30, 40, 50, 60];
const CAPS = [100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000];
const AMOUNTS = [50, 50, 75, 100, 100, 100, 150, 150, 200, 200, 250, 300, 400, 500, 500, 750, 1000, 1500, 2500];
const SMALLEST_BILLS = [299, 399, 499, 599, 799, 999, 999, 1499, 1999, 2999, 4999];

const WEEKEND = ['{"dom":[-1],"dow":[6,7],"hours":[-1]}', '{"dom":["-1"],"dow":["6","7"],"hours":["-1"]}'];
const RANGES = [
  '{"dom":["-1"],"dow":["-1"],"hours":["-1"]}',
  '{"dom":[-1],"dow":[1,2,3,4,5],"hours":[10,11,12,13,14,15,16]}',
  '{"dom":[-1],"dow":[1,2,3,4],"hours":[-1]}',
  '{"dom":[-1],"dow":[-1],"hours":[17,18,19,20,21]}',
  '{"dom":[-1],"dow":[-1],"hours":[12,13,14]}',
  '{"dom":[-1],"dow":[2],"hours":[-1]}',
];
const PAYDAYS = '{"dom":[1,2,3,4,5,28,29,30,31],"dow":[-1],"hours":[-1]}';

/** Makes the series with a number (1, 2, 3 …) of a large organisation: always the same on the same day. */
export function variations(at: Calendar): (index: number) => JsonObject {
  const all = offerings();
  return (index) => variation(at, index, all.at(index));
}

function variation(at: Calendar, index: number, offering: Offering): JsonObject {
  const throws = seededRandom(index);
  const [occasion, feast] = HOLIDAYS[offering.occasion] ?? ['Payday', null];
  const dates = datesOf(at, throws, feast);
  const discount = discountOf(throws);
  const ownDate = feast !== null || dates.ends < 0 || !throws.chance(0.06);
  const what = `${discount.text} off ${offering.category.name.toLowerCase()}`;
  const heading = [offering.brand.name, occasion, dates.year].filter(Boolean).join(' ');
  const offer: Offer = {
    id: idOf(index),
    name: `${heading}: ${what}${offering.scope.text}${offering.round === 0 ? '' : `, round ${offering.round + 1}`}`,
    pos: `${lettersOf(offering.brand.name).slice(0, 4)}${lettersOf(occasion).slice(0, 4)}${discount.value}`,
    code: throws.chance(0.7) ? shortCode(index) : apiCode(index),
    message: messageOf(throws, what, offering.brand.name),
    ends: ownDate ? dates.ends : null,
    created: dates.created,
    changed: dates.changed,
  };
  const life = ownDate ? dates.ends + dates.created : 400;
  const start = dates.starts > 0 || throws.chance(0.3) ? { redemptionValidFrom: at.day(dates.starts) } : {};
  return series(at, offer, {
    ...discount.wire,
    ...usageCountersOf(throws, { index, life, word: lettersOf(occasion), waiting: dates.starts > 0 }),
    ...expiryOf(throws, life, ownDate, dates.starts > 0),
    ...start,
    ...rangeOf(throws, occasion, life),
    ...ownerOf(at, throws, ownDate, dates.ends),
    ...targetsOf(at, throws, offering, dates.created),
    ...(index > 1 && throws.chance(0.06) ? { mutualExclusiveSeriesIds: `[${idOf(index - 1)}]` } : {}),
    ...propertiesOf(throws, occasion),
  });
}

const lettersOf = (name: string) => name.replace(/[^A-Za-z]/g, '').toUpperCase();

function discountOf(throws: SeededRandom) {
  if (throws.chance(0.58)) {
    const value = throws.pick(PERCENTAGES);
    const wire: Record<string, Json> = { discountType: 'PERC', discountValue: value };
    if (throws.chance(0.6)) wire['discountUpto'] = throws.pick(CAPS);
    if (throws.chance(0.4)) wire['minBillAmount'] = throws.pick(SMALLEST_BILLS);
    if (throws.chance(0.05)) wire['maxBillAmount'] = 50_000;
    return { value, text: `${value}%`, wire };
  }
  const value = throws.pick(AMOUNTS);
  const wire: Record<string, Json> = { discountType: 'ABS', discountValue: value };
  if (throws.chance(0.85)) wire['minBillAmount'] = value * throws.pick([2, 3, 4, 5, 6, 10]) - 1;
  return { value, text: `₹${value.toLocaleString('en')}`, wire };
}

/** Nearly all can be sent; two in a hundred cannot. */
function messageOf(throws: SeededRandom, what: string, brand: string): string {
  if (throws.chance(0.01)) return `Hi {{first_name}}, ${what} at ${brand}. {{voucher}} {{optout}}`;
  if (throws.chance(0.01)) return `Dear {{cust_name}}, ${what} is waiting for you at ${brand}.`;
  return throws.pick([
    `Hi {{first_name}}, {{voucher}} takes ${what} at ${brand}.`,
    `Dear {{fullname}}, enjoy ${what} with {{voucher}} until {{valid_till_date.FORMAT_2}}.`,
    `{{offer_name}}. Show {{voucher}} at the till. Valid for {{valid_days_from_create}} days.`,
    `Namaste {{first_name}}! Your ${brand} code is {{voucher}}: ${what}.`,
    `नमस्ते {{first_name}}, आपका कूपन {{voucher}} है।`,
  ]);
}

/** Coupons live with the series, or a part of its life. */
function expiryOf(throws: SeededRandom, life: number, ownDate: boolean, waiting: boolean): JsonObject {
  if (!ownDate) return { expiryStrategyType: 'DAYS', expiryStrategyValue: throws.pick([30, 60, 90]) };
  const days = [7, 10, 15, 15, 30, 30, 30, 45, 60, 90, 180].filter((count) => count <= life);
  if (waiting || days.length === 0 || throws.chance(0.4)) return {};
  if (life > 100 && throws.chance(0.2))
    return { expiryStrategyType: 'MONTHS_END', expiryStrategyValue: throws.int(0, 2) };
  if (life > 190 && throws.chance(0.2))
    return { expiryStrategyType: 'MONTHS', expiryStrategyValue: throws.pick([1, 2, 3, 6]) };
  return { expiryStrategyType: 'DAYS', expiryStrategyValue: throws.pick(days) };
}

function rangeOf(throws: SeededRandom, occasion: string, life: number): JsonObject {
  if (occasion === 'Weekend') return { redemptionRange: throws.pick(WEEKEND) };
  if (occasion === 'Payday' && life > 31) return { redemptionRange: PAYDAYS };
  return throws.chance(0.22) ? { redemptionRange: throws.pick(RANGES) } : {};
}

/** Nobody's, a campaign's or the loyalty programme's; those without a day of their own end with the programme. */
function ownerOf(at: Calendar, throws: SeededRandom, ownDate: boolean, ends: number): JsonObject {
  const ownerId = throws.int(1000, 99_999);
  if (!ownDate)
    return {
      validTillDate: isoInZone(PROGRAMME_ENDS, at.zone),
      ownedBy: 'LOYALTY',
      seriesType: 'LOYALTY',
      ownerId: 1147,
      ownerValidity: PROGRAMME_ENDS,
    };
  const campaign = { ownerId, campaignId: ownerId, ownerValidity: at.instant(ends, '18:30:00') };
  if (throws.chance(0.08)) return { ownedBy: 'OUTBOUND', seriesType: 'CAMPAIGN', ...campaign };
  return throws.chance(0.01) ? { ownedBy: 'GOODWILL', seriesType: 'GOODWILL' } : {};
}

function propertiesOf(throws: SeededRandom, occasion: string): JsonObject {
  if (!throws.chance(0.25)) return {};
  const map: Record<string, Json> = { season: occasion, cost_centre: `MKT-${throws.int(101, 260)}` };
  if (throws.chance(0.4)) map['standard_terms_and_conditions'] = 'One coupon per bill. Not valid with other offers.';
  if (throws.chance(0.3)) map['budget_code'] = `FY${throws.int(23, 27)}-${throws.int(100, 999)}`;
  return { customPropertyMap: map };
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
