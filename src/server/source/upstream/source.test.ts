import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '#catalogue/kinds.ts';
import { journal as journalTable } from '../../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { errorsOf, journalOf, keptLog, resetSeries, samples, warningsOf } from '../../desk-for-tests.ts';
import { sandboxSeries } from '../../sandbox/seeds.ts';
import { openUpstreamDesk, PASSWORD, type UpstreamDesk } from './upstream-for-tests.ts';

const DIWALI = 698948;
let database: TestDatabase;
let desk: UpstreamDesk;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => resetSeries(database.connection.db, []));
afterEach(() => desk.close());

const open = async (options: Parameters<typeof openUpstreamDesk>[1] = {}) => {
  desk = await openUpstreamDesk(database.connection, options);
};
const journal = () => journalOf(database.connection.db, DIWALI);
const isSaved = () => desk.sandbox.state.kept(DIWALI)?.['description'] === 'Renamed';

/** Saves one edit with faults waiting, and counts what reached the API. */
async function rename(...faults: JsonObject[]) {
  const { series } = await desk.read(DIWALI);
  await desk.fail(...faults);
  desk.calls('PUT');
  const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
  const [entry] = await journal();
  return { answer, entry, puts: desk.calls('PUT'), error: errorsOf(answer)[0] };
}

describe('a save without a usable answer', () => {
  const TIMEOUT_MS = 250;
  beforeEach(() => open({ timeoutMs: TIMEOUT_MS }));

  it('that was carried out is found out by reading back, and said', async () => {
    const { answer, entry, puts } = await rename({ kind: 'cut-after-write' });
    expect(answer.status).toBe(200);
    expect(answer.body['description']).toBe('Renamed');
    expect(warningsOf(answer)).toContainEqual(expect.stringMatching(/broke.*A read shows that it was saved/));
    expect(entry).toMatchObject({ state: 'saved', after: { description: 'Renamed' }, reason: expect.any(String) });
    expect([puts, isSaved()]).toEqual([1, true]);
  });

  it('that was carried out counts as saved, also where the API made a borrowed end the series’ own', async () => {
    const { series } = await desk.read(18426);
    await desk.fail({ kind: 'cut-after-write' });
    const answer = await desk.put(18426, { ...series, description: 'Renamed' });
    expect(answer.status).toBe(200);
    expect([series['fixedExpiryDate'], answer.body['fixedExpiryDate']]).toEqual([0, expect.any(Number)]);
    expect(answer.body['fixedExpiryDate']).toBeGreaterThan(0);
  });

  it.each([
    ['cut before', { kind: 'cut', method: 'PUT' }],
    ['a 500', { kind: 'status', status: 500, method: 'PUT' }],
    ['a 503', { kind: 'status', status: 503, method: 'PUT' }],
    ['a page of a gateway', { kind: 'html', status: 502, method: 'PUT' }],
    ['HTML that claims success', { kind: 'html', status: 200, method: 'PUT' }],
  ])('and that was not carried out (%s) is said not to be saved', async (_, fault) => {
    const { answer, entry, puts, error } = await rename(fault);
    expect(answer.status).toBe(502);
    expect(answer.body).not.toHaveProperty('outcome');
    expect(error?.message).toContain('A read shows that nothing was saved.');
    expect(entry).toMatchObject({ state: 'refused', reason: error?.message });
    expect([puts, isSaved()]).toEqual([1, false]);
  });

  it.each([
    ['ours ran out', { kind: 'delay', ms: 10 * TIMEOUT_MS, method: 'PUT' }],
    ['a gateway’s ran out', { kind: 'html', status: 504, method: 'PUT' }],
  ])('because patience ended (%s) may still be carried out, so that nothing is claimed', async (_, fault) => {
    const { answer, entry, puts, error } = await rename(fault);
    expect(answer.status).toBe(504);
    expect(answer.body['outcome']).toBe('unknown');
    expect(error?.message).toContain('may still be carried out');
    expect(entry).toMatchObject({ state: 'unknown', after: { description: 'Diwali weekend 15% off' } });
    expect(puts).toBe(1);
  });

  it.each([
    ['is cut', { kind: 'cut', method: 'GET', times: 3 }],
    ['fails', { kind: 'status', status: 500, method: 'GET', times: 3 }],
    ['is no JSON', { kind: 'html', status: 200, method: 'GET' }],
  ])('stays unknown where reading back %s as well', async (_, fault) => {
    const { series } = await desk.read(DIWALI);
    desk.calls('PUT');
    // The first read, which every save begins with, must succeed: faults hit the oldest first.
    await desk.fail({ kind: 'delay', ms: 0, method: 'GET' }, { kind: 'cut', method: 'PUT' }, fault);
    const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
    expect([answer.status, answer.body['outcome']]).toEqual([504, 'unknown']);
    expect(errorsOf(answer)[0]?.message).toContain('It cannot be read back now either.');
    expect(await journal()).toMatchObject([{ state: 'unknown', after: null }]);
    expect([desk.calls('PUT'), isSaved()]).toEqual([1, false]);
  });

  it('or with one that cannot be read back is not claimed to be known', async () => {
    const { series } = await desk.read(DIWALI);
    await desk.fail({ kind: 'delay', ms: 0, method: 'GET' }, { kind: 'cut', method: 'GET', times: 3 });
    const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
    expect([answer.status, answer.body['outcome']]).toEqual([504, 'unknown']);
    expect(await journal()).toMatchObject([{ state: 'saved', after: null, reason: expect.any(String) }]);
    expect(isSaved()).toBe(true);
  });

  it('is unknown where a read shows what somebody else made of the series meanwhile', async () => {
    const { series } = await desk.read(DIWALI);
    await desk.fail({ kind: 'delay', ms: 0, method: 'GET' }, { kind: 'cut', method: 'PUT' });
    await desk.fail({ kind: 'delay', ms: 100, method: 'GET' });
    desk.calls('PUT');
    const saving = desk.put(DIWALI, { ...series, description: 'Renamed' });
    await vi.waitUntil(() => desk.sandbox.requests.at(-2)?.method === 'PUT');
    desk.sandbox.state.change(DIWALI, { tag: 'Theirs' });
    const answer = await saving;
    expect([answer.status, answer.body['outcome']]).toEqual([504, 'unknown']);
    expect(errorsOf(answer)[0]?.message).toContain('neither the old nor the new values');
    expect(await journal()).toMatchObject([{ state: 'unknown', after: { tag: 'Theirs' } }]);
  });

  it('that never left us is said not to have been sent', async () => {
    await desk.sandbox.app.close();
    await expect(desk.client.put(DIWALI, {})).rejects.toMatchObject({
      status: 502,
      message: 'The loyalty API cannot be reached. Nothing was sent.',
    });
  });

  it('is refused plainly where the API refuses, with the field its text speaks of', async () => {
    const { series } = await desk.read(DIWALI);
    const taken = await desk.put(DIWALI, { ...series, seriesCode: 'mS7kQ2xA' });
    expect(taken.status).toBe(400);
    expect(errorsOf(taken)).toEqual([expect.objectContaining({ code: 751, field: 'seriesCode' })]);
    expect(await journal()).toMatchObject([{ state: 'refused', after: null, reason: expect.any(String) }]);
  });
});

describe('a save that a crash cut short', () => {
  beforeEach(() => open());
  const SOON = () => new Date(Date.now() + 60_000);

  /** An entry as it stays behind when the server dies between the call and its answer. */
  async function cutShort(carriedOut: boolean, at = new Date()) {
    const { series: before } = await desk.read(DIWALI);
    const asked = { ...before, description: 'Renamed' };
    await database.connection.db.insert(journalTable).values({
      id: randomUUID(),
      seriesId: DIWALI,
      at,
      actor: 'local',
      origin: 'app',
      state: 'intended',
      before,
      asked,
    });
    if (carriedOut) await desk.client.put(DIWALI, asked);
  }

  it.each([
    ['saved', true, /stopped while it saved\. A read shows that it was saved/],
    ['unknown', false, /A read shows the old values, and it may still be carried out/],
  ])('is settled as %s by reading back', async (state, carriedOut, reason) => {
    await cutShort(carriedOut);
    await desk.source.settleLeftovers(SOON());
    expect(await journal()).toMatchObject([
      { state, reason: expect.stringMatching(reason), settledAt: expect.any(Date), after: { id: DIWALI } },
    ]);
  });

  it('is not judged by what a later save made of the series', async () => {
    await cutShort(false, new Date(0));
    const { series } = await desk.read(DIWALI);
    await desk.put(DIWALI, { ...series, description: 'Renamed' });
    await desk.source.settleLeftovers(SOON());
    expect(await journal()).toMatchObject([
      { state: 'unknown', reason: expect.stringContaining('saved again') },
      { state: 'saved' },
    ]);
  });

  it('waits while the API cannot be read, and where it may still be under way', async () => {
    await cutShort(true);
    await desk.source.settleLeftovers(new Date(Date.now() - 60_000));
    await desk.fail({ kind: 'cut', method: 'GET', times: 3 });
    await expect(desk.source.settleLeftovers(SOON())).rejects.toThrow();
    expect(await journal()).toMatchObject([{ state: 'intended', settledAt: null }]);
  });
});

describe('a read', () => {
  beforeEach(() => open({ timeoutMs: 250 }));

  it.each([
    ['cut', { kind: 'cut', times: 2 }],
    ['slow', { kind: 'delay', ms: 2_000 }],
    ['failed', { kind: 'status', status: 503, times: 2 }],
    ['answered by a gateway', { kind: 'html', status: 502, times: 2 }],
  ])('that is %s is tried again', async (_, fault) => {
    await desk.fail({ ...fault, method: 'GET' });
    expect((await desk.read(DIWALI)).series['id']).toBe(DIWALI);
  });

  it.each([
    ['cut for good', { kind: 'cut', times: 3 }, 502, 502, 'cannot be reached'],
    ['slow for good', { kind: 'delay', ms: 2_000, times: 3 }, 504, 504, 'did not answer in time'],
    ['failing for good', { kind: 'status', status: 500, times: 3 }, 502, 500, 'answered 500'],
    ['answered by a gateway for good', { kind: 'html', status: 503, times: 3 }, 502, 503, 'answered 503'],
    ['answered with HTML', { kind: 'html', status: 200 }, 502, 502, 'no JSON'],
    ['not let in', { kind: 'status', status: 403 }, 502, 403, 'does not let our sign-in'],
  ])('that is %s says so', async (_, fault, status, code, text) => {
    await desk.fail(fault);
    const answer = await desk.call(`/v2/coupon/series?ids=${DIWALI}`);
    expect([answer.status, ...errorsOf(answer)]).toEqual([
      status,
      { status: false, code, field: null, message: expect.stringContaining(text) },
    ]);
  });

  it('before a save that fails sends nothing', async () => {
    const { series } = await desk.read(DIWALI);
    desk.calls('PUT');
    await desk.fail({ kind: 'cut', method: 'GET', times: 3 });
    expect((await desk.put(DIWALI, { ...series, description: 'Renamed' })).status).toBe(502);
    expect(desk.calls('PUT')).toBe(0);
    expect(await journal()).toEqual([]);
  });
});

it('says that the sign-in is wrong, tries it once, and never tells the password', async () => {
  const { log, lines } = keptLog();
  await open({ password: 'wrong but secret', log });
  await desk.source.refresh().catch((error: unknown) => log.error({ err: error }));
  desk.calls('GET');
  const answers = [
    await desk.call(`/v2/coupon/series?ids=${DIWALI}`),
    await desk.call('/api/series'),
    await desk.put(DIWALI, samples[0] ?? {}),
  ];
  expect(desk.calls('GET')).toBe(3);
  for (const answer of answers) {
    expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([502, 401]);
    expect(errorsOf(answer)[0]?.message).toContain('does not accept our sign-in');
  }
  const digest = createHash('md5').update('wrong but secret').digest('hex');
  const told = JSON.stringify(answers.map(({ body }) => body)) + lines.join('');
  for (const secret of ['wrong but secret', PASSWORD, digest, Buffer.from(`till:${digest}`).toString('base64')])
    expect(told).not.toContain(secret);
  expect(lines.join('')).toContain('sign-in');
});

describe('lists', () => {
  it('come from the mirror, which is read again and forgets what is gone', async () => {
    await open();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    await desk.close();
    await open({ series: samples.slice(0, 5) });
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    await desk.source.refresh();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(5);
  });

  it('are there while the API is not, and single series say why they are not', async () => {
    await open();
    await desk.source.refresh();
    await desk.sandbox.app.close();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    const answer = await desk.call(`/v2/coupon/series?ids=${DIWALI}`);
    expect([answer.status, errorsOf(answer)[0]?.message]).toEqual([502, 'The loyalty API cannot be reached.']);
  });

  it('do not claim that there is no series before anything could be read', async () => {
    await open();
    await desk.fail({ kind: 'status', status: 500, times: 3 });
    const answer = await desk.call('/api/series');
    expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([502, 500]);
    expect((await desk.call('/api/series')).status).toBe(200);
  });

  it('survive texts that PostgreSQL has no place for', async () => {
    await open({ series: [{ ...samples[0], description: 'a\0b \ud800 c' }] });
    expect((await desk.call('/api/series?q=ab')).body['items']).toHaveLength(1);
  });
});

it('shows what the API made of a save: numbers that wrapped, a day that moved, products that do not come back', async () => {
  const wires = sandboxSeries({ now: Date.parse('2026-11-23T06:00:00Z'), zone: 'America/Los_Angeles' });
  await open({ series: wires, zone: 'America/Los_Angeles' });
  const { series } = await desk.read(301877);
  expect([series['maxCreate'], series['discountValue']]).toEqual([5_000_000_000, 16_777_217]);
  const productInfo = [{ productType: 'SKU', productIds: [9] }];
  // Midday in India is the evening before in Los Angeles.
  const validTillDate = '2030-09-30T12:00:00+05:30';
  const answer = await desk.put(301877, { ...series, productInfo, validTillDate });
  expect(answer.status).toBe(200);
  expect(warningsOf(answer).map(({ field }) => field)).toEqual(expect.arrayContaining(['maxCreate', 'discountValue']));
  const { series: after } = await desk.read(301877);
  expect(after).toMatchObject({
    maxCreate: 705_032_704,
    discountValue: 16_777_216,
    validTillDate: '2030-09-29T00:00:00-07:00',
  });
  expect(after).not.toHaveProperty('productInfo');
  expect(desk.sandbox.state.kept(301877)).toMatchObject({ productInfo });
  expect((await desk.call('/api/series/301877/sent')).body).toMatchObject({ body: { productInfo } });
});
