import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { readEntry, valueOf } from './series-entry.ts';

const OWN_ID = 698948;
const open = (value: ReturnType<typeof valueOf>) =>
  isUnresolved(value) ? readEntry(value.text, OWN_ID) : { ids: value, pending: '' };

describe('readEntry splits a text into ids and a search text', () => {
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
    [`702215, ${OWN_ID}`, [702215], `${OWN_ID}`],
    ['', [], ''],
    [' , ', [], ''],
  ])('%j', (text, ids, pending) => {
    expect(readEntry(text, OWN_ID)).toEqual({ ids, pending });
  });
});

describe('property: the value of the form reopens as the same entry', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }).filter((id) => id !== OWN_ID));
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}( [a-z0-9]{1,6}){0,2}$/u);

  test('ids alone are a list; with a search text the value is a text that keeps everything', () => {
    fc.assert(
      fc.property(ids, fc.oneof(fc.constant(''), word, fc.constant(`${OWN_ID}`)), (chosen, pending) => {
        const value = valueOf({ ids: chosen, pending }, OWN_ID);
        expect(isUnresolved(value)).toBe(pending !== '');
        expect(open(value)).toEqual({ ids: chosen, pending });
      }),
    );
  });

  test('an id that is still in the input is part of the value', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (chosen, last) => {
        const value = valueOf({ ids: chosen, pending: String(last) }, OWN_ID);
        if (last === OWN_ID) return expect(isUnresolved(value)).toBe(true);
        expect(value).toEqual(chosen.includes(last) ? chosen : [...chosen, last]);
      }),
    );
  });

  test('never throws and never accepts the own id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readEntry(text, OWN_ID).ids).not.toContain(OWN_ID);
        expect(readEntry(`${text}, ${OWN_ID}`, OWN_ID).pending).toContain(String(OWN_ID));
      }),
    );
  });
});
