import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EDITABLE_KEYS, FIELD_KEYS, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { settle } from '../change/settle.ts';
import { edited, payload, payloads, series, seriesOf, UTC } from '../testing/builders.ts';
import { validate } from './validate.ts';

const request = (name: string) => payload(name)['CouponSeriesV2'] as JsonObject;
const errors = (issues: ReturnType<typeof validate>) =>
  issues.filter((one) => one.severity === 'error').map((one) => one.field);
const check = (wire: JsonObject, edits: Partial<Values>) => {
  const base = series(wire);
  return validate(base, edited(base, edits), UTC);
};

describe('the published request 751412', () => {
  const requested = seriesOf(request('put_request_full_751412.json')).values;
  const INVALID = [
    'discountValue',
    'validTillDate',
    'maxCreate',
    'maxVouchersPerUser',
    'minDaysBetweenVouchers',
    'maxRedeem',
  ];

  test('has errors for its two int32 wraps, the float, the 79th second and the two negative limits only', () => {
    const before = seriesOf({
      ...payload('put_response_751412.json'),
      maxVouchersPerUser: -1,
      minDaysBetweenVouchers: -1,
    });
    expect(errors(validate(before, settle(before, requested), UTC))).toEqual(INVALID);
  });

  test('only warns about the negative limits once they are stored', () => {
    const after = seriesOf(payload('put_response_751412.json'));
    const issues = validate(after, settle(after, requested), UTC);
    expect(errors(issues)).toEqual(['discountValue', 'validTillDate', 'maxCreate', 'maxRedeem']);
    const stored = issues.filter((one) => one.message.startsWith('Kept as it is stored'));
    expect(stored.map((one) => [one.field, one.severity])).toEqual([
      ['maxVouchersPerUser', 'warning'],
      ['minDaysBetweenVouchers', 'warning'],
    ]);
  });
});

test('791560, saved with nine fields, warns that new coupons are already expired', () => {
  const base = seriesOf(payload('put_response_791560.json'));
  const issues = validate(base, base.values, UTC);
  expect(errors(issues)).toEqual([]);
  expect(issues.map((one) => one.rule)).toContain('born-expired');
});

test('an unchanged stored value never stops a save', () => {
  const anyWire = fc.dictionary(fc.constantFrom(...FIELD_KEYS), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 30 });
  fc.assert(
    fc.property(anyWire, (wire) => {
      const base = seriesOf(wire);
      expect(errors(validate(base, base.values, UTC))).toEqual([]);
    }),
    { numRuns: 500 },
  );
  for (const body of payloads.values()) {
    const base = seriesOf(body);
    expect(errors(validate(base, base.values, UTC))).toEqual([]);
  }
});

test('an ordinary series has no issues', () => {
  const base = series({ smsTemplate: 'Hi {{first_name}}, {{voucher}}', validTillDate: '2026-12-06T00:00:00Z' });
  expect(validate(base, base.values, UTC)).toEqual([]);
});

describe('an invalid stored value warns at its field', () => {
  test.each<[string, JsonObject]>([
    ['maxCreate', { maxCreate: -123 }],
    ['validTillDate', { validTillDate: '2025-04-25T23:50:79+05:30' }],
    ['redemptionRange', { redemptionRange: 'string' }],
    ['seriesCode', { seriesCode: 'a code of more than 20 characters' }],
    ['discountCode', { discountCode: '' }],
    ['discountValue', { discountValue: 150000000000000 }],
  ])('%s', (field, wire) => {
    const issues = check(wire, {});
    expect(issues.filter((one) => one.field === field && one.rule === null)).toMatchObject([{ severity: 'warning' }]);
    expect(errors(issues)).toEqual([]);
  });

  test('but not while the field is hidden', () => {
    const long = { couponPrefix: 'much too long a prefix', isPrefixEnabled: true };
    const fields = (wire: JsonObject) => check(wire, {}).map((one) => one.field);
    expect(fields(long)).toContain('couponPrefix');
    expect(fields({ ...long, isPrefixEnabled: false })).not.toContain('couponPrefix');
    expect(fields({ ...long, clientHandlingType: 'GENERIC', genericCode: 'X' })).not.toContain('couponPrefix');
  });
});

describe('an invalid change is an error', () => {
  test.each<[string, Partial<Values>, number]>([
    ['description', { description: ' ' }, 756],
    ['seriesCode', { seriesCode: '' }, 753],
    ['seriesCode', { seriesCode: 'a code of more than 20 characters' }, 629],
    ['discountValue', { discountValue: null }, 756],
    ['discountValue', { discountValue: -1 }, 629],
    ['maxCreate', { maxCreate: 2147483648 }, 629],
    ['expiryStrategyValue', { expiryStrategyValue: { unresolved: 'draft', text: '' } }, 629],
    ['priority', { priority: null }, 629],
    ['validTillDate', { validTillDate: { unresolved: 'draft', text: '31 Feb' } }, 629],
    ['couponPrefix', { couponPrefix: 'a b', isPrefixEnabled: true }, 629],
    ['redemptionRange', { redemptionRange: { dom: [], dow: [0], hours: [] } }, 506],
    ['smsTemplate', { smsTemplate: '' }, 756],
    ['mutualExclusiveSeriesIds', { mutualExclusiveSeriesIds: [0] }, 756],
    ['productInfo', { productInfo: [{ type: 'CATEGORY', ids: Array.from({ length: 1001 }, (_, at) => at + 1) }] }, 400],
    [
      'customPropertyMap',
      { customPropertyMap: Array.from({ length: 21 }, (_, at) => ({ key: `k${at}`, value: '' })) },
      744,
    ],
    ['genericCode', { clientHandlingType: 'GENERIC', genericCode: 'two words' }, 629],
    ['genericCode', { clientHandlingType: 'GENERIC', genericCode: 'X'.repeat(41) }, 629],
  ])('%s %j', (field, edits, code) => {
    const found = check({}, edits).filter((one) => one.severity === 'error');
    expect(found).toMatchObject([{ field, code, rule: null }]);
    expect(found[0]?.message).toMatch(/\.$/);
  });

  test('but not while the field is hidden', () => {
    expect(errors(check({ clientHandlingType: 'GENERIC', genericCode: 'X' }, { couponPrefix: 'a b' }))).toEqual([]);
  });
});

test('issues are in the order of the page', () => {
  const issues = check({}, { smsTemplate: '', description: '', maxCreate: -5 });
  const order = issues.map((one) => EDITABLE_KEYS.indexOf(one.field));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('the required fields are those that the API refuses to omit', () => {
  const required = FIELD_KEYS.filter((key) => fieldOf(key).required);
  const refused = FIELD_KEYS.filter((key) => JSON.stringify(fieldOf(key).whenOmitted) === '{"rule":"refused"}');
  expect(required).toEqual(refused);
});

describe('characters that people cannot see or take for others', () => {
  test('warn with the corrected text, also in a stored value', () => {
    const issues = check({ discountCode: 'MEMBER260\u200B' }, { description: 'Diwali Оffer ' });
    expect(issues.filter((issue) => issue.fix)).toEqual([
      expect.objectContaining({
        field: 'description',
        severity: 'warning',
        message: 'Has characters that people cannot see or take for others: space (U+0020), О (U+041E).',
        fix: { label: 'Change to “Diwali Offer”', value: 'Diwali Offer' },
      }),
      expect.objectContaining({
        field: 'discountCode',
        severity: 'warning',
        fix: { label: 'Change to “MEMBER260”', value: 'MEMBER260' },
      }),
    ]);
  });

  test('come with a correction where the text is refused, and clear a text that shows nothing', () => {
    const common = check({ clientHandlingType: 'GENERIC', genericCode: 'SAVE' }, { genericCode: 'SAVE10\u00A0' });
    expect(errors(common)).toContain('genericCode');
    expect(common.find((issue) => issue.fix)?.fix).toMatchObject({ value: 'SAVE10' });
    expect(check({}, { tag: 'old  label ' }).find((issue) => issue.fix)).toMatchObject({
      message: 'Has spaces at an end or in a row.',
      fix: { label: 'Change to “old label”', value: 'old label' },
    });
    expect(check({}, { tag: '\u200B' }).find((issue) => issue.fix)?.fix).toEqual({
      label: 'Clear the text',
      value: '',
    });
  });

  test.each(['\u200B', '\u00A0\u200E', ' '])('alone are no name: %j', (description) => {
    expect(errors(check({}, { description }))).toEqual(['description']);
    expect(check({}, { description }).some((issue) => issue.fix)).toBe(false);
    expect(errors(check({ description }, {}))).toEqual([]);
  });

  test.each([{ description: 'दीवाली 50 % off' }, { info: 'Two lines\n\n- one\n' }, { discountCode: 'DIWALI-26' }])(
    'are not found in %j',
    (edits) => expect(check({}, edits).some((issue) => issue.fix)).toBe(false),
  );
});
