import type { JsonObject } from '#values/json.ts';
import type { FastifyBaseLogger } from 'fastify';
import { isStored, verify } from '#domain/change/verify.ts';
import type { Database } from '../database/connect.ts';
import { unfinishedEntries, completeUnfinished } from './journal.ts';
import { deleteOthers, hasRows, listRows, putRows } from './series-store.ts';
import type {
  ValidateUpdate,
  Outcome,
  SavedSeries,
  JournalEntry,
  SeriesSource,
  StoredSeries,
} from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { revisionOf } from './series-revision.ts';
import { oneLine } from '../environment/start-error.ts';
import { OutcomeUnknown } from '../upstream/upstream-answers.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import { keyedQueue } from '../upstream/keyed-queue.ts';

const BATCH = 50;
const UNKNOWN = { state: 'unknown', warnings: [] } as const;
const INTERRUPTED = 'The server stopped during the save.';
const stored = (wire: JsonObject): StoredSeries => ({ wire, revision: revisionOf(wire) });

export interface UpstreamSource extends SeriesSource<Database> {
  /** Copies every series of the API into the mirror for lists and search. Concurrent calls share one refresh. */
  refresh(): Promise<void>;
  /** Completes the journal entries of interrupted saves older than `before`, by reading their series back. */
  settleLeftovers(before: Date): Promise<void>;
}

interface Options {
  readonly clusterZone: () => string;
  readonly log: FastifyBaseLogger;
  /** Aborts background work on shutdown: the refresh, and the settling of interrupted saves. */
  readonly ending: AbortSignal;
}

/**
 * Series in the real API. Single series are always read from the API; lists and search use a mirror in our database.
 */
export function upstreamSource(
  db: Database,
  client: UpstreamClient,
  { clusterZone, log, ending }: Options,
): UpstreamSource {
  const enqueue = keyedQueue();
  let refreshing: Promise<void> | null = null;

  const read = async (ids: readonly number[], signal?: AbortSignal): Promise<readonly JsonObject[]> => {
    const byId = new Map((await client.get(ids, signal)).map((wire) => [Number(wire['id']), wire]));
    return ids.map((id) => byId.get(id)).filter((wire) => wire !== undefined);
  };

  /** Reads series and updates the mirror. If only the mirror fails, the read still succeeds. */
  const readAndMirror = async (ids: readonly number[], signal?: AbortSignal) => {
    const wires = await read(ids, signal);
    await putRows(db, wires, 'upstream').catch((error: unknown) =>
      log.warn(`The mirror could not be updated: ${oneLine(error)}`),
    );
    return wires;
  };

  /** Resolves the outcome of a write without a response by reading the series back. */
  const resolve = async (
    id: number,
    before: JsonObject,
    asked: JsonObject,
    cause: OutcomeUnknown,
  ): Promise<Outcome> => {
    try {
      const [after = null] = await readAndMirror([id]);
      return outcomeOf(after, before, asked, cause);
    } catch (error) {
      log.warn(`Series ${id} could not be read back after a write without a response: ${oneLine(error)}`);
      return { ...UNKNOWN, after: null, reason: `${cause.message} It cannot be read back now either.` };
    }
  };

  const outcomeOf = (
    after: JsonObject | null,
    before: JsonObject,
    asked: JsonObject,
    { message: cause, mayStillRun }: OutcomeUnknown,
  ): Outcome => {
    if (after && isStored(verify({ before, asked, got: after }, clusterZone())))
      return { state: 'saved', after, warnings: [], reason: `${cause} A read shows that it was saved.` };
    if (!after || revisionOf(after) !== revisionOf(before))
      return { ...UNKNOWN, after, reason: `${cause} A read shows neither the old nor the new values.` };
    if (mayStillRun)
      return { ...UNKNOWN, after, reason: `${cause} A read shows the old values, and it may still be carried out.` };
    return { state: 'refused', after, warnings: [], reason: `${cause} A read shows that nothing was saved.` };
  };

  const settleLeftovers = async (before: Date): Promise<void> => {
    for (const entry of await unfinishedEntries(db, before)) {
      const { seriesId } = entry;
      // If the read fails, the entry stays unfinished until the next refresh.
      const decide = async (savedSince: boolean): Promise<Outcome> => {
        const [after = null] = await readAndMirror([seriesId], ending);
        if (savedSince)
          return { ...UNKNOWN, after, reason: `${INTERRUPTED} The series was saved again before it was read back.` };
        return outcomeOf(after, entry.before, entry.asked, new OutcomeUnknown(INTERRUPTED, true));
      };
      await enqueue(seriesId, () => completeUnfinished(db, entry, decide, Date.now));
    }
  };

  const update = async (
    id: number,
    body: JsonObject,
    validate: ValidateUpdate,
    entry: JournalEntry<Database>,
  ): Promise<SavedSeries> => {
    const [before] = await readAndMirror([id]);
    if (!before) throw Problem.unknownSeries();
    // Only the API knows which codes are in use, and it refuses them itself.
    validate(stored(before), new Set());
    await entry.begin(db, before, body);
    // If our database fails now, the save in the API still counts: log the error and return the outcome.
    const complete = (outcome: Outcome) =>
      entry.complete(db, outcome).catch((error: unknown) => {
        log.error(`The outcome of a save of series ${id} could not be recorded: ${oneLine(error)}`);
      });

    let warnings: readonly unknown[];
    try {
      ({ warnings } = await client.put(id, body));
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) {
        const reason = error instanceof Problem ? error.message : 'The call failed.';
        await complete({ state: 'refused', after: null, warnings: [], reason });
        throw error;
      }
      const outcome = await resolve(id, before, body, error);
      await complete(outcome);
      if (outcome.state === 'saved' && outcome.after) return { ...stored(outcome.after), warnings: [outcome.reason] };
      throw outcome.state === 'unknown'
        ? Problem.outcomeUnknown(outcome.reason)
        : Problem.one(502, 502, outcome.reason ?? '');
    }
    const after = await readBack(id);
    await complete({ state: 'saved', after, warnings, reason: after ? null : 'It could not be read back.' });
    if (!after) throw Problem.outcomeUnknown('The loyalty API accepted the change, but it cannot be read back now.');
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
    // An empty list is more likely an unreadable response than an organisation that lost all its series.
    if (ids.length > 0) await deleteOthers(db, ids, 'upstream');
  }

  const refresh = () => (refreshing ??= readAll().finally(() => (refreshing = null)));

  return {
    kind: 'upstream',
    get: async (ids) => (await readAndMirror(ids)).map(stored),
    async list(query) {
      // Before the first refresh an empty page would be wrong, so refresh first and let its error reach the user.
      if (!(await hasRows(db, 'upstream'))) await refresh();
      return listRows(db, query, 'upstream');
    },
    // The API has no conditional write: two concurrent saves would both read the same revision and both pass the check.
    update: (id, ...rest) => enqueue(id, () => update(id, ...rest)),
    refresh,
    settleLeftovers,
  };
}
