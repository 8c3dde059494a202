import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { JsonObject } from '#values/json.ts';
import { calendar } from '../samples/build-series.ts';
import { everyday } from '../samples/everyday.ts';
import { seededRandom } from '../samples/seeded-random.ts';
import { buildSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { tokenOf } from './accounts-desk.ts';
import { BEARER, TOKEN } from './api-token.ts';
import { type Browser, openBrowser } from './browser-session.ts';
import { ZONE } from './desk.ts';
import { freePort } from './free-port.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { faultProxy } from './fault-proxy.ts';
import { TILL } from './upstream-desk.ts';

/** Collects garbage all the time, so that what is only reachable by accident is gone, and memory shows what is in use. */
const COLLECT = ['--expose-gc', '--import', 'data:text/javascript,setInterval(gc,500).unref()'];
const CLIENTS = 4;
/** A save that was interrupted holds its series for a minute, so each client has several. */
const SERIES_OF_CLIENT = 3;
const UPSTREAM_TIMEOUT_MS = 2_000;
/** A request without an answer after this time is stuck: the longest hang, and the server's own time limits. */
const STUCK_AFTER_MS = 120_000;
/** Answers that claim that a save was not carried out. */
const CLAIMS_NOTHING = /nothing was (sent|saved|changed)/i;
/** The fewest saves that a run waits for. */
const MIN_SAVES = 3;
const QUERIES = ['', 'd', 'diwali', '698', '_', 'weekend sweets', 'nothing has this name'];

interface Sent {
  readonly seriesId: number;
  state: 'open' | 'acknowledged' | 'refused';
}

interface Entry {
  readonly id: number;
  readonly state: string;
  readonly requested: string;
}

export interface SoakResult {
  readonly requests: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly open: number;
  readonly faults: number;
  readonly hangs: number;
  readonly restarts: number;
  /** Heap in use and resident memory in MB, at the start and at the end of the half without restarts. */
  readonly heapMb: readonly [number, number];
  readonly residentMb: readonly [number, number];
  /** Descriptions of everything that must never happen. */
  readonly problems: readonly string[];
}

/**
 * People and scripts use a server for a time while the real API fails, the database hangs and, in the first half, the server
 * is stopped or killed. Then compares every answer, the journal and the series in the API.
 */
export async function soak(
  databaseUrl: string,
  folder: string,
  { seconds, seed, print }: { seconds: number; seed: number; print: (line: string) => void },
): Promise<SoakResult> {
  const random = seededRandom(seed);
  const isLong = seconds >= 60;
  const problems = new Set<string>();
  const saves = new Map<string, Sent>();
  const lastAcknowledged = new Map<number, string>();
  /** Names that a read of a series with one client may show: the last acknowledged one, and open ones after it. */
  const expected = new Map<number, Set<string>>();
  const counts = { requests: 0, faults: 0, hangs: 0, restarts: 0 };
  const memory: { heap: number; resident: number }[] = [];
  const run: { phase: 'restarts' | 'steady' | 'calm' | 'ended' } = { phase: 'restarts' };
  const isBreaking = () => run.phase === 'restarts' || run.phase === 'steady';

  const wires = everyday(calendar({ now: Date.now(), zone: ZONE }));
  const sandbox = buildSandbox({ clusterTimeZone: ZONE, now: Date.now, ...TILL, series: wires });
  const apiUrl = await sandbox.app.listen({ port: 0, host: '127.0.0.1' });
  const proxy = await faultProxy(databaseUrl);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: proxy.url,
    UPSTREAM_URL: apiUrl,
    UPSTREAM_USERNAME: TILL.username,
    UPSTREAM_PASSWORD: TILL.password,
    UPSTREAM_TIMEOUT_MS: String(UPSTREAM_TIMEOUT_MS),
    CLUSTER_TIME_ZONE: ZONE,
    JOURNAL_DAYS: '2',
  };
  let server: RunningServer = runServer(variables, COLLECT);
  await server.ready;
  const person = await firstPerson(server);
  const script = openBrowser({ url });

  const ids = wires.slice(0, CLIENTS * SERIES_OF_CLIENT + 1).map(({ id }) => Number(id));
  const [shared = 0, ...own] = ids;
  for (const id of ids) expected.set(id, new Set([nameIn(sandbox, id)]));

  const clients = Array.from({ length: CLIENTS }, (_, index) => edit(index));
  const others = [readLists(person), readLists(script, BEARER), watchMemory(), addFaults(), breakDatabase()];
  await restartUntil((seconds * 1000) / 2);
  run.phase = 'steady';
  await sleep((seconds * 1000) / 2);
  run.phase = 'calm';
  sandbox.faults.clear();
  // A slow machine needs longer for a few saves.
  await until('no save succeeds', async () => numberOf('acknowledged') >= MIN_SAVES);
  run.phase = 'ended';
  await Promise.all([...clients, ...others]);
  sandbox.faults.clear();
  proxy.resume();
  await settle();
  await expectFreeSlots();
  server.signal('SIGTERM');
  const { code, stderr } = await server.exit;
  if (code !== 0) problems.add(`the server ended with ${code}: ${stderr.slice(-300)}`);
  await compareJournal();
  await proxy.close();
  await sandbox.app.close();

  const third = Math.ceil(memory.length / 3);
  const ends = (key: 'heap' | 'resident') =>
    [memory.slice(0, third), memory.slice(-third)].map((part) => median(part.map((one) => one[key]))) as [
      number,
      number,
    ];
  const [heapMb, residentMb] = [ends('heap'), ends('resident')];
  if (isLong && heapMb[1] > heapMb[0] * 1.15 + 5) problems.add(`the heap grew from ${heapMb[0]} to ${heapMb[1]} MB`);
  return {
    ...counts,
    acknowledged: numberOf('acknowledged'),
    refused: numberOf('refused'),
    open: numberOf('open'),
    heapMb,
    residentMb,
    problems: [...problems],
  };

  function numberOf(state: Sent['state']): number {
    return [...saves.values()].filter((one) => one.state === state).length;
  }

  /** Waits for so many requests, so that a slow machine does not have more faults than requests. */
  async function requestsLater(count: number): Promise<void> {
    for (const end = counts.requests + count; isBreaking() && counts.requests < end;) await sleep(10);
  }

  async function call(
    browser: Browser,
    method: string,
    path: string,
    body?: JsonObject,
    headers: Record<string, string> = {},
  ) {
    counts.requests += 1;
    const answer = browser.call(method, path, body, headers).catch(() => null);
    const timer = new AbortController();
    const late = sleep(STUCK_AFTER_MS, 'late' as const, { signal: timer.signal }).catch(() => null);
    const first = await Promise.race([answer, late]);
    timer.abort();
    if (first !== 'late') return first;
    problems.add(`${method} ${path} had no answer for ${STUCK_AFTER_MS} ms`);
    return null;
  }

  /** Saves again and again: series that only this client changes, and the one that all share. */
  async function edit(index: number): Promise<void> {
    const ownIds = own.filter((_, n) => n % CLIENTS === index);
    const [browser, headers]: [Browser, Record<string, string>] = index % 2 === 0 ? [script, BEARER] : [person, {}];
    for (let n = 0; run.phase !== 'ended'; n += 1) {
      const id = n % 4 === 3 ? shared : random.pick(ownIds);
      const read = await call(browser, 'GET', `/v2/coupon/series?ids=${id}`, undefined, headers);
      const series = read?.status === 200 ? (read.body['entity'] as readonly JsonObject[])[0] : undefined;
      if (!read || !series) {
        await sleep(20);
        continue;
      }
      checkRead(id, nameOf(series));
      const name = `seed ${seed} client ${index} save ${n}`;
      const sent: Sent = { seriesId: id, state: 'open' };
      saves.set(name, sent);
      expected.get(id)?.add(name);
      const ifMatch = { 'if-match': read.headers.get('etag') ?? '' };
      const edited = { CouponSeriesV2: { ...series, description: name } };
      const answer = await call(browser, 'PUT', `/v2/coupon/series/${id}`, edited, { ...headers, ...ifMatch });
      // Without an answer, and after one that claims nothing, the save is open.
      if (answer?.status === 200) {
        sent.state = 'acknowledged';
        if (nameOf(answer.body) !== name) problems.add(`${name} was answered as saved with ${nameOf(answer.body)}`);
        if (id !== shared) {
          lastAcknowledged.set(id, name);
          expected.set(id, new Set([name]));
        }
      } else if (answer && (answer.status < 500 || CLAIMS_NOTHING.test(JSON.stringify(answer.body)))) {
        sent.state = 'refused';
        expected.get(id)?.delete(name);
        if (answer.status < 500 && ![409, 429].includes(answer.status))
          problems.add(`${name} was answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 200)}`);
      }
    }
  }

  function checkRead(id: number, name: string): void {
    if (saves.get(name)?.state === 'refused') problems.add(`series ${id} has ${name}, which was refused`);
    if (id !== shared && !expected.get(id)?.has(name))
      problems.add(`series ${id} lost ${lastAcknowledged.get(id)} and has ${name}`);
  }

  /** Searches and reads lists; some clients leave before the answer. */
  async function readLists(browser: Browser, headers: Record<string, string> = {}): Promise<void> {
    while (run.phase !== 'ended') {
      const q = encodeURIComponent(random.pick(QUERIES));
      if (random.chance(0.2)) {
        const leaving = new AbortController();
        const answer = fetch(`${url}/api/series?q=${q}`, { headers: BEARER, signal: leaving.signal });
        const read = answer.then((found) => found.text()).catch(() => null);
        await sleep(random.int(1, 30));
        leaving.abort();
        await read;
      } else await call(browser, 'GET', `/api/series?limit=20&q=${q}`, undefined, headers);
      await call(browser, 'GET', `/api/series/${random.pick(ids)}/journal?limit=5`, undefined, headers);
      await sleep(random.int(5, 60));
    }
  }

  async function addFaults(): Promise<void> {
    while (isBreaking()) {
      sandbox.faults.add(
        random.pick<JsonObject>([
          { kind: 'delay', ms: random.int(50, 1.5 * UPSTREAM_TIMEOUT_MS), times: 3 },
          { kind: 'cut', times: 2 },
          { kind: 'cut', method: 'PUT' },
          { kind: 'status', status: random.pick([500, 502, 503]) },
          { kind: 'status', status: 429, retryAfter: '1' },
          { kind: 'html', status: 502, method: 'PUT' },
          { kind: 'empty' },
          { kind: 'cut-after-write' },
          // Some arrive after the server has answered that the outcome is unknown.
          { kind: 'late', status: 500, ms: random.int(100, isLong ? 20_000 : 1_000) },
          { kind: 'warn', warnings: ['The series was checked.'] },
        ]),
      );
      counts.faults += 1;
      // A save whose outcome is unknown holds its series for a minute: more faults would leave no saves to check.
      await requestsLater(random.int(15, 75));
    }
  }

  /** Some hangs are longer than the server's time limits. */
  async function breakDatabase(): Promise<void> {
    while (isBreaking()) {
      await requestsLater(isLong ? random.int(300, 2_000) : 40);
      proxy.stall();
      counts.hangs += 1;
      await sleep(isLong ? random.pick([500, 3_000, 12_000, 35_000]) : 300);
      proxy.resume();
    }
  }

  async function restartUntil(ms: number): Promise<void> {
    const end = Date.now() + ms;
    do {
      await sleep(Math.max(0, Math.min(isLong ? random.int(5_000, 40_000) : ms / 2, end - Date.now())));
      const signal = random.pick(['SIGTERM', 'SIGKILL'] as const);
      server.signal(signal);
      await server.exit;
      server = runServer(variables, COLLECT);
      await server.ready.catch(async () => {
        // A start during a hang of the database ends with a message.
        proxy.resume();
        server = runServer(variables, COLLECT);
        await server.ready;
      });
      counts.restarts += 1;
      print(`${signal} and started again, ${saves.size} saves so far`);
    } while (Date.now() < end);
  }

  async function metrics(): Promise<ReadonlyMap<string, number>> {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const lines = (await answer.text()).split('\n').map((line) => line.split(/ (?=\S+$)/) as [string, string?]);
    return new Map(lines.map(([name, value]) => [name, Number(value)]));
  }

  async function watchMemory(): Promise<void> {
    while (run.phase !== 'ended') {
      await sleep(1_000);
      const figures = run.phase === 'steady' ? await metrics().catch(() => null) : null;
      const heap = figures?.get('nodejs_heap_size_used_bytes');
      if (!figures || heap === undefined) continue;
      memory.push({ heap: heap / 1e6, resident: (figures.get('process_resident_memory_bytes') ?? 0) / 1e6 });
    }
  }

  /** Reads every series until it is answered, so that the journal learns what the API stores. */
  async function settle(): Promise<void> {
    for (const id of ids)
      await until(`series ${id} is not answered`, async () => {
        const read = await call(script, 'GET', `/v2/coupon/series?ids=${id}`, undefined, BEARER);
        if (read?.status === 200) checkRead(id, nameOf((read.body['entity'] as readonly JsonObject[])[0] ?? {}));
        return read?.status === 200;
      });
  }

  async function expectFreeSlots(): Promise<void> {
    await until('a connection or a request is stuck', async () => {
      const figures = await metrics();
      const state = (name: string) => figures.get(`coupon_desk_database_connections{state="${name}"}`);
      return state('used') === 0 && state('waiting') === 0 && figures.get('coupon_desk_http_requests_in_flight') === 1;
    });
  }

  async function until(problem: string, isDone: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + STUCK_AFTER_MS; Date.now() < end; await sleep(100)) if (await isDone()) return;
    problems.add(problem);
  }

  /** The last save of each series in the journal is what the API stores. */
  async function compareJournal(): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<Entry>(
      `select series_id as id, state, asked->>'description' as requested from journal order by sequence`,
    );
    const { rowCount } = await client.query(
      `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    await client.end();
    if (rowCount !== 0) problems.add(`${rowCount} transactions are open after the end of the server`);
    for (const [name, { state }] of saves) {
      const entry = rows.find(({ requested }) => requested === name);
      // The database may have hung when the outcome was recorded. Then a later start completes the entry.
      if (state === 'acknowledged' && !['saved', 'intended'].includes(entry?.state ?? ''))
        problems.add(`${name} was acknowledged and is ${entry?.state ?? 'missing'} in the journal`);
      if (state === 'refused' && entry?.state === 'saved') problems.add(`${name} was refused and is in the journal`);
    }
    for (const id of ids) {
      const entries = rows.filter((entry) => entry.id === id);
      const stored = nameIn(sandbox, id);
      const at = entries.findLastIndex(({ requested, state }) => requested === stored && state !== 'refused');
      const later = entries.slice(at + 1).filter(({ state }) => state === 'saved');
      if (later.length > 0) problems.add(`series ${id} has ${stored}, and the journal ${later.at(-1)?.requested}`);
      if (at === -1 && saves.has(stored)) problems.add(`series ${id} has ${stored}, which the journal does not have`);
    }
  }
}

const nameOf = ({ description }: JsonObject) => (typeof description === 'string' ? description : '');
const nameIn = (sandbox: Sandbox, id: number) => nameOf(sandbox.state.storedSeries(id) ?? {});
const median = (values: readonly number[]) => Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);

/** Signs in as the first administrator, by the link that the server printed. */
async function firstPerson(server: RunningServer): Promise<Browser> {
  const browser = openBrowser({ url: await server.ready });
  const link = /https?:\S+#\S+/.exec(server.stdout())?.[0];
  const password = randomUUID();
  const body = { token: tokenOf(link), email: 'asha@kesarika.example', name: 'Asha Menon', password };
  const { status } = await browser.call('POST', '/api/join', body);
  if (status !== 200) throw new Error(`The first administrator could not join: ${status}`);
  return browser;
}
