import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, fieldOf, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved, type Kind } from '#catalogue/model/kinds.ts';
import type { Json } from '#values/json.ts';
import { ruleContext } from './rule.ts';
import type { Example } from './rule.examples.ts';
import { RULE_EXAMPLES } from './rules.examples.ts';
import { RULES } from './rules.ts';
import { edited, issuesOfExample, ORDINARY, series, seriesOf, UTC } from '../testing/builders.ts';
import { validate } from './validate.ts';

const issuesOf = (example: Example, id: string) => issuesOfExample(example).filter((issue) => issue.rule === id);

test('each id is used once', () => {
  const ids = RULES.map((rule) => rule.id);
  expect(ids).toEqual([...new Set(ids)]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { source, fires, passes } = RULE_EXAMPLES[id];

  test('fires in its example, at its first field and with its code', () => {
    const found = issuesOf(fires, id);
    expect(found).toMatchObject([{ field: rule.reads[0], code: rule.code }]);
    if (fires.edit) expect(found[0]?.severity).toBe(rule.severity);
    else expect(found[0]?.severity).toBe('warning');
  });

  test('stays silent in the similar example', () => {
    expect(issuesOf(passes, id)).toEqual([]);
  });

  test('only warns about stored values', () => {
    const { edit, ...rest } = fires;
    const stored = issuesOf({ ...rest, stored: { ...fires.stored, ...edit } }, id);
    expect(stored.map((issue) => issue.severity)).toEqual(stored.map(() => 'warning'));
  });

  test('has whole, calm sentences and a graded source', () => {
    for (const text of [...issuesOf(fires, id).map((issue) => issue.message), source]) {
      expect(text).toMatch(/^[^a-z\s].*[.]$/u);
      expect(text).not.toMatch(/!|\p{Extended_Pictographic}|NaN|Invalid/u);
    }
    expect(source).toMatch(/^(Documented|Engine|Seen|Inferred|Arithmetic|Open|Ours)\b/);
  });

  test('reads real fields', () => {
    expect(rule.reads.every(isFieldKey)).toBe(true);
  });
});

test('the ordinary series has no issues', () => {
  expect(issuesOfExample({})).toEqual([]);
});

test('a rule over read-only fields never blocks a save', () => {
  const errors = RULES.filter((rule) => rule.severity === 'error');
  const stuck = errors.filter((rule) => rule.reads.every((field) => fieldOf(field).access === 'read'));
  expect(stuck.filter((rule) => issuesOf(RULE_EXAMPLES[rule.id].fires, rule.id)[0]?.severity === 'error')).toEqual([]);
});

test('an error that is our own rule says so', () => {
  for (const { id, severity } of RULES) {
    const { source, fires } = RULE_EXAMPLES[id];
    if (severity === 'error' && source.startsWith('Ours'))
      expect(issuesOf(fires, id)[0]?.message, id).toContain('This is our rule');
  }
});

test('a stored percentage over 100 warns, a new one is an error', () => {
  const PERC = (discountValue: number) => ({ discountType: 'PERC', discountValue });
  expect(issuesOf({ stored: PERC(150) }, 'percentage-over-100')).toMatchObject([{ severity: 'warning' }]);
  expect(issuesOf({ stored: PERC(150), edit: { description: 'x' } }, 'percentage-over-100')).toMatchObject([
    { severity: 'warning' },
  ]);
  expect(issuesOf({ stored: PERC(50), edit: PERC(150) }, 'percentage-over-100')).toMatchObject([{ severity: 'error' }]);
});

describe('an expiry strategy without its number', () => {
  const stored = { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 };
  test.each(['DAYS', 'MONTHS', 'MONTHS_END'])('is an error if %s is new', (expiryStrategyType) => {
    const base = series(stored);
    const issues = validate(base, edited(base, { expiryStrategyType }), UTC).filter((one) => one.severity === 'error');
    expect(issues).toMatchObject([{ field: 'expiryStrategyValue', rule: 'expiry-number-missing' }]);
    expect(validate(base, edited(base, { expiryStrategyType, expiryStrategyValue: 0 }), UTC)).not.toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
  });

  test('is a warning if the strategy is stored', () => {
    expect(issuesOf({ stored: { expiryStrategyValue: -1 } }, 'expiry-number-missing')).toEqual([]);
    expect(issuesOf({ stored: { expiryStrategyValue: -1 } }, 'born-expired')).toMatchObject([{ severity: 'warning' }]);
  });
});

/** The two tables of the engine, row by row: which rules fire for which flags. */
describe('contradictory flags', () => {
  const ids = (edit: Example['edit']) => issuesOfExample(edit ? { edit } : {}).map((issue) => issue.rule);
  const LIMIT = { redemptionPerCouponMaxLimit: -1, maxRedemptionsInSeriesPerUser: 5 };
  test.each([
    [false, false, false, []],
    [false, false, true, []],
    [false, true, false, ['same-customer-without-multiple-use']],
    [false, true, true, ['same-customer-without-multiple-use']],
    [true, false, false, ['multiple-use-of-the-holder-once']],
    [true, false, true, []],
    [true, true, false, []],
    [true, true, true, []],
  ])(
    'multiple use %s, same customer %s, anyone %s',
    (isMultipleUseAllowed, sameUserMultipleRedeem, anyUser, expected) => {
      expect(ids({ ...LIMIT, isMultipleUseAllowed, sameUserMultipleRedeem, anyUser })).toEqual(expected);
    },
  );

  test.each([
    [false, false, []],
    [false, true, ['resend-wins-over-several']],
    [true, false, []],
    [true, true, []],
  ])('do not resend %s, several %s', (doNotResendExistingVoucher, isMultipleVouchersPerUserAllowed, expected) => {
    expect(ids({ doNotResendExistingVoucher, isMultipleVouchersPerUserAllowed })).toEqual(expected);
  });
});

const wireValue = fc.oneof(
  fc.jsonValue() as fc.Arbitrary<Json>,
  fc.constantFrom(
    '9999-12-31T23:59:59Z',
    '1000-01-01',
    '2026-06-12T00:00:00Z',
    8.64e15,
    -8.64e15,
    2147483647,
    1.5,
    'DAYS',
    'MONTHS',
    'MONTHS_END',
    'GENERIC',
    'DISC_CODE',
    'PERC',
    true,
    false,
    '[1,2,3]',
    '{"dom":[31],"dow":[1],"hours":[1]}',
  ),
);
const wires = fc.dictionary(fc.constantFrom(...FIELD_KEYS), wireValue, { maxKeys: 40 });
const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland');

test('no rule throws for any stored series at any time', () => {
  fc.assert(
    fc.property(wires, wires, zones, fc.integer({ min: 0, max: 4e12 }), (stored, next, clusterZone, now) => {
      const facts = { seriesCodeTaken: () => true, genericCodeTaken: () => true, seriesExists: () => false };
      const issues = validate(seriesOf(stored, clusterZone), seriesOf(next, clusterZone).values, {
        now,
        clusterZone,
        facts,
      });
      for (const issue of issues) expect(issue.message).not.toMatch(/NaN|Invalid Date|undefined/);
    }),
    { numRuns: 400 },
  );
}, 30_000);

/** Any value a form can have for a kind: drafts, and numbers, lists and rows that no series has. */
function formValue(kind: Kind): fc.Arbitrary<unknown> {
  const draft = fc.string().map((text) => ({ unresolved: 'draft', text }));
  const number = fc.oneof(fc.double(), fc.integer());
  const ids = fc.array(number, { maxLength: 5 });
  switch (kind.type) {
    case 'text':
    case 'choice':
      return fc.oneof(draft, fc.string(), fc.constantFrom('{{voucher', '{{}}', '}}{{', 'GENERIC', 'DAYS'));
    case 'flag':
      return fc.oneof(draft, fc.boolean());
    case 'number':
    case 'limit':
    case 'epoch':
      return fc.oneof(draft, fc.constant(null), number);
    case 'day':
      return fc.oneof(
        draft,
        fc.constantFrom(null, '', '31 Feb', '2026-02-31', '2026-06-12', '9999-12-31', '0000-01-01'),
      );
    case 'instant':
      return fc.oneof(fc.constant(null), fc.string(), fc.constant('2026-01-01T00:00:00Z'));
    case 'ids':
      return fc.oneof(draft, ids);
    case 'range':
      return fc.oneof(draft, fc.record({ dom: ids, dow: ids, hours: ids }));
    case 'properties':
      return fc.oneof(draft, fc.array(fc.record({ key: fc.string(), value: fc.string() })));
    case 'products':
      return fc.oneof(
        draft,
        fc.constant({ unresolved: 'notReturned' }),
        fc.array(fc.record({ type: fc.string(), ids })),
      );
    case 'places':
      return fc.oneof(
        draft,
        fc.constant({ unresolved: 'notReturned' }),
        fc.array(fc.record({ type: fc.string(), id: number })),
      );
    case 'raw':
      return fc.jsonValue();
  }
}
const forms = fc.record(Object.fromEntries(FIELD_KEYS.map((key) => [key, formValue(fieldOf(key).kind)])), {
  requiredKeys: [],
});

test('no rule throws for any form values', () => {
  fc.assert(
    fc.property(wires, forms, zones, fc.integer({ min: 0, max: 4e12 }), (stored, form, clusterZone, now) => {
      const base = seriesOf({ ...ORDINARY, ...stored }, clusterZone);
      // The generator builds the right shape for each kind.
      const values = { ...base.values, ...form } as Values;
      const context = ruleContext(base, values, { now, clusterZone }, (field) => values[field] !== base.values[field]);
      for (const rule of RULES) expect(rule.check(context) ?? '').toBeTypeOf('string');
      expect(validate(base, values, { now, clusterZone })).toBeInstanceOf(Array);
    }),
    { numRuns: 400 },
  );
}, 30_000);

test('an unreadable field fires no rule', () => {
  const unreadable = {
    redemptionRange: 'string',
    maxRedeem: 'many',
    validTillDate: 'soon',
    expiryStrategyValue: 'long',
  };
  const base = seriesOf({ ...ORDINARY, ...unreadable });
  expect(Object.keys(unreadable).every((key) => isUnresolved(base.values[key as keyof Values]))).toBe(true);
  expect(validate(base, base.values, UTC).filter((issue) => issue.rule !== null)).toEqual([]);
});

test('all rules together take less than a millisecond', () => {
  const base = seriesOf({ ...ORDINARY, redemptionRange: '{"dom":[31],"dow":[1],"hours":[1]}' });
  const runAll = () => {
    const context = ruleContext(base, base.values, UTC, () => false);
    for (const rule of RULES) rule.check(context);
  };
  const times = Array.from({ length: 60 }, () => {
    const start = performance.now();
    runAll();
    return performance.now() - start;
  });
  // The fastest run is the least disturbed by other load.
  expect(Math.min(...times)).toBeLessThan(1);
});
