import { randomInt } from 'node:crypto';

// `npm run long -- <name> --count=5000 --seed=7` sets both variables for the tests of one name.

/** The number of inputs, rounds or requests of a test that can run longer. */
export const longCount = (short: number): number => Number(process.env['LONG_COUNT'] ?? short);

const { LONG_SEED } = process.env;
export const givenSeed = LONG_SEED === undefined ? undefined : Number(LONG_SEED);

/** The seeds of such a test: the fixed one finds the same cases in every run, the random one finds new cases. */
export const longSeeds = (fixed: number): readonly (readonly [kind: string, seed: number])[] =>
  givenSeed === undefined
    ? [
        ['a fixed seed', fixed],
        ['a random seed', randomInt(1, 2 ** 31)],
      ]
    : [['the given seed', givenSeed]];
