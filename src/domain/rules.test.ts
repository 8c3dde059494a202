import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#catalogue/kinds.ts';
import { RULES } from './rules.ts';
import { edited, NOW, series, seriesOf, UTC } from './testing.ts';
import { validate } from './validate.ts';

interface Example {
  readonly wire?: JsonObject;
  readonly edits?: Partial<Values>;
}
interface Pair {
  readonly fires: Example;
  readonly silent: Example;
}

const LAST_DAY = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const NO_END = { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0 };
const PERC = (value: number) => ({ discountType: 'PERC', discountValue: value });
const SINGLE = { isMultipleUseAllowed: false };

/** One case that fires and one close by that does not, for each rule. Today is 10 June 2026. */
const EXAMPLES: Readonly<Record<string, Pair>> = {
  'clientHandlingType-known': {
    fires: { edits: { clientHandlingType: 'NEW' } },
    silent: { edits: { clientHandlingType: 'GENERIC' } },
  },
  'expiryStrategyType-known': {
    fires: { edits: { expiryStrategyType: 'NEVER' } },
    silent: { edits: { expiryStrategyType: 'MONTHS' } },
  },
  'discountType-known': { fires: { wire: { discountType: 'GIFT' } }, silent: { wire: { discountType: 'PERC' } } },
  'discountOn-known': { fires: { edits: { discountOn: 'LINE' } }, silent: { wire: { discountOn: null } } },
  'productInfo-types-known': {
    fires: { edits: { productInfo: [{ type: 'COLOUR', ids: [1] }] } },
    silent: {
      wire: { productInfo: [{ productType: 'COLOUR', productIds: [1] }] },
      edits: { productInfo: [{ type: 'COLOUR', ids: [1, 2] }] },
    },
  },
  'redemptionOrgEntityDetails-types-known': {
    fires: { edits: { redemptionOrgEntityDetails: [{ type: 'MALL', id: 1 }] } },
    silent: { edits: { redemptionOrgEntityDetails: [{ type: 'TILL', id: 1 }] } },
  },
  'percentage-over-100': {
    fires: { wire: { discountValue: 500 }, edits: { discountType: 'PERC' } },
    silent: { edits: PERC(100) },
  },
  'percentage-is-100': { fires: { edits: PERC(100) }, silent: { edits: PERC(99) } },
  'cap-with-fixed-amount': {
    fires: { wire: { discountType: 'ABS', discountUpto: 50 } },
    silent: { wire: { ...PERC(10), discountUpto: 50 }, edits: { discountType: 'ABS' } },
  },
  'generic-code-missing': {
    fires: { edits: { clientHandlingType: 'GENERIC' } },
    silent: { edits: { clientHandlingType: 'GENERIC', genericCode: 'DIWALI' } },
  },
  'fewer-than-issued': {
    fires: { wire: { numIssued: 10 }, edits: { maxCreate: 10 } },
    silent: { wire: { numIssued: 10 }, edits: { maxCreate: 11 } },
  },
  'born-expired': {
    fires: {
      wire: { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 },
      edits: { expiryStrategyType: 'DAYS' },
    },
    silent: { wire: { expiryStrategyValue: 0 } },
  },
  'no-end-known': { fires: { wire: NO_END }, silent: { wire: { ...NO_END, ownerValidity: NOW } } },
  'end-in-the-past': {
    fires: { edits: { validTillDate: '2026-06-09' } },
    silent: { edits: { validTillDate: '2026-06-10' } },
  },
  'start-after-end': {
    fires: { wire: LAST_DAY('2026-07-01'), edits: { redemptionValidFrom: '2026-07-02' } },
    silent: { wire: LAST_DAY('2026-07-01'), edits: { redemptionValidFrom: '2026-07-01' } },
  },
  'waiting-longer-than-validity': {
    fires: { wire: { expiryStrategyValue: 5 }, edits: { redemptionValidAfterDays: 6 } },
    silent: { wire: { expiryStrategyValue: 5 }, edits: { redemptionValidAfterDays: 5 } },
  },
  'bill-bounds-crossed': {
    fires: { edits: { minBillAmount: 101, maxBillAmount: 100 } },
    silent: { edits: { minBillAmount: 100, maxBillAmount: 100 } },
  },
  'range-list-empty': {
    fires: { wire: { redemptionRange: '{"dom":["17"],"dow":[],"hours":["10,11"]}' } },
    silent: { wire: { redemptionRange: '{"dom":["17"],"dow":[-1],"hours":["10,11"]}' } },
  },
  'same-customer-without-multiple-use': {
    fires: { wire: { ...SINGLE, sameUserMultipleRedeem: true } },
    silent: { wire: { isMultipleUseAllowed: true, sameUserMultipleRedeem: true } },
  },
  'code-limit-without-multiple-use': {
    fires: { wire: { ...SINGLE, redemptionPerCouponMaxLimit: 2 } },
    silent: { wire: { ...SINGLE, redemptionPerCouponMaxLimit: 1 } },
  },
  'code-limit-not-applicable': {
    fires: { wire: { anyUser: false, redemptionPerCouponMaxLimit: 3 } },
    silent: { wire: { anyUser: true, redemptionPerCouponMaxLimit: 3 }, edits: { anyUser: false } },
  },
  'gap-without-second-redemption': {
    fires: { edits: { minDaysBetweenRedemption: 3, maxRedemptionsInSeriesPerUser: 1 } },
    silent: { edits: { minDaysBetweenRedemption: 3, maxRedemptionsInSeriesPerUser: 2 } },
  },
  'resend-wins-over-several': {
    fires: { wire: { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: false } },
    silent: { wire: { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: true } },
  },
  'registration-window-empty': {
    fires: { edits: { validUserRegistrationStartTime: NOW, validUserRegistrationEndTime: NOW - 1 } },
    silent: { edits: { validUserRegistrationStartTime: NOW, validUserRegistrationEndTime: NOW } },
  },
  'excludes-itself': {
    fires: { edits: { mutualExclusiveSeriesIds: [698948] } },
    silent: { edits: { mutualExclusiveSeriesIds: [698949] } },
  },
  'discount-changed-after-issuing': {
    fires: { wire: { numIssued: 1 }, edits: { discountValue: 400 } },
    silent: { wire: { numIssued: 0 }, edits: { discountValue: 400 } },
  },
  'code-kind-changed': { fires: { edits: { clientHandlingType: 'DISC_CODE_PIN' } }, silent: {} },
  'message-without-code': {
    fires: { edits: { smsTemplate: 'Hi {{first_name}}' } },
    silent: { edits: { smsTemplate: 'Hi, use {{voucher}}' } },
  },
};

const issuesOf = ({ wire, edits }: Example) => {
  const base = series(wire);
  return validate(base, edited(base, edits ?? {}), UTC);
};

test('each rule has its examples, and each id is used once', () => {
  expect(RULES.map((rule) => rule.id).toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('fires, at its first field and with its number', () => {
    const found = issuesOf(EXAMPLES[id]?.fires ?? {}).filter((issue) => issue.rule === id);
    expect(found).toMatchObject([{ field: rule.reads[0], code: rule.code }]);
    expect(found[0]?.message).toMatch(/^\S.*[.]$/);
  });

  test('keeps silent close by', () => {
    expect(issuesOf(EXAMPLES[id]?.silent ?? {}).filter((issue) => issue.rule === id)).toEqual([]);
  });
});

test('a rule the API enforces stops a change and only warns of what is stored', () => {
  const severity = (example: Example, id: string) => issuesOf(example).find((issue) => issue.rule === id)?.severity;
  expect(severity({ wire: { ...PERC(150) } }, 'percentage-over-100')).toBe('warning');
  expect(severity({ wire: PERC(50), edits: { discountValue: 150 } }, 'percentage-over-100')).toBe('error');
  expect(severity({ wire: { clientHandlingType: 'GENERIC' } }, 'generic-code-missing')).toBe('warning');
  expect(
    severity(
      { wire: { clientHandlingType: 'GENERIC', genericCode: 'X' }, edits: { genericCode: '' } },
      'generic-code-missing',
    ),
  ).toBe('error');
});

test('rules read real fields and stand at an editable one', () => {
  for (const rule of RULES) expect(rule.reads.every(isFieldKey), rule.id).toBe(true);
});

test('no rule throws, whatever a series holds and whenever it is asked', () => {
  const wild = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.constantFrom(
      '9999-12-31T23:59:59Z',
      '1000-01-01',
      8.64e15,
      -8.64e15,
      2147483647,
      'DAYS',
      'MONTHS',
      'MONTHS_END',
      'GENERIC',
      'PERC',
    ),
  );
  const wires = fc.dictionary(fc.constantFrom(...FIELD_KEYS), wild, { maxKeys: 40 });
  const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland');
  fc.assert(
    fc.property(wires, wires, zones, fc.integer({ min: 0, max: 4e12 }), (stored, next, clusterZone, now) => {
      const issues = validate(seriesOf(stored, clusterZone), seriesOf(next, clusterZone).values, { now, clusterZone });
      for (const issue of issues) expect(issue.message).not.toMatch(/NaN|Invalid Date|undefined/);
    }),
    { numRuns: 1000 },
  );
});
