import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumber, printNumber, readNumber } from './number-text.ts';

const read = (text: string, { whole = false, printed = false } = {}) => readNumber(text, { whole, printed });
const valueOf = (text: string, field?: { whole?: boolean; printed?: boolean }) => {
  const reading = read(text, field);
  return reading !== null && 'value' in reading ? reading.value : null;
};

describe('readNumber', () => {
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
    [' 7 ', 7],
    ['１２', 12],
  ])('reads %j', (text, value) => expect(valueOf(text)).toBe(value));

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
  ])('does not read %j', (text) => expect(read(text)).toBeNull());

  describe('of a number with a unit', () => {
    const RUPEE = { unit: '₹', currency: 'INR' };
    const PERCENT = { unit: '%', currency: 'INR' };
    const DOLLAR = { unit: '$', currency: 'USD' };
    const counting = (unit: string) => ({ unit, currency: 'INR' });
    it.each([
      ['₹1,200', RUPEE, 1200],
      ['₹ 1 200,50', RUPEE, 1200.5],
      ['-₹5', RUPEE, -5],
      ['₹-5', RUPEE, -5],
      ['₹.5', RUPEE, 0.5],
      ['Rs. 250', RUPEE, 250],
      ['Rs.250', RUPEE, 250],
      ['Rs 250', RUPEE, 250],
      ['rs250/-', RUPEE, 250],
      ['INR 250', RUPEE, 250],
      ['250 INR', RUPEE, 250],
      ['250 rupees', RUPEE, 250],
      ['250/-', RUPEE, 250],
      ['₹250/-', RUPEE, 250],
      ['$250', DOLLAR, 250],
      ['USD 250', DOLLAR, 250],
      ['250 %', PERCENT, 250],
      ['15％', PERCENT, 15],
      ['15 per cent', PERCENT, 15],
      ['30 days', counting('days'), 30],
      ['1 day', counting('days after issue'), 1],
      ['2 months', counting('month ends after issue'), 2],
      ['50 redemptions', counting('redemptions'), 50],
    ])('takes the place’s own: %j', (text, place, value) =>
      expect(readNumber(text, { whole: false, printed: false, ...place })).toMatchObject({ value }),
    );

    it.each([
      ['250%', RUPEE, 250, '%'],
      ['$250', RUPEE, 250, '$'],
      ['USD 250', RUPEE, 250, 'USD'],
      ['€ 250', RUPEE, 250, '€'],
      ['US$250', RUPEE, 250, 'US$'],
      ['₹250 %', RUPEE, 250, '%'],
      ['₹20', PERCENT, 20, '₹'],
      ['Rs. 20', PERCENT, 20, 'Rs.'],
      ['20/-', PERCENT, 20, '/-'],
      ['Rs 250', DOLLAR, 250, 'Rs'],
      ['50%', counting('redemptions'), 50, '%'],
      ['₹50', counting('coupons'), 50, '₹'],
      ['30 hours', counting('days'), 30, 'hours'],
      ['2 weeks', counting('days after issue'), 2, 'weeks'],
      ['30 days', RUPEE, 30, 'days'],
      ['5 %', { unit: '' }, 5, '%'],
      ['12 apples', counting('days'), 12, 'apples'],
    ])('never drops another: %j', (text, place, number, unit) =>
      expect(readNumber(text, { whole: false, printed: false, ...place })).toEqual({ number, unit }),
    );

    it.each(['12 ab', 'x12', '₹', '%', '12 %%', 'Rs', '5 m', '₹5₹5'])('does not read %j', (text) =>
      expect(readNumber(text, { whole: false, printed: false, ...RUPEE })).toBeNull(),
    );

    it('never answers a number for a text with a unit that is not the place’s', () => {
      const units = ['₹', '%', '$', '€', 'Rs.', 'INR', 'USD', '/-', 'days', 'hours', 'coupons', 'redemptions'];
      const own: Record<string, readonly string[]> = {
        '₹': ['₹', 'Rs.', 'INR', '/-'],
        '%': ['%'],
        days: ['days'],
        redemptions: ['redemptions'],
      };
      const place = fc.constantFrom(...Object.keys(own));
      fc.assert(
        fc.property(
          fc.nat({ max: 1e6 }),
          fc.constantFrom(...units),
          place,
          fc.boolean(),
          (number, unit, at, before) => {
            const text = before && !/[%/]/.test(unit) ? `${unit} ${number}` : `${number} ${unit}`;
            const reading = readNumber(text, { whole: true, printed: false, unit: at, currency: 'INR' });
            if (own[at]?.includes(unit)) expect(reading).toMatchObject({ value: number });
            else expect(reading).toEqual({ number, unit });
          },
        ),
      );
    });
  });

  it('reads whatever is printed, to the last digit', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger()),
        (n) => {
          const value = n + 0;
          expect(valueOf(printNumber(value), { printed: true })).toBe(value);
          expect(valueOf(plainNumber(value), { printed: true })).toBe(value);
          if (Number.isInteger(value)) expect(valueOf(printNumber(value), { whole: true })).toBe(value);
        },
      ),
    );
  });

  describe('of a point or a comma that could separate thousands or decimals', () => {
    it.each([
      ['1.000', [1, 1000]],
      ['12.500', [12.5, 12500]],
      ['-1.234', [-1.234, -1234]],
      ['₹1.000', [1, 1000]],
      ['999.999 %', [999.999, 999999]],
    ])('chooses neither for %j among decimals', (text, either) => expect(read(text)).toEqual({ either }));

    it.each([
      ['1.000', 1000],
      ['12.500', 12500],
      ['1,000', 1000],
      ['-1.234', -1234],
    ])('takes %j as thousands where only whole numbers can be', (text, value) =>
      expect(read(text, { whole: true })).toEqual({ value, said: plainNumber(value) }),
    );

    it.each([
      ['12,5', 12.5, '12.5'],
      ['25,00', 25, '25'],
      ['1,000', 1000, '1000'],
      ['1,2345', 1.2345, '1.2345'],
    ])('says how it read %j', (text, value, said) => expect(read(text)).toEqual({ value, said }));

    it.each(['0.125', '.125', '1000.000', '1.5', '1.2345', '1200', '1,200.50', '1.200,50', '1,200,300', '1 200'])(
      'has nothing to say of %j',
      (text) => expect(read(text)).toEqual({ value: expect.any(Number), said: null }),
    );

    it('never answers another number without saying so, whichever mark somebody meant', () => {
      const mark = fc.constantFrom('.', ',');
      fc.assert(
        fc.property(fc.nat({ max: 999_999 }), fc.nat({ max: 99_999 }), mark, fc.boolean(), (whole, part, by, only) => {
          const reading = read(`${whole}${by}${part}`, { whole: only });
          if (reading === null || !('value' in reading) || reading.said !== null) return;
          // Silent: the only thing that the page itself would print like that.
          expect(by).toBe('.');
          expect(reading.value).toBe(Number(`${whole}.${part}`));
        }),
      );
    });
  });

  describe('of a number that stood there printed', () => {
    it.each([
      ['25,00', 2500, '2500'],
      ['1,2345', 12345, '12345'],
      [',500', 500, '500'],
      ['2,5,000', 25000, '25000'],
      ['25,000', 25000, null],
      ['25,000.5', 25000.5, null],
      ['12.345', 12.345, null],
    ])('takes the commas of %j as its own', (text, value, said) =>
      expect(read(text, { printed: true })).toEqual({ value, said }),
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
