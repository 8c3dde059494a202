import { DIRECTORY_PATH, LOOKUP_MOST, type LookupAnswer, type LookupRequest } from '#contract/directory-endpoints.ts';
import { call } from './request.ts';

// A file of its own: names are needed when the editor opens, search and tree only when a picker opens.

/** In characters; the server refuses longer texts. */
const MAX_QUERY_LENGTH = 200;

/** Removes what the server refuses in a text: NUL and lone surrogates. */
const sanitize = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');

export const asQuery = (text: string) => sanitize(text).trim().slice(0, MAX_QUERY_LENGTH);

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await call(`${DIRECTORY_PATH}/${path}`, signal ? { ...init, signal } : init)).body as T;
}

/** Looks keys up in batches of `LOOKUP_MOST`, one after the other. `onDone` gets the number of keys answered so far. */
export async function lookupAll(
  request: LookupRequest,
  { signal, onDone }: { readonly signal?: AbortSignal; readonly onDone?: (done: number) => void } = {},
): Promise<LookupAnswer> {
  const results: LookupAnswer['results'][number][] = [];
  let empty = true;
  for (let from = 0; from < request.keys.length; from += LOOKUP_MOST) {
    const keys = request.keys.slice(from, from + LOOKUP_MOST).map(sanitize);
    const batch = await post<LookupAnswer>('lookup', { ...request, keys }, signal);
    results.push(...batch.results);
    empty = empty && batch.empty;
    onDone?.(results.length);
  }
  return { results, empty };
}
