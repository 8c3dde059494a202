import { expect, test } from 'vitest';
import { errorNumberIn } from './error-meanings.ts';
import { explainedText, explainError } from './error-numbers.ts';
import { REDEMPTION_RULES } from './redemption-rules.ts';

test('every number of a rule has a meaning, and says what to ask', () => {
  for (const { id, apiCodes, engineCodes } of REDEMPTION_RULES)
    for (const number of [...apiCodes, ...engineCodes]) {
      const error = explainError(number);
      expect(error?.rules.map((rule) => rule.id)).toContain(id);
      expect(error?.next).not.toEqual([]);
      expect(error?.next).not.toContain('');
    }
});

test.each([
  [714, 'API', 'The limit of the whole series is reached.', ['maxRedeem']],
  [739, 'API', 'The coupon does not work yet.', ['start', 'wait']],
  [624, 'engine', 'The store may not redeem.', ['oldPlaces', 'places']],
  [706, 'API', 'The coupon cannot be redeemed.', ['sameCustomer', 'oneCode']],
  [742, 'API', 'The customer is blocked.', []],
  [799, 'API', 'The organisation is not set up correctly.', []],
])('%i of the %s: %s', (number, from, meaning, rules) => {
  const error = explainError(number);
  expect(error).toMatchObject({ from, meaning });
  expect(error?.rules.map(({ id }) => id)).toEqual(rules);
});

test('an error number is explained by a rule that refuses, not by rules that pass', () => {
  const of = (...outcomes: ('pass' | 'fail' | 'unknown')[]) =>
    explainedText(
      714,
      outcomes.map((outcome) => ({ outcome })),
    );
  expect(of()).toBeNull();
  expect(of('pass', 'fail')).toBe('What is known explains 714.');
  expect(of('pass', 'pass')).toMatch(/^The figures do not explain 714:/);
  expect(of('pass', 'unknown')).toMatch(/^More facts are needed/);
});

test('a number that is not documented has no explanation', () => {
  for (const number of [0, 708, 785, 1234, Number.NaN]) expect(explainError(number)).toBeNull();
  expect(errorNumberIn(' 714 ')).toBe(714);
  for (const text of ['', '71', '7140', '708', 'toString', '714 x']) expect(errorNumberIn(text)).toBeNull();
});

test('every documented number from 701 on says what to do next', () => {
  const documented = Array.from({ length: 99 }, (_, index) => explainError(701 + index)).filter(
    (error) => error !== null,
  );
  expect(documented.length).toBeGreaterThan(60);
  for (const { number, next } of documented) expect(next, String(number)).not.toEqual([]);
});
