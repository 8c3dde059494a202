import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#values/json.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { MirrorState } from '#contract/server-endpoints.ts';
import { isStored, verify } from '#domain/change/verify.ts';
import type { Connection } from '../database/connect.ts';
import {
  completeUnfinished,
  type JournalEntry,
  journalIn,
  lastOpenSave,
  savesAfter,
  seriesWithUnknownSaves,
  settleUnknown,
  unfinishedEntries,
  unknownSaves,
} from './journal.ts';
import { countTabs } from './series-counts.ts';
import { listRows } from './series-list.ts';
import { deleteOthers, hasRows, putRows, tooManyBytes } from './series-store.ts';
import type { Outcome, SeriesSource, StoredSeries, WriteResult } from './series-source.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { withRevision } from './series-revision.ts';
import { oneLine } from '../environment/errors.ts';
import { withSignal } from '../environment/time-limit.ts';
import { AnswerTooLarge, OutcomeUnknown } from '../upstream/upstream-answers.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';

const BATCH = 50;
const UNKNOWN = { state: 'unknown', warnings: [] } as const;
const INTERRUPTED = 'The server stopped during the save.';
/** Pauses before the reads that look for a write without a usable response, ms. */
const PAUSES_MS = [0, 500, 1_500, 3_000];
/** Upper bound of these reads and pauses, ms. The user waits for them. */
const LOOK_WITHIN_MS = 8_000;
/** How long after an unconfirmed save of a series no other save of it is accepted, because it would be overwritten, ms. */
const HOLD_MS = 60_000;
/** How long after an unconfirmed save `readAgain` reads its series. */
const READ_AGAIN_FOR_MS = 5 * 60_000;
/** How long after an unconfirmed save a read that shows its values proves that it was carried out. */
const MAY_ARRIVE_FOR_MS = 24 * 60 * 60_000;

export interface UpstreamSource extends SeriesSource {
  /** Copies every series of the API into the mirror for lists and search. Concurrent calls share one refresh. */
  refresh(): Promise<void>;
  /** Completes the journal entries of interrupted saves older than `before`, by reading their series back. */
  completeInterrupted(before: Date): Promise<void>;
  /** Reads the series of recent unconfirmed saves again, so that their journal entries are settled. */
  readAgain(): Promise<void>;
}

interface Options {
  readonly clusterZone: () => string;
  readonly log: FastifyBaseLogger;
  /** Aborts background work on shutdown: the refresh, and the completion of interrupted saves. */
  readonly ending: AbortSignal;
  /** Epoch ms: the clock of the journal. */
  readonly now: () => number;
  readonly pausesMs?: readonly number[];
}

/**
 * Series in the real API. Single series are always read from the API; lists and search use a mirror in our database.
 */
export function upstreamSource(
  { db, exclusively, notices }: Pick<Connection, 'db' | 'exclusively' | 'notices'>,
  client: UpstreamClient,
  { clusterZone, log, ending, now, pausesMs = PAUSES_MS }: Options,
): UpstreamSource {
  const journal = journalIn(db, notices);
  let refreshing: Promise<void> | null = null;

  const read = async (ids: readonly number[], signal?: AbortSignal): Promise<readonly StoredSeries[]> => {
    const byId = new Map((await client.get(ids, signal)).map((wire) => [Number(wire['id']), wire]));
    return ids
      .map((id) => byId.get(id))
      .filter((wire) => wire !== undefined)
      .map(withRevision);
  };

  /** Reads series, updates the mirror and settles the journal. If only our database fails, the read still succeeds. */
  const readAndMirror = async (ids: readonly number[], signal?: AbortSignal) => {
    const found = await read(ids, signal);
    await record(found).catch((error: unknown) => log.warn(`The mirror could not be updated: ${oneLine(error)}`));
    return found;
  };

  const record = async (found: readonly StoredSeries[]) => {
    await putRows(db, found, 'upstream', now());
    const since = new Date(now() - MAY_ARRIVE_FOR_MS);
    const wires = new Map(found.map(({ wire }) => [Number(wire['id']), wire]));
    for (const entry of await unknownSaves(db, [...wires.keys()], since)) {
      const got = wires.get(entry.seriesId);
      if (got) await settleIfStored(entry, got);
    }
  };

  /** Settles an unconfirmed save if `got` shows its values. */
  const settleIfStored = async (entry: JournalEntry & { readonly reason: string | null }, got: JsonObject) => {
    const isIn = ({ before, requested }: JournalEntry) => isStored(verify({ before, requested, got }, clusterZone()));
    if (!isIn(entry)) return;
    const later = await savesAfter(db, entry);
    // The values may also come from a later save: the last one, or one that is not confirmed yet either.
    if (later.some((save) => (!save.isSaved || save === later.at(-1)) && isIn(save))) return;
    const undid = later.filter((save) => save.isSaved && !isIn(save)).map(({ id }) => id);
    const effect = undid.length > 0 ? `carried out late and undid ${undid.length} later saves` : 'saved';
    const reason = `${entry.reason ?? ''} A later read shows that it was ${effect}.`.trim();
    await settleUnknown(db, entry, { outcome: { state: 'saved', after: got, warnings: [], reason }, undid });
    await notices.send(db, { type: 'saved', entry: entry.id });
    if (undid.length > 0) log.error(`A save of series ${entry.seriesId} was ${effect}. Journal entry: ${entry.id}.`);
  };

  /** Looks for the outcome of a write without a usable response: reads the series until it shows the new values. */
  const resolve = async (
    id: number,
    before: StoredSeries,
    requested: JsonObject,
    cause: OutcomeUnknown,
  ): Promise<Outcome> => {
    let outcome: Outcome = { ...UNKNOWN, after: null, reason: `${cause.message} It cannot be read back now either.` };
    const look = async (signal: AbortSignal) => {
      for (const pause of pausesMs) {
        await sleep(pause, undefined, { signal });
        try {
          const [found] = await readAndMirror([id], signal);
          outcome = outcomeOf(found, before, requested, cause);
        } catch (error) {
          log.warn(`Series ${id} could not be read back after a write without a response: ${oneLine(error)}`);
        }
        if (outcome.state === 'saved') return;
      }
    };
    // After the time limit, the last read counts.
    await withSignal(LOOK_WITHIN_MS, ending, look).catch(() => {});
    return outcome;
  };

  const outcomeOf = (
    found: StoredSeries | undefined,
    before: StoredSeries,
    requested: JsonObject,
    { message: cause }: OutcomeUnknown,
  ): Outcome => {
    const after = found?.wire ?? null;
    if (after && isStored(verify({ before: before.wire, requested, got: after }, clusterZone())))
      return { state: 'saved', after, warnings: [], reason: `${cause} A read shows that it was saved.` };
    const shown = found?.revision === before.revision ? 'the old values' : 'neither the old nor the new values';
    return { ...UNKNOWN, after, reason: `${cause} A read shows ${shown}, and it may still be carried out.` };
  };

  /** Refuses a save while an earlier one of the series may still be carried out: it would overwrite this one. */
  const refuseWhileOpen = async (id: number) => {
    const at = await lastOpenSave(db, id, { now: now(), ms: HOLD_MS });
    if (at === null) return;
    const seconds = Math.min(HOLD_MS, Math.max(1_000, at.getTime() + HOLD_MS - now())) / 1_000;
    throw plainProblem(
      503,
      `The last save of this series is not confirmed yet, and the loyalty API may still carry it out. Nothing was sent. Save again in ${Math.ceil(seconds)} s.`,
      { 'retry-after': String(Math.ceil(seconds)) },
    );
  };

  const completeInterrupted = async (before: Date): Promise<void> => {
    for (const entry of await unfinishedEntries(db, before)) {
      const { seriesId } = entry;
      // If the read fails, the entry stays unfinished until the next refresh.
      const decide = async (savedSince: boolean): Promise<Outcome> => {
        const [found] = await readAndMirror([seriesId], ending);
        if (!savedSince)
          return outcomeOf(found, withRevision(entry.before), entry.requested, new OutcomeUnknown(INTERRUPTED));
        const reason = `${INTERRUPTED} The series was saved again before it was read back.`;
        return { ...UNKNOWN, after: found?.wire ?? null, reason };
      };
      await exclusively(seriesId, () => completeUnfinished(db, entry, decide));
      await notices.send(db, { type: 'saved', entry: entry.id });
    }
  };

  /** Sends a write once. If its response does not prove what happened, reads resolve its outcome. */
  const write = async (id: number, before: StoredSeries, requested: JsonObject): Promise<WriteResult> => {
    let cause: OutcomeUnknown;
    try {
      const { warnings } = await client.put(id, requested);
      const saved = await readBack(id);
      if (!saved)
        return {
          outcome: { state: 'saved', after: null, warnings, reason: 'It could not be read back.' },
          failure: Problem.outcomeUnknown('The loyalty API accepted the change, but it cannot be read back now.'),
        };
      const isChanged = saved.revision !== before.revision;
      if (isChanged || isStored(verify({ before: before.wire, requested, got: saved.wire }, clusterZone())))
        return {
          outcome: { state: 'saved', after: saved.wire, warnings, reason: null },
          saved: { ...saved, warnings },
        };
      cause = new OutcomeUnknown('The loyalty API accepted the change.');
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) {
        const reason = error instanceof Problem ? error.message : 'The call failed.';
        return { outcome: { state: 'refused', after: null, warnings: [], reason }, failure: error };
      }
      cause = error;
    }
    const outcome = await resolve(id, before, requested, cause);
    if (outcome.state === 'saved' && outcome.after)
      return { outcome, saved: { ...withRevision(outcome.after), warnings: [outcome.reason] } };
    return { outcome, failure: Problem.outcomeUnknown(outcome.reason) };
  };

  async function readBack(id: number): Promise<StoredSeries | null> {
    try {
      return (await readAndMirror([id]))[0] ?? null;
    } catch (error) {
      log.warn(`Series ${id} could not be read back after a save: ${oneLine(error)}`);
      return null;
    }
  }

  /** Copies series into the mirror. A response that is too large is asked for in halves, and a single series left out. */
  const mirrorSeries = async (ids: readonly number[]): Promise<void> => {
    let found: readonly StoredSeries[];
    try {
      found = await read(ids, ending);
    } catch (error) {
      if (!(error instanceof AnswerTooLarge)) throw error;
      if (ids.length === 1) {
        log.error(`Series ${ids[0]} is not in the list. ${error.message}`);
        return;
      }
      const half = Math.ceil(ids.length / 2);
      await mirrorSeries(ids.slice(0, half));
      return mirrorSeries(ids.slice(half));
    }
    await record(found);
  };

  let mirror: MirrorState = { asOf: null, reading: null, failure: null };

  async function readAll(): Promise<void> {
    // A series that was read first may change before the last one is read.
    const asOf = new Date().toISOString();
    const ids = await client.listIds(ending);
    for (let from = 0; from < ids.length; from += BATCH) {
      mirror = { ...mirror, reading: { read: from, total: ids.length } };
      await mirrorSeries(ids.slice(from, from + BATCH));
    }
    // An empty list is more likely an unreadable response than an organisation that lost all its series.
    if (ids.length > 0) await deleteOthers(db, ids, 'upstream');
    mirror = { asOf, reading: null, failure: null };
  }

  const refresh = () =>
    (refreshing ??= readAll()
      .catch((error: unknown) => {
        mirror = { ...mirror, failure: { at: new Date().toISOString(), message: oneLine(error) } };
        throw error;
      })
      .finally(() => {
        mirror = { ...mirror, reading: null };
        refreshing = null;
      }));

  return {
    kind: 'upstream',
    get: (ids) =>
      readAndMirror(ids).catch((error: unknown) => {
        throw error instanceof AnswerTooLarge && ids.length > 1 ? tooManyBytes() : error;
      }),
    async list(query, gone) {
      // Before the first refresh an empty page would be wrong, so refresh first and let its error reach the user.
      if (!(await hasRows(db, 'upstream'))) await refresh();
      return db.search((tx) => listRows(tx, query, 'upstream'), gone);
    },
    count: (filter, gone) => db.search((tx) => countTabs(tx, filter, 'upstream'), gone),
    mirror: () => mirror,
    // The API has no conditional write: two concurrent saves would both read the same revision and both pass the check.
    edit: (id, save) =>
      exclusively(id, async (checkLock) => {
        const [current] = await readAndMirror([id]);
        if (!current) throw Problem.unknownSeries();
        await refuseWhileOpen(id);
        return save({
          current,
          // If our database fails after the write, the save in the API still counts: log the error and answer.
          journal: {
            ...journal,
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
    async readAgain() {
      const ids = await seriesWithUnknownSaves(db, new Date(now() - READ_AGAIN_FOR_MS));
      for (let from = 0; from < ids.length; from += BATCH) await readAndMirror(ids.slice(from, from + BATCH), ending);
    },
  };
}
