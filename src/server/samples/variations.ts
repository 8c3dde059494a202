import type { Json, JsonObject } from '#values/json.ts';
import { isoInZone } from '#values/zone.ts';
import { type Calendar, type SampleOffer, series } from './build-series.ts';
import { PROGRAMME_ENDS } from './claimed.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { usageCountersOf } from './usage-counters.ts';
import { datesOf, HOLIDAYS } from './holidays.ts';
import { type Offering, offerings, targetsOf } from './offerings.ts';

const FIRST_ID = 1_000_001;
const seriesIdAt = (index: number) => FIRST_ID + 3 * index;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

// Repeated values are chosen more often.
const PERCENTAGES = [5, 5, 8, 10, 10, 10, 10, 12, 15, 15, 15, 20, 20, 20, 20, 25, 25, 30, 30, 40, 50, 60];
const CAPS = [100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000];
const AMOUNTS = [50, 50, 75, 100, 100, 100, 150, 150, 200, 200, 250, 300, 400, 500, 500, 750, 1000, 1500, 2500];
const MIN_BILLS = [299, 399, 499, 599, 799, 999, 999, 1499, 1999, 2999, 4999];

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

/**
 * Returns a function that generates the nth series (from 1) of a large organisation, always the same on the same day.
 */
export function variations(at: Calendar): (index: number) => JsonObject {
  const all = offerings();
  return (index) => variation(at, index, all.at(index));
}

function variation(at: Calendar, index: number, offering: Offering): JsonObject {
  const random = seededRandom(index);
  const [occasion, holiday] = HOLIDAYS[offering.occasion] ?? ['Payday', null];
  const dates = datesOf(at, random, holiday);
  const discount = discountOf(random);
  const hasOwnDate = holiday !== null || dates.ends < 0 || !random.chance(0.06);
  const benefit = `${discount.text} off ${offering.category.name.toLowerCase()}`;
  const heading = [offering.brand.name, occasion, dates.year].filter(Boolean).join(' ');
  const offer: SampleOffer = {
    id: seriesIdAt(index),
    name: `${heading}: ${benefit}${offering.scope.text}${offering.round === 0 ? '' : `, round ${offering.round + 1}`}`,
    pos: `${letters(offering.brand.name).slice(0, 4)}${letters(occasion).slice(0, 4)}${discount.value}`,
    code: random.chance(0.7) ? shortSeriesCode(index) : hexSeriesCode(index),
    message: messageOf(random, benefit, offering.brand.name),
    ends: hasOwnDate ? dates.ends : null,
    created: dates.created,
    changed: dates.changed,
  };
  const lifetimeDays = hasOwnDate ? dates.ends + dates.created : 400;
  const start = dates.starts > 0 || random.chance(0.3) ? { redemptionValidFrom: at.day(dates.starts) } : {};
  return series(at, offer, {
    ...discount.wire,
    ...usageCountersOf(random, { index, lifetimeDays, codeWord: letters(occasion), isScheduled: dates.starts > 0 }),
    ...expiryOf(random, lifetimeDays, hasOwnDate, dates.starts > 0),
    ...start,
    ...rangeOf(random, occasion, lifetimeDays),
    ...ownerOf(at, random, hasOwnDate, dates.ends),
    ...targetsOf(at, random, offering, dates.created),
    ...(index > 1 && random.chance(0.06) ? { mutualExclusiveSeriesIds: `[${seriesIdAt(index - 1)}]` } : {}),
    ...propertiesOf(random, occasion),
  });
}

const letters = (name: string) => name.replace(/[^A-Za-z]/g, '').toUpperCase();

function discountOf(random: SeededRandom) {
  if (random.chance(0.58)) {
    const value = random.pick(PERCENTAGES);
    const wire: Record<string, Json> = { discountType: 'PERC', discountValue: value };
    if (random.chance(0.6)) wire['discountUpto'] = random.pick(CAPS);
    if (random.chance(0.4)) wire['minBillAmount'] = random.pick(MIN_BILLS);
    if (random.chance(0.05)) wire['maxBillAmount'] = 50_000;
    return { value, text: `${value}%`, wire };
  }
  const value = random.pick(AMOUNTS);
  const wire: Record<string, Json> = { discountType: 'ABS', discountValue: value };
  if (random.chance(0.85)) wire['minBillAmount'] = value * random.pick([2, 3, 4, 5, 6, 10]) - 1;
  return { value, text: `₹${value.toLocaleString('en')}`, wire };
}

/** Two in a hundred messages cannot be sent. */
function messageOf(random: SeededRandom, benefit: string, brand: string): string {
  if (random.chance(0.01)) return `Hi {{first_name}}, ${benefit} at ${brand}. {{voucher}} {{optout}}`;
  if (random.chance(0.01)) return `Dear {{cust_name}}, ${benefit} is waiting for you at ${brand}.`;
  return random.pick([
    `Hi {{first_name}}, {{voucher}} takes ${benefit} at ${brand}.`,
    `Dear {{fullname}}, enjoy ${benefit} with {{voucher}} until {{valid_till_date.FORMAT_2}}.`,
    `{{offer_name}}. Show {{voucher}} at the till. Valid for {{valid_days_from_create}} days.`,
    `Namaste {{first_name}}! Your ${brand} code is {{voucher}}: ${benefit}.`,
    `नमस्ते {{first_name}}, आपका कूपन {{voucher}} है।`,
  ]);
}

/** Coupons expire with the series or earlier. */
function expiryOf(random: SeededRandom, lifetimeDays: number, hasOwnDate: boolean, isScheduled: boolean): JsonObject {
  if (!hasOwnDate) return { expiryStrategyType: 'DAYS', expiryStrategyValue: random.pick([30, 60, 90]) };
  const days = [7, 10, 15, 15, 30, 30, 30, 45, 60, 90, 180].filter((count) => count <= lifetimeDays);
  if (isScheduled || days.length === 0 || random.chance(0.4)) return {};
  if (lifetimeDays > 100 && random.chance(0.2))
    return { expiryStrategyType: 'MONTHS_END', expiryStrategyValue: random.int(0, 2) };
  if (lifetimeDays > 190 && random.chance(0.2))
    return { expiryStrategyType: 'MONTHS', expiryStrategyValue: random.pick([1, 2, 3, 6]) };
  return { expiryStrategyType: 'DAYS', expiryStrategyValue: random.pick(days) };
}

function rangeOf(random: SeededRandom, occasion: string, lifetimeDays: number): JsonObject {
  if (occasion === 'Weekend') return { redemptionRange: random.pick(WEEKEND) };
  if (occasion === 'Payday' && lifetimeDays > 31) return { redemptionRange: PAYDAYS };
  return random.chance(0.22) ? { redemptionRange: random.pick(RANGES) } : {};
}

/** No owner, a campaign or the loyalty programme. A series without its own date ends with the programme. */
function ownerOf(at: Calendar, random: SeededRandom, hasOwnDate: boolean, ends: number): JsonObject {
  const ownerId = random.int(1000, 99_999);
  if (!hasOwnDate)
    return {
      validTillDate: isoInZone(PROGRAMME_ENDS, at.zone),
      ownedBy: 'LOYALTY',
      seriesType: 'LOYALTY',
      ownerId: 1147,
      ownerValidity: PROGRAMME_ENDS,
    };
  const campaign = { ownerId, campaignId: ownerId, ownerValidity: at.instant(ends, '18:30:00') };
  if (random.chance(0.08)) return { ownedBy: 'OUTBOUND', seriesType: 'CAMPAIGN', ...campaign };
  return random.chance(0.01) ? { ownedBy: 'GOODWILL', seriesType: 'GOODWILL' } : {};
}

function propertiesOf(random: SeededRandom, occasion: string): JsonObject {
  if (!random.chance(0.25)) return {};
  const properties: Record<string, Json> = { season: occasion, cost_centre: `MKT-${random.int(101, 260)}` };
  if (random.chance(0.4))
    properties['standard_terms_and_conditions'] = 'One coupon per bill. Not valid with other offers.';
  if (random.chance(0.3)) properties['budget_code'] = `FY${random.int(23, 27)}-${random.int(100, 999)}`;
  return { customPropertyMap: properties };
}

/** Eight characters, unique per index: the factor has no common divisor with 62^8, so it visits every code once. */
function shortSeriesCode(index: number): string {
  let remainder = (BigInt(index) * 123_456_789_011n) % 62n ** 8n;
  let code = '';
  for (let i = 0; i < 8; i += 1) {
    code = (ALPHABET[Number(remainder % 62n)] ?? '0') + code;
    remainder /= 62n;
  }
  return code;
}

const hexSeriesCode = (index: number) =>
  ((BigInt(index) * 1_208_925_819_614_629_174_706_189n) % 16n ** 20n).toString(16).toUpperCase().padStart(20, '0');
