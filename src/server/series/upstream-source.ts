import type { JsonObject } from '#values/json.ts';
import type { FastifyBaseLogger } from 'fastify';
import { isStored, verify } from '#domain/change/verify.ts';
import type { Connection } from '../database/connect.ts';
import { completeUnfinished, journalIn, unfinishedEntries } from './journal.ts';
import { listRows } from './series-list.ts';
import { deleteOthers, hasRows, putRows } from './series-store.ts';
import type { Outcome, SeriesSource, StoredSeries, WriteResult } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { withRevision } from './series-revision.ts';
import { oneLine } from '../environment/errors.ts';
import { OutcomeUnknown } from '../upstream/upstream-answers.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';

const BATCH = 50;
const UNKNOWN = { state: 'unknown', warnings: [] } as const;
const INTERRUPTED = 'The server stopped during the save.';

export interface UpstreamSource extends SeriesSource {
  /** Copies every series of the API into the mirror for lists and search. Concurrent calls share one refresh. */
  refresh(): Promise<void>;
  /** Completes the journal entries of interrupted saves older than `before`, by reading their series back. */
  completeInterrupted(before: Date): Promise<void>;
}

interface Options {
  readonly clusterZone: () => string;
  readonly log: FastifyBaseLogger;
  /** Aborts background work on shutdown: the refresh, and the completion of interrupted saves. */
  readonly ending: AbortSignal;
}

/**
 * Series in the real API. Single series are always read from the API; lists and search use a mirror in our database.
 */
export function upstreamSource(
  { db, exclusively }: Pick<Connection, 'db' | 'exclusively'>,
  client: UpstreamClient,
  { clusterZone, log, ending }: Options,
): UpstreamSource {
  const journal = journalIn(db);
  let refreshing: Promise<void> | null = null;

  const read = async (ids: readonly number[], signal?: AbortSignal): Promise<readonly StoredSeries[]> => {
    const byId = new Map((await client.get(ids, signal)).map((wire) => [Number(wire['id']), wire]));
    return ids
      .map((id) => byId.get(id))
      .filter((wire) => wire !== undefined)
      .map(withRevision);
  };

  /** Reads series and updates the mirror. If only the mirror fails, the read still succeeds. */
  const readAndMirror = async (ids: readonly number[], signal?: AbortSignal) => {
    const found = await read(ids, signal);
    await putRows(db, found, 'upstream').catch((error: unknown) =>
      log.warn(`The mirror could not be updated: ${oneLine(error)}`),
    );
    return found;
  };

  /** Resolves the outcome of a write without a response by reading the series back. */
  const resolve = async (
    id: number,
    before: StoredSeries,
    requested: JsonObject,
    cause: OutcomeUnknown,
  ): Promise<Outcome> => {
    try {
      const [found] = await readAndMirror([id]);
      return outcomeOf(found, before, requested, cause);
    } catch (error) {
      log.warn(`Series ${id} could not be read back after a write without a response: ${oneLine(error)}`);
      return { ...UNKNOWN, after: null, reason: `${cause.message} It cannot be read back now either.` };
    }
  };

  const outcomeOf = (
    found: StoredSeries | undefined,
    before: StoredSeries,
    requested: JsonObject,
    { message: cause, mayStillRun }: OutcomeUnknown,
  ): Outcome => {
    const after = found?.wire ?? null;
    if (after && isStored(verify({ before: before.wire, requested, got: after }, clusterZone())))
      return { state: 'saved', after, warnings: [], reason: `${cause} A read shows that it was saved.` };
    if (found?.revision !== before.revision)
      return { ...UNKNOWN, after, reason: `${cause} A read shows neither the old nor the new values.` };
    if (mayStillRun)
      return { ...UNKNOWN, after, reason: `${cause} A read shows the old values, and it may still be carried out.` };
    return { state: 'refused', after, warnings: [], reason: `${cause} A read shows that nothing was saved.` };
  };

  const completeInterrupted = async (before: Date): Promise<void> => {
    for (const entry of await unfinishedEntries(db, before)) {
      const { seriesId } = entry;
      // If the read fails, the entry stays unfinished until the next refresh.
      const decide = async (savedSince: boolean): Promise<Outcome> => {
        const [found] = await readAndMirror([seriesId], ending);
        if (!savedSince)
          return outcomeOf(found, withRevision(entry.before), entry.requested, new OutcomeUnknown(INTERRUPTED, true));
        const reason = `${INTERRUPTED} The series was saved again before it was read back.`;
        return { ...UNKNOWN, after: found?.wire ?? null, reason };
      };
      await exclusively(seriesId, () => completeUnfinished(db, entry, decide));
    }
  };

  /** Sends a write once. If it gets no usable response, a read resolves its outcome. */
  const write = async (id: number, before: StoredSeries, requested: JsonObject): Promise<WriteResult> => {
    let warnings: readonly unknown[];
    try {
      ({ warnings } = await client.put(id, requested));
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) {
        const reason = error instanceof Problem ? error.message : 'The call failed.';
        return { outcome: { state: 'refused', after: null, warnings: [], reason }, failure: error };
      }
      const outcome = await resolve(id, before, requested, error);
      if (outcome.state === 'saved' && outcome.after)
        return { outcome, saved: { ...withRevision(outcome.after), warnings: [outcome.reason] } };
      const { state, reason } = outcome;
      const failure = state === 'unknown' ? Problem.outcomeUnknown(reason) : Problem.one(502, 502, reason ?? '');
      return { outcome, failure };
    }
    const saved = await readBack(id);
    if (saved)
      return { outcome: { state: 'saved', after: saved.wire, warnings, reason: null }, saved: { ...saved, warnings } };
    return {
      outcome: { state: 'saved', after: null, warnings, reason: 'It could not be read back.' },
      failure: Problem.outcomeUnknown('The loyalty API accepted the change, but it cannot be read back now.'),
    };
  };

  async function readBack(id: number): Promise<StoredSeries | null> {
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
    get: (ids) => readAndMirror(ids),
    async list(query) {
      // Before the first refresh an empty page would be wrong, so refresh first and let its error reach the user.
      if (!(await hasRows(db, 'upstream'))) await refresh();
      return listRows(db, query, 'upstream');
    },
    // The API has no conditional write: two concurrent saves would both read the same revision and both pass the check.
    edit: (id, save) =>
      exclusively(id, async (checkLock) => {
        const [current] = await readAndMirror([id]);
        if (!current) throw Problem.unknownSeries();
        return save({
          current,
          // If our database fails after the write, the save in the API still counts: log the error and answer.
          journal: {
            async begin(intent) {
              await checkLock();
              return journal.begin(intent);
            },
            complete: (entryId, outcome) =>
              journal.complete(entryId, outcome).catch((error: unknown) => {
                log.error(`The outcome of a save of series ${id} could not be recorded: ${oneLine(error)}`);
              }),
          },
          // Only the API knows which codes are in use, and it refuses them itself.
          codesTaken: async () => new Set(),
          write: (body) => write(id, current, body),
        });
      }),
    refresh,
    completeInterrupted,
  };
}
