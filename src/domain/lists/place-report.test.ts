import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportPlaces } from './place-report.ts';

const STORE = { type: 'STORE', id: 1201 };
const ZONE = { type: 'ZONE', id: 31 };
const FILE: Readonly<Record<string, readonly { type: string; id: number }[]>> = {
  'BLR-001': [STORE],
  '1201': [STORE],
  NORTH: [ZONE],
  '31': [ZONE, { type: 'STORE', id: 31 }],
};
const meaning = (key: string) => FILE[key] ?? [];
const keys = (...all: string[]) => all.map((key, at) => ({ key, line: at + 1 }));

describe('what becomes of a list of places', () => {
  test('codes and ids of several types are added once', () => {
    const report = reportPlaces(keys('BLR-001', 'NORTH', '1201'), meaning, { chosen: [], unknownAs: null });
    expect(report.added).toEqual([STORE, ZONE]);
    expect(report.offences).toEqual([{ line: 3, key: '1201', why: 'repeated', reason: 'Same as line 1' }]);
  });

  test('what is chosen, unknown, unreadable or means two things is told with its line', () => {
    const report = reportPlaces(keys('NORTH', '999', 'XX-1', '31'), meaning, { chosen: [ZONE], unknownAs: null });
    expect(report.added).toEqual([]);
    expect(report.offences.map(({ line, why }) => [line, why])).toEqual([
      [1, 'chosen'],
      [2, 'unknown'],
      [3, 'unreadable'],
      [4, 'ambiguous'],
    ]);
    expect(report.offences[3]?.reason).toContain('Means zone 31 or store 31');
    expect(report.unknownIds).toBe(1);
  });

  test('unknown ids can be taken as places of one type', () => {
    const report = reportPlaces(keys('0999', 'XX-1', '999'), meaning, { chosen: [], unknownAs: 'TILL' });
    expect(report.added).toEqual([{ type: 'TILL', id: 999 }]);
    expect(report.offences.map(({ why }) => why)).toEqual(['unreadable', 'repeated']);
  });

  test('property: every line is either added or told why not', () => {
    const key = fc.constantFrom('BLR-001', '1201', 'NORTH', '31', '999', 'XX', '0031', '5', '6');
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom('STORE', null), (list, unknownAs) => {
        const report = reportPlaces(keys(...list), meaning, { chosen: [ZONE], unknownAs });
        expect(report.added.length + report.offences.length).toBe(list.length);
        expect(new Set(report.added.map(({ type, id }) => `${type}:${id}`)).size).toBe(report.added.length);
      }),
    );
  });
});
