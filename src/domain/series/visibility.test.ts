import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { series } from '../testing/builders.ts';
import { gatesOf, isHiddenAndSet, isVisible } from './visibility.ts';

const visible = (key: FieldKey, wire: JsonObject) => {
  const { values, wire: stored } = series(wire);
  return isVisible(key, gatesOf(values, stored));
};

describe('a field is visible only if it applies', () => {
  const CODES = { clientHandlingType: 'DISC_CODE' };
  const GENERIC = { clientHandlingType: 'GENERIC' };
  const cases: [FieldKey, JsonObject[], JsonObject[]][] = [
    ['genericCode', [GENERIC], [CODES, { clientHandlingType: 'DISC_CODE_PIN' }]],
    [
      'expiryStrategyValue',
      [{ expiryStrategyType: 'DAYS' }, { expiryStrategyType: 'MONTHS_END' }],
      [{ expiryStrategyType: 'SERIES_EXPIRY' }],
    ],
    ['sameUserMultipleRedeem', [{ isMultipleUseAllowed: true }], [{ isMultipleUseAllowed: false }]],
    ['discountUpto', [{ discountType: 'PERC' }], [{ discountType: 'ABS' }]],
    ...(['maxVouchersPerUser', 'minDaysBetweenVouchers'] as const).map(
      (key): [FieldKey, JsonObject[], JsonObject[]] => [
        key,
        [{ isMultipleVouchersPerUserAllowed: true }],
        [{ isMultipleVouchersPerUserAllowed: false }],
      ],
    ),
    ...(
      [
        ['couponPrefix', 'isPrefixEnabled'],
        ['orgPrefixOverride', 'isPrefixEnabled'],
        ['couponSuffix', 'isSuffixEnabled'],
        ['orgSuffixOverride', 'isSuffixEnabled'],
      ] as const
    ).map(([key, on]): [FieldKey, JsonObject[], JsonObject[]] => [
      key,
      [
        { ...CODES, [on]: true },
        { ...CODES, [on]: 'maybe' },
      ],
      [CODES, { ...CODES, [on]: false }, { ...GENERIC, [on]: true }],
    ]),
    ...(['alphaNumeric', 'randomCodeLength', 'isPrefixEnabled', 'isSuffixEnabled'] as const).map(
      (key): [FieldKey, JsonObject[], JsonObject[]] => [
        key,
        [CODES],
        [GENERIC, { clientHandlingType: 'DISC_CODE_PIN' }],
      ],
    ),
    [
      'redemptionPerCouponMaxLimit',
      [
        { ...CODES, anyUser: true },
        { clientHandlingType: 'DISC_CODE_PIN', anyUser: true },
        { anyUser: true, EXTERNALLY_MANAGED: false },
      ],
      [
        { ...CODES, anyUser: false },
        { ...GENERIC, anyUser: true },
        { anyUser: true, clientHandlingType: 'EXTERNALLY_MANAGED' },
        { anyUser: true, EXTERNALLY_MANAGED: true },
        { anyUser: true, externalIssual: true },
      ],
    ],
  ];
  test.each(cases)('%s', (key, shown, hidden) => {
    for (const wire of shown) expect(visible(key, wire), JSON.stringify(wire)).toBe(true);
    for (const wire of hidden) expect(visible(key, wire), JSON.stringify(wire)).toBe(false);
  });

  test('every conditional field is covered here, the others are always visible', () => {
    const covered = new Set(cases.map(([key]) => key));
    for (const key of FIELD_KEYS) expect(Boolean(fieldOf(key).when), key).toBe(covered.has(key));
    expect(visible('minDaysBetweenRedemption', { isMultipleUseAllowed: false })).toBe(true);
    expect(visible('smsTemplate', { isSMSDisabled: true })).toBe(true);
  });
});

test('a field with an unreadable gate is visible, except the limit per code, which needs `anyUser`', () => {
  expect(visible('sameUserMultipleRedeem', { isMultipleUseAllowed: 'maybe' })).toBe(true);
  expect(visible('expiryStrategyValue', { expiryStrategyType: 7 })).toBe(true);
  expect(visible('redemptionPerCouponMaxLimit', { anyUser: 'maybe' })).toBe(false);
});

test('isHiddenAndSet finds hidden fields that have a value', () => {
  const fieldsOf = (wire: JsonObject) => {
    const { values, wire: stored } = series(wire);
    return FIELD_KEYS.filter((key) => isHiddenAndSet(key, values, gatesOf(values, stored)));
  };
  expect(fieldsOf({ discountType: 'ABS', discountUpto: 0 })).toEqual([]);
  expect(fieldsOf({ discountType: 'ABS', discountUpto: 50 })).toEqual(['discountUpto']);
  expect(fieldsOf({ genericCode: 'string' })).toEqual(['genericCode']);
  expect(fieldsOf({ expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: 1 })).toEqual([]);
  expect(fieldsOf({ expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: 30 })).toEqual(['expiryStrategyValue']);
  expect(fieldsOf({ isPrefixEnabled: false, couponPrefix: 'GOLD' })).toEqual(['couponPrefix']);
  expect(fieldsOf({ discountType: 'ABS', discountUpto: 'lots' })).toEqual(['discountUpto']);
});
