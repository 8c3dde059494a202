import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { everyPlace, NOW, series } from '../testing/builders.ts';
import type { Attempt, CheckFacts } from './attempt.ts';
import { checkRedemption, inputOf } from './check-redemption.ts';
import { redemptionAnswer } from './redemption-text.ts';
import { customerChange, marketerChange } from './smallest-change.ts';

const FACTS: CheckFacts = {
  now: NOW,
  clusterZone: 'UTC',
  storeZones: ['Asia/Kolkata'],
  places: everyPlace,
  products: ({ type, id }) => ({ type, id, name: `Product ${id}`, parentId: null, brandId: null }),
  currency: 'INR',
};
/** Works on Thursdays, from ₹500, in 4 stores. */
const OFFER: JsonObject = {
  description: 'Diwali',
  redemptionRange: '{"dom":[-1],"dow":[4],"hours":[10,11]}',
  anyUser: true,
  isMultipleUseAllowed: true,
  sameUserMultipleRedeem: true,
  redemptionValidFrom: '1970-01-01T00:00:00Z',
  validTillDate: '2026-12-06T00:00:00Z',
  expiryStrategyType: 'SERIES_EXPIRY',
  minBillAmount: 500,
  maxBillAmount: -1,
  minDaysBetweenRedemption: -1,
  redemptionValidAfterDays: 0,
  redeemAtStore: '[-1]',
  redemptionOrgEntityDetails: [1, 2, 3, 4].map((orgEntityId) => ({ redemptionOrgEntityType: 'STORE', orgEntityId })),
  targetUserDetails: {},
  maxRedeem: -1,
  maxRedemptionsInSeriesPerUser: -1,
};

function checked(wire: JsonObject, attempt: Partial<Attempt>) {
  const input = inputOf(series({ ...OFFER, ...wire }), { moment: NOW, ...attempt }, FACTS);
  return redemptionAnswer({
    input,
    check: checkRedemption(input),
    customer: customerChange(input),
    marketer: marketerChange(input),
  });
}

const REFUSED = checked({}, { bill: 300, place: { type: 'STORE', id: 9 } });

test('the sentence to read out gives all reasons and the smallest change', () => {
  expect(REFUSED.say).toBe(
    'It works at these times only: Thu 10:00–11:59. It needs a bill of ₹500 or more. It does not work in Store 9. ' +
      'It works from Thu 11 Jun 2026 10:00 IST, with a bill of ₹500 or more, in one of 4 places: Store 1, Store 2, Store 3 and 1 more.',
  );
  expect(checked({ maxRedeem: 0 }, {}).say).toMatch(/So it cannot be used for this purchase\.$/);
  expect(checked({ redemptionRange: '', minBillAmount: -1, redemptionOrgEntityDetails: [] }, {}).say).toBe(
    'The coupon works for this purchase.',
  );
  expect(checked({ redemptionRange: '', minBillAmount: -1, redemptionOrgEntityDetails: null }, {}).say).toBe(
    'Everything I can check is fine. I cannot see in which stores the coupon works.',
  );
});

test('the ticket has the attempt, every reason with its error numbers, the changes and the link', () => {
  expect(REFUSED.ticket('https://desk/check')).toBe(
    [
      'Coupon series 698948, Diwali',
      'Attempt of Wed 10 Jun 2026 17:30 IST: refused. 3 rules refuse it.',
      'Refused by:',
      '- Days and hours: Thu 10:00–11:59; at the store it is Wed 10 Jun 2026 17:30. Error 729 (coupon engine: 623).',
      '- Smallest bill: ₹500 or more; the bill is ₹300. Error 733 (coupon engine: 900 or 606).',
      '- Where coupons are redeemed: 4 stores; the store is Store 9. Error 735 (coupon engine: 624 or 608).',
      'By the customer: it works from Thu 11 Jun 2026 10:00 IST, with a bill of ₹500 or more, in one of 4 places: Store 1, Store 2, Store 3 and 1 more.',
      'By a marketer:',
      '- Days and hours: Thu 10:00–11:59 → Wed–Thu 10:00–11:59, 17:00–17:59',
      '- Smallest bill: ₹500 → ₹300',
      '- Where coupons are redeemed: 4 stores → 5 stores',
      'https://desk/check',
    ].join('\n'),
  );
  expect(REFUSED.note('https://desk/check')).toContain('- Smallest bill: ₹500 → ₹300');
});

test('a product that is not meant is named, though the API does not refuse it', () => {
  const open = { redemptionRange: '', minBillAmount: -1, redemptionOrgEntityDetails: [] };
  const productInfo = [{ productType: 'SKU', productIds: [1, 2, 3, 4] }];
  const attempt = checked({ ...open, productInfo }, { product: { type: 'SKU', id: 9 } });
  expect(attempt.verdict).toBe('pass');
  expect(attempt.say).toBe(
    'It is not meant for Product 9. It works on one of 4 products: Product 1, Product 2, Product 3 and 1 more.',
  );
  expect(attempt.ticket('https://desk/check')).toContain(
    'Not refused by the API, but for the till:\n- Products: 4 SKUs; the product is Product 9. The till decides.\n',
  );
  expect(attempt.note('https://desk/check')).toContain('- Products: 4 SKUs → 5 SKUs');
  expect(checked({ ...open, productInfo }, { product: { type: 'ATTRIBUTE', id: 9 } }).say).toBe(
    'The coupon works for this purchase. I cannot see whether it is meant for Product 9.',
  );
});
