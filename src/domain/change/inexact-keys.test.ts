import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { series } from '../testing/builders.ts';
import { inexactKeys } from './inexact-keys.ts';

test('names every unknown key whose whole number JavaScript cannot hold, at any depth', () => {
  const { wire } = series();
  const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const shapes = fc.constantFrom(
    ['big', (text: string) => `{"big":${text}}`],
    ['big', (text: string) => `{"big":[{"deep":[${text}]}]}`],
    ['targetUserDetails.big', (text: string) => `{"targetUserDetails":{"big":${text}}}`],
  ) as fc.Arbitrary<readonly [string, (text: string) => string]>;
  fc.assert(
    fc.property(digits, shapes, (number, [key, shape]) => {
      const stored = { ...wire, ...(JSON.parse(shape(String(number))) as JsonObject) };
      const keys = inexactKeys(stored);
      if (BigInt(Number(number)) !== number) expect(keys).toEqual([key]);
      if (Math.abs(Number(number)) < 2 ** 53) expect(keys).toEqual([]);
    }),
  );
});
