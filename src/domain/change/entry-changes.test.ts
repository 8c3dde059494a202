import { expect, test } from 'vitest';
import { fieldOf } from '#catalogue/catalogue.ts';
import { entryChanges, entryTexts } from './entry-changes.ts';

const { kind: places } = fieldOf('redemptionOrgEntityDetails');
const store = (id: number) => ({ type: 'STORE', id });

test('a swap has what it adds and removes', () => {
  expect(entryChanges(places, [store(1), store(2)], [store(2), store(6)])).toEqual({
    added: [store(6)],
    removed: [store(1)],
  });
  expect(entryChanges(places, [store(1), store(1)], [store(1)])).toEqual({ added: [], removed: [store(1)] });
  expect(
    entryChanges(fieldOf('productInfo').kind, [{ type: 'SKU', ids: [1, 2] }], [{ type: 'BRAND', ids: [1] }]),
  ).toEqual({
    added: [{ type: 'BRAND', id: 1 }],
    removed: [
      { type: 'SKU', id: 1 },
      { type: 'SKU', id: 2 },
    ],
  });
  expect(entryChanges(fieldOf('mutualExclusiveSeriesIds').kind, [], [7])).toEqual({
    added: [{ type: 'SERIES', id: 7 }],
    removed: [],
  });
});

test('a value that is not a list of entries, or could not be read, has none', () => {
  expect(entryChanges(fieldOf('description').kind, 'a', 'b')).toBeNull();
  expect(entryChanges(places, { unresolved: 'notReturned' }, [store(1)])).toBeNull();
});

test('entries are printed by name and code; the same name and code also by type and id', () => {
  const names = new Map([
    [1, { name: 'Meridian Indiranagar', code: 'BLR-001' }],
    [6, { name: 'Annapatra Indiranagar', code: 'BLR-006' }],
    [7, { name: 'Annapatra Indiranagar\u200B', code: 'BLR-006' }],
    [8, { name: ' ', code: null }],
  ]);
  const texts = (...ids: readonly number[]) =>
    entryTexts(ids.map(store), ({ id }) => (id === 99 ? null : names.get(id)));
  expect(texts(6, 1)).toEqual(['Annapatra Indiranagar (BLR-006)', 'Meridian Indiranagar (BLR-001)']);
  expect(texts(6, 7)).toEqual([
    'Annapatra Indiranagar (BLR-006) · store 6',
    'Annapatra Indiranagar\u200B (BLR-006) · store 7',
  ]);
  expect(texts(8, 99, 12)).toEqual(['Unnamed (8)', 'unknown store 99', 'store 12']);
  expect(entryTexts([{ type: 'STORE or TILL', id: 5 }], () => undefined)).toEqual(['store or till 5']);
});
