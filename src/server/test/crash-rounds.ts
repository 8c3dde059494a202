import type { JsonObject } from '#values/json.ts';
import { runServer } from './run-server.ts';
import { BEARER } from './api-token.ts';
import { openFolder } from './test-database.ts';

const CLIENTS = 4;
/** Every so many of a client's saves go to the series that all of them change. */
const SHARED_EVERY = 3;
const AT_MOST_MS = 700;
/** One round in so many ends before the server is ready. */
const EARLY_EVERY = 6;

export interface CrashResult {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Sent and not answered before the server was killed: stored or not, both are right. */
  readonly open: number;
  readonly openAndStored: number;
  readonly refused: number;
  readonly slowestStartMs: number;
  /** Everything that must never happen, in words. */
  readonly problems: readonly string[];
}

interface Sent {
  readonly seriesId: number;
  readonly round: number;
  state: 'open' | 'acknowledged' | 'refused';
}

interface Held {
  readonly series: JsonObject;
  readonly etag: string;
}

/** What a save writes into the name of a series: no two saves write the same, so that each can be found again. */
type Token = string;

/** Numbers between 0 and 1 that are the same again for the same seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Starts the built server on one folder again and again, lets several clients save over HTTP and kills it at a random
 * moment. After each start, everything that was acknowledged has to be there.
 */
export async function crashRounds(
  folder: string,
  { rounds, seed, tell }: { rounds: number; seed: number; tell: (line: string) => void },
): Promise<CrashResult> {
  const random = randomBy(seed);
  const sent = new Map<Token, Sent>();
  /** The name of each series before the first save. */
  const original = new Map<number, string>();
  /** What was acknowledged last of the series that one client alone changes. */
  const lastOwn = new Map<number, Token>();
  const problems: string[] = [];
  let slowestStartMs = 0;
  let ids: readonly number[] = [];

  for (let round = 0; round <= rounds; round += 1) {
    const variables = { DATA_DIR: folder, TMPDIR: folder, SAMPLE_DATA: 'on' };
    const server = runServer(variables);
    const began = Date.now();
    const last = round === rounds;
    if (!last && round % EARLY_EVERY === EARLY_EVERY - 1) {
      await pause(random() * 2 * AT_MOST_MS);
      server.signal('SIGKILL');
      await server.exit;
      continue;
    }
    const url = await server.ready.catch((error: unknown) => {
      throw new Error(`Round ${round} of seed ${seed}: ${String(error)}`);
    });
    slowestStartMs = Math.max(slowestStartMs, Date.now() - began);
    if (ids.length === 0) ids = await pickSeries(url, original);
    await checkServed(url, round);
    const stop = { asked: false };
    const clients = ids.slice(1).map((own, index) => save(url, round, index, own, stop));
    if (!last) await pause(random() * AT_MOST_MS);
    stop.asked = last;
    server.signal(last ? 'SIGTERM' : 'SIGKILL');
    const { stderr } = await server.exit;
    stop.asked = true;
    await Promise.all(clients);
    if (stderr !== '') problems.push(`round ${round}: the server complained: ${stderr.slice(0, 500)}`);
    if ((round + 1) % 50 === 0) tell(`${round + 1} of ${rounds} rounds, ${count('acknowledged')} saves acknowledged`);
  }
  const openAndStored = await checkStored();
  const result = {
    rounds,
    acknowledged: count('acknowledged'),
    open: count('open'),
    openAndStored,
    refused: count('refused'),
    slowestStartMs,
    problems,
  };
  return result;

  function count(state: Sent['state']): number {
    return [...sent.values()].filter((one) => one.state === state).length;
  }

  /** Saves until the server is gone: to a series of its own, and to the one that all share. */
  async function save(url: string, round: number, client: number, own: number, stop: { asked: boolean }) {
    const shared = ids[0] ?? 0;
    const held = new Map<number, Held>();
    for (let n = 0; !stop.asked; n += 1) {
      const id = n % SHARED_EVERY === SHARED_EVERY - 1 ? shared : own;
      const token: Token = `round ${round} client ${client} save ${n}`;
      try {
        // Somebody else has changed the shared one since.
        const { series, etag } = (id === own && held.get(id)) || (await read(url, id));
        if (stop.asked) return;
        const entry: Sent = { seriesId: id, round, state: 'open' };
        sent.set(token, entry);
        const response = await fetch(`${url}/v2/coupon/series/${id}`, {
          method: 'PUT',
          headers: { ...BEARER, 'content-type': 'application/json', 'if-match': etag },
          body: JSON.stringify({ CouponSeriesV2: { ...series, description: token } }),
        });
        const body = (await response.json()) as JsonObject;
        if (response.status === 200) {
          entry.state = 'acknowledged';
          if (id === own) lastOwn.set(id, token);
          const { warnings: _, ...saved } = body;
          held.set(id, { series: saved, etag: response.headers.get('etag') ?? '' });
        } else if (response.status === 409 && id === shared) entry.state = 'refused';
        else problems.push(`${token}: answered ${response.status} ${JSON.stringify(body).slice(0, 300)}`);
      } catch {
        // The server was killed under it.
        return;
      }
    }
  }

  /** What a started server answers: the last acknowledged name, or one that was sent later and never answered. */
  async function checkServed(url: string, round: number): Promise<void> {
    const ready = await fetch(`${url}/api/health/ready`);
    if (ready.status !== 200) problems.push(`round ${round}: ready answers ${ready.status}`);
    for (const id of ids) {
      const { series } = await read(url, id);
      const name = nameOf(series);
      const entry = sent.get(name);
      if (entry?.state === 'refused') problems.push(`round ${round}: series ${id} holds a refused save, ${name}`);
      if (!entry && name !== original.get(id)) problems.push(`round ${round}: series ${id} holds ${name}`);
      const expected = lastOwn.get(id);
      if (expected === undefined || name === expected) continue;
      if (entry?.state === 'open') lastOwn.set(id, name);
      else problems.push(`round ${round}: series ${id} lost ${expected} and holds ${name}`);
    }
  }

  /**
   * The whole journal against everything that was sent. The entries of a series form one chain from its first content to
   * what it holds now: a lost, half-done or doubled save would break it.
   */
  async function checkStored(): Promise<number> {
    const { pool, close } = await openFolder(folder);
    const journal = await pool.query<Entry>(
      `select series_id as "seriesId", state, before->>'description' as before, asked->>'description' as asked,
         after->>'description' as after, settled_at is not null as settled from journal`,
    );
    const bodies = await pool.query<{ id: number; name: string }>(
      `select id, body->>'description' as name from series where id = any($1::int[])`,
      [ids],
    );
    await close();
    const found = new Set(journal.rows.map(({ asked }) => asked));
    for (const [token, { state, seriesId }] of sent) {
      if (state === 'acknowledged' && !found.has(token)) problems.push(`${token}, series ${seriesId}: lost`);
      if (state === 'refused' && found.has(token)) problems.push(`${token}: refused, and in the journal`);
    }
    for (const entry of journal.rows) {
      if (entry.state !== 'saved' || !entry.settled || entry.after !== entry.asked || !sent.has(entry.asked))
        problems.push(`a journal entry is half-done or unknown: ${JSON.stringify(entry)}`);
    }
    for (const { id, name } of bodies.rows) {
      const entries = journal.rows.filter(({ seriesId }) => seriesId === id);
      const byBefore = new Map(entries.map((entry) => [entry.before, entry]));
      let at = original.get(id) ?? '';
      let steps = 0;
      for (let next = byBefore.get(at); next && steps <= entries.length; next = byBefore.get(at), steps += 1)
        at = next.after;
      if (at !== name || steps !== entries.length)
        problems.push(`series ${id}: ${steps} of ${entries.length} entries lead to ${at}, and it holds ${name}`);
    }
    return [...sent].filter(([token, { state }]) => state === 'open' && found.has(token)).length;
  }
}

interface Entry {
  readonly seriesId: number;
  readonly state: string;
  readonly before: string;
  readonly asked: Token;
  readonly after: Token;
  readonly settled: boolean;
}

/** The first is shared by all clients, each other one belongs to one of them. */
async function pickSeries(url: string, original: Map<number, string>): Promise<readonly number[]> {
  const ids: number[] = [];
  const response = await fetch(`${url}/api/series?limit=50`, { headers: BEARER });
  const { items } = (await response.json()) as { readonly items: readonly { readonly series: JsonObject }[] };
  for (const { series } of items) {
    const id = Number(series['id']);
    const { etag, series: whole } = await read(url, id);
    // Some samples cannot be saved as they are, which is their purpose.
    const put = await fetch(`${url}/v2/coupon/series/${id}`, {
      method: 'PUT',
      headers: { ...BEARER, 'content-type': 'application/json', 'if-match': etag },
      body: JSON.stringify({ CouponSeriesV2: { ...whole, maxRedeem: -5 } }),
    });
    const errors = ((await put.json()) as { errors?: readonly { field: string }[] }).errors ?? [];
    if (errors.every(({ field }) => field === 'maxRedeem')) {
      ids.push(id);
      original.set(id, nameOf(whole));
    }
    if (ids.length === CLIENTS + 1) return ids;
  }
  throw new Error('There are too few series that can be saved.');
}

async function read(url: string, id: number): Promise<Held> {
  const response = await fetch(`${url}/v2/coupon/series?ids=${id}`, { headers: BEARER });
  const { entity } = (await response.json()) as { readonly entity: readonly JsonObject[] };
  return { series: entity[0] ?? {}, etag: response.headers.get('etag') ?? '' };
}

const nameOf = ({ description }: JsonObject) => (typeof description === 'string' ? description : '');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
