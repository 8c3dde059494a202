import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyIssues, suggestedNames } from './property-rows.ts';

const FACTS = { known: ['season', 'cost_centre', 'off_season'], elsewhere: { terms: 'Terms and conditions' } };
const row = (key: string, value = 'x') => ({ key, value });
const said = (...rows: { key: string; value: string }[]) =>
  propertyIssues(rows, FACTS).map((remarks) => remarks.map(({ severity, message }) => `${severity}: ${message}`));

describe('what is said about a row', () => {
  test('nothing about known names, whatever their text', () => {
    expect(said(row('season', ''), row('cost_centre', 'x'.repeat(500)))).toEqual([[], []]);
  });

  test.each([
    [[row('', '')], 'error: This row is empty'],
    [[row('  ')], 'error: This text needs a name'],
    [[row('terms')], 'error: This name has a field of its own: “Terms and conditions”'],
    [[row('season'), row('season')], 'error: “season” stands in row 1 already'],
    [[row('season'), row('Season ')], 'warning: Row 1 has the same name'],
    [[row('seson')], 'warning: The organisation has no property of this name'],
    [[row(' season')], 'warning: Did you mean “season”'],
    [[row('season', 'x'.repeat(512))], 'warning: 512 characters, 12 more'],
  ])('%j', (rows, start) => {
    const last = said(...rows).at(-1) ?? [];
    expect(last).toHaveLength(1);
    expect(last[0]).toContain(start);
  });

  test('no name is called unknown where the organisation’s names are not on file', () => {
    expect(propertyIssues([row('anything')], { ...FACTS, known: [] })).toEqual([[]]);
  });

  test('property: each name has an error from its second use on, and one only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('season', 'cost_centre', 'other', ' season')), (names) => {
        const errors = propertyIssues(
          names.map((name) => row(name)),
          FACTS,
        ).map((remarks) => remarks.filter(({ severity }) => severity === 'error').length);
        expect(errors).toEqual(names.map((name, at) => (names.indexOf(name) === at ? 0 : 1)));
      }),
    );
  });
});

test('suggests what is free, beginnings first', () => {
  expect(suggestedNames([row('')], 0, FACTS)).toEqual(['season', 'cost_centre', 'off_season']);
  expect(suggestedNames([row('SEAS')], 0, FACTS)).toEqual(['season', 'off_season']);
  expect(suggestedNames([row('season'), row('')], 1, FACTS)).toEqual(['cost_centre', 'off_season']);
  expect(suggestedNames([row('')], 0, { known: ['terms'], elsewhere: FACTS.elsewhere })).toEqual([]);
});
