import { DIRECTORY_PATH, LOOKUP_MOST, type LookupAnswer, type LookupRequest } from '#contract/directory-endpoints.ts';
import { call } from './request.ts';

// Apart from the other calls: names are needed when the editor opens, search and tree only when somebody chooses.

const LONGEST_QUERY = 200;

/** Without what the server refuses in a text: NUL and halves of characters. */
const clean = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');

export const asQuery = (text: string) => clean(text).trim().slice(0, LONGEST_QUERY);

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await call(`${DIRECTORY_PATH}/${path}`, signal ? { ...init, signal } : init)).body as T;
}

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
