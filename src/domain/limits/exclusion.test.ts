import { describe, expect, test } from 'vitest';
import { directionOf, oneWayText } from './exclusion.ts';
import { series } from '../testing/builders.ts';

const OWN = 698948;

describe('whether the other side excludes back', () => {
  test.each([
    ['both', `[702215,${OWN}]`],
    ['oneWay', '[702215]'],
    ['oneWay', '[-1]'],
    ['oneWay', 'false'],
    ['unclear', 'no list'],
  ])('%s: %s', (direction, stored) => {
    expect(directionOf(OWN, series({ mutualExclusiveSeriesIds: stored }))).toBe(direction);
  });

  test('cannot be told without an id of our own', () => {
    expect(directionOf(null, series({ mutualExclusiveSeriesIds: `[${OWN}]` }))).toBe('unclear');
  });
});

test('one-sided is said once, with the name where it is one', () => {
  expect(oneWayText([], OWN)).toBeNull();
  expect(oneWayText(['Welcome'], OWN)).toContain('who holds a coupon of “Welcome” gets none of this series');
  expect(oneWayText(['Welcome'], OWN)).toContain(`add ${OWN} in that series`);
  expect(oneWayText(['A', 'B'], OWN)).toContain('a coupon of 2 of these series');
});
