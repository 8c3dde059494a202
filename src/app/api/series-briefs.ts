import { queryOptions } from '@tanstack/react-query';
import type { JsonObject } from '#values/json.ts';
import { type SeriesAnswer, seriesUrl } from '#contract/series-endpoints.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { call, Refused } from './request.ts';

const INT32_MAX = 2_147_483_647;
/** How many ids go into one call, each with one beside it; the server takes 200. */
const AT_ONCE = 100;

interface Asked {
  readonly id: number;
  readonly beside: number | null;
  readonly resolve: (series: Series | null) => void;
  readonly reject: (error: unknown) => void;
}
let asked: Asked[] = [];

/**
 * Another series as it is named elsewhere, or null where no series has this id. What is asked at once travels in one call, with
 * the series that names them (`beside`): a call that finds none is a failed one, also to the browser, and that series is there.
 */
export const seriesBriefQuery = (id: number, clusterZone: string, beside: number | null) =>
  queryOptions({
    queryKey: ['series-brief', id, clusterZone],
    queryFn: () =>
      new Promise<Series | null>((resolve, reject) => {
        if (id > INT32_MAX) return resolve(null);
        if (asked.length === 0) setTimeout(() => void send(clusterZone));
        asked.push({ id, beside, resolve, reject });
      }),
    staleTime: 60_000,
    retry: false,
  });

async function send(clusterZone: string): Promise<void> {
  const all = asked;
  asked = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const part = all.slice(from, from + AT_ONCE);
    // One call after the other, so that hundreds of ids do not crowd out everything else.
    try {
      const ids = part.flatMap(({ id, beside }) => (beside === null ? [id] : [id, beside]));
      const found = await fetchBriefs([...new Set(ids)], clusterZone);
      for (const { id, resolve } of part) resolve(found.get(id) ?? null);
    } catch (error) {
      for (const { reject } of part) reject(error);
    }
  }
}

async function fetchBriefs(ids: readonly number[], clusterZone: string): Promise<ReadonlyMap<number, Series>> {
  try {
    // Our own server answers with the shape of contract/api.ts; the objects in it are decoded.
    const { entity } = (await call(seriesUrl(ids))).body as SeriesAnswer;
    const read = entity.map((wire: JsonObject) => decodeSeries(wire, clusterZone));
    return new Map(read.map((series) => [valueOrNull(series.values.id) ?? 0, series]));
  } catch (error) {
    // "No such series" is said only where none of them exists: what names them was deleted meanwhile.
    if (error instanceof Refused && error.status === 404) return new Map();
    throw error;
  }
}
