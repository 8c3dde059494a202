import { eq } from 'drizzle-orm';
import { afterEach, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#contract/live-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import { session } from '../database/schema.ts';
import { BEARER } from '../test/api-token.ts';
import { accountsDesk, OTHER, SERIES } from '../test/accounts-desk.ts';
import type { Browser } from '../test/browser-session.ts';
import { silentLog, ZONE } from '../test/desk.ts';
import { openLive, type Live } from '../test/live-stream.ts';
import { liveHub } from './live-hub.ts';

const { administrator, invited, desk, db, idOf, connection } = accountsDesk({ live: { beatMs: 100 } });
const streams: Live[] = [];
afterEach(() => streams.splice(0).forEach((stream) => stream.leave()));

async function live(browser: Browser, open: readonly number[] = [], id?: string) {
  const stream = await openLive(desk().url, browser.cookies(), open, id);
  streams.push(stream);
  return stream;
}
const isSaved = (event: LiveEvent) => event.type === 'saved';
const isPresence = (event: LiveEvent) => event.type === 'presence';

async function save(browser: Browser, change: JsonObject, headers: Record<string, string> = {}) {
  const { series } = await desk().read(SERIES);
  const body = { CouponSeriesV2: { ...series, ...change } };
  const answer = await browser.call('PUT', `/v2/coupon/series/${SERIES}`, body, headers);
  expect(answer.status).toBe(200);
  return answer;
}

async function people() {
  const asha = await administrator();
  return { asha, rohan: await invited(asha, 'marketer', 'rohan@kesarika.example') };
}

it('answers as a stream of events that no proxy collects or compresses', async () => {
  const { asha } = await people();
  const stream = await live(asha);
  expect(stream.status).toBe(200);
  expect(stream.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(stream.headers['content-encoding']).toBeUndefined();
  expect(await stream.next(() => true)).toEqual({ type: 'resync' });
  expect(await stream.next(({ type }) => type === 'beat')).toEqual({ type: 'beat' });
});

it('tells everyone who saved which fields: from the form and with a token', async () => {
  const { asha, rohan } = await people();
  const [ofAsha, ofRohan] = [await live(asha), await live(rohan)];
  const { headers } = await save(asha, { description: 'Saved by Asha', maxRedeem: 4711 });
  const expected = {
    type: 'saved',
    id: SERIES,
    revision: headers.get('etag')?.replaceAll('"', ''),
    fields: ['description', 'maxRedeem'],
    author: 'Asha Menon',
    at: expect.any(String),
  };
  expect(await ofRohan.next(isSaved)).toEqual({ ...expected, isOwn: false });
  expect(await ofAsha.next(isSaved)).toEqual({ ...expected, isOwn: true });

  const { series } = await desk().read(SERIES);
  await desk().put(SERIES, { ...series, description: 'Saved by a script' }, BEARER);
  for (const stream of [ofAsha, ofRohan])
    expect(await stream.next(isSaved)).toMatchObject({ author: null, isOwn: false, fields: ['description'] });
});

it('says nothing of a save without a change, and of a refused one', async () => {
  const { asha, rohan } = await people();
  const stream = await live(rohan);
  await save(asha, {});
  const { series } = await desk().read(SERIES);
  const refused = await asha.call('PUT', `/v2/coupon/series/${SERIES}`, {
    CouponSeriesV2: { ...series, discountValue: 'x' },
  });
  expect(refused.status).toBe(400);
  await save(asha, { description: 'The only change' });
  expect(await stream.next(isSaved)).toMatchObject({ fields: ['description'] });
});

it('shows the other people who have a series open, once each, and not oneself', async () => {
  const { asha, rohan } = await people();
  const ofAsha = await live(asha, [SERIES]);
  expect(await ofAsha.next(isPresence)).toEqual({ type: 'presence', id: SERIES, people: [] });
  const first = await live(rohan, [SERIES]);
  const second = await live(rohan, [SERIES]);
  const rohanIsThere = { type: 'presence', id: SERIES, people: [{ name: 'Rohan Iyer', since: expect.any(String) }] };
  expect(await ofAsha.next((event) => isPresence(event) && event.people.length > 0)).toEqual(rohanIsThere);
  expect(await first.next((event) => isPresence(event) && event.people.length > 0)).toMatchObject({
    people: [{ name: 'Asha Menon' }],
  });

  second.leave();
  await first.setOpen([]);
  expect(await ofAsha.next((event) => isPresence(event) && event.people.length === 0)).toBeDefined();
  await first.setOpen([SERIES]);
  expect(await ofAsha.next((event) => isPresence(event) && event.people.length > 0)).toEqual(rohanIsThere);
  first.leave();
  expect(await ofAsha.next((event) => isPresence(event) && event.people.length === 0)).toBeDefined();
});

it('sends the current revision of what a browser shows', async () => {
  const { asha, rohan } = await people();
  await save(rohan, { description: 'Renamed before' });
  const { etag } = await desk().read(SERIES);
  const last = { author: 'Rohan Iyer', isOwn: false, at: expect.any(String) };
  const expected = { type: 'current', id: SERIES, revision: etag.replaceAll('"', ''), last };
  const stream = await live(asha, [SERIES]);
  expect(await stream.next(({ type }) => type === 'current')).toEqual(expected);
  await stream.setOpen([SERIES, 999]);
  expect(await stream.next(({ type }) => type === 'current')).toEqual(expected);
});

it('ends with the session: signed out, ended elsewhere, switched off, expired', async () => {
  const { asha, rohan } = await people();
  const again = async () => {
    await rohan.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
    return live(rohan);
  };
  const ways = {
    'signed out': () => rohan.call('DELETE', '/api/session'),
    'all sessions ended': () => rohan.call('DELETE', '/api/me/sessions'),
    expired: () =>
      db()
        .update(session)
        .set({ expiresAt: new Date(0) })
        .where(eq(session.personId, rohanId)),
    'switched off': () => asha.call('PATCH', `/api/accounts/${rohanId}`, { isActive: false }),
  };
  const rohanId = await idOf('rohan@kesarika.example');
  for (const [what, end] of Object.entries(ways)) {
    const stream = await again();
    await end();
    expect(await stream.next(({ type }) => type === 'ended'), what).toBeDefined();
    await stream.closed;
  }
  const refused = await live(rohan);
  expect(refused.status).toBe(401);
});

it('refuses a token, and more streams of a person than browsers need', async () => {
  const { asha } = await people();
  expect((await desk().call('/api/live?stream=abcdefgh', { headers: BEARER })).status).toBe(403);
  for (let count = 0; count < 20; count += 1) expect((await live(asha)).status).toBe(200);
  expect((await live(asha)).status).toBe(429);
  streams[0]?.leave();
  await vi.waitUntil(async () => (await live(asha)).status === 200);
});

it('disconnects a reader that does not read', async () => {
  const { log, now, stopping } = { log: silentLog(), now: Date.now, stopping: new AbortController().signal };
  const hub = liveHub({ connection: connection(), source: 'embedded', clusterZone: () => ZONE, log, now, stopping });
  const recipient = (id: string) => ({ person: { id, name: id }, sessionId: id });
  const slow = hub.connect(recipient('slow'), 'a-browser', []);
  const other = hub.connect(recipient('other'), 'a-browser', []);
  let received = 0;
  other.on('data', (chunk: Buffer) => (received += chunk.length));
  const open = Array.from({ length: 20 }, (_, index) => ({ id: SERIES + index, since: '2026-11-23T06:00:00.000Z' }));
  // Each open series is an event.
  for (let round = 0; round < 1_000 && !slow.destroyed; round += 1) {
    for (const person of ['slow', 'other']) await hub.setOpen(person, 'a-browser', open);
    await new Promise(setImmediate);
  }
  expect(slow.destroyed).toBe(true);
  expect(slow.readableLength).toBeLessThan(200_000);
  expect(other.destroyed).toBe(false);
  await vi.waitUntil(() => received > 100_000);
  hub.close();
});

it('replaces the stream of a browser that connects again', async () => {
  const { asha } = await people();
  const first = await live(asha, [SERIES]);
  const second = await live(asha, [SERIES], first.id);
  await first.closed;
  expect(await second.next(isPresence)).toBeDefined();
});
