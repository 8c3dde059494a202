import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinIds, parseIds, printIds } from './ids-text.ts';

describe('parseIds', () => {
  it.each([
    ['', []],
    ['12', [12]],
    ['12, 13;14\n15\t16 | 17', [12, 13, 14, 15, 16, 17]],
    ['[12,13]', [12, 13]],
    ['["12","13"]', [12, 13]],
    ['12,,13,', [12, 13]],
    ["500113.0 '00123", [500113, 123]],
    ['１２，13\u200b；14', [12, 13, 14]],
  ])('reads %j', (text, ids) => expect(parseIds(text)).toEqual({ ids, rest: '' }));

  it.each([
    ['12, 13x, 14', [12], '13x, 14'],
    ['0', [], '0'],
    ['-1', [], '-1'],
    ['1.5', [], '1.5'],
    ['9007199254740993', [], '9007199254740993'],
  ])('returns the unread rest of %j', (text, ids, rest) => expect(parseIds(text)).toEqual({ ids, rest }));

  it.each([
    ['"12,000", "13,000"', [12000, 13000], ''],
    ['501,000', [501000], ''],
    ['12,000; 13,500', [12000], '13,500'],
    ['5,00,113', [500113], ''],
    ['12\u00a0000', [12000], ''],
    ['12.000', [12000], ''],
    ['501,102', [], '501,102'],
    ['101 102', [], '101 102'],
    ['7, 12,000,13,000', [7], '12,000,13,000'],
    ['7, 12,13,000', [7, 1213000], ''],
    ['12,13', [12, 13], ''],
    ['[501,102]', [501, 102], ''],
  ])('never splits a number with thousands separators: %j', (text, ids, rest) =>
    expect(parseIds(text)).toEqual({ ids, rest }),
  );

  it('reads a number with thousands separators as one id, or returns it unread', () => {
    const mark = fc.constantFrom(',', '.', ' ', '\u00a0', '\u202f', '’');
    const id = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 1, max: 9999 }).map((n) => n * 1000),
    );
    fc.assert(
      fc.property(
        fc.array(id, { maxLength: 6 }),
        mark,
        fc.boolean(),
        fc.constantFrom('\n', '; ', '\t'),
        (list, by, quote, between) => {
          const grouped = list.map((each) => String(each).replace(/\B(?=(?:\d{3})+$)/gu, by));
          const { ids, rest } = parseIds(grouped.map((each) => (quote ? `"${each}"` : each)).join(between));
          expect(ids).toEqual(list.slice(0, ids.length));
          expect(rest === '').toBe(ids.length === list.length);
          if (quote) expect(rest).toBe('');
        },
      ),
    );
  });

  it('parses every printed list', () => {
    const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        expect(parseIds(printIds(ids))).toEqual({ ids, rest: '' });
        expect(parseIds(JSON.stringify(ids))).toEqual({ ids, rest: '' });
      }),
    );
  });
});

it('joins ids without duplicates and counts the skipped ones', () => {
  expect(joinIds([3, 1], [1, 2, 2])).toEqual({ ids: [3, 1, 2], repeated: 2 });
});
