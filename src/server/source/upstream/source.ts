import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '#catalogue/kinds.ts';
import { isVerified, verify } from '#domain/verify.ts';
import type { Database } from '../../database/connect.ts';
import { listRows, putRows } from '../../database/series-rows.ts';
import type { Outcome, SeriesSource, StoredSeries } from '../../ports.ts';
import { Problem } from '../../problems.ts';
import { revisionOf } from '../../revision.ts';
import { OutcomeUnknown, type UpstreamClient } from './client.ts';

const BATCH = 50;
const stored = (wire: JsonObject): StoredSeries => ({ wire, revision: revisionOf(wire) });

export interface UpstreamSource extends SeriesSource<Database> {
  /** Reads every series into the mirror that lists and search use. */
  refresh(): Promise<number>;
}

/** Series in the real API. Lists and search read a mirror in our database; a single series is always read from the API. */
export function upstreamSource(
  db: Database,
  client: UpstreamClient,
  { clusterZone, log }: { clusterZone: () => string; log: FastifyBaseLogger },
): UpstreamSource {
  const read = async (ids: readonly number[]) => {
    const wires = await client.get(ids);
    await putRows(db, wires, 'upstream');
    const byId = new Map(wires.map((wire) => [Number(wire['id']), wire]));
    return ids.map((id) => byId.get(id)).filter((wire) => wire !== undefined);
  };

  /** After a write nobody answered: what a read shows it did. */
  const resolve = async (id: number, before: JsonObject, asked: JsonObject, why: string): Promise<Outcome> => {
    try {
      const [after] = await read([id]);
      if (after && isVerified(verify(asked, after, clusterZone())))
        return { state: 'saved', after, warnings: [], reason: `${why} A read shows that it was saved.` };
      if (after && revisionOf(after) === revisionOf(before))
        return { state: 'refused', after, warnings: [], reason: `${why} A read shows that nothing was saved.` };
      return {
        state: 'unknown',
        after: after ?? null,
        warnings: [],
        reason: `${why} A read shows neither the old nor the new values.`,
      };
    } catch (error) {
      log.warn({ err: error, id }, 'could not read back after a write without an answer');
      return { state: 'unknown', after: null, warnings: [], reason: `${why} It cannot be read back now either.` };
    }
  };

  return {
    kind: 'upstream',
    get: async (ids) => (await read(ids)).map(stored),
    list: (query) => listRows(db, query, 'upstream'),
    async update(id, prepare, record) {
      const [before] = await read([id]);
      if (!before) throw Problem.unknownSeries();
      const body = prepare(stored(before));
      await record.intend(db, before, body);
      let warnings: readonly unknown[];
      try {
        ({ warnings } = await client.put(id, body));
      } catch (error) {
        if (!(error instanceof OutcomeUnknown)) {
          const reason = error instanceof Problem ? error.message : 'The call failed.';
          await record.settle(db, { state: 'refused', after: null, warnings: [], reason });
          throw error;
        }
        const outcome = await resolve(id, before, body, error.message);
        await record.settle(db, outcome);
        if (outcome.state === 'saved' && outcome.after) return { ...stored(outcome.after), warnings: [outcome.reason] };
        throw outcome.state === 'unknown'
          ? Problem.outcomeUnknown(outcome.reason)
          : Problem.one(502, 502, outcome.reason ?? '');
      }
      const after = await readBack(id);
      await record.settle(db, { state: 'saved', after, warnings, reason: after ? null : 'It could not be read back.' });
      if (!after) throw Problem.outcomeUnknown('The loyalty API took the change, and it cannot be read back now.');
      return { ...stored(after), warnings };
    },
    async refresh() {
      const ids = await client.listIds();
      for (let from = 0; from < ids.length; from += BATCH) await read(ids.slice(from, from + BATCH));
      return ids.length;
    },
  };

  async function readBack(id: number): Promise<JsonObject | null> {
    try {
      return (await read([id]))[0] ?? null;
    } catch (error) {
      log.warn({ err: error, id }, 'could not read back after a save');
      return null;
    }
  }
}
