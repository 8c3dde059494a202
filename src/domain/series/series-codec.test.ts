import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { isObject } from '#values/json.ts';
import { payloads, series as seriesWith } from '../testing/builders.ts';
import { decodeSeries, encodeUpdate } from './series-codec.ts';

const ZONES = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland', 'Europe/London'];
/** Keys that a save must not send back. */
const ANSWER_ONLY = ['warnings', 'validTillDateTime'];

/** Every series in a payload: in an envelope, bare, or in a list. */
function seriesIn(body: JsonObject): JsonObject[] {
  if (isObject(body['CouponSeriesV2'])) return [body['CouponSeriesV2']];
  if (Array.isArray(body['entity'])) return body['entity'].filter(isObject);
  return ['clientHandlingType', 'productInfo'].some((key) => Object.hasOwn(body, key)) ? [body] : [];
}

const published = [...payloads].flatMap(([name, body]) => seriesIn(body).map((wire) => ({ name, wire })));

/** The body of a save without edits. */
function unedited(wire: JsonObject, zone: string): Json {
  const base = decodeSeries(wire, zone);
  const encoded = encodeUpdate(base, base.values, zone);
  expect(encoded).toHaveProperty('body');
  return 'body' in encoded ? encoded.body : null;
}

const without = (wire: JsonObject, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(wire).filter(([name]) => !keys.includes(name)));

test('the published payloads contain sixteen series', () => {
  expect(published.map(({ name }) => name)).toEqual([
    'create_request_2021.json',
    'create_request_full.json',
    'create_request_minimal.json',
    'create_request_per_coupon_limit.json',
    'create_response_698948.json',
    'create_response_86066.json',
    'list_response_698948.json',
    'productInfo_and_org_entities_fragment.json',
    'put_request_all_keys_2021.json',
    'put_request_full_751412.json',
    'put_request_minimal_791560.json',
    'put_request_per_coupon_limit_698948.json',
    'put_request_prefix_suffix_923222.json',
    'put_response_698948.json',
    'put_response_751412.json',
    'put_response_791560.json',
  ]);
});

describe('a save without edits sends every value unchanged', () => {
  test.each(ZONES)('on a cluster in %s', (zone) => {
    for (const { name, wire } of published)
      expect(JSON.stringify(unedited(wire, zone)), name).toBe(JSON.stringify(without(wire, ANSWER_ONLY)));
  });

  test('with unknown keys, at the top level and inside objects', () => {
    const wire = {
      ...published[0]?.wire,
      brandNew: { a: [1, null] },
      targetUserDetails: { validMaxUserTransactionLimit: 1, brandNew: true },
    };
    expect(unedited(wire, 'UTC')).toEqual(wire);
  });

  test('for any stored dates and zone', () => {
    const dates = fc
      .tuple(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        fc.constantFrom('Z', '+05:30', '-08:00', '+13:00', ''),
      )
      .map(([date, offset]) => date.toISOString().slice(0, 19) + offset);
    fc.assert(
      fc.property(dates, dates, fc.constantFrom(...Intl.supportedValuesOf('timeZone')), (end, start, zone) => {
        const wire = { validTillDate: end, redemptionValidFrom: start, dvsExpiryDate: start };
        expect(unedited(wire, zone)).toEqual(wire);
      }),
    );
  });

  test('for malformed values, which are preserved and reported without throwing', () => {
    const known = FIELD_KEYS.map((key) => fieldOf(key).path[0]);
    const malformed = fc.dictionary(
      fc.oneof(fc.constantFrom(...known), fc.string()),
      fc.jsonValue() as fc.Arbitrary<Json>,
    );
    const moved = FIELD_KEYS.filter((key) => fieldOf(key).readAlso);
    fc.assert(
      fc.property(malformed, fc.constantFrom(...ZONES), (wire, zone) => {
        const series = without(wire, [...ANSWER_ONLY, ...moved]);
        expect(unedited(series, zone)).toEqual(series);
        expect(JSON.stringify(unedited(series, zone))).toBe(JSON.stringify(series));
        const { values } = decodeSeries(series, zone);
        for (const key of FIELD_KEYS) {
          const value = values[key];
          if (isObject(value) && value['unresolved'] === 'unreadable')
            expect(value['raw']).toEqual(wireOf(series, key));
        }
      }),
      { numRuns: 400 },
    );
  });
});

test('an unreadable value is preserved, reported by field, and unchanged by an edit of another field', () => {
  const wire = {
    description: 'Diwali',
    validTillDate: '2025-04-25T23:50:79+05:30',
    maxCreate: 'many',
    redemptionRange: 'string',
  };
  const base = decodeSeries(wire, 'UTC');
  expect(Object.keys(base.unreadable)).toEqual(['validTillDate', 'maxCreate', 'redemptionRange']);
  expect(base.values.maxCreate).toEqual({ unresolved: 'unreadable', raw: 'many' });
  expect(encodeUpdate(base, { ...base.values, description: 'Holi' }, 'UTC')).toEqual({
    body: { ...wire, description: 'Holi' },
  });
});

describe('customer limits', () => {
  const limits = {
    validMaxUserTransactionLimit: 1,
    validUserRegistrationStartTime: 0,
    validUserRegistrationEndTime: 10000,
  };

  test('answered at the top level are sent at the path that the API accepts', () => {
    expect(unedited({ id: 1, ...limits }, 'UTC')).toEqual({ id: 1, targetUserDetails: limits });
  });

  test('answered at both paths are read from the object', () => {
    const both = { ...limits, targetUserDetails: { ...limits, validMaxUserTransactionLimit: 2 } };
    expect(decodeSeries(both, 'UTC').values.validMaxUserTransactionLimit).toBe(2);
    expect(unedited(both, 'UTC')).toEqual({ targetUserDetails: both.targetUserDetails });
  });

  test('remove their object when the last one is removed', () => {
    const base = decodeSeries({ id: 1, targetUserDetails: { validMaxUserTransactionLimit: 1 } }, 'UTC');
    const lifted = { ...base.values, validMaxUserTransactionLimit: null };
    expect(encodeUpdate(base, lifted, 'UTC')).toEqual({ body: { id: 1 } });
  });

  test('cannot overwrite an unreadable value at their path', () => {
    const wire = { targetUserDetails: 'string', validMaxUserTransactionLimit: 3 };
    expect(unedited(wire, 'UTC')).toEqual(wire);
    const base = decodeSeries(wire, 'UTC');
    expect(encodeUpdate(base, { ...base.values, validMaxUserTransactionLimit: 5 }, 'UTC')).toEqual({
      problems: [{ field: 'validMaxUserTransactionLimit', message: expect.stringContaining('targetUserDetails') }],
    });
  });
});

test('terms and other properties share one object, and editing one leaves the other unchanged', () => {
  const wire = { customPropertyMap: { milestone: 'x', standard_terms_and_conditions: 'T' } };
  const base = decodeSeries(wire, 'UTC');
  const save = (values: Partial<typeof base.values>) => encodeUpdate(base, { ...base.values, ...values }, 'UTC');
  expect(save({ standard_terms_and_conditions: 'U' })).toEqual({
    body: { customPropertyMap: { milestone: 'x', standard_terms_and_conditions: 'U' } },
  });
  expect(save({ customPropertyMap: [] })).toEqual({
    body: { customPropertyMap: { standard_terms_and_conditions: 'T' } },
  });
  expect(save({ standard_terms_and_conditions: '' })).toEqual({ body: { customPropertyMap: { milestone: 'x' } } });
});

test('an omitted key reads as its default and can be switched off', () => {
  const base = decodeSeries({ id: 1 }, 'UTC');
  expect(base.values.resendMessageEnabled).toBe(true);
  expect(encodeUpdate(base, { ...base.values, resendMessageEnabled: false }, 'UTC')).toEqual({
    body: { id: 1, resendMessageEnabled: false },
  });
});

test('fields that the API did not return stay absent and cannot be sent by accident', () => {
  const base = decodeSeries({ id: 1 }, 'UTC');
  expect(base.values.productInfo).toEqual({ unresolved: 'notReturned' });
  expect(unedited({ id: 1 }, 'UTC')).toEqual({ id: 1 });
  const filled = decodeSeries({ id: 1, productInfo: [] }, 'UTC');
  expect(encodeUpdate(filled, { ...filled.values, productInfo: { unresolved: 'notReturned' } }, 'UTC')).toHaveProperty(
    'problems',
  );
});

test('encodeUpdate reports every value that cannot be sent', () => {
  const base = decodeSeries({ id: 1 }, 'UTC');
  const values = {
    ...base.values,
    maxCreate: -5,
    discountCode: 'x',
    validTillDate: { unresolved: 'draft', text: 'soon' } as const,
  };
  const encoded = encodeUpdate(base, values, 'UTC');
  expect('problems' in encoded && encoded.problems.map((problem) => problem.field)).toEqual([
    'validTillDate',
    'maxCreate',
  ]);
});

test('an absent prefix or suffix switch reads as off, and stays absent', () => {
  const base = seriesWith();
  const switches = ['isPrefixEnabled', 'orgPrefixOverride', 'isSuffixEnabled', 'orgSuffixOverride'] as const;
  for (const key of switches) {
    expect(base.wire, key).not.toHaveProperty(key);
    expect(base.values[key], key).toBe(false);
    expect(encodeUpdate(base, base.values, 'UTC'), key).not.toHaveProperty(`body.${key}`);
  }
});
