import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { INT32_MAX } from '#values/int32.ts';
import { CHILDREN_LIMIT, type EntryType, MAX_LOOKUP_KEYS, type PlaceType } from '#contract/endpoint-constants.ts';
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

/** What a branch of a tree consists of. */
export interface BranchSource {
  readonly type: 'CATEGORY' | PlaceType;
  /** Null for the entries of this type without a parent. */
  readonly id: number | null;
  /** Only the stores of a zone that belong to this concept. */
  readonly concept: number | null;
}

/** A page of the children of an entry. The first page has an empty cursor. */
export const childrenQuery = ({ type, id, concept }: BranchSource, cursor: string) =>
  queryOptions({
    queryKey: ['directory', 'children', type, id, concept, cursor],
    queryFn: ({ signal }) => {
      const page = { limit: CHILDREN_LIMIT, cursor: cursor || undefined };
      const query = { type, id: id ?? undefined, concept: concept ?? undefined, ...page };
      return request('GET /api/directory/children', { query, signal });
    },
    staleTime: FRESH_MS,
    retry,
  });

/** The ancestors of the chosen entries of a type, at most `MAX_LOOKUP_KEYS` of them. */
export const ancestorsQuery = (type: EntryType, ids: readonly number[]) =>
  queryOptions({
    queryKey: ['directory', 'ancestors', type, ids],
    queryFn: async ({ signal }) => {
      // Ids of the API are 32-bit: the directory has no larger ones.
      const entries = ids
        .filter((id) => id <= INT32_MAX)
        .slice(0, MAX_LOOKUP_KEYS)
        .map((id) => ({ type, id }));
      return (await request('POST /api/directory/ancestors', { body: { entries }, signal })).items;
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry,
  });
