import type { JsonObject } from '#values/json.ts';
import { runServer } from './run-server.ts';
import { BEARER } from './api-token.ts';
import { openFolder } from './test-database.ts';

const CLIENTS = 4;
/** Each client's nth save goes to the series that all clients share. */
const SHARED_SAVE_INTERVAL = 3;
const MAX_ROUND_MS = 700;
/** Every nth round kills the server before it is ready. */
const EARLY_KILL_INTERVAL = 6;
/** Entries of a series that no client saves. Each start moves some of them into the archive. */
const OLD_ENTRIES = 1_500;
const OLD_SERIES = 1;

export interface CrashResult {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Saves without an answer when the server was killed. Both stored and not stored are correct. */
  readonly open: number;
  readonly openAndStored: number;
  readonly refused: number;
  readonly slowestStartMs: number;
  /** Old entries that the servers moved into the archive. */
  readonly archived: number;
  /** Descriptions of everything that must never happen. */
  readonly problems: readonly string[];
}

interface SentSave {
  readonly seriesId: number;
  readonly round: number;
  state: 'open' | 'acknowledged' | 'refused';
}

interface LoadedSeries {
  readonly series: JsonObject;
  readonly etag: string;
}

/** The unique name that a save writes into a series, by which the save is found later. */
type Token = string;

/** Seeded random numbers from 0 to 1 (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Starts the built server on one data folder repeatedly. In each round several clients save over HTTP until the server
 * is killed at a random moment. After each start, every acknowledged save must be stored.
 */
export async function crashRounds(
  folder: string,
  { rounds, seed, print }: { rounds: number; seed: number; print: (line: string) => void },
): Promise<CrashResult> {
  const random = seededRandom(seed);
  const saves = new Map<Token, SentSave>();
  /** The name of each series before the first save. */
  const original = new Map<number, string>();
  /** The last acknowledged save of each series that only one client changes. */
  const lastAcknowledged = new Map<number, Token>();
  const problems: string[] = [];
  let slowestStartMs = 0;
  let ids: readonly number[] = [];

  await addOldEntries();
  for (let round = 0; round <= rounds; round += 1) {
    const variables = { DATA_DIR: folder, TMPDIR: folder, SAMPLE_DATA: 'on', JOURNAL_DAYS: '2' };
    const server = runServer(variables);
    const startedAt = Date.now();
    const isLast = round === rounds;
    if (!isLast && round % EARLY_KILL_INTERVAL === EARLY_KILL_INTERVAL - 1) {
      await pause(random() * 2 * MAX_ROUND_MS);
      server.signal('SIGKILL');
      await server.exit;
      continue;
    }
    const url = await server.ready.catch((error: unknown) => {
      throw new Error(`Round ${round} of seed ${seed}: ${String(error)}`);
    });
    slowestStartMs = Math.max(slowestStartMs, Date.now() - startedAt);
    if (ids.length === 0) ids = await pickSeries(url, original);
    await checkServed(url, round);
    const stop = { requested: false };
    const clients = ids.slice(1).map((ownId, index) => save(url, round, index, ownId, stop));
    // Half of the rounds have a save to lose, however long a busy machine takes for the first.
    const awaited = count('acknowledged') + (round % 2 === 0 ? 1 : 0);
    while (count('acknowledged') < awaited && problems.length === 0) await pause(10);
    if (!isLast) await pause(random() * MAX_ROUND_MS);
    stop.requested = isLast;
    server.signal(isLast ? 'SIGTERM' : 'SIGKILL');
    const { stderr } = await server.exit;
    stop.requested = true;
    await Promise.all(clients);
    if (stderr !== '') problems.push(`round ${round}: the server complained: ${stderr.slice(0, 500)}`);
    if ((round + 1) % 50 === 0) print(`${round + 1} of ${rounds} rounds, ${count('acknowledged')} saves acknowledged`);
  }
  const stored = await checkStored();
  const result = {
    rounds,
    acknowledged: count('acknowledged'),
    open: count('open'),
    openAndStored: stored.openAndStored,
    refused: count('refused'),
    slowestStartMs,
    archived: stored.archived,
    problems,
  };
  return result;

  async function addOldEntries(): Promise<void> {
    const { pool, close } = await openFolder(folder);
    await pool.query(
      `insert into journal (id, series_id, at, actor, origin, state, before, asked, after)
       select gen_random_uuid(), $1, now() - interval '9 days', 'a', 'api', 'saved', '{}', '{}', '{}' from generate_series(1, $2::int)`,
      [OLD_SERIES, OLD_ENTRIES],
    );
    await close();
  }

  function count(state: SentSave['state']): number {
    return [...saves.values()].filter((one) => one.state === state).length;
  }

  /** Saves until the server is killed: to the client's own series, and to the shared one. */
  async function save(url: string, round: number, client: number, ownId: number, stop: { requested: boolean }) {
    const shared = ids[0] ?? 0;
    const loaded = new Map<number, LoadedSeries>();
    for (let n = 0; !stop.requested; n += 1) {
      const id = n % SHARED_SAVE_INTERVAL === SHARED_SAVE_INTERVAL - 1 ? shared : ownId;
      const token: Token = `round ${round} client ${client} save ${n}`;
      try {
        // Reads the shared series before each save, because other clients change it.
        const { series, etag } = (id === ownId && loaded.get(id)) || (await read(url, id));
        if (stop.requested) return;
        const entry: SentSave = { seriesId: id, round, state: 'open' };
        saves.set(token, entry);
        const response = await fetch(`${url}/v2/coupon/series/${id}`, {
          method: 'PUT',
          headers: { ...BEARER, 'content-type': 'application/json', 'if-match': etag },
          body: JSON.stringify({ CouponSeriesV2: { ...series, description: token } }),
        });
        const body = (await response.json()) as JsonObject;
        if (response.status === 200) {
          entry.state = 'acknowledged';
          if (id === ownId) lastAcknowledged.set(id, token);
          const { warnings: _, ...saved } = body;
          loaded.set(id, { series: saved, etag: response.headers.get('etag') ?? '' });
        } else if (response.status === 409 && id === shared) entry.state = 'refused';
        else problems.push(`${token}: answered ${response.status} ${JSON.stringify(body).slice(0, 300)}`);
      } catch {
        // The server was killed during the request.
        return;
      }
    }
  }

  /** Checks that the server answers the last acknowledged name, or a later one whose save was never answered. */
  async function checkServed(url: string, round: number): Promise<void> {
    const ready = await fetch(`${url}/api/health/ready`);
    if (ready.status !== 200) problems.push(`round ${round}: ready answers ${ready.status}`);
    for (const id of ids) {
      const { series } = await read(url, id);
      const name = nameOf(series);
      const entry = saves.get(name);
      if (entry?.state === 'refused') problems.push(`round ${round}: series ${id} holds a refused save, ${name}`);
      if (!entry && name !== original.get(id)) problems.push(`round ${round}: series ${id} holds ${name}`);
      const expected = lastAcknowledged.get(id);
      if (expected === undefined || name === expected) continue;
      if (entry?.state === 'open') lastAcknowledged.set(id, name);
      else problems.push(`round ${round}: series ${id} lost ${expected} and holds ${name}`);
    }
  }

  /**
   * Compares the whole journal with all saves. The entries of a series form one chain from its first to its current
   * content, which a lost, partial or duplicate save would break.
   */
  async function checkStored(): Promise<{ readonly openAndStored: number; readonly archived: number }> {
    const { pool, close } = await openFolder(folder);
    const journal = await pool.query<Entry>(
      `select series_id as "seriesId", state, before->>'description' as before, asked->>'description' as requested,
         after->>'description' as after, settled_at is not null as completed from journal where series_id <> $1`,
      [OLD_SERIES],
    );
    const old = await pool.query<{ total: number; different: number; archived: number }>(
      `select count(*)::int as total, count(distinct id)::int as different, (select count(*)::int from journal_archive) as archived
       from (select id, series_id from journal union all select id, series_id from journal_archive) as entries where series_id = $1`,
      [OLD_SERIES],
    );
    const bodies = await pool.query<{ id: number; name: string }>(
      `select id, body->>'description' as name from series where id = any($1::int[])`,
      [ids],
    );
    await close();
    const { total = 0, different = 0, archived: moved = 0 } = old.rows[0] ?? {};
    if (total !== OLD_ENTRIES || different !== OLD_ENTRIES)
      problems.push(`of ${OLD_ENTRIES} old entries ${total} are left, ${different} different ones`);
    const found = new Set(journal.rows.map(({ requested }) => requested));
    for (const [token, { state, seriesId }] of saves) {
      if (state === 'acknowledged' && !found.has(token)) problems.push(`${token}, series ${seriesId}: lost`);
      if (state === 'refused' && found.has(token)) problems.push(`${token}: refused, and in the journal`);
    }
    for (const entry of journal.rows) {
      if (entry.state !== 'saved' || !entry.completed || entry.after !== entry.requested || !saves.has(entry.requested))
        problems.push(`a journal entry is half-done or unknown: ${JSON.stringify(entry)}`);
    }
    for (const { id, name } of bodies.rows) {
      const entries = journal.rows.filter(({ seriesId }) => seriesId === id);
      const byBefore = new Map(entries.map((entry) => [entry.before, entry]));
      let reached = original.get(id) ?? '';
      let steps = 0;
      for (let next = byBefore.get(reached); next && steps <= entries.length; next = byBefore.get(reached), steps += 1)
        reached = next.after;
      if (reached !== name || steps !== entries.length)
        problems.push(`series ${id}: ${steps} of ${entries.length} entries lead to ${reached}, and it holds ${name}`);
    }
    return {
      openAndStored: [...saves].filter(([token, { state }]) => state === 'open' && found.has(token)).length,
      archived: moved,
    };
  }
}

interface Entry {
  readonly seriesId: number;
  readonly state: string;
  readonly before: string;
  readonly requested: Token;
  readonly after: Token;
  readonly completed: boolean;
}

/** Returns the ids of the series to save: the first is shared by all clients, each other belongs to one client. */
async function pickSeries(url: string, original: Map<number, string>): Promise<readonly number[]> {
  const ids: number[] = [];
  const response = await fetch(`${url}/api/series?limit=50`, { headers: BEARER });
  const { items } = (await response.json()) as { readonly items: readonly JsonObject[] };
  for (const item of items) {
    const id = Number(item['id']);
    const { etag, series: loaded } = await read(url, id);
    // Some samples are invalid on purpose and cannot be saved.
    const put = await fetch(`${url}/v2/coupon/series/${id}`, {
      method: 'PUT',
      headers: { ...BEARER, 'content-type': 'application/json', 'if-match': etag },
      body: JSON.stringify({ CouponSeriesV2: { ...loaded, maxRedeem: -5 } }),
    });
    const errors = ((await put.json()) as { errors?: readonly { field: string }[] }).errors ?? [];
    if (errors.every(({ field }) => field === 'maxRedeem')) {
      ids.push(id);
      original.set(id, nameOf(loaded));
    }
    if (ids.length === CLIENTS + 1) return ids;
  }
  throw new Error('There are too few series that can be saved.');
}

async function read(url: string, id: number): Promise<LoadedSeries> {
  const response = await fetch(`${url}/v2/coupon/series?ids=${id}`, { headers: BEARER });
  const { entity } = (await response.json()) as { readonly entity: readonly JsonObject[] };
  return { series: entity[0] ?? {}, etag: response.headers.get('etag') ?? '' };
}

const nameOf = ({ description }: JsonObject) => (typeof description === 'string' ? description : '');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
