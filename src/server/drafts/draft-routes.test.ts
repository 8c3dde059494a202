import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY } from '#values/durations.ts';
import { DRAFT_DAYS } from '#contract/endpoint-constants.ts';
import { draft, person } from '../database/schema.ts';
import { type Browser, demoBrowser } from '../test/browser-session.ts';
import { type Desk, errorsOf, NOW, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

const DIWALI = 698948;
const PATH = `/api/me/drafts/${DIWALI}`;

let database: TestDatabase;
let desk: Desk;
let now = NOW;
let marketer: Browser;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { now: () => now });
  await resetSeries(database.connection.db);
});
beforeEach(async () => {
  now = NOW;
  await database.connection.db.delete(draft);
  marketer = await demoBrowser(desk, 'marketer');
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const content = (values: object) => ({ format: 1, base: { id: DIWALI, description: 'Stored' }, values });
const store = (browser: Browser, revision: string, expected: readonly string[], values: object = {}) =>
  browser.call('PUT', PATH, { ...content(values), revision, expected });

it('returns the draft exactly as it was stored, also text that is not a value yet', async () => {
  const values = {
    description: 'Diwali \ud83e\ude94 \u202e\n',
    maxCreate: { unresolved: 'draft', text: '12a' },
    noSuchField: [1, 2.5, -0.1, null],
  };
  expect((await marketer.call('GET', PATH)).body).toBeNull();
  const savedAt = new Date(NOW).toISOString();
  expect((await store(marketer, 'tab-a-001', [], values)).body).toEqual({ savedAt });
  expect((await marketer.call('GET', PATH)).body).toEqual({ ...content(values), revision: 'tab-a-001', savedAt });
  const { drafts } = (await marketer.call('GET', '/api/me/drafts')).body;
  expect(drafts).toEqual([
    { seriesId: DIWALI, name: expect.stringMatching(/Diwali/u), fields: Object.keys(values), savedAt },
  ]);
});

it('shows a draft to its person only', async () => {
  await store(marketer, 'tab-a-001', []);
  const administrator = await demoBrowser(desk, 'administrator');
  expect((await administrator.call('GET', PATH)).body).toBeNull();
  expect((await administrator.call('GET', '/api/me/drafts')).body).toEqual({ drafts: [] });
  await administrator.call('DELETE', `${PATH}?revision=tab-a-001`);
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ revision: 'tab-a-001' });
  // Their own draft of the same series is another one.
  expect((await store(administrator, 'tab-b-001', [])).status).toBe(200);
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ revision: 'tab-a-001' });
});

it('refuses a draft of a role that cannot edit', async () => {
  const answer = await store(await demoBrowser(desk, 'support'), 'tab-a-001', []);
  expect(answer.status).toBe(403);
  expect(errorsOf(answer)[0]?.message).toContain('The role support cannot edit series.');
});

it('does not replace what another tab or device stored', async () => {
  await store(marketer, 'tab-a-001', []);
  expect((await store(marketer, 'tab-b-001', [])).status).toBe(409);
  expect((await store(marketer, 'tab-b-001', ['tab-a-001'])).status).toBe(200);
  const late = await store(marketer, 'tab-a-002', ['tab-a-001']);
  expect(late.status).toBe(409);
  expect(errorsOf(late)[0]?.message).toContain('Another tab or device of yours');
  expect((await marketer.call('DELETE', `${PATH}?revision=tab-a-001`)).status).toBe(409);
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ revision: 'tab-b-001' });
  expect((await marketer.call('DELETE', `${PATH}?revision=tab-a-001&revision=tab-b-001`)).status).toBe(200);
  expect((await marketer.call('GET', PATH)).body).toBeNull();
  // There is nothing to lose.
  expect((await marketer.call('DELETE', `${PATH}?revision=tab-b-001`)).status).toBe(200);
  expect((await store(marketer, 'tab-a-003', ['tab-a-002'])).status).toBe(200);
});

it('survives a lost answer, a second delivery and a late delivery', async () => {
  await store(marketer, 'tab-a-001', [], { description: 'first' });
  await store(marketer, 'tab-a-002', ['tab-a-001'], { description: 'its answer is lost' });
  expect((await store(marketer, 'tab-a-002', ['tab-a-001'], { description: 'its answer is lost' })).status).toBe(200);
  expect((await store(marketer, 'tab-a-003', ['tab-a-001', 'tab-a-002'], { description: 'latest' })).status).toBe(200);
  expect((await store(marketer, 'tab-a-002', ['tab-a-001'], { description: 'late' })).status).toBe(409);
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ values: { description: 'latest' } });
});

it('accepts one of two concurrent writes', async () => {
  const answers = await Promise.all(['tab-a-001', 'tab-b-001'].map((revision) => store(marketer, revision, [])));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
});

it('accepts 10,000 product ids, and says what is too large', async () => {
  const ids = (length: number) => Array.from({ length }, (_, index) => 2_000_000_000 + index);
  const products = (length: number) => ({ productInfo: [{ type: 'SKU', ids: ids(length) }] });
  expect((await store(marketer, 'tab-a-001', [], products(10_000))).status).toBe(200);
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ values: products(10_000) });
  const tooLarge = await store(marketer, 'tab-a-002', ['tab-a-001'], products(1_600_000));
  expect([tooLarge.status, errorsOf(tooLarge)[0]?.message]).toEqual([
    413,
    'The request is too large: more than 16 MB. A series has at most 5 MB.',
  ]);
});

it('ends a draft after its time', async () => {
  await store(marketer, 'tab-a-001', []);
  now += DRAFT_DAYS * DAY - 1;
  expect((await marketer.call('GET', PATH)).body).toMatchObject({ revision: 'tab-a-001' });
  now += 1;
  expect((await marketer.call('GET', PATH)).body).toBeNull();
  expect((await marketer.call('GET', '/api/me/drafts')).body).toEqual({ drafts: [] });
  expect((await store(marketer, 'tab-b-001', [])).status).toBe(200);
});

it('ends drafts with the account', async () => {
  await store(marketer, 'tab-a-001', []);
  const administrator = await demoBrowser(desk, 'administrator');
  const switchTo = (isActive: boolean) => administrator.call('PATCH', '/api/accounts/demo-marketer', { isActive });
  expect((await switchTo(false)).status).toBe(200);
  expect(await database.connection.db.select().from(draft)).toEqual([]);
  expect((await switchTo(true)).status).toBe(200);
  await store(await demoBrowser(desk, 'marketer'), 'tab-a-001', []);
  await database.connection.db.delete(person);
  expect(await database.connection.db.select().from(draft)).toEqual([]);
});

it('gives each person a key of their own for the edits that browsers keep, the same after each sign-in', async () => {
  const keyOf = async (browser: Browser) => (await browser.call('GET', '/api/me/draft-key')).body['key'];
  const key = await keyOf(marketer);
  expect(Buffer.from(key as string, 'base64')).toHaveLength(32);
  expect(await keyOf(await demoBrowser(desk, 'marketer'))).toBe(key);
  expect(await keyOf(await demoBrowser(desk, 'administrator'))).not.toBe(key);
  expect((await desk.call('/api/me/draft-key')).status, 'a token is no person').toBe(403);
});
