import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { explainError } from '../redemption/error-numbers.ts';
import { everyPlace, NOW, OPEN, series } from '../testing/builders.ts';
import { type IssuanceAttempt, type IssuanceFacts, issuanceInput } from './issuance-attempt.ts';
import { ISSUANCE_CHECKS } from './issuance-rules.ts';
import { issuanceAnswer } from './issuance-text.ts';

const DAY = 86_400_000;
const FACTS: IssuanceFacts = {
  now: NOW,
  clusterZone: 'UTC',
  storeZones: ['Asia/Kolkata'],
  places: everyPlace,
  currency: 'INR',
};
const OFFER: JsonObject = {
  ...OPEN,
  description: 'Diwali',
  storeIdsJson: '[-1]',
  maxCreate: -1,
  numIssued: 10,
  mutualExclusiveSeriesIds: '[-1]',
  doNotResendExistingVoucher: true,
  isMultipleVouchersPerUserAllowed: true,
  maxVouchersPerUser: -1,
  minDaysBetweenVouchers: -1,
};
const answer = (wire: JsonObject, attempt: Partial<IssuanceAttempt> = {}) =>
  issuanceAnswer(issuanceInput(series({ ...OFFER, ...wire }), { moment: NOW, ...attempt }, FACTS));

test('a customer gets a new coupon, the same again, or one of both', () => {
  expect(answer({}, { holds: true }).say).toBe('You get a new coupon.');
  const resend = { doNotResendExistingVoucher: false, maxVouchersPerUser: 1 };
  expect(answer(resend, { holds: true, had: 1 })).toMatchObject({
    title: 'The same coupon again',
    say: 'You get the coupon again that you hold.',
  });
  expect(answer({ doNotResendExistingVoucher: false }).summary).toBe(
    'The customer gets a new coupon, or again the one that they hold.',
  );
});

const REFUSED: readonly (readonly [string, JsonObject, Partial<IssuanceAttempt>, number, string])[] = [
  ['over', { validTillDate: '2026-06-09T00:00:00Z' }, {}, 712, 'Until Tue 9 Jun 2026 23:59:59 UTC.'],
  ['lastDay', { validTillDate: '1970-01-01T00:00:00Z' }, {}, 641, 'Without a last day no coupon is issued.'],
  [
    'startBeforeEnd',
    { redemptionValidFrom: '2027-01-01T00:00:00Z' },
    {},
    639,
    'Redemption starts Fri 1 Jan 2027; the series ends Sun 6 Dec 2026.',
  ],
  ['store', { storeIdsJson: '[8]' }, { place: { type: 'STORE', id: 5 } }, 627, '1 store; the store is Store 5.'],
  ['held', { isMultipleVouchersPerUserAllowed: false }, { holds: true }, 619, 'One at a time; the customer holds one.'],
  [
    'commonCode',
    { clientHandlingType: 'GENERIC' },
    { had: 1 },
    679,
    'A common code is issued to a customer once; 1 issued to this customer.',
  ],
  ['customerLimit', { maxVouchersPerUser: 2 }, { had: 2 }, 621, 'At most 2; 2 issued to this customer.'],
  [
    'issueGap',
    { minDaysBetweenVouchers: 7 },
    { lastIssue: [NOW - 2 * DAY, NOW - 2 * DAY] },
    620,
    '7 days between two coupons of a customer; last on Mon 8 Jun 2026 17:30:00 IST.',
  ],
  [
    'exclusion',
    { mutualExclusiveSeriesIds: '[10,11]' },
    { holdsExcluded: true },
    609,
    'Not with 2 other series; the customer holds a coupon of it.',
  ],
  ['total', { maxCreate: 10 }, {}, 626, 'At most 10; 10 issued so far.'],
  ['codes', { clientHandlingType: 'DISC_CODE_PIN', numUploadedNonIssued: 0 }, {}, 613, '0 uploaded codes left.'],
];

test.each(REFUSED)('%s refuses %j for %j', (id, wire, attempt, code, text) => {
  const { verdict, failing } = answer(wire, attempt);
  expect(verdict).toBe('fail');
  expect(failing.map(({ rule, text: shown }) => [rule.id, shown])).toEqual([[id, text]]);
  const error = explainError(code, ISSUANCE_CHECKS);
  expect(error?.rules.map((rule) => rule.id)).toContain(id);
});

test('every number of a rule of issuing has a meaning, and says what to ask', () => {
  for (const { id, apiCodes, engineCodes } of ISSUANCE_CHECKS)
    for (const number of [...apiCodes, ...engineCodes]) {
      const error = explainError(number, ISSUANCE_CHECKS);
      expect(error?.rules.map((rule) => rule.id)).toContain(id);
      expect(error?.next).not.toEqual([]);
      expect(error?.next).not.toContain('');
      expect(error?.next.join()).not.toContain('not to redeeming');
    }
});

test('the answer gives the smallest change, alternatives of equal size, and the whole as text', () => {
  const held = answer({ isMultipleVouchersPerUserAllowed: false }, { holds: true });
  expect(held.say).toBe(
    'You have a coupon of this offer already. A coupon comes once the coupon that you hold is used or has ended.',
  );
  expect(held.ticket('https://desk/check')).toBe(
    [
      'Coupon series 698948, Diwali',
      'Issuing at Wed 10 Jun 2026 17:30 IST: no coupon. 1 rule refuses it.',
      'Refused by:',
      '- A customer who already holds a coupon: One at a time; the customer holds one. Error 709 (coupon engine: 619).',
      'By the customer: A coupon comes once the coupon that the customer holds is used or has ended.',
      'By a marketer:',
      '- A customer who already holds a coupon: Is not sent it again → Is sent the same coupon again',
      'or',
      '- Several coupons per customer: One at a time → A customer may hold several',
      'https://desk/check',
    ].join('\n'),
  );
  const empty = answer({ clientHandlingType: 'DISC_CODE_PIN', numUploadedNonIssued: 0 }, { holds: false });
  expect(empty.say).toBe('All coupons of the offer have been given out. So I cannot send you a coupon of this offer.');
  expect(empty.fix?.marketer).toContain('Outside of it: upload more codes.');
  const elsewhere = answer({ storeIdsJson: '[8,9]' }, { place: { type: 'STORE', id: 5 }, holds: false });
  expect(elsewhere.fix?.customer).toBe('A coupon comes in one of 2 stores: Store 8, Store 9.');
  expect(elsewhere.note('https://desk/check')).toContain('- Stores that may issue: 8, 9 → 8, 9, 5');
  const gap = { moment: NOW - 2 * DAY, lastIssue: [NOW - 4 * DAY, NOW - 4 * DAY] as const, holds: false };
  expect(answer({ minDaysBetweenVouchers: 3 }, gap).fix).toEqual({
    customer: 'A coupon comes now.',
    marketer: 'No change is needed: it works now.',
  });
});
