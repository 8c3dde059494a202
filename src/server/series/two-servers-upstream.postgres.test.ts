import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { connect, type Connection } from '../database/connect.ts';
import { SERIES_LOCK } from '../database/locks.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { errorsOf, silentLog } from '../test/desk.ts';
import { openUpstreamDesk, type UpstreamDesk } from '../test/upstream-desk.ts';

const DIWALI = 698948;
let databaseUrl: string;
let admin: pg.Client;
let connections: Connection[];
let desks: UpstreamDesk[];

beforeEach(async () => {
  databaseUrl = await createDatabase(inject('postgres') ?? '', `test_${randomUUID()}`);
  admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  [connections, desks] = [[], []];
});
afterEach(async () => {
  for (const desk of desks.toReversed()) await desk.close();
  for (const connection of connections) await connection.close();
  await admin.end();
});

/** Opens two servers on one database and one sandbox. */
async function openTwo(stuckAfterMs?: number): Promise<readonly [UpstreamDesk, UpstreamDesk]> {
  const openOne = async (sandboxOf?: UpstreamDesk) => {
    const files = { worker: '', migrations: MIGRATIONS };
    const connection = await connect({
      dataDir: '',
      databaseUrl,
      files,
      log: silentLog(),
      ...(stuckAfterMs && { stuckAfterMs }),
    });
    connections.push(connection);
    const desk = await openUpstreamDesk(connection, sandboxOf ? { sandboxOf } : {});
    desks.push(desk);
    return desk;
  };
  const first = await openOne();
  return [first, await openOne(first)];
}

const countIn = (description: unknown) => Number(/\d+$/.exec(String(description))?.[0] ?? 0);

it('two servers with one API lose no update', async () => {
  const SAVES_PER_CLIENT = 4;
  const [first, second] = await openTwo();
  await first.fail({ kind: 'delay', ms: 3, method: 'GET', times: 100_000 });
  const count = () => countIn(first.sandbox.state.storedSeries(DIWALI)?.['description']);
  const start = count();
  /** Counts in the name of the series, and starts again after a conflict. */
  const client = async (desk: UpstreamDesk) => {
    for (let saved = 0; saved < SAVES_PER_CLIENT;) {
      const { series, etag } = await desk.read(DIWALI);
      const body = { ...series, description: `Count ${countIn(series['description']) + 1}` };
      const { status } = await desk.put(DIWALI, body, { 'if-match': etag });
      if (status === 200) saved += 1;
      else expect(status).toBe(409);
    }
  };
  const clients = [first, second, first, second];
  await Promise.all(clients.map(client));
  expect(count() - start).toBe(clients.length * SAVES_PER_CLIENT);
});

it('a save that waits too long for another server’s save of the series is refused; other series are not blocked', async () => {
  const [desk] = await openTwo(3_000);
  const { series } = await desk.read(DIWALI);
  await admin.query('select pg_advisory_lock($1, $2)', [SERIES_LOCK, DIWALI]);
  const other = await desk.read(688310);
  const answers = await Promise.all([
    desk.put(DIWALI, { ...series, description: 'Waiting' }),
    desk.put(688310, { ...other.series, description: 'Other' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([503, 200]);
  expect([answers[0].headers.get('retry-after'), errorsOf(answers[0])[0]?.message]).toEqual([
    '1',
    'Another save of this series takes long, so nothing was changed. Try again in a moment.',
  ]);
  await admin.query('select pg_advisory_unlock($1, $2)', [SERIES_LOCK, DIWALI]);
  expect((await desk.put(DIWALI, { ...series, description: 'Waiting' })).status).toBe(200);
});

it('a save that has lost its lock sends nothing', async () => {
  const [desk] = await openTwo();
  const { series } = await desk.read(DIWALI);
  desk.calls('GET');
  await desk.fail({ kind: 'delay', ms: 2_000, method: 'GET' });
  const answer = desk.put(DIWALI, { ...series, description: 'Renamed' });
  await vi.waitUntil(() => desk.calls('GET') === 1);
  const { rowCount } = await admin.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`);
  expect(rowCount).toBe(1);
  expect((await answer).status).toBe(503);
  expect(desk.calls('PUT')).toBe(0);
});
