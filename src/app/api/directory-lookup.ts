import type { LookupAnswer, LookupRequest } from '#contract/directory-endpoints.ts';
import { MAX_LOOKUP_KEYS } from '#contract/endpoint-constants.ts';
import { request } from './request.ts';

// A file of its own: names are needed when the editor opens, search and tree only when a picker opens.

/** In characters; the server refuses longer texts. */
const MAX_QUERY_LENGTH = 200;

/** Removes what the server refuses in a text: NUL and lone surrogates. */
const sanitize = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');

export const asQuery = (text: string) => sanitize(text).trim().slice(0, MAX_QUERY_LENGTH);

/** Looks keys up in batches of `MAX_LOOKUP_KEYS`, one after the other. `onDone` gets the number of keys answered so far. */
export async function lookupAll(
  lookup: LookupRequest,
  { signal, onDone }: { readonly signal?: AbortSignal; readonly onDone?: (done: number) => void } = {},
): Promise<LookupAnswer> {
  const results: LookupAnswer['results'][number][] = [];
  let empty = true;
  for (let from = 0; from < lookup.keys.length; from += MAX_LOOKUP_KEYS) {
    const keys = lookup.keys.slice(from, from + MAX_LOOKUP_KEYS).map(sanitize);
    const batch = await request('POST /api/directory/lookup', { body: { ...lookup, keys }, signal });
    results.push(...batch.results);
    empty = empty && batch.empty;
    onDone?.(results.length);
  }
  return { results, empty };
}
