import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIST_SORTS } from '#contract/endpoint-constants.ts';
import { FILTER_KEYS, LIST_TABS, readFilter } from '#contract/list-filters.ts';
import { answerable, ignoredIn, readListSearch, writeListSearch } from './list-search.ts';

const ALL = { q: '', sort: '-lastModified', tab: null, filters: {} };

test.each([
  [{}, ALL],
  [{ q: 714 }, { ...ALL, q: '714', sort: 'match' }],
  [
    { q: true, sort: 'name' },
    { ...ALL, q: 'true', sort: 'name' },
  ],
  [{ q: 'x'.repeat(201), tab: 'gone', sort: 'price', colour: 'red' }, ALL],
  [{ q: { a: 1 }, tab: ['live'], sort: null }, ALL],
  [
    { sort: 'match', tab: 'attention' },
    { ...ALL, tab: 'attention' },
  ],
  [
    {
      value: 20,
      discount: 'PERC',
      ends: '2026-11-01..2026-11-30',
      place: 'STORE:1201',
      codes: 'gone',
      owner: ['NONE'],
    },
    { ...ALL, filters: { value: '20', discount: 'PERC', ends: '2026-11-01..2026-11-30', place: 'STORE:1201' } },
  ],
])('the URL %j is read as %j', (url, state) => {
  expect(readListSearch(url)).toEqual(state);
});

test.each([
  [{}, []],
  [{ q: 'x', sort: 'match', tab: 'live', value: '1..', colour: 'red', ends: 'none' }, []],
  [{ q: 'x'.repeat(201), sort: 'price', tab: 'gone' }, ['Search', 'Status', 'Order']],
  [{ value: '9..1', ends: '2026-02-30', place: 'SHOP:1' }, ['Discount value', 'Ends', 'Valid in']],
])('of the URL %j, %j is ignored', (url, labels) => {
  expect(ignoredIn(url)).toEqual(labels);
});

test('with a real API, filters that its mirror cannot answer are off, with the reason', () => {
  const search = readListSearch({ discount: 'PERC', place: 'STORE:1201', product: 'SKU:1', tab: 'live' });
  expect(answerable(search, 'embedded')).toEqual({ search, off: [] });
  const { search: left, off } = answerable(search, 'upstream');
  expect(writeListSearch(left)).toEqual({ discount: 'PERC', tab: 'live' });
  expect(off).toEqual([
    { key: 'place', label: 'Valid in', why: 'The API does not return the places of a series.' },
    { key: 'product', label: 'Covers', why: 'The API does not return the products of a series.' },
  ]);
});

/** Any filters whose texts have a meaning. */
const filters = fc.record(
  {
    discount: fc.constantFrom('ABS', 'ABS,PERC'),
    value: fc.constantFrom('20', '0.5..', '..1000', '10..20'),
    maxIssued: fc.constantFrom('none', '100'),
    starts: fc.constantFrom('none', '2026-11-01', '2024-02-29..'),
    validAt: fc.constant('2026-11-29T14:00'),
    place: fc.constantFrom('STORE:1201', 'CONCEPT:0'),
    property: fc.string({ minLength: 1, maxLength: 200 }).filter((text) => readFilter('property', text) !== null),
    changedBy: fc.constantFrom('true', '12', 'null'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test('a hostile text is refused or has a meaning', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILTER_KEYS), fc.string(), (key, text) => {
      expect(() => readFilter(key, text)).not.toThrow();
    }),
  );
});

test('a state that was written is read as it was', () => {
  const state = fc.record({
    q: fc.string({ maxLength: 200 }),
    sort: fc.constantFrom(...LIST_SORTS.filter((sort) => sort !== 'match')),
    tab: fc.constantFrom(null, ...LIST_TABS),
    filters,
  });
  fc.assert(
    fc.property(state, (each) => {
      expect(readListSearch(writeListSearch(each))).toEqual(each);
    }),
  );
});
