import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isDerivedSort, LIST_LIMIT, type ListSort } from '#contract/endpoint-constants.ts';
import type { ListFilters, ListTab } from '#contract/list-filters.ts';
import type { MirrorState } from '#contract/server-endpoints.ts';
import type { Settings } from '#contract/settings-endpoints.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { call, request } from './request.ts';
import { retry } from './retry-policy.ts';

export const settingsQuery = () =>
  queryOptions({
    queryKey: ['settings'],
    queryFn: ({ signal }) => request('GET /api/settings', { signal }),
    staleTime: Infinity,
    retry,
  });

/** The settings with the user's preferred time zone. */
export interface ShownSettings extends Settings {
  /** The organisation's zone, if `timeZone` is the user's preference. */
  readonly organisationZone?: string;
}

export interface LoadedSeries {
  readonly series: Series;
  readonly revision: string;
}

export async function fetchSeries(id: number, clusterZone: string, signal?: AbortSignal): Promise<LoadedSeries> {
  const { body, etag } = await call('GET /v2/coupon/series', { query: { ids: [id] }, signal });
  // For an unknown id the answer is 404.
  const [wire = {}] = body.entity;
  return { series: decodeSeries(wire, clusterZone), revision: etag ?? '' };
}

export const seriesQuery = (id: number, clusterZone: string) =>
  queryOptions({
    queryKey: ['series', id, clusterZone],
    queryFn: ({ signal }) => fetchSeries(id, clusterZone, signal),
    retry,
  });

export const lastSentQuery = (id: number) =>
  queryOptions({
    queryKey: ['series', id, 'sent'],
    queryFn: ({ signal }) => request('GET /api/series/:id/sent', { params: { id }, signal }),
    retry,
  });

export interface SeriesPage {
  readonly items: readonly Series[];
  /** Why series of the page need attention, by id. */
  readonly attention: readonly (readonly [id: number, reasons: readonly string[]])[];
  readonly next: string | null;
  /** When the rules were checked for all series; null: the check still runs. */
  readonly checkedAt: string | null;
  /** The state of the mirror of the real API; null without one. */
  readonly mirror: MirrorState | null;
}

interface ListQuery extends ListFilters {
  readonly q: string;
  readonly limit: number;
  readonly sort?: ListSort;
  readonly tab?: ListTab | undefined;
  readonly cursor?: string | undefined;
}

/**
 * Reads a page of the list. A search may stop before it finds a series and continue with the next request; a page
 * without series then means that there are none.
 */
async function listPage(query: ListQuery, clusterZone: string, signal: AbortSignal): Promise<SeriesPage> {
  const { items, attention, next, checkedAt, mirror } = await request('GET /api/series', { query, signal });
  if (items.length === 0 && next !== null) return listPage({ ...query, cursor: next }, clusterZone, signal);
  return {
    items: items.map((wire) => decodeSeries(wire, clusterZone)),
    attention: attention.map(({ id, reasons }) => [id, reasons]),
    next,
    checkedAt,
    mirror,
  };
}

/** Pause between reads of the list while the server reads all series of the real API, or checks their rules, for the first time. */
const PROGRESS_MS = 5_000;

/** A status, filters and some orders find only series whose rules were checked. */
export const mayLackSeries = (
  page: SeriesPage,
  { sort, tab = null, filters = {} }: Pick<ListState, 'sort' | 'tab' | 'filters'>,
): boolean =>
  page.checkedAt === null &&
  (tab !== null || isDerivedSort(sort) || Object.values(filters).some((text) => text !== undefined));

interface ListState {
  readonly q: string;
  readonly sort: ListSort;
  readonly tab?: ListTab | null;
  readonly filters?: ListFilters;
  readonly clusterZone: string;
}

export const seriesListQuery = ({ q, sort, tab = null, filters = {}, clusterZone }: ListState) =>
  infiniteQueryOptions({
    queryKey: ['series-list', q, sort, tab, filters, clusterZone],
    queryFn: ({ pageParam, signal }) =>
      listPage(
        { ...filters, limit: LIST_LIMIT, sort, q, tab: tab ?? undefined, cursor: pageParam || undefined },
        clusterZone,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => {
      const [first] = state.data?.pages ?? [];
      const isIncomplete = first?.mirror?.asOf === null || (first && mayLackSeries(first, { sort, tab, filters }));
      return isIncomplete ? PROGRESS_MS : false;
    },
    retry,
  });

const FIND_LIMIT = 6;
/** In characters; the server refuses longer texts. */
const MAX_QUERY_LENGTH = 200;

/** The series that match a name, an id or a code best. */
export const findSeriesQuery = (q: string, clusterZone: string) =>
  queryOptions({
    queryKey: ['series-list', 'find', q, clusterZone],
    queryFn: async ({ signal }): Promise<readonly Series[]> => {
      const query = { limit: FIND_LIMIT, q: q.slice(0, MAX_QUERY_LENGTH) };
      return (await listPage(query, clusterZone, signal)).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry,
  });
