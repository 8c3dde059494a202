import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idTerms, type ListContext, issuesAsCsv, reportList } from './list-report.ts';
import { readListAtOnce } from '../testing/read-list-at-once.ts';
import { splitRows } from './split-table.ts';

describe('the report', () => {
  const known: Readonly<Record<string, readonly number[]>> = {
    '12': [12],
    '0012': [12],
    A: [13],
    '77': [70, 71],
    '9': [9],
    "'9X": [90],
    '9X': [91],
    '00099': [99],
  };
  const report = (
    text: string,
    { chosen = [9], limit = 100, withUnknown = false }: Partial<ListContext & { chosen: readonly number[] }> = {},
  ) =>
    reportList(
      readListAtOnce(text).keys,
      idTerms(chosen, (key) => known[key] ?? []),
      { limit, withUnknown },
    );

  it('lists every line that adds nothing, with the reason', () => {
    const { added, offences, unknownIds, read } = report('12\n0012\nA\n9\n77\n500\nx y\n5.001E+05\n500');
    expect({ added, unknownIds, read }).toEqual({ added: [12, 13], unknownIds: [500], read: 9 });
    expect(offences.map(({ line, why, reason }) => [line, why, reason])).toEqual([
      [2, 'repeated', 'Same as line 1'],
      [4, 'chosen', 'Already chosen'],
      [5, 'ambiguous', 'Means 70 or 71. Write the id.'],
      [6, 'unknown', 'Not in the directory'],
      [7, 'unreadable', 'No id and no known code'],
      [8, 'unreadable', 'Rounded by a spreadsheet: its digits are lost'],
      [9, 'repeated', 'Same as line 6'],
    ]);
  });

  it.each([
    ['12.0', [12]],
    ['12.00', [12]],
    ["'0012", [12]],
    ["'12.0", [12]],
    ['’A', [13]],
    // The text as written comes first.
    ["'9X", [90]],
    // Leading zeros are part of a code.
    ["'00099", [99]],
  ])('recognises %j as an id or code that a spreadsheet formatted', (text, added) => {
    expect(report(text, { chosen: [] })).toEqual({ added, offences: [], unknownIds: [], read: 1 });
  });

  it.each([
    ['#12', [12]],
    ['12 / A', [12, 13]],
    ['12;0012;A', [12, 13]],
    ['12 13\n14', [12, 13, 14]],
  ])('reads the cell %j', (key, added) => {
    const keys = [{ key, line: 1 }];
    const terms = idTerms([], (each) => known[each] ?? []);
    expect(reportList(keys, terms, { limit: 100, withUnknown: true })).toMatchObject({ added });
  });

  it.each([
    ['A, B', 'Several values in one cell, and “B” is not known'],
    ['Shirt, blue', 'No id and no known code'],
    ['8901234567890', 'No known code, and too large for an id'],
    ['77/A', 'Means 70 or 71. Write the id.'],
  ])('says why it does not read the cell %j', (key, reason) => {
    const terms = idTerms([], (each) => known[each] ?? []);
    const { offences } = reportList([{ key, line: 1 }], terms, { limit: 100, withUnknown: false });
    expect(offences[0]).toMatchObject({ line: 1, reason });
  });

  it('prefers a code with separators to its parts', () => {
    const terms = idTerms([], (key) => ({ '12/13': [5], '12': [12], '13': [13] })[key] ?? []);
    expect(reportList([{ key: '12/13', line: 1 }], terms, { limit: 100, withUnknown: true }).added).toEqual([5]);
  });

  it('keeps a first row that the directory knows, although it may be a header', () => {
    expect(report('A\n12\n500')).toMatchObject({ added: [13, 12], read: 3 });
    expect(report('Artikel\n12\n500')).toMatchObject({ added: [12], read: 2 });
  });

  it('finds an unknown id behind the formatting of a spreadsheet, and reports the text as written', () => {
    expect(report("500113.0\n'500113\n1.5")).toMatchObject({
      unknownIds: [500113],
      offences: [
        { key: '500113.0', why: 'unknown' },
        { key: "'500113", why: 'repeated' },
        { key: '1.5', why: 'unreadable' },
      ],
    });
  });

  it('stops at the limit, which includes the chosen entries', () => {
    const { added, offences } = report('1\n2\n9\n3', { limit: 3, withUnknown: true });
    expect(added).toEqual([1, 2]);
    expect(offences.map(({ line, why }) => [line, why])).toEqual([
      [3, 'chosen'],
      [4, 'overLimit'],
    ]);
  });

  it('adds or reports every line, without duplicates and within the limit', () => {
    const key = fc.oneof(fc.constantFrom(...Object.keys(known), 'x', '', '2147483648'), fc.nat(40).map(String));
    fc.assert(
      fc.property(
        fc.array(key),
        fc.uniqueArray(fc.nat(40)),
        fc.nat(30),
        fc.boolean(),
        (words, chosen, limit, withUnknown) => {
          const { added, offences, read } = report(words.join('\n'), { chosen, limit, withUnknown });
          expect(added.length + offences.length).toBe(read);
          expect(new Set([...chosen, ...added]).size).toBe(chosen.length + added.length);
          expect(added.length).toBeLessThanOrEqual(Math.max(0, limit - chosen.length));
        },
      ),
    );
  });

  it('writes a CSV that no spreadsheet runs and that parses back', () => {
    const csv = issuesAsCsv([
      { line: 2, key: '=cmd()', why: 'unreadable', reason: 'No id' },
      { line: 3, key: 'a"b,c\nd', why: 'unknown', reason: 'Not in the directory' },
    ]);
    expect([...splitRows(csv.slice(1), ',')].map(({ cells }) => cells)).toEqual([
      ['line', 'value', 'reason'],
      ['2', "'=cmd()", 'No id'],
      ['3', 'a"b,c\nd', 'Not in the directory'],
    ]);
  });
});
