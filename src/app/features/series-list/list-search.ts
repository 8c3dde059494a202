import { defaultSort, LIST_SORTS, type ListSort } from '#contract/endpoint-constants.ts';
import {
  FILTER_KEYS,
  LIST_FILTERS,
  LIST_TABS,
  type ListFilters,
  type ListTab,
  readFilter,
} from '#contract/list-filters.ts';

/** The state of the list in its URL. */
export interface ListSearch {
  readonly q: string;
  readonly sort: ListSort;
  /** Null: all series. */
  readonly tab: ListTab | null;
  readonly filters: ListFilters;
}

type Url = Readonly<Record<string, unknown>>;

const MAX_QUERY_LENGTH = 200;

/** A text of the URL; undefined without one. The router parses a number or `true`. */
function textIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Reads the URL. A value that cannot be read counts as its default; `ignoredIn` names it. */
export function readListSearch(url: Url): ListSearch {
  const text = textIn(url['q']) ?? '';
  const q = text.length > MAX_QUERY_LENGTH ? '' : text;
  return {
    q,
    // The best match is the default of a search, and means nothing without one.
    sort: LIST_SORTS.find((known) => known === url['sort'] && known !== 'match') ?? defaultSort(q),
    tab: LIST_TABS.find((known) => known === url['tab']) ?? null,
    filters: Object.fromEntries(
      FILTER_KEYS.flatMap((key) => {
        const filter = textIn(url[key]) ?? '';
        return readFilter(key, filter) ? [[key, filter]] : [];
      }),
    ),
  };
}

/** The labels of what a URL asks for and the list cannot do. */
export function ignoredIn(url: Url): readonly string[] {
  const { q, tab, filters } = readListSearch(url);
  const isGiven = (key: string) => url[key] !== undefined && url[key] !== '';
  return [
    ...(isGiven('q') && q === '' ? ['Search'] : []),
    ...(isGiven('tab') && tab === null ? ['Status'] : []),
    ...(isGiven('sort') && !LIST_SORTS.some((known) => known === url['sort']) ? ['Order'] : []),
    ...FILTER_KEYS.filter((key) => isGiven(key) && filters[key] === undefined).map((key) => LIST_FILTERS[key].label),
  ];
}

interface Answerable {
  readonly search: ListSearch;
  /** The filters that are off, and why. */
  readonly off: readonly { readonly label: string; readonly why: string }[];
}

/** Takes out the filters that the mirror of a real API cannot answer. */
export function answerable(search: ListSearch, source: 'embedded' | 'upstream'): Answerable {
  const off = FILTER_KEYS.flatMap((key) => {
    const entry = LIST_FILTERS[key];
    return source === 'upstream' && search.filters[key] !== undefined && 'unmirrored' in entry
      ? [{ key, label: entry.label, why: entry.unmirrored }]
      : [];
  });
  const without = Object.fromEntries(off.map(({ key }) => [key, undefined]));
  return { search: { ...search, filters: { ...search.filters, ...without } }, off };
}

export const isSameList = (one: ListSearch, other: ListSearch) =>
  JSON.stringify(writeListSearch(one)) === JSON.stringify(writeListSearch(other));

/** The URL of a state, without defaults. */
export const writeListSearch = ({ q, sort, tab, filters }: ListSearch) => ({
  ...(q === '' ? {} : { q }),
  ...(sort === defaultSort(q) || sort === 'match' ? {} : { sort }),
  ...(tab === null ? {} : { tab }),
  ...filters,
});
