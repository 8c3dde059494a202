import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchText, searchWords } from './search-text.ts';

describe('the text of a search', () => {
  it.each([
    ["Children's Day", 'Children’s Day'],
    ['"Diwali"', '“Diwali”'],
    ['buy 1 - get 1', 'Buy 1 – get 1'],
    ['big sale', ' Big \u00a0 Sale '],
    ['698948', '698,948'],
    ['698948', '6,98,948'],
    ['698948', '698.948'],
    ['MR71-350', 'ＭＲ７１－３５０'],
    ['Mr71-350', 'MR71\u2011350\u200b'],
    ['cafe creme', 'Café Crème'],
    ['cafe', 'Cafe\u0301'],
    ['GROSSER', 'großer'],
    ['istanbul', 'İstanbul'],
    ['a,b', 'a､b'],
    ['1234', '1.23,4'],
  ])('%j equals %j', (a, b) => {
    expect(searchText(a)).toBe(searchText(b));
  });

  it.each([
    ['1.5 l', '15 l'],
    ['ओणम', 'ओणाम'],
    ['A-1', 'A1'],
  ])('%j is not %j', (a, b) => {
    expect(searchText(a)).not.toBe(searchText(b));
  });

  it('does not change when it is normalised again, and has one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\d.,' ]*$/)), (text) => {
        const once = searchText(text);
        expect(once).not.toMatch(/\n/u);
        expect(searchText(once)).toBe(once);
      }),
    );
  });

  it('is divided into words', () => {
    expect(searchWords('  Day  children’s ')).toEqual(['day', "children's"]);
    expect(searchWords(' ')).toEqual([]);
  });
});
