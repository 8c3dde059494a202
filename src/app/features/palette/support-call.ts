import { queryOptions } from '@tanstack/react-query';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { errorNumberIn } from '#domain/redemption/error-meanings.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { coverOf } from '#domain/targets/place-coverage.ts';
import { asQuery } from '../../api/directory-lookup.ts';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

/** Words of a question that name nothing. */
const FILLERS = new Set(
  'a and at does error for from give gives in is it of on the till to why with work works'.split(' '),
);
/** More words are no name, a place and a product. */
const MAX_WORDS = 8;
const FRESH_MS = 5 * 60_000;

const PLACES: readonly EntryType[] = ['STORE', 'TILL'];
/** A category before one of its products, which often begin with the same word. */
const PRODUCTS: readonly (readonly EntryType[])[] = [
  ['CATEGORY', 'BRAND'],
  ['SKU', 'ATTRIBUTE'],
];

/** What the words of a support call name: `DIWALI15 Indiranagar sarees 714`. */
export interface CallWords {
  /** The words that name a series; none if the series of the page is meant. */
  readonly series: string;
  readonly error: number | null;
  /** Several stores may have the name. */
  readonly places: readonly DirectoryEntry[];
  /** What contains these places. */
  readonly above: readonly DirectoryEntry[];
  readonly product: DirectoryEntry | null;
}

/** The words that can name something, without punctuation. */
export const namingWords = (words: readonly string[]): readonly string[] =>
  words
    .map((word) => word.replace(/[?!.,;:]+$/, ''))
    .filter((word) => word !== '' && !FILLERS.has(word))
    .slice(0, MAX_WORDS);

/** Stores of one name that are read; a few of them are offered. */
const MAX_PLACES = 20;
const OFFERED_PLACES = 4;

async function find(types: readonly EntryType[], text: string, signal: AbortSignal) {
  const q = asQuery(text);
  return (await request('GET /api/directory/search', { query: { q, type: types, limit: MAX_PLACES }, signal })).items;
}

/** The places to offer for a series: first those that it names, by themselves or by what contains them. */
export function offeredPlaces({ places, above }: CallWords, series: Series | undefined): readonly DirectoryEntry[] {
  const known = new Map([...places, ...above].map((entry) => [placeKey(entry), entry]));
  const named = new Set(series ? (valueOrNull(series.values.redemptionOrgEntityDetails) ?? []).map(placeKey) : []);
  const isNamed = (place: Place) =>
    named.has(placeKey(place)) || coverOf(place, named, (one) => known.get(placeKey(one))) !== null;
  return places.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a))).slice(0, OFFERED_PLACES);
}

/** The entries that the words name together, or else the first one alone. */
async function entriesOf(types: readonly EntryType[], words: readonly string[], signal: AbortSignal) {
  const [first] = words;
  if (first === undefined) return [];
  const found = await find(types, words.join(' '), signal);
  return found.length > 0 ? found : find(types, first, signal);
}

type Meaning = 'series' | 'place' | { readonly product: readonly EntryType[] };

async function meaningOf(word: string, signal: AbortSignal): Promise<Meaning> {
  if ((await find(PLACES, word, signal)).length > 0) return 'place';
  for (const product of PRODUCTS) if ((await find(product, word, signal)).length > 0) return { product };
  return 'series';
}

async function readWords(words: readonly string[], hasSeries: boolean, signal: AbortSignal): Promise<CallWords> {
  const error = words.map(errorNumberIn).find((number) => number !== null) ?? null;
  const names = words.filter((word) => errorNumberIn(word) === null || errorNumberIn(word) !== error);
  const meanings = await Promise.all(names.map((word) => meaningOf(word, signal)));
  // Elsewhere one word names the series, though it may be part of another name, too.
  if (!hasSeries && names.length > 0 && !meanings.includes('series')) meanings[0] = 'series';
  const wordsOf = (isMeant: (meaning: Meaning) => boolean) =>
    names.filter((_, at) => isMeant(meanings[at] ?? 'series'));
  const [types = []] = meanings.flatMap((meaning) => (typeof meaning === 'object' ? [meaning.product] : []));
  const [places, [product = null]] = await Promise.all([
    entriesOf(
      PLACES,
      wordsOf((meaning) => meaning === 'place'),
      signal,
    ),
    entriesOf(
      types,
      wordsOf((meaning) => typeof meaning === 'object'),
      signal,
    ),
  ]);
  const entries = places.map(({ type, id }) => ({ type, id }));
  const above =
    entries.length > 1 ? (await request('POST /api/directory/ancestors', { body: { entries }, signal })).items : [];
  return { series: wordsOf((meaning) => meaning === 'series').join(' '), error, places, above, product };
}

/** `hasSeries`: the page shows a series. */
export const callWordsQuery = (words: readonly string[], hasSeries: boolean) =>
  queryOptions({
    queryKey: ['directory', 'call-words', words, hasSeries],
    queryFn: ({ signal }) => readWords(words, hasSeries, signal),
    staleTime: FRESH_MS,
    retry,
  });
