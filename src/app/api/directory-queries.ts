import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DirectoryChild } from '#contract/directory-endpoints.ts';
import { type EntryType, LOOKUP_MOST } from '#contract/endpoint-constants.ts';
import { request } from './request.ts';
import { asQuery } from './directory-lookup.ts';
import { retry } from './retry-policy.ts';

/** Names rarely change. */
const FRESH_MS = 5 * 60_000;

export const directorySearchQuery = (types: readonly EntryType[], text: string) => {
  const q = asQuery(text);
  return infiniteQueryOptions({
    queryKey: ['directory', 'search', types, q],
    queryFn: ({ pageParam, signal }) =>
      request('GET /api/directory/search', { query: { q, type: types, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry,
  });
};

/** The children of a category; with `null` the top categories. */
export const categoriesQuery = (id: number | null) =>
  queryOptions({
    queryKey: ['directory', 'children', 'CATEGORY', id],
    queryFn: async ({ signal }): Promise<readonly DirectoryChild[]> => {
      const query = { type: 'CATEGORY', id: id ?? undefined } as const;
      return (await request('GET /api/directory/children', { query, signal })).items;
    },
    staleTime: FRESH_MS,
    retry,
  });

/** The ancestors of the chosen entries of a type, at most `LOOKUP_MOST` of them. */
export const ancestorsQuery = (type: EntryType, ids: readonly number[]) =>
  queryOptions({
    queryKey: ['directory', 'ancestors', type, ids],
    queryFn: async ({ signal }) => {
      // Ids of the API are 32-bit: the directory has no larger ones.
      const entries = ids
        .filter((id) => id < 2 ** 31)
        .slice(0, LOOKUP_MOST)
        .map((id) => ({ type, id }));
      return (await request('POST /api/directory/ancestors', { body: { entries }, signal })).items;
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry,
  });
