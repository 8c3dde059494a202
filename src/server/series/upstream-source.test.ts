import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import { journal as journalTable } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { errorsOf, journalOf, captureLog, NOW, resetSeries, samples, warningsOf } from '../test/desk.ts';
import { sandboxSeries } from '../sandbox/seeds.ts';
import { demoBrowser } from '../test/browser-session.ts';
import { CLIENT, LOOKS_MS, openUpstreamDesk, TILL, type UpstreamDesk } from '../test/upstream-desk.ts';

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
const isSaved = () => desk.sandbox.state.storedSeries(DIWALI)?.['description'] === 'Renamed';

/** Saves one edit while the sandbox has these faults, and counts the PUT calls. */
async function renameWith(...faults: JsonObject[]) {
  const { series } = await desk.read(DIWALI);
  await desk.fail(...faults);
  desk.calls('PUT');
  const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
  const [entry] = await journal();
  return { answer, entry, puts: desk.calls('PUT'), error: errorsOf(answer)[0] };
}

describe('a save without a usable answer', () => {
  // Longer than a read takes on a very busy machine. Only one test waits for it.
  const TIMEOUT_MS = 1_000;
  beforeEach(() => open({ timeoutMs: TIMEOUT_MS }));

  it('that was carried out is detected by reading back, and reported', async () => {
    const { answer, entry, puts } = await renameWith({ kind: 'cut-after-write' });
    expect(answer.status).toBe(200);
    expect(answer.body['description']).toBe('Renamed');
    expect(warningsOf(answer)).toContainEqual(expect.stringMatching(/(broke|in time).*A read shows that it was saved/));
    expect(entry).toMatchObject({ state: 'saved', after: { description: 'Renamed' }, reason: expect.any(String) });
    expect([puts, isSaved()]).toEqual([1, true]);
  });

  it('that was carried out counts as saved, also if the API made an inherited end the series’ own', async () => {
    const { series } = await desk.read(18426);
    await desk.fail({ kind: 'cut-after-write' });
    const answer = await desk.put(18426, { ...series, description: 'Renamed' });
    expect(answer.status).toBe(200);
    expect([series['fixedExpiryDate'], answer.body['fixedExpiryDate']]).toEqual([0, expect.any(Number)]);
    expect(answer.body['fixedExpiryDate']).toBeGreaterThan(0);
  });

  it.each([
    ['our timeout', { kind: 'delay', ms: 10 * TIMEOUT_MS, method: 'PUT' }],
    ['a gateway timeout', { kind: 'html', status: 504, method: 'PUT' }],
    ['cut', { kind: 'cut', method: 'PUT' }],
    ['a 408', { kind: 'status', status: 408, method: 'PUT' }],
    ['a 500', { kind: 'status', status: 500, method: 'PUT' }],
    ['a 503', { kind: 'status', status: 503, method: 'PUT' }],
    ['a page of a gateway', { kind: 'html', status: 502, method: 'PUT' }],
    ['HTML that claims success', { kind: 'html', status: 200, method: 'PUT' }],
    ['a 200 without the series', { kind: 'empty', method: 'PUT' }],
  ])('that proves no refusal (%s) is reported as unknown, because it may still be carried out', async (_, fault) => {
    const { answer, entry, puts, error } = await renameWith(fault);
    expect(answer.status).toBe(504);
    expect(answer.body['outcome']).toBe('unknown');
    expect(error?.message).toContain('A read shows the old values, and it may still be carried out.');
    expect(entry).toMatchObject({ state: 'unknown', after: { description: 'Diwali weekend 15% off' } });
    expect([puts, isSaved()]).toEqual([1, false]);
  });

  it('that is carried out seconds later is detected by reading again', async () => {
    const { answer, entry, puts } = await renameWith({ kind: 'late', status: 502, ms: LOOKS_MS[2] / 3 });
    expect(answer.status).toBe(200);
    expect(entry).toMatchObject({
      state: 'saved',
      reason: expect.stringMatching(/502\. A read shows that it was saved/),
    });
    expect(puts).toBe(1);
  });

  it.each([
    ['is cut', { kind: 'cut', method: 'GET', times: 9 }],
    ['fails', { kind: 'status', status: 500, method: 'GET', times: 9 }],
    ['is no JSON', { kind: 'html', status: 200, method: 'GET', times: 3 }],
  ])('stays unknown if reading back %s as well', async (_, fault) => {
    const { series } = await desk.read(DIWALI);
    desk.calls('PUT');
    // Every save begins with a read, which must succeed. Faults apply in the order they were added.
    await desk.fail({ kind: 'delay', ms: 0, method: 'GET' }, { kind: 'cut', method: 'PUT' }, fault);
    const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
    expect([answer.status, answer.body['outcome']]).toEqual([504, 'unknown']);
    expect(errorsOf(answer)[0]?.message).toContain('It cannot be read back now either.');
    expect(await journal()).toMatchObject([{ state: 'unknown', after: null }]);
    expect([desk.calls('PUT'), isSaved()]).toEqual([1, false]);
  });

  it('is reported as unknown if the series cannot be read back after a success', async () => {
    const { series } = await desk.read(DIWALI);
    await desk.fail({ kind: 'delay', ms: 0, method: 'GET' }, { kind: 'cut', method: 'GET', times: 3 });
    const answer = await desk.put(DIWALI, { ...series, description: 'Renamed' });
    expect([answer.status, answer.body['outcome']]).toEqual([504, 'unknown']);
    expect(await journal()).toMatchObject([{ state: 'saved', after: null, reason: expect.any(String) }]);
    expect(isSaved()).toBe(true);
  });

  it('is unknown if a read shows another concurrent change', async () => {
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

  it('that was never sent is reported as not sent', async () => {
    await desk.sandbox.app.close();
    await expect(desk.client.put(DIWALI, {})).rejects.toMatchObject({
      status: 502,
      message: 'The loyalty API cannot be reached. Nothing was sent.',
    });
  });

  it('is refused if the API refuses, with the field of the API’s message', async () => {
    const { series } = await desk.read(DIWALI);
    const taken = await desk.put(DIWALI, { ...series, seriesCode: 'mS7kQ2xA' });
    expect(taken.status).toBe(400);
    expect(errorsOf(taken)).toEqual([expect.objectContaining({ code: 751, field: 'seriesCode' })]);
    expect(await journal()).toMatchObject([{ state: 'refused', after: null, reason: expect.any(String) }]);
  });
});

it.each<[string, Json, unknown[]]>([
  ['a text', 'maxCreate was rounded', ['maxCreate was rounded']],
  ['objects', [{ status: true, code: 745, message: 'Saved' }], [{ status: true, code: 745, message: 'Saved' }]],
])('the journal has the warnings that the API answers: %s', async (_, warnings, stored) => {
  await open();
  const { answer } = await renameWith({ kind: 'warn', warnings });
  for (const warning of stored) expect(answer.body['warnings']).toContainEqual(warning);
  expect((await desk.call(`/api/series/${DIWALI}/sent`)).body).toMatchObject({ warnings: stored });
});

it('keeps the reason of a change in the journal and never sends it to the API', async () => {
  await open();
  const { series } = await desk.read(DIWALI);
  const heads: string[] = [];
  desk.sandbox.app.server.on('request', ({ url, rawHeaders }) => heads.push(`${url} ${rawHeaders.join(' ')}`));
  const changeReason = 'Recalled by the brand';
  const headers = { 'coupon-desk-reason': encodeURIComponent(changeReason) };
  const body = { ...series, description: 'Renamed' };
  expect((await desk.put(DIWALI, body, headers)).status).toBe(200);
  expect(await journal()).toMatchObject([{ changeReason, requested: body }]);
  expect(heads.length).toBeGreaterThan(1);
  expect(heads.filter((head) => /desk-|recalled/i.test(head))).toEqual([]);
  expect(JSON.stringify(desk.sandbox.state.storedSeries(DIWALI))).not.toContain('Recalled');
});

it('a conflict with a change in the API itself names no author', async () => {
  await open();
  const { series, etag } = await desk.read(DIWALI);
  await desk.put(DIWALI, { ...series, description: 'Renamed' });
  desk.sandbox.state.change(DIWALI, { tag: 'Theirs' });
  const answer = await desk.put(DIWALI, { ...series, description: 'Mine' }, { 'if-match': etag });
  expect(answer.body).toMatchObject({ conflict: { series: { tag: 'Theirs' }, saves: null } });
});

it('a save that the API refuses because of too many calls is not sent again before the API’s time is over', async () => {
  await open();
  const refused = await renameWith({ kind: 'status', status: 429, retryAfter: '30', method: 'PUT' });
  expect([refused.answer.status, refused.answer.headers.get('retry-after')]).toEqual([429, '30']);
  expect(refused.error?.message).toBe('The loyalty API accepts no more calls at the moment. Try again in 30 s.');
  expect(refused.entry).toMatchObject({ state: 'refused', reason: refused.error?.message });
  const second = await renameWith();
  expect([second.answer.status, second.error?.message]).toEqual([
    429,
    expect.stringMatching(/Try again in (30|2\d) s/),
  ]);
  expect([refused.puts, second.puts, isSaved()]).toEqual([1, 0, false]);
});

describe('a save that is not confirmed', () => {
  let now: number;
  let late: JsonObject;
  beforeEach(async () => {
    now = NOW;
    await open({ now: () => now, sourceNow: () => now });
    const { series } = await desk.read(DIWALI);
    late = { ...series, description: 'Renamed' };
    expect((await renameWith({ kind: 'status', status: 500, method: 'PUT' })).answer.status).toBe(504);
  });
  const arrives = () => desk.sandbox.state.replace(DIWALI, late);
  const saveAs = async (description: string) => {
    now += 1_000;
    const { series } = await desk.read(DIWALI);
    return desk.put(DIWALI, { ...series, description });
  };

  it('holds other saves of the series for a minute, and of no other series', async () => {
    now += 20_000;
    desk.calls('PUT');
    const answer = await saveAs('Next');
    expect([answer.status, answer.headers.get('retry-after'), errorsOf(answer)[0]?.message]).toEqual([
      503,
      '39',
      'The last save of this series is not confirmed yet, and the loyalty API may still carry it out. Nothing was sent. Save again in 39 s.',
    ]);
    expect([desk.calls('PUT'), (await journal()).length]).toEqual([0, 1]);
    const { series } = await desk.read(688310);
    expect((await desk.put(688310, { ...series, description: 'Other' })).status).toBe(200);
    now += 60_000;
    expect((await saveAs('Next')).status).toBe(200);
    expect(await journal()).toMatchObject([{ state: 'unknown' }, { state: 'saved' }]);
  });

  it.each([
    ['when a user reads the series', () => desk.read(DIWALI)],
    ['in the background', () => desk.source.readAgain()],
    ['with the mirror', () => desk.source.refresh()],
  ])('is settled as saved %s, which ends the hold', async (_, read) => {
    arrives();
    await read();
    expect(await journal()).toMatchObject([
      {
        state: 'saved',
        after: { description: 'Renamed' },
        reason: expect.stringMatching(/answered 500\..* A later read shows that it was saved\.$/),
        undid: null,
      },
    ]);
    expect((await saveAs('Next')).status).toBe(200);
  });

  it('that arrives after later saves is recorded with the saves that it undid', async () => {
    now += 60_000;
    expect((await saveAs('One')).status).toBe(200);
    now += 1_000;
    const marketer = await demoBrowser(desk, 'marketer');
    const { series } = await desk.read(DIWALI);
    const body = { CouponSeriesV2: { ...series, description: 'Two' } };
    expect((await marketer.call('PUT', `/v2/coupon/series/${DIWALI}`, body)).status).toBe(200);
    arrives();
    await desk.source.readAgain();
    const [entry, ...undone] = await journal();
    expect(entry).toMatchObject({
      state: 'saved',
      reason: expect.stringContaining('A later read shows that it was carried out late and undid 2 later saves.'),
      undid: undone.map(({ id }) => id),
    });
    expect(undone.map(({ requested, state }) => [requested['description'], state])).toEqual([
      ['One', 'saved'],
      ['Two', 'saved'],
    ]);

    // The page of the series shows them, with what they had stored, until the series is saved again.
    const page = () => marketer.call('GET', `/api/series/${DIWALI}/undone`);
    const own = () => marketer.call('GET', '/api/me/undone-saves');
    const [first, second] = undone.map(({ at }) => at.toISOString());
    expect((await page()).body).toEqual({
      saves: [
        { at: first, author: null, isOwn: false },
        { at: second, author: expect.stringMatching(/\w/), isOwn: true },
      ],
      sentAt: entry?.at.toISOString(),
      after: expect.objectContaining({ description: 'Renamed' }),
      lost: expect.objectContaining({ description: 'Two' }),
    });
    expect((await own()).body).toEqual({ saves: [{ seriesId: DIWALI, at: second }] });
    expect((await saveAs('Two')).status).toBe(200);
    expect([(await page()).body, (await own()).body]).toEqual([null, { saves: [] }]);
  });

  it('that undoes a save after the clock was set back is recorded, and holds no saves until the clock is there again', async () => {
    now -= 3_600_000;
    expect((await saveAs('Later')).status).toBe(200);
    const sent = (await desk.call(`/api/series/${DIWALI}/sent`)).body;
    expect(sent).toMatchObject({ body: { description: 'Later' } });
    arrives();
    await desk.source.readAgain();
    expect(await journal()).toMatchObject([{ undid: [expect.any(String)] }, { requested: { description: 'Later' } }]);
    expect((await desk.call(`/api/series/${DIWALI}/sent`)).body).toEqual(sent);
    expect((await desk.call(`/api/series/${DIWALI}/undone`)).body).toMatchObject({ lost: { description: 'Later' } });
    expect((await saveAs('Later')).status).toBe(200);
    expect((await desk.call(`/api/series/${DIWALI}/undone`)).body).toBeNull();
  });

  it('stays unknown if the same values were saved again', async () => {
    now += 60_000;
    expect((await saveAs('Between')).status).toBe(200);
    expect((await saveAs('Renamed')).status).toBe(200);
    await desk.source.readAgain();
    expect((await journal()).map(({ state }) => state)).toEqual(['unknown', 'saved', 'saved']);
  });
});

describe('a save interrupted by a crash', () => {
  beforeEach(() => open());
  const inOneMinute = () => new Date(Date.now() + 60_000);

  /** Creates the entry that remains when the server dies between the call and its response. */
  async function interruptSave(carriedOut: boolean, at = new Date()) {
    const { series: before } = await desk.read(DIWALI);
    const requested = { ...before, description: 'Renamed' };
    await database.connection.db.insert(journalTable).values({
      id: randomUUID(),
      seriesId: DIWALI,
      at,
      actor: 'local',
      origin: 'app',
      state: 'intended',
      before,
      requested,
    });
    if (carriedOut) await desk.client.put(DIWALI, requested);
  }

  it.each([
    ['saved', true, /stopped during the save\. A read shows that it was saved/],
    ['unknown', false, /A read shows the old values, and it may still be carried out/],
  ])('is completed as %s by reading back', async (state, carriedOut, reason) => {
    await interruptSave(carriedOut);
    await desk.source.completeInterrupted(inOneMinute());
    expect(await journal()).toMatchObject([
      { state, reason: expect.stringMatching(reason), completedAt: expect.any(Date), after: { id: DIWALI } },
    ]);
  });

  it('is unknown if the series was saved again later', async () => {
    await interruptSave(false, new Date(0));
    const { series } = await desk.read(DIWALI);
    await desk.put(DIWALI, { ...series, description: 'Renamed' });
    await desk.source.completeInterrupted(inOneMinute());
    expect(await journal()).toMatchObject([
      { state: 'unknown', reason: expect.stringContaining('saved again') },
      { state: 'saved' },
    ]);
  });

  it('stays intended while the API cannot be read, or while it may still be in progress', async () => {
    await interruptSave(true);
    await desk.source.completeInterrupted(new Date(Date.now() - 60_000));
    await desk.fail({ kind: 'cut', method: 'GET', times: 3 });
    await expect(desk.source.completeInterrupted(inOneMinute())).rejects.toThrow();
    expect(await journal()).toMatchObject([{ state: 'intended', completedAt: null }]);
  });
});

describe('a read', () => {
  beforeEach(() => open({ timeoutMs: 250 }));

  it.each([
    ['cut', { kind: 'cut', times: 2 }],
    ['slow', { kind: 'delay', ms: 2_000 }],
    ['failed', { kind: 'status', status: 503, times: 2 }],
    ['answered by a gateway', { kind: 'html', status: 502, times: 2 }],
  ])('that is %s is retried', async (_, fault) => {
    await desk.fail({ ...fault, method: 'GET' });
    expect((await desk.read(DIWALI)).series['id']).toBe(DIWALI);
  });

  it.each([
    ['cut for good', { kind: 'cut', times: 3 }, 502, 502, 'cannot be reached'],
    ['slow for good', { kind: 'delay', ms: 2_000, times: 3 }, 504, 504, 'did not answer in time'],
    ['failing for good', { kind: 'status', status: 500, times: 3 }, 502, 500, 'answered 500'],
    ['answered by a gateway for good', { kind: 'html', status: 503, times: 3 }, 502, 503, 'answered 503'],
    ['answered with HTML', { kind: 'html', status: 200 }, 502, 502, 'no JSON'],
    ['forbidden', { kind: 'status', status: 403 }, 502, 403, 'does not allow our sign-in'],
  ])('that is %s reports the reason', async (_, fault, status, code, text) => {
    await desk.fail(fault);
    const answer = await desk.call(`/v2/coupon/series?ids=${DIWALI}`);
    expect([answer.status, ...errorsOf(answer)]).toEqual([
      status,
      { status: false, code, field: null, message: expect.stringContaining(text) },
    ]);
  });

  it('that fails before a save prevents the save', async () => {
    const { series } = await desk.read(DIWALI);
    desk.calls('PUT');
    await desk.fail({ kind: 'cut', method: 'GET', times: 3 });
    expect((await desk.put(DIWALI, { ...series, description: 'Renamed' })).status).toBe(502);
    expect(desk.calls('PUT')).toBe(0);
    expect(await journal()).toEqual([]);
  });
});

it('reports a wrong sign-in, does not retry it, and never reveals the password', async () => {
  const { log, lines } = captureLog();
  await open({ credentials: { ...TILL, password: 'wrong but secret' }, log });
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
  const output = JSON.stringify(answers.map(({ body }) => body)) + lines.join('');
  for (const secret of ['wrong but secret', TILL.password, digest, Buffer.from(`till:${digest}`).toString('base64')])
    expect(output).not.toContain(secret);
  expect(lines.join('')).toContain('sign-in');
});

describe('a save with OAuth', () => {
  beforeEach(() => open({ credentials: CLIENT }));
  const REFUSED = { kind: 'status', status: 401, method: 'PUT' };
  const NO_TOKEN = { kind: 'cut', method: 'POST', times: 99 };

  it('is sent again with a new token if the API refuses the token, and is stored once', async () => {
    const store = vi.spyOn(desk.sandbox.state, 'replace');
    const { answer, entry, puts } = await renameWith(REFUSED);
    expect(answer.body['description']).toBe('Renamed');
    expect(entry).toMatchObject({ state: 'saved' });
    expect([puts, store.mock.calls.length, isSaved()]).toEqual([2, 1, true]);
  });

  it('is refused if the API refuses a new token, too', async () => {
    const { answer, entry, puts, error } = await renameWith({ ...REFUSED, times: 9 });
    expect([answer.status, error?.code, entry?.state, puts]).toEqual([502, 401, 'refused', 2]);
  });

  it('is refused if there is no new token', async () => {
    const { answer, entry, puts, error } = await renameWith(REFUSED, NO_TOKEN);
    expect(error?.message).toBe('The sign-in to the loyalty API failed. The loyalty API cannot be reached.');
    expect([answer.status, entry?.state, puts, isSaved()]).toEqual([502, 'refused', 1, false]);
  });

  it('is not sent again if it cannot be read back without a token', async () => {
    const { state, endTokens } = desk.sandbox;
    const replace = state.replace.bind(state);
    vi.spyOn(state, 'replace').mockImplementation((...sent) => {
      endTokens();
      return replace(...sent);
    });
    const { answer, entry, puts } = await renameWith({ kind: 'cut-after-write' }, NO_TOKEN);
    expect(answer.body['outcome']).toBe('unknown');
    expect([answer.status, entry?.state, puts, isSaved()]).toEqual([504, 'unknown', 1, true]);
  });

  it('never logs or answers the key, the secret or the token', async () => {
    await desk.close();
    const { log, lines } = captureLog();
    await open({ credentials: { ...CLIENT, secret: 'wrong but secret' }, log });
    await desk.source.refresh().catch((error: unknown) => log.error({ err: error }));
    const answer = await desk.call(`/v2/coupon/series?ids=${DIWALI}`);
    expect([answer.status, errorsOf(answer)[0]?.message]).toEqual([
      502,
      'The sign-in to the loyalty API failed. The loyalty API does not accept our sign-in. An administrator must check its credentials.',
    ]);
    const output = JSON.stringify(answer.body) + lines.join('');
    for (const secret of ['wrong but secret', CLIENT.key]) expect(output).not.toContain(secret);
    expect(lines.join('')).toContain('sign-in');
  });
});

describe('lists', () => {
  it('filter the mirror by what the API returns, and say what it does not', async () => {
    await open();
    await desk.source.refresh();
    const list = (query: string) => desk.call(`/api/series?limit=200&${query}`);
    const idsOf = ({ body }: Awaited<ReturnType<typeof list>>) => (body['items'] as JsonObject[]).map(({ id }) => id);
    const all = idsOf(await list(''));
    const percent = idsOf(await list('discount=PERC&validAt=2026-11-23T11:30'));
    expect(percent.length).toBeGreaterThan(0);
    expect(percent.length).toBeLessThan(all.length);
    for (const [key, value] of [
      ['place', 'STORE:1201'],
      ['product', 'SKU:1'],
    ])
      for (const path of ['/api/series', '/api/series/counts'])
        expect(errorsOf(await desk.call(`${path}?${key}=${value}`)), `${path} ${key}`).toMatchObject([
          { field: key, message: expect.stringMatching(/^The API does not return the/) },
        ]);
  });

  it('come from the mirror; a refresh removes deleted series', async () => {
    await open();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    await desk.close();
    await open({ series: samples.slice(0, 5) });
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    await desk.source.refresh();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(5);
  });

  it('read the series of a response that is too large in halves', async () => {
    const huge = { ...samples[4], unknown: 'x'.repeat(17_000_000) };
    const others = samples.slice(0, 4);
    await open({ series: [...others, huge] });
    await desk.source.refresh();
    const listed = (await desk.call('/api/series?limit=200')).body['items'] as readonly JsonObject[];
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(others.map(({ id }) => id)));
    const read = (ids: string) => desk.call(`/v2/coupon/series?${ids}`);
    const together = await read(`ids=${Number(samples[0]?.['id'])}&ids=${Number(samples[4]?.['id'])}`);
    expect(errorsOf(together)).toMatchObject([{ code: 1060, field: 'ids' }]);
    expect((await read(`ids=${Number(samples[4]?.['id'])}`)).status).toBe(502);
  });

  it('work while the API is down; a single series reports why it is not available', async () => {
    await open();
    await desk.source.refresh();
    await desk.sandbox.app.close();
    expect((await desk.call('/api/series?limit=200')).body['items']).toHaveLength(samples.length);
    const answer = await desk.call(`/v2/coupon/series?ids=${DIWALI}`);
    expect([answer.status, errorsOf(answer)[0]?.message]).toEqual([502, 'The loyalty API cannot be reached.']);
  });

  it('fail instead of returning an empty page before the first successful read', async () => {
    await open();
    await desk.fail({ kind: 'status', status: 500, times: 3 });
    const answer = await desk.call('/api/series');
    expect([answer.status, errorsOf(answer)[0]?.code]).toEqual([502, 500]);
    expect((await desk.call('/api/series')).status).toBe(200);
  });

  it('accept texts that PostgreSQL cannot store', async () => {
    await open({ series: [{ ...samples[0], description: 'a\0b \ud800 c' }] });
    expect((await desk.call('/api/series?q=ab')).body['items']).toHaveLength(1);
  });
});

it('returns what the API stored: overflowed numbers, a moved day, no products', async () => {
  const wires = sandboxSeries({ now: Date.parse('2026-11-23T06:00:00Z'), zone: 'America/Los_Angeles' });
  await open({ series: wires, zone: 'America/Los_Angeles' });
  const { series } = await desk.read(301877);
  expect([series['maxCreate'], series['discountValue']]).toEqual([5_000_000_000, 16_777_217]);
  const productInfo = [{ productType: 'SKU', productIds: [9] }];
  // Noon in India is the previous evening in Los Angeles.
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
  expect(desk.sandbox.state.storedSeries(301877)).toMatchObject({ productInfo });
  expect((await desk.call('/api/series/301877/sent')).body).toMatchObject({ body: { productInfo } });
});
