import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { create, windowedFiniteBatchScheduler } from '@yornaath/batshit';
import type { JsonObject } from '#values/json.ts';
import { INT32_MAX } from '#values/int32.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { Refused, request } from './request.ts';

/** Ids per call, each with its `knownId`; the server accepts 200 ids. */
const BATCH_SIZE = 100;

interface BriefRequest {
  readonly id: number;
  readonly clusterZone: string;
  readonly knownId: number | null;
}

/** Settles when all earlier calls are answered: hundreds of ids must not block other requests. */
let last: Promise<unknown> = Promise.resolve();

const batcher = create({
  fetcher: (requests: readonly BriefRequest[]) => {
    const answer = last.then(() => fetchBriefs(requests));
    last = answer.catch(() => {});
    return answer;
  },
  resolver: (found: ReadonlyMap<unknown, JsonObject>, { id, clusterZone }: BriefRequest) => {
    const wire = found.get(id);
    return wire ? decodeSeries(wire, clusterZone) : null;
  },
  scheduler: windowedFiniteBatchScheduler({ windowMs: 0, maxBatchSize: BATCH_SIZE }),
});

/**
 * A series that another one refers to, or null if no series has this id. Requests of the same tick are sent as one
 * batch. The batch includes `knownId`, the referring series: if no id of a call exists, the answer is 404, which the
 * browser logs as an error.
 */
export const seriesBriefQuery = (id: number, clusterZone: string, knownId: number | null) =>
  queryOptions({
    queryKey: ['series-brief', id, clusterZone],
    queryFn: async () => (id > INT32_MAX ? null : batcher.fetch({ id, clusterZone, knownId })),
    staleTime: 60_000,
    retry: false,
  });

/**
 * Several of them by id, each with its outcome. Not `useQueries`: the editor would load its code for lists of series
 * only.
 */
export const seriesBriefsQuery = (
  client: QueryClient,
  { ids, clusterZone, knownId }: Omit<BriefRequest, 'id'> & { readonly ids: readonly number[] },
) =>
  queryOptions({
    queryKey: ['series-briefs', ids, clusterZone],
    queryFn: async () => {
      const settled = await Promise.allSettled(
        ids.map((id) => client.fetchQuery(seriesBriefQuery(id, clusterZone, knownId))),
      );
      return new Map(settled.map((result, index) => [ids[index], result]));
    },
    staleTime: 60_000,
    retry: false,
  });

async function fetchBriefs(requests: readonly BriefRequest[]): Promise<ReadonlyMap<unknown, JsonObject>> {
  const ids = new Set(requests.flatMap(({ id, knownId }) => (knownId === null ? [id] : [id, knownId])));
  try {
    const { entity } = await request('GET /v2/coupon/series', { query: { ids: [...ids] } });
    return new Map(entity.map((wire) => [wire['id'], wire]));
  } catch (error) {
    // 404 means that no id of the call exists: the referring series was deleted meanwhile.
    if (error instanceof Refused && error.status === 404) return new Map();
    throw error;
  }
}
