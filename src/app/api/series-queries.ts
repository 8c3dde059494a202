import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { JsonObject } from '#values/json.ts';
import {
  type LastSent,
  lastSentUrl,
  LIST_LIMIT,
  LIST_PATH,
  type ListAnswer,
  type ListSort,
  type SeriesAnswer,
  seriesUrl,
  type Settings,
  SETTINGS_PATH,
} from '#contract/series-endpoints.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import { call } from './request.ts';
import { retry } from './retry-policy.ts';

// The casts below trust our own server, whose answers have the shapes of contract/series-endpoints.ts. Series are
// decoded.

export const settingsQuery = () =>
  queryOptions({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => (await call(SETTINGS_PATH, { signal })).body as Settings,
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
  const { body, etag } = await call(seriesUrl([id]), signal ? { signal } : {});
  const [wire] = (body as SeriesAnswer).entity;
  return { series: decodeSeries(wire as JsonObject, clusterZone), revision: etag ?? '' };
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
    queryFn: async ({ signal }) => (await call(lastSentUrl(id), { signal })).body as LastSent | null,
    retry,
  });

export interface SeriesPage {
  readonly items: readonly Series[];
  readonly next: string | null;
}

export const seriesListQuery = ({ q, sort, clusterZone }: { q: string; sort: ListSort; clusterZone: string }) =>
  infiniteQueryOptions({
    queryKey: ['series-list', q, sort, clusterZone],
    queryFn: async ({ pageParam, signal }): Promise<SeriesPage> => {
      const search = new URLSearchParams({ limit: String(LIST_LIMIT), sort, q });
      if (pageParam) search.set('cursor', pageParam);
      const { items, next } = (await call(`${LIST_PATH}?${search.toString()}`, { signal })).body as ListAnswer;
      return { items: items.map((wire) => decodeSeries(wire, clusterZone)), next };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
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
      const search = new URLSearchParams({ limit: String(FIND_LIMIT), q: q.slice(0, MAX_QUERY_LENGTH) });
      const { items } = (await call(`${LIST_PATH}?${search.toString()}`, { signal })).body as ListAnswer;
      return items.map((wire) => decodeSeries(wire, clusterZone));
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry,
  });
