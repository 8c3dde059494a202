import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyIssues, suggestedNames } from './property-rows.ts';

const FACTS = { known: ['season', 'cost_centre', 'off_season'], elsewhere: { terms: 'Terms and conditions' } };
const row = (key: string, value = 'x') => ({ key, value });
const issues = (...rows: { key: string; value: string }[]) =>
  propertyIssues(rows, FACTS).map((rowIssues) => rowIssues.map(({ severity, message }) => `${severity}: ${message}`));

describe('propertyIssues', () => {
  test('accepts known names with any text', () => {
    expect(issues(row('season', ''), row('cost_centre', 'x'.repeat(500)))).toEqual([[], []]);
  });

  test.each([
    [[row('', '')], 'error: This row is empty'],
    [[row('  ')], 'error: This text needs a name'],
    [[row('terms')], 'error: This name has a field of its own: “Terms and conditions”'],
    [[row('season'), row('season')], 'error: “season” is already used in row 1'],
    [[row('season'), row('Season ')], 'warning: Row 1 has the same name'],
    [[row('seson')], 'warning: The organisation has no property of this name'],
    [[row(' season')], 'warning: Did you mean “season”'],
    [[row('season', 'x'.repeat(512))], 'warning: 512 characters, 12 more'],
  ])('%j', (rows, start) => {
    const last = issues(...rows).at(-1) ?? [];
    expect(last).toHaveLength(1);
    expect(last[0]).toContain(start);
  });

  test('calls no name unknown if the organisation’s names are not loaded', () => {
    expect(propertyIssues([row('anything')], { ...FACTS, known: [] })).toEqual([[]]);
  });

  test('reports exactly one error for each repeated name', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('season', 'cost_centre', 'other', ' season')), (names) => {
        const errors = propertyIssues(
          names.map((name) => row(name)),
          FACTS,
        ).map((rowIssues) => rowIssues.filter(({ severity }) => severity === 'error').length);
        expect(errors).toEqual(names.map((name, index) => (names.indexOf(name) === index ? 0 : 1)));
      }),
    );
  });
});

test('suggestedNames returns unused names, those that start with the text first', () => {
  expect(suggestedNames([row('')], 0, FACTS)).toEqual(['season', 'cost_centre', 'off_season']);
  expect(suggestedNames([row('SEAS')], 0, FACTS)).toEqual(['season', 'off_season']);
  expect(suggestedNames([row('season'), row('')], 1, FACTS)).toEqual(['cost_centre', 'off_season']);
  expect(suggestedNames([row('')], 0, { known: ['terms'], elsewhere: FACTS.elsewhere })).toEqual([]);
});
