import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIST_SORTS } from '#contract/endpoint-constants.ts';
import { LIST_TABS } from '#contract/list-filters.ts';
import { readListSearch, writeListSearch } from './list-search.ts';

const ALL = { q: '', sort: '-lastModified', tab: null };

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
])('the URL %j is read as %j', (url, state) => {
  expect(readListSearch(url)).toEqual(state);
});

test('a state that was written is read as it was', () => {
  const state = fc.record({
    q: fc.string({ maxLength: 200 }),
    sort: fc.constantFrom(...LIST_SORTS.filter((sort) => sort !== 'match')),
    tab: fc.constantFrom(null, ...LIST_TABS),
  });
  fc.assert(
    fc.property(state, (each) => {
      expect(readListSearch(writeListSearch(each))).toEqual(each);
    }),
  );
});
