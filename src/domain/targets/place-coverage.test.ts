import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeKey } from '#catalogue/model/kinds.ts';
import { countInside, coveredPlaces, coverOf, type KnownPlace, placeName, placesAbove } from './place-coverage.ts';

const known = (type: string, id: number, parentId: number | null = null, conceptId: number | null = null) =>
  ({ type, id, parentId, conceptId, code: `${type}-${id}`, name: `${type} ${id}`, isActive: true }) as const;

/** Two nested zones, each with a store, and a till. */
const ALL = [
  known('CONCEPT', 11),
  known('ZONE', 31),
  known('ZONE', 37, 31),
  known('STORE', 1201, 31, 11),
  known('STORE', 1202, 37, 11),
  known('TILL', 20201, 1202),
];
const byKey = new Map<string, KnownPlace>(ALL.map((place) => [placeKey(place), place]));
const index = (place: { type: string; id: number }) => byKey.get(placeKey(place)) ?? null;
const CONCEPT = { type: 'CONCEPT', id: 11 };
const NORTH = { type: 'ZONE', id: 31 };
const NCR = { type: 'ZONE', id: 37 };
const STORE = { type: 'STORE', id: 1202 };
const TILL = { type: 'TILL', id: 20201 };

describe('place coverage', () => {
  test('placesAbove returns a till’s store, concept and zones, nearest first', () => {
    expect(placesAbove(TILL, index)).toEqual([STORE, CONCEPT, NCR, NORTH]);
    expect(placesAbove(NORTH, index)).toEqual([]);
    expect(placesAbove({ type: 'STORE', id: 9 }, index)).toEqual([]);
  });

  test('a chosen zone covers its zones, stores and tills, and nothing covers the zone', () => {
    const chosen = new Set([placeKey(NORTH)]);
    for (const place of [NCR, STORE, TILL]) expect(coverOf(place, chosen, index)).toEqual(NORTH);
    expect(coverOf(NORTH, chosen, index)).toBeNull();
    expect(coverOf(CONCEPT, chosen, index)).toBeNull();
  });

  test('coveredPlaces maps a chosen store to its chosen zone', () => {
    expect([...coveredPlaces([NORTH, STORE, TILL], index)]).toEqual([
      [placeKey(STORE), NORTH],
      [placeKey(TILL), STORE],
    ]);
  });

  test('countInside counts by zone, by concept, and by zone within the concept', () => {
    const counts = countInside([STORE, TILL, { type: 'STORE', id: 1201 }], index, () => []);
    expect(Object.fromEntries(counts)).toEqual({
      'CONCEPT:11': 3,
      'ZONE:31': 3,
      'ZONE:31@11': 3,
      'ZONE:37': 2,
      'ZONE:37@11': 2,
      'STORE:1202': 1,
    });
  });

  test('countInside counts a chosen zone in each concept that has stores in it, and in the zones above it there', () => {
    const counts = countInside([NCR], index, (zone) => (zone === 37 ? [11, 12] : []));
    expect(Object.fromEntries(counts)).toEqual({
      'CONCEPT:11': 1,
      'CONCEPT:12': 1,
      'ZONE:31': 1,
      'ZONE:31@11': 1,
      'ZONE:31@12': 1,
    });
  });

  test('placesAbove ends for any cycle of zones', () => {
    const zones = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(fc.array(zones, { minLength: 4, maxLength: 4 }), zones, (parents, start) => {
        const cyclic = (place: { type: string; id: number }) => known('ZONE', place.id, parents[place.id - 1] ?? null);
        expect(placesAbove({ type: 'ZONE', id: start }, cyclic).length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

test.each([
  [STORE, 'STORE 1202'],
  [{ type: 'STORE', id: 9 }, 'unknown 9'],
])('the name of %j is %s', (place, name) => {
  expect(placeName(place, index)).toBe(name);
});

test('placeName prints type and id for a place that is not loaded', () => {
  expect(placeName(STORE, () => undefined)).toBe('Store 1202');
  expect(placeName({ type: 'KIOSK', id: 7 }, () => undefined)).toBe('KIOSK (unknown) 7');
});
