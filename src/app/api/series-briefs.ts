import { queryOptions } from '@tanstack/react-query';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { valueOrNull, type Series } from '#domain/series/series.ts';
import { Refused, request } from './request.ts';

const INT32_MAX = 2_147_483_647;
/** Ids per call, each with its `knownId`; the server accepts 200 ids. */
const BATCH_SIZE = 100;

interface BriefRequest {
  readonly id: number;
  readonly knownId: number | null;
  readonly resolve: (series: Series | null) => void;
  readonly reject: (error: unknown) => void;
}
let queue: BriefRequest[] = [];

/**
 * A series that another one refers to, or null if no series has this id. Requests of the same tick are sent as one
 * batch. The batch includes `knownId`, the referring series: if no id of a call exists, the answer is 404, which the
 * browser logs as an error.
 */
export const seriesBriefQuery = (id: number, clusterZone: string, knownId: number | null) =>
  queryOptions({
    queryKey: ['series-brief', id, clusterZone],
    queryFn: () =>
      new Promise<Series | null>((resolve, reject) => {
        if (id > INT32_MAX) return resolve(null);
        if (queue.length === 0) setTimeout(() => void send(clusterZone));
        queue.push({ id, knownId, resolve, reject });
      }),
    staleTime: 60_000,
    retry: false,
  });

async function send(clusterZone: string): Promise<void> {
  const requests = queue;
  queue = [];
  for (let from = 0; from < requests.length; from += BATCH_SIZE) {
    const batch = requests.slice(from, from + BATCH_SIZE);
    // Sequential, so that hundreds of ids do not block other requests.
    try {
      const ids = batch.flatMap(({ id, knownId }) => (knownId === null ? [id] : [id, knownId]));
      const found = await fetchBriefs([...new Set(ids)], clusterZone);
      for (const { id, resolve } of batch) resolve(found.get(id) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

async function fetchBriefs(ids: readonly number[], clusterZone: string): Promise<ReadonlyMap<number, Series>> {
  try {
    const { entity } = await request('GET /v2/coupon/series', { query: { ids } });
    const decoded = entity.map((wire) => decodeSeries(wire, clusterZone));
    return new Map(decoded.map((series) => [valueOrNull(series.values.id) ?? 0, series]));
  } catch (error) {
    // 404 means that no id of the call exists: the referring series was deleted meanwhile.
    if (error instanceof Refused && error.status === 404) return new Map();
    throw error;
  }
}
