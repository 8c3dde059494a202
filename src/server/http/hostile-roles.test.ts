import fc from 'fast-check';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { apiToken, joinLink, journal, person, series, settings } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { checkAnswer, heldMegabytes, send } from '../test/hostile-send.ts';
import { surface } from '../test/hostile-surface.ts';
import { demoBrowser } from '../test/browser-session.ts';

/** For each of five. The same ones at every run; `HOSTILE_REQUESTS=10000` sends that many as each. */
const REQUESTS = Math.round(Number(process.env['HOSTILE_REQUESTS'] ?? 1000) / 2);
const SEED = 20_261_128;
vi.setConfig({ testTimeout: 60_000 + REQUESTS * 60 });

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { people: { writesAMinute: 1e9 } });
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

async function everything() {
  const { db } = database.connection;
  const people = await db
    .select({ id: person.id, name: person.name, email: person.email, role: person.role, isActive: person.isActive })
    .from(person)
    .orderBy(asc(person.id));
  return {
    series: JSON.stringify(await db.select().from(series).orderBy(asc(series.id))),
    journal: (await db.select({ id: journal.id }).from(journal)).length,
    people: JSON.stringify(people),
    links: (await db.select({ id: joinLink.id }).from(joinLink)).length,
    settings: JSON.stringify(await db.select().from(settings).orderBy(asc(settings.key))),
    tokens: (await db.select({ id: apiToken.id }).from(apiToken)).length,
  };
}

type Who = Readonly<Record<string, string>>;

async function readOnlyToken(): Promise<Who> {
  const browser = await demoBrowser(desk, 'administrator');
  const { body } = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
  return { authorization: `Bearer ${JSON.stringify(body['token']).replaceAll('"', '')}` };
}
const signedIn = (role: 'administrator' | 'marketer' | 'support') => async (): Promise<Who> => ({
  cookie: (await demoBrowser(desk, role)).cookies(),
  origin: desk.url,
});

it.each([
  ['nobody', async (): Promise<Who> => ({}), ['series', 'journal', 'people', 'links', 'settings', 'tokens']],
  ['a token that only reads', readOnlyToken, ['series', 'journal', 'people', 'links', 'settings', 'tokens']],
  ['support', signedIn('support'), ['series', 'journal', 'people', 'links', 'settings']],
  ['a marketer', signedIn('marketer'), ['people', 'links', 'settings']],
  ['an administrator', signedIn('administrator'), []],
] as const)('as %s nothing fails and nothing changes that must not', async (_, enter, untouched) => {
  // The accounts that hostile requests may wake are there before.
  for (const role of ['administrator', 'marketer', 'support'] as const) await demoBrowser(desk, role);
  let who = await enter();
  const before = await everything();
  let refused = 0;
  let allowed = 0;
  let heldEarly = Number.NaN;
  await fc.assert(
    fc.asyncProperty(surface, async (hostile) => {
      const asked = { ...hostile, headers: { ...who, ...hostile.headers } };
      const answer = await send(desk, asked);
      const told = `${asked.method} ${asked.path} ${JSON.stringify(asked.headers)} ${asked.body?.toString().slice(0, 500)}`;
      if (asked.method === 'HEAD' || answer.status === 204) expect(answer.status, told).toBeLessThan(500);
      else if (checkAnswer(answer, told)) allowed += 1;
      else refused += 1;
      // Some of them sign out.
      const own = await send(desk, { method: 'GET', path: '/api/settings', headers: who });
      if (own.status === 401 && Object.keys(who).length > 0) who = await enter();
      if (allowed + refused === Math.round(REQUESTS / 2)) heldEarly = heldMegabytes();
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  const after = await everything();
  for (const part of untouched) expect(after[part], part).toEqual(before[part]);
  expect(refused).toBeGreaterThan(REQUESTS / 4);
  expect(allowed).toBeGreaterThan(REQUESTS / 50);
  expect(heldMegabytes() - heldEarly).toBeLessThan(6);
});
