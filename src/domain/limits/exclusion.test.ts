import { describe, expect, test } from 'vitest';
import { directionOf, oneWayText } from './exclusion.ts';
import { series } from '../testing/builders.ts';

const ID = 698948;

describe('directionOf', () => {
  test.each([
    ['both', `[702215,${ID}]`],
    ['oneWay', '[702215]'],
    ['oneWay', '[-1]'],
    ['oneWay', 'false'],
    ['unclear', 'no list'],
  ])('%s: %s', (direction, stored) => {
    expect(directionOf(ID, series({ mutualExclusiveSeriesIds: stored }))).toBe(direction);
  });

  test('is unclear without an id', () => {
    expect(directionOf(null, series({ mutualExclusiveSeriesIds: `[${ID}]` }))).toBe('unclear');
  });
});

test('oneWayText names a single series and counts several', () => {
  expect(oneWayText([], ID)).toBeNull();
  expect(oneWayText(['Welcome'], ID)).toContain('who holds a coupon of “Welcome” gets none of this series');
  expect(oneWayText(['Welcome'], ID)).toContain(`add ${ID} in that series`);
  expect(oneWayText(['A', 'B'], ID)).toContain('a coupon of 2 of these series');
});
