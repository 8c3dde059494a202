import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type ChildrenAnswer,
  DIRECTORY_PATH,
  type DirectoryChild,
  type AncestorsAnswer,
  type AncestorsRequest,
  type EntryType,
  LOOKUP_MOST,
  type SearchAnswer,
} from '#contract/directory-endpoints.ts';
import { call } from './request.ts';
import { asQuery, post } from './directory-lookup.ts';
import { retry } from './retry-policy.ts';

// The casts below trust our own server, whose answers have the shapes of contract/directory-endpoints.ts.

/** Names rarely change. */
const FRESH_MS = 5 * 60_000;

export const directorySearchQuery = (types: readonly EntryType[], text: string) => {
  const q = asQuery(text);
  return infiniteQueryOptions({
    queryKey: ['directory', 'search', types, q],
    queryFn: async ({ pageParam, signal }) => {
      const search = new URLSearchParams({ q });
      for (const type of types) search.append('type', type);
      if (pageParam) search.set('cursor', pageParam);
      return (await call(`${DIRECTORY_PATH}/search?${search.toString()}`, { signal })).body as SearchAnswer;
    },
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
      const search = new URLSearchParams({ type: 'CATEGORY', ...(id === null ? {} : { id: String(id) }) });
      const { body } = await call(`${DIRECTORY_PATH}/children?${search.toString()}`, { signal });
      return (body as ChildrenAnswer).items;
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
      return (await post<AncestorsAnswer>('ancestors', { entries } satisfies AncestorsRequest, signal)).items;
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry,
  });
