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
  ])('reads %j', (text, ids) => expect(parseIds(text)).toEqual({ ids, rest: '' }));

  it.each([
    ['12, 13x, 14', [12], '13x, 14'],
    ['0', [], '0'],
    ['-1', [], '-1'],
    ['1.5', [], '1.5'],
    ['9007199254740993', [], '9007199254740993'],
  ])('returns the unread rest of %j', (text, ids, rest) => expect(parseIds(text)).toEqual({ ids, rest }));

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
