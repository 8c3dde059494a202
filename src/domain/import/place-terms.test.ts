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
const keys = (...all: string[]) => all.map((key, index) => ({ key, line: index + 1 }));

describe('the report for a list of places', () => {
  test('adds codes and ids of several types once', () => {
    const result = report(keys('BLR-001', 'NORTH', '1201'), {});
    expect(result.added).toEqual([STORE, ZONE]);
    expect(result.offences).toEqual([{ line: 3, key: '1201', why: 'repeated', reason: 'Same as line 1' }]);
  });

  test('reports chosen, unknown, unreadable and ambiguous keys with their line', () => {
    const result = report(keys('NORTH', '999', 'XX-1', '31'), { chosen: [ZONE] });
    expect(result.added).toEqual([]);
    expect(result.offences.map(({ line, why }) => [line, why])).toEqual([
      [1, 'chosen'],
      [2, 'unknown'],
      [3, 'unreadable'],
      [4, 'ambiguous'],
    ]);
    expect(result.offences[3]?.reason).toContain('Means zone 31 or store 31');
    expect(result.unknownIds).toEqual([999]);
  });

  test('can add unknown ids as places of one type', () => {
    const result = report(keys('0999', 'XX-1', '999'), { unknownAs: 'TILL', withUnknown: true });
    expect(result.added).toEqual([{ type: 'TILL', id: 999 }]);
    expect(result.offences.map(({ why }) => why)).toEqual(['unreadable', 'repeated']);
  });

  test('reports numbers rounded by a spreadsheet, and keys over the limit', () => {
    const result = report(keys('1.201E+05', 'BLR-001', 'NORTH'), { limit: 1 });
    expect(result.added).toEqual([STORE]);
    expect(result.offences.map(({ why, reason }) => [why, reason])).toEqual([
      ['unreadable', 'Rounded by a spreadsheet: its digits are lost'],
      ['overLimit', 'Over the limit'],
    ]);
  });

  test('does not offer an unknown id that is already chosen', () => {
    const result = report(keys('999'), { chosen: [{ type: 'TILL', id: 999 }], unknownAs: 'TILL' });
    expect(result.unknownIds).toEqual([]);
    expect(result.offences[0]?.why).toBe('chosen');
  });

  test('either adds or reports every line', () => {
    const key = fc.constantFrom('BLR-001', '1201', 'NORTH', '31', '999', 'XX', '0031', '5', '6');
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom('STORE', null), (list, unknownAs) => {
        const result = report(keys(...list), { chosen: [ZONE], unknownAs, withUnknown: unknownAs !== null });
        expect(result.added.length + result.offences.length).toBe(list.length);
        expect(new Set(result.added.map(({ type, id }) => `${type}:${id}`)).size).toBe(result.added.length);
      }),
    );
  });
});
