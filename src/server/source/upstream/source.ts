import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '#catalogue/kinds.ts';
import { isStored, verify } from '#domain/verify.ts';
import type { Database } from '../../database/connect.ts';
import { leftovers, settleLeftover } from '../../database/journal.ts';
import { deleteOthers, hasRows, listRows, putRows } from '../../database/series-rows.ts';
import type { Approve, Outcome, SavedSeries, SaveRecord, SeriesSource, StoredSeries } from '../../ports.ts';
import { Problem } from '../../problems.ts';
import { revisionOf } from '../../revision.ts';
import { oneLine } from '../../start-error.ts';
import { OutcomeUnknown } from './answers.ts';
import type { UpstreamClient } from './client.ts';
import { oneAtATime } from './one-at-a-time.ts';

const BATCH = 50;
const UNKNOWN = { state: 'unknown', warnings: [] } as const;
const CUT_SHORT = 'The server stopped while it saved.';
const stored = (wire: JsonObject): StoredSeries => ({ wire, revision: revisionOf(wire) });

export interface UpstreamSource extends SeriesSource<Database> {
  /** Reads every series into the mirror that lists and search use. While it runs, asking for another joins it. */
  refresh(): Promise<void>;
  /** Finds out what became of saves from before that moment that a crash cut short, by reading their series back. */
  settleLeftovers(before: Date): Promise<void>;
}

interface Options {
  readonly clusterZone: () => string;
  readonly log: FastifyBaseLogger;
  /** Ends what runs on its own: the refresh and the settling of saves that were cut short. */
  readonly ending: AbortSignal;
}

/** Series in the real API. Lists and search read a mirror in our database; a single series is always read from the API. */
export function upstreamSource(
  db: Database,
  client: UpstreamClient,
  { clusterZone, log, ending }: Options,
): UpstreamSource {
  const inTurn = oneAtATime();
  let refreshing: Promise<void> | null = null;

  const read = async (ids: readonly number[], signal?: AbortSignal): Promise<readonly JsonObject[]> => {
    const byId = new Map((await client.get(ids, signal)).map((wire) => [Number(wire['id']), wire]));
    return ids.map((id) => byId.get(id)).filter((wire) => wire !== undefined);
  };

  /** What is read also feeds the mirror. That can fail by itself, and the API has answered all the same. */
  const readAndMirror = async (ids: readonly number[], signal?: AbortSignal) => {
    const wires = await read(ids, signal);
    await putRows(db, wires, 'upstream').catch((error: unknown) =>
      log.warn(`The mirror could not be written: ${oneLine(error)}`),
    );
    return wires;
  };

  /** After a write nobody answered: what a read shows it did. */
  const resolve = async (id: number, before: JsonObject, asked: JsonObject, lost: OutcomeUnknown): Promise<Outcome> => {
    try {
      const [after = null] = await readAndMirror([id]);
      return outcomeOf(after, before, asked, lost);
    } catch (error) {
      log.warn(`Series ${id} could not be read back after a write without an answer: ${oneLine(error)}`);
      return { ...UNKNOWN, after: null, reason: `${lost.message} It cannot be read back now either.` };
    }
  };

  const outcomeOf = (
    after: JsonObject | null,
    before: JsonObject,
    asked: JsonObject,
    { message: why, mayStillRun }: OutcomeUnknown,
  ): Outcome => {
    if (after && isStored(verify({ before, asked, got: after }, clusterZone())))
      return { state: 'saved', after, warnings: [], reason: `${why} A read shows that it was saved.` };
    if (!after || revisionOf(after) !== revisionOf(before))
      return { ...UNKNOWN, after, reason: `${why} A read shows neither the old nor the new values.` };
    if (mayStillRun)
      return { ...UNKNOWN, after, reason: `${why} A read shows the old values, and it may still be carried out.` };
    return { state: 'refused', after, warnings: [], reason: `${why} A read shows that nothing was saved.` };
  };

  const settleLeftovers = async (before: Date): Promise<void> => {
    for (const entry of await leftovers(db, before)) {
      const { seriesId } = entry;
      // Where it cannot be read now the entry stays as it is, and is looked at again with the next refresh.
      const decide = async (savedSince: boolean): Promise<Outcome> => {
        const [after = null] = await readAndMirror([seriesId], ending);
        if (savedSince)
          return { ...UNKNOWN, after, reason: `${CUT_SHORT} The series was saved again before it was read back.` };
        return outcomeOf(after, entry.before, entry.asked, new OutcomeUnknown(CUT_SHORT, true));
      };
      await inTurn(seriesId, () => settleLeftover(db, entry, decide, Date.now));
    }
  };

  const update = async (
    id: number,
    body: JsonObject,
    approve: Approve,
    record: SaveRecord<Database>,
  ): Promise<SavedSeries> => {
    const [before] = await readAndMirror([id]);
    if (!before) throw Problem.unknownSeries();
    // Which codes are taken only the API knows; it answers so by itself.
    approve(stored(before), new Set());
    await record.intend(db, before, body);
    // What the API did stays done when our own database fails now, so that the answer must still say it.
    const settle = (outcome: Outcome) =>
      record.settle(db, outcome).catch((error: unknown) => {
        log.error(`What became of a save of series ${id} could not be written down: ${oneLine(error)}`);
      });

    let warnings: readonly unknown[];
    try {
      ({ warnings } = await client.put(id, body));
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) {
        const reason = error instanceof Problem ? error.message : 'The call failed.';
        await settle({ state: 'refused', after: null, warnings: [], reason });
        throw error;
      }
      const outcome = await resolve(id, before, body, error);
      await settle(outcome);
      if (outcome.state === 'saved' && outcome.after) return { ...stored(outcome.after), warnings: [outcome.reason] };
      throw outcome.state === 'unknown'
        ? Problem.outcomeUnknown(outcome.reason)
        : Problem.one(502, 502, outcome.reason ?? '');
    }
    const after = await readBack(id);
    await settle({ state: 'saved', after, warnings, reason: after ? null : 'It could not be read back.' });
    if (!after) throw Problem.outcomeUnknown('The loyalty API took the change, and it cannot be read back now.');
    return { ...stored(after), warnings };
  };

  async function readBack(id: number): Promise<JsonObject | null> {
    try {
      return (await readAndMirror([id]))[0] ?? null;
    } catch (error) {
      log.warn(`Series ${id} could not be read back after a save: ${oneLine(error)}`);
      return null;
    }
  }

  async function readAll(): Promise<void> {
    const ids = await client.listIds(ending);
    for (let from = 0; from < ids.length; from += BATCH)
      await putRows(db, await read(ids.slice(from, from + BATCH), ending), 'upstream');
    // An organisation that lost all its series at once is less likely than an answer that could not be read.
    if (ids.length > 0) await deleteOthers(db, ids, 'upstream');
  }

  const refresh = () => (refreshing ??= readAll().finally(() => (refreshing = null)));

  return {
    kind: 'upstream',
    get: async (ids) => (await readAndMirror(ids)).map(stored),
    async list(query) {
      // Before anything was read an empty page would claim that there is no series: the reason is told instead.
      if (!(await hasRows(db, 'upstream'))) await refresh();
      return listRows(db, query, 'upstream');
    },
    // The API knows no condition on a write: two saves at once would both read the same state and both pass the comparison.
    update: (id, ...rest) => inTurn(id, () => update(id, ...rest)),
    refresh,
    settleLeftovers,
  };
}
