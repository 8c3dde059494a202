import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { demoBrowser } from '../test/browser-session.ts';
import { type Desk, journalOf, NOW, openEmbeddedDesk, resetSeries, warningsOf } from '../test/desk.ts';
import { openUpstreamDesk } from '../test/upstream-desk.ts';

const DIWALI = 698948;
/** The files that a PUT passes. The layers below them are called for every field. */
const ON_THE_PATH =
  /\/src\/(server\/series|domain\/change\/simulate-put|domain\/series\/series-codec|domain\/rules\/validate|server\/upstream\/upstream-client)\b/;

let database: TestDatabase;
let desk: Desk;
let reads = 0;
/** A clock that goes on by one second with each read. */
const now = () => NOW + 1_000 * reads++;

// The engine counts the calls of the real functions. It starts first: it counts resumed calls again in a function that
// was compiled without the counter.
const engine = new Session();
beforeAll(async () => {
  engine.connect();
  await engine.post('Profiler.enable');
  await engine.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  database = await openTestDatabase();
});
afterAll(async () => {
  engine.disconnect();
  await database.close();
});

/** Calls since the last count, by `file function`, of exported functions and of methods. */
async function countCalls(): Promise<Record<string, number>> {
  const calls: Record<string, number> = {};
  const { result } = await engine.post('Profiler.takePreciseCoverage');
  for (const { url, functions } of result.filter((script) => ON_THE_PATH.test(script.url))) {
    const source = readFileSync(new URL(url), 'utf8');
    const entries = new Set(
      [
        ...source.matchAll(
          /^export (?:async )?function (\w+)|^ {2,}(?:async )?(\w+)(?:\(.*\) \{|: (?:async )?\(.*=>)/gm,
        ),
      ].map(([, exported, method]) => exported ?? method),
    );
    for (const { functionName, ranges } of functions)
      if (entries.has(functionName) && ranges[0]?.count) calls[`${basename(url)} ${functionName}`] = ranges[0].count;
  }
  return calls;
}

/** The table of "One save" in ARCHITECTURE: calls of one PUT, in order. */
function walk(kind: 'embedded' | 'upstream') {
  const [, rest = ''] = readFileSync('src/ARCHITECTURE.md', 'utf8').split('## One save\n');
  const [section = ''] = rest.split('\n## ');
  const rows = [...section.matchAll(/^\| `(\w+)` +\| `([\w.-]+)` +\| +(\d*) +\| +(\d*) +\|/gm)];
  return rows.flatMap(([, name, file, embedded, upstream]) => {
    const calls = kind === 'embedded' ? embedded : upstream;
    return calls ? [{ name, call: `${file} ${name}`, calls: Number(calls) }] : [];
  });
}

describe.each([
  ['embedded' as const, () => openEmbeddedDesk(database.connection, { now })],
  ['upstream' as const, () => openUpstreamDesk(database.connection, { now })],
])('a PUT to the %s source', (kind, open) => {
  beforeEach(async () => {
    await resetSeries(database.connection.db);
    desk = await open();
  });
  afterEach(() => desk.close());

  it('calls each function once, as ARCHITECTURE.md says, and reads the clock once', async () => {
    const { series, etag } = await desk.read(DIWALI);
    await countCalls();
    reads = 0;
    const { status } = await desk.put(DIWALI, { ...series, description: 'Renamed' }, { 'if-match': etag });
    const calls = await countCalls();
    expect([status, reads]).toEqual([200, 1]);
    const steps = walk(kind);
    expect(steps.length).toBeGreaterThan(12);
    expect(calls).toMatchObject(Object.fromEntries(steps.map((step) => [step.call, step.calls])));
    const inWalk = new Set(steps.map(({ call }) => call));
    expect(Object.entries(calls).filter(([call, times]) => times > 1 && !inWalk.has(call))).toEqual([]);
  });

  it('reads the clock in its turn, so that the journal has the order of the writes', async () => {
    const { series } = await desk.read(DIWALI);
    await Promise.all(['a', 'b', 'c'].map((description) => desk.put(DIWALI, { ...series, description })));
    const entries = await journalOf(database.connection.db, DIWALI);
    expect(entries.map(({ before }) => before['description'])).toEqual([
      series['description'],
      ...entries.slice(0, -1).map(({ requested }) => requested['description']),
    ]);
  });

  it('says who saved since the revision that the caller knows, and when', async () => {
    const { series, etag } = await desk.read(DIWALI);
    const marketer = await demoBrowser(desk, 'marketer');
    const rename = (description: string) => ({ CouponSeriesV2: { ...series, description } });
    const path = `/v2/coupon/series/${DIWALI}`;
    await marketer.call('PUT', path, rename('Before'));
    const { etag: known } = await desk.read(DIWALI);
    await desk.put(DIWALI, { ...series, description: 'By a script' });
    await marketer.call('PUT', path, rename('By a person'));
    const [, ...since] = (await journalOf(database.connection.db, DIWALI)).map(({ at }) => at.toISOString());
    const conflict = async (ifMatch: string) =>
      (await desk.put(DIWALI, { ...series, description: 'Mine' }, { 'if-match': ifMatch })).body['conflict'];
    expect(await conflict(known)).toMatchObject({
      saves: [
        { at: since[0], author: null, isOwn: true },
        { at: since[1], author: expect.stringMatching(/\w/), isOwn: false },
      ],
    });
    expect(await conflict(etag)).toMatchObject({ saves: { length: 3 } });
    expect(await conflict('"unknown"')).toMatchObject({ saves: null });
  });

  it('keeps the warnings of the last save that do not follow from the series', async () => {
    const sent = async () => (await desk.call(`/api/series/${DIWALI}/sent`)).body;
    const { series } = await desk.read(DIWALI);
    const changed = { ...series, discountValue: 12, minBillAmount: 900, maxBillAmount: 800 };
    const answer = await desk.put(DIWALI, changed);
    const fields = warningsOf(answer).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['discountValue', 'minBillAmount']));
    expect(await sent()).toMatchObject({ author: null, isOwn: true, after: { discountValue: 12 } });
    expect((await sent())['warnings']).toEqual(warningsOf(answer).filter(({ field }) => field === 'discountValue'));
    await desk.put(DIWALI, { ...changed, description: 'Later' });
    expect((await sent())['warnings']).toEqual([]);
  });
});

it('the order of a save stands in one file, as in ARCHITECTURE.md', () => {
  const source = readFileSync('src/server/series/update-series.ts', 'utf8');
  const positions = walk('embedded').map(({ name }) => source.search(new RegExp(String.raw`[ .]${name}\(`)));
  const called = positions.filter((position) => position >= 0);
  expect(called).toHaveLength(8);
  expect(called).toEqual(called.toSorted((a, b) => a - b));
});
