import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_VIEWS } from '#contract/view-endpoints.ts';
import { person, savedView } from '../database/schema.ts';
import { type Browser, demoBrowser } from '../test/browser-session.ts';
import { type Desk, errorsOf, openEmbeddedDesk } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

const PATH = '/api/me/views';
let database: TestDatabase;
let desk: Desk;
let marketer: Browser;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  marketer = await demoBrowser(desk, 'marketer');
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const put = (browser: Browser, name: string, query: string) => browser.call('PUT', PATH, { name, query });
const viewsOf = async (browser: Browser) => (await browser.call('GET', PATH)).body['views'];

it('stores views by name, replaces and deletes them, each for its person', async () => {
  await put(marketer, 'Pune, दिवाली', 'q=diwali&tab=live');
  await put(marketer, 'a first', 'sort=name');
  await put(marketer, 'Pune, दिवाली', 'tab=ended');
  expect(await viewsOf(marketer)).toEqual([
    { name: 'a first', query: 'sort=name' },
    { name: 'Pune, दिवाली', query: 'tab=ended' },
  ]);
  const support = await demoBrowser(desk, 'support');
  expect(await viewsOf(support)).toEqual([]);
  expect((await put(support, 'a first', 'q=1')).status).toBe(200);
  await marketer.call('DELETE', `${PATH}?${new URLSearchParams({ name: 'Pune, दिवाली' }).toString()}`);
  expect((await marketer.call('DELETE', `${PATH}?name=gone`)).status).toBe(200);
  expect(await viewsOf(marketer)).toEqual([{ name: 'a first', query: 'sort=name' }]);
  expect(await viewsOf(support)).toEqual([{ name: 'a first', query: 'q=1' }]);
});

it('refuses what is no view, and too many', async () => {
  for (const [view, field] of [
    [{ name: ' ', query: '' }, 'name'],
    [{ name: 'x'.repeat(61), query: '' }, 'name'],
    [{ name: 'a\nb', query: '' }, 'name'],
    [{ name: 'a', query: 'x'.repeat(2001) }, 'query'],
  ] as const) {
    const answer = await marketer.call('PUT', PATH, view);
    expect([answer.status, errorsOf(answer)[0]?.field]).toEqual([400, field]);
  }
  await Promise.all(Array.from({ length: MAX_VIEWS - 1 }, (_, index) => put(marketer, `View ${index}`, '')));
  expect((await put(marketer, 'View 7', 'q=changed')).status).toBe(200);
  const answer = await put(marketer, 'One more', '');
  expect([answer.status, errorsOf(answer)[0]?.message]).toEqual([409, 'You have 50 views. Delete one first.']);
});

it('ends views with the account', async () => {
  await database.connection.db.delete(person);
  expect(await database.connection.db.select().from(savedView)).toEqual([]);
});
