import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportList } from './list-report.ts';
import { placeTerms } from './place-terms.ts';

const STORE = { type: 'STORE', id: 1201 };
const ZONE = { type: 'ZONE', id: 31 };
const FILE: Readonly<Record<string, readonly { type: string; id: number }[]>> = {
  'BLR-001': [STORE],
  '1201': [STORE],
  NORTH: [ZONE],
  '31': [ZONE, { type: 'STORE', id: 31 }],
};
const meaning = (key: string) => FILE[key] ?? [];
const report = (
  list: ReturnType<typeof keys>,
  {
    chosen = [] as readonly { type: string; id: number }[],
    unknownAs = null as string | null,
    withUnknown = false,
    limit = 100,
  },
) => reportList(list, placeTerms(chosen, meaning, unknownAs), { limit, withUnknown });
const keys = (...all: string[]) => all.map((key, at) => ({ key, line: at + 1 }));

describe('what becomes of a list of places', () => {
  test('codes and ids of several types are added once', () => {
    const told = report(keys('BLR-001', 'NORTH', '1201'), {});
    expect(told.added).toEqual([STORE, ZONE]);
    expect(told.offences).toEqual([{ line: 3, key: '1201', why: 'repeated', reason: 'Same as line 1' }]);
  });

  test('what is chosen, unknown, unreadable or means two things is told with its line', () => {
    const told = report(keys('NORTH', '999', 'XX-1', '31'), { chosen: [ZONE] });
    expect(told.added).toEqual([]);
    expect(told.offences.map(({ line, why }) => [line, why])).toEqual([
      [1, 'chosen'],
      [2, 'unknown'],
      [3, 'unreadable'],
      [4, 'ambiguous'],
    ]);
    expect(told.offences[3]?.reason).toContain('Means zone 31 or store 31');
    expect(told.unknownIds).toEqual([999]);
  });

  test('unknown ids can be taken as places of one type', () => {
    const told = report(keys('0999', 'XX-1', '999'), { unknownAs: 'TILL', withUnknown: true });
    expect(told.added).toEqual([{ type: 'TILL', id: 999 }]);
    expect(told.offences.map(({ why }) => why)).toEqual(['unreadable', 'repeated']);
  });

  test('a number that a spreadsheet has rounded is told as such, and so is what is over the limit', () => {
    const told = report(keys('1.201E+05', 'BLR-001', 'NORTH'), { limit: 1 });
    expect(told.added).toEqual([STORE]);
    expect(told.offences.map(({ why, reason }) => [why, reason])).toEqual([
      ['unreadable', 'Rounded by a spreadsheet: its digits are lost'],
      ['overLimit', 'Over the limit'],
    ]);
  });

  test('an unknown id that is chosen already is not offered once more', () => {
    const told = report(keys('999'), { chosen: [{ type: 'TILL', id: 999 }], unknownAs: 'TILL' });
    expect(told.unknownIds).toEqual([]);
    expect(told.offences[0]?.why).toBe('chosen');
  });

  test('property: every line is either added or told why not', () => {
    const key = fc.constantFrom('BLR-001', '1201', 'NORTH', '31', '999', 'XX', '0031', '5', '6');
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom('STORE', null), (list, unknownAs) => {
        const told = report(keys(...list), { chosen: [ZONE], unknownAs, withUnknown: unknownAs !== null });
        expect(told.added.length + told.offences.length).toBe(list.length);
        expect(new Set(told.added.map(({ type, id }) => `${type}:${id}`)).size).toBe(told.added.length);
      }),
    );
  });
});
