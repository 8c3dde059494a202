import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOdd } from '#catalogue/kinds.ts';
import { readEntry, valueOf } from './entry.ts';

const OWN = 698948;
const open = (value: ReturnType<typeof valueOf>) =>
  isOdd(value) ? readEntry(value.text, OWN) : { ids: value, pending: '' };

describe('what stands in the input', () => {
  test.each([
    ['702215', [702215], ''],
    ['702215, 688310', [702215, 688310], ''],
    ['702215 688310', [702215, 688310], ''],
    ['[702215,688310]', [702215, 688310], ''],
    ['702215\r\n688310\r\n', [702215, 688310], ''],
    ['702215\tDiwali weekend\n688310\tWelcome', [702215, 688310], 'Diwali weekend, Welcome'],
    ['"698,000"; 702,215', [698000], '702,215'],
    ['12,000', [12000], ''],
    ['Diwali,702215', [702215], 'Diwali'],
    ['500 bills', [], '500 bills'],
    ['first 500', [], 'first 500'],
    ['0', [], '0'],
    ['702215, 12a', [702215], '12a'],
    [`702215, ${OWN}`, [702215], `${OWN}`],
    ['', [], ''],
    [' , ', [], ''],
  ])('%j', (text, ids, pending) => {
    expect(readEntry(text, OWN)).toEqual({ ids, pending });
  });
});

describe('property: what a form holds opens as what was typed', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }).filter((id) => id !== OWN));
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}( [a-z0-9]{1,6}){0,2}$/u);

  test('ids alone are ids, with a search behind them they are text that loses nothing', () => {
    fc.assert(
      fc.property(ids, fc.oneof(fc.constant(''), word, fc.constant(`${OWN}`)), (chosen, pending) => {
        const value = valueOf({ ids: chosen, pending }, OWN);
        expect(isOdd(value)).toBe(pending !== '');
        expect(open(value)).toEqual({ ids: chosen, pending });
      }),
    );
  });

  test('an id that is still in the input counts already', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (chosen, last) => {
        const value = valueOf({ ids: chosen, pending: String(last) }, OWN);
        if (last === OWN) return expect(isOdd(value)).toBe(true);
        expect(value).toEqual(chosen.includes(last) ? chosen : [...chosen, last]);
      }),
    );
  });

  test('never throws and never holds the own id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readEntry(text, OWN).ids).not.toContain(OWN);
        expect(readEntry(`${text}, ${OWN}`, OWN).pending).toContain(String(OWN));
      }),
    );
  });
});
