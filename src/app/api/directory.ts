import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type ChildrenAnswer,
  DIRECTORY_PATH,
  type DirectoryChild,
  type AncestorsAnswer,
  type EntryType,
  LOOKUP_MOST,
  type LookupAnswer,
  type LookupRequest,
  type SearchAnswer,
} from '#contract/directory.ts';
import { call, Refused } from './client.ts';

// The casts below trust our own server, whose answers have the shapes of contract/directory.ts.

/** Names change seldom: what was found is as good for a while. */
const FRESH_MS = 5 * 60_000;
const LONGEST_QUERY = 200;

const retry = (failures: number, error: Error) => !(error instanceof Refused && error.status < 500) && failures < 2;

/** Without what the server refuses in a text: NUL and halves of characters. */
const clean = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');

async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await call(`${DIRECTORY_PATH}/${path}`, signal ? { ...init, signal } : init)).body as T;
}

export const directorySearchQuery = (type: EntryType, text: string) => {
  const q = clean(text).trim().slice(0, LONGEST_QUERY);
  return infiniteQueryOptions({
    queryKey: ['directory', 'search', type, q],
    queryFn: async ({ pageParam, signal }) => {
      const search = new URLSearchParams({ type, q });
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

/** What hangs on a category; without one the top categories. */
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

/** What the chosen entries of a type hang on. */
export const ancestorsQuery = (type: EntryType, ids: readonly number[]) =>
  queryOptions({
    queryKey: ['directory', 'ancestors', type, ids],
    queryFn: async ({ signal }) => {
      // Larger ids than the API has are on nobody's file.
      const entries = ids
        .filter((id) => id < 2 ** 31)
        .slice(0, LOOKUP_MOST)
        .map((id) => ({ type, id }));
      return (await post<AncestorsAnswer>('ancestors', { entries }, signal)).items;
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry,
  });

/** Asks in parts of as many as one call takes, and tells how many are answered. */
export async function lookupAll(
  request: LookupRequest,
  { signal, onDone }: { readonly signal?: AbortSignal; readonly onDone?: (done: number) => void } = {},
): Promise<LookupAnswer> {
  const results: LookupAnswer['results'][number][] = [];
  let empty = true;
  for (let from = 0; from < request.keys.length; from += LOOKUP_MOST) {
    const keys = request.keys.slice(from, from + LOOKUP_MOST).map(clean);
    const part = await post<LookupAnswer>('lookup', { ...request, keys }, signal);
    results.push(...part.results);
    empty = empty && part.empty;
    onDone?.(results.length);
  }
  return { results, empty };
}
