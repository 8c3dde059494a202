import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber, plainNumber, printNumber } from './number-text.ts';

describe('parseNumber', () => {
  it.each([
    ['25000', 25000],
    ['25,000', 25000],
    ['1,200,300', 1200300],
    ['1,00,000', 100000],
    ['1.200.300', 1200300],
    ['1 200', 1200],
    ['1\u00a0200\u00a0300,5', 1200300.5],
    ['1’200.50', 1200.5],
    ['1.200,50', 1200.5],
    ['1,200.50', 1200.5],
    ['12,5', 12.5],
    ['1,20', 1.2],
    ['0,125', 0.125],
    ['12.', 12],
    ['.5', 0.5],
    ['-3', -3],
    ['−3', -3],
    ['-0', 0],
    ['₹1,200', 1200],
    ['15 %', 15],
    [' 7 ', 7],
    ['１２', 12],
  ])('reads %j', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each([
    '',
    ' ',
    '12a',
    'a',
    '.',
    '-',
    '1e5',
    '1,2,3',
    '1.2.3',
    '12 5',
    '1,,200',
    '--3',
    '1.200,50,1',
    '0,000,1',
    '9'.repeat(400),
  ])('does not read %j', (text) => expect(parseNumber(text)).toBeNull());

  it('reads whatever is printed, to the last digit', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger()),
        (n) => {
          const value = n + 0;
          expect(parseNumber(printNumber(value))).toBe(value);
          expect(parseNumber(plainNumber(value))).toBe(value);
        },
      ),
    );
  });
});

describe('printNumber', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [-25000.125, '-25,000.125'],
    [3.4e38, `340${',000'.repeat(12)}`],
    [1e-7, '0.0000001'],
  ])('prints %d', (value, text) => expect(printNumber(value)).toBe(text));
});
