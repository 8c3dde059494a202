import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { NOW, OPEN, series } from '../testing/builders.ts';
import type { Attempt, CheckFacts } from './attempt.ts';
import { checkRedemption, inputOf } from './check-redemption.ts';

const DAY = 86_400_000;
const FACTS: CheckFacts = {
  now: NOW,
  clusterZone: 'UTC',
  storeZones: ['Asia/Kolkata'],
  places: ({ type, id }) =>
    type === 'STORE' && id === 5
      ? { type, id, name: 'Indiranagar', code: null, parentId: null, conceptId: null, isActive: true }
      : null,
  products: () => undefined,
  currency: 'INR',
};
const check = (wire: JsonObject, attempt: Partial<Attempt>, facts: Partial<CheckFacts> = {}) =>
  checkRedemption(inputOf(series({ ...OPEN, ...wire }), { moment: NOW, ...attempt }, { ...FACTS, ...facts }));

test('a series without restrictions passes, though nothing is known about the attempt', () => {
  expect(check({}, {}).verdict).toBe('pass');
});

const STORE = { type: 'STORE', id: 5 };
const REFUSED: readonly (readonly [string, JsonObject, Partial<Attempt>, string, string])[] = [
  [
    'range',
    { redemptionRange: '{"dom":[-1],"dow":[1,2],"hours":[10]}' },
    {},
    '729',
    'Mon–Tue 10:00–10:59; at the store it is Wed 10 Jun 2026 17:30.',
  ],
  [
    'who',
    { anyUser: false },
    { issuedTo: 'other' },
    '723',
    'Only the customer it was issued to; it was issued to another one.',
  ],
  ['who', {}, { issuedTo: 'none' }, '723', 'The code was not issued to a customer yet.'],
  [
    'sameCustomer',
    { sameUserMultipleRedeem: false },
    { codeUsesByCustomer: 1 },
    '716',
    'Each customer once; 1 by this customer so far.',
  ],
  ['oneCode', { isMultipleUseAllowed: false }, { codeUses: 2 }, '711', 'One code works once; 2 of this code so far.'],
  [
    'codeCeiling',
    { redemptionPerCouponMaxLimit: 2 },
    { codeUses: 2 },
    '728',
    'At most 2 times; 2 of this code so far.',
  ],
  [
    'seriesEnd',
    { validTillDate: '2026-06-09T00:00:00Z' },
    { codeEnd: '2026-06-11' },
    '712',
    'Until Tue 9 Jun 2026 23:59:59 UTC.',
  ],
  [
    'couponEnd',
    { expiryStrategyType: 'DAYS', expiryStrategyValue: 3 },
    { issued: '2026-06-06' },
    '713',
    'Until the end of Tue 9 Jun 2026.',
  ],
  ['couponEnd', {}, { codeEnd: '2026-06-09' }, '713', 'This code ends on Tue 9 Jun 2026.'],
  ['maxRedeem', { maxRedeem: 5, numRedeemed: 5 }, {}, '714', 'At most 5 times; 5 in the series so far.'],
  ['maxRedeem', { maxRedeem: 0 }, {}, '714', 'Limited to 0 redemptions.'],
  ['minBill', { minBillAmount: 500 }, { bill: 300 }, '733', '₹500 or more; the bill is ₹300.'],
  ['maxBill', { maxBillAmount: 500 }, { bill: 800 }, '733', '₹500 or less; the bill is ₹800.'],
  [
    'oldPlaces',
    { redeemAtStore: '[8]' },
    { place: STORE },
    '735',
    '1 place of the old list; the store is Indiranagar.',
  ],
  [
    'places',
    { redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'STORE', orgEntityId: 8 }] },
    { place: STORE },
    '735',
    '1 store; the store is Indiranagar.',
  ],
  [
    'customerCeiling',
    { maxRedemptionsInSeriesPerUser: 1 },
    { customerUses: 1 },
    '736',
    'At most once; 1 by this customer so far.',
  ],
  [
    'gap',
    { minDaysBetweenRedemption: 3 },
    { lastUse: [NOW - 2 * DAY, NOW - 2 * DAY] },
    '738',
    '3 days between two redemptions of a customer; last on Mon 8 Jun 2026 17:30.',
  ],
  ['start', { redemptionValidFrom: '2026-06-11T00:00:00Z' }, {}, '739', 'From Thu 11 Jun 2026.'],
  [
    'wait',
    { redemptionValidAfterDays: 2 },
    { issued: '2026-06-09' },
    '739',
    'From 2 days after the issue; issued Tue 9 Jun 2026.',
  ],
  [
    'registeredFrom',
    { targetUserDetails: { validUserRegistrationStartTime: NOW } },
    { registered: [NOW - 1, NOW - 1] },
    '710',
    'Registered from Wed 10 Jun 2026 17:30:00 IST; registered Wed 10 Jun 2026 17:29:59 IST.',
  ],
  [
    'registeredUntil',
    { targetUserDetails: { validUserRegistrationEndTime: NOW } },
    { registered: [NOW + 1, NOW + 1] },
    '710',
    'Registered until Wed 10 Jun 2026 17:30:00 IST; registered Wed 10 Jun 2026 17:30:00 IST.',
  ],
];

test.each(REFUSED)('%s refuses %j for %j: %s', (id, wire, attempt, code, text) => {
  const { verdict, rules } = check(wire, attempt);
  const failing = rules.filter(({ outcome }) => outcome === 'fail');
  expect(verdict).toBe('fail');
  expect(failing.map(({ rule, text: shown }) => [rule.id, String(rule.apiCodes[0]), shown])).toEqual([
    [id, code, text],
  ]);
});

test('all failing rules are listed, in the order of the older engine', () => {
  const { rules } = check(
    {
      isMultipleUseAllowed: false,
      sameUserMultipleRedeem: false,
      minBillAmount: 500,
      validTillDate: '2026-06-09T00:00:00Z',
    },
    { codeUses: 1, codeUsesByCustomer: 1, bill: 1 },
  );
  const failing = rules.filter(({ outcome }) => outcome === 'fail');
  expect(failing.map(({ rule }) => rule.apiCodes[0])).toEqual([716, 711, 712, 713, 733]);
});

test('a range is unknown if the possible zones of the store disagree', () => {
  const wire = { redemptionRange: '{"dom":[-1],"dow":[-1],"hours":[17]}' };
  expect(check(wire, {}).verdict).toBe('pass');
  expect(check(wire, {}, { storeZones: ['Asia/Kolkata', 'UTC'] }).verdict).toBe('unknown');
});

test('places that the API does not return are those of the last save from here, or unknown', () => {
  const unknown = check({ redemptionOrgEntityDetails: null }, { place: STORE });
  expect(unknown).toMatchObject({ verdict: 'unknown', onlyPlacesUnknown: true });
  const sent = check(
    { redemptionOrgEntityDetails: null },
    { place: STORE },
    { sentPlaces: [{ type: 'STORE', id: 8 }] },
  );
  expect(sent).toMatchObject({ verdict: 'fail', onlyPlacesUnknown: false });
});

test('open meanings are unknown, with both readings', () => {
  const readingsOf = (wire: JsonObject, attempt: Partial<Attempt>) =>
    check(wire, attempt).rules.flatMap(({ readings }) =>
      (readings ?? []).map(({ meaning, outcome }) => `${meaning}: ${outcome}`),
    );
  expect(readingsOf({ targetUserDetails: { validMaxUserTransactionLimit: 3 } }, { transactions: 4 })).toEqual([
    'At most 3: fail',
    'At least 3: pass',
  ]);
  expect(readingsOf({ targetUserDetails: { validUserRegistrationEndTime: 0 } }, {})).toEqual([
    'No end: pass',
    'Registered until 1970: fail',
  ]);
  const lastUse = [NOW - 2 * DAY + 3_600_000, NOW - 2 * DAY + 3_600_000] as const;
  expect(readingsOf({ minDaysBetweenRedemption: 2 }, { lastUse })).toEqual([
    'Calendar days of the store: pass',
    '48 hours: fail',
  ]);
});

const SAREES = { type: 'CATEGORY', id: 301 };
const SILK = { type: 'CATEGORY', id: 341 };
const products = (...lists: readonly (readonly [string, ...number[]])[]) => ({
  productInfo: lists.map(([productType, ...productIds]) => ({ productType, productIds })),
});
const catalogue: CheckFacts['products'] = ({ type, id }) =>
  type === 'CATEGORY' ? { type, id, name: 'Sarees', parentId: id === 341 ? 301 : null, brandId: null } : null;

test('products never refuse: the till decides', () => {
  const { verdict, rules } = check(products(['CATEGORY', 302]), { product: SAREES }, { products: catalogue });
  expect(verdict).toBe('pass');
  expect(rules.find(({ rule }) => rule.id === 'products')).toMatchObject({
    outcome: 'fail',
    text: '1 category; the product is Sarees.',
  });
});

test('what the lists of products leave open is unknown, with the readings that differ', () => {
  const readingsOf = (wire: JsonObject, product: Attempt['product'] & object) =>
    (
      check(wire, { product }, { products: catalogue }).rules.find(({ rule }) => rule.id === 'products')?.readings ?? []
    ).map(({ meaning, outcome }) => `${meaning}: ${outcome}`);
  expect(readingsOf(products(['CATEGORY', 301], ['BRAND']), SAREES)).toEqual([]);
  expect(readingsOf(products(['CATEGORY', 301]), SILK)).toEqual([
    'A category includes those below it: pass',
    'A category stands alone: fail',
  ]);
  expect(readingsOf(products(['CATEGORY', 301], ['BRAND', 7]), SAREES)).toEqual([
    'One list is enough: pass',
    'Every list must match: unknown',
  ]);
  expect(readingsOf(products(['CATEGORY', 301], ['BRAND', 7]), SILK)).toEqual([
    'One list is enough, A category includes those below it: pass',
    'One list is enough, A category stands alone: unknown',
    'Every list must match, A category includes those below it: unknown',
    'Every list must match, A category stands alone: fail',
  ]);
});
