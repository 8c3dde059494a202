import fc from 'fast-check';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { apiToken, joinLink, journal, person, series, settings } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { checkAnswer, usedMegabytes, send } from '../test/hostile-send.ts';
import { givenSeed, longCount } from '../test/long-run.ts';
import { surface } from '../test/hostile-surface.ts';
import { demoBrowser } from '../test/browser-session.ts';

/** Requests for each of five callers, the same at every run. */
const REQUESTS = Math.round(longCount(400) / 2);
const SEED = givenSeed ?? 20_261_128;
vi.setConfig({ testTimeout: 120_000 + REQUESTS * 60 });

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { accounts: { writesAMinute: 1e9, unknownTokensAMinute: 1e9 } });
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

async function snapshot() {
  const { db } = database.connection;
  const accounts = await db
    .select({ id: person.id, name: person.name, email: person.email, role: person.role, isActive: person.isActive })
    .from(person)
    .orderBy(asc(person.id));
  return {
    series: JSON.stringify(await db.select().from(series).orderBy(asc(series.id))),
    journal: (await db.select({ id: journal.id }).from(journal)).length,
    accounts: JSON.stringify(accounts),
    links: (await db.select({ id: joinLink.id }).from(joinLink)).length,
    settings: JSON.stringify(await db.select().from(settings).orderBy(asc(settings.key))),
    tokens: (await db.select({ id: apiToken.id }).from(apiToken)).length,
  };
}

type CallerHeaders = Readonly<Record<string, string>>;

async function readOnlyToken(): Promise<CallerHeaders> {
  const browser = await demoBrowser(desk, 'administrator');
  const { body } = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
  return { authorization: `Bearer ${JSON.stringify(body['token']).replaceAll('"', '')}` };
}
const signedIn = (role: 'administrator' | 'marketer' | 'support') => async (): Promise<CallerHeaders> => ({
  cookie: (await demoBrowser(desk, role)).cookies(),
  origin: desk.url,
});

it.each([
  [
    'anonymous',
    async (): Promise<CallerHeaders> => ({}),
    ['series', 'journal', 'accounts', 'links', 'settings', 'tokens'],
  ],
  ['a read-only token', readOnlyToken, ['series', 'journal', 'accounts', 'links', 'settings', 'tokens']],
  ['support', signedIn('support'), ['series', 'journal', 'accounts', 'links', 'settings']],
  ['a marketer', signedIn('marketer'), ['accounts', 'links', 'settings']],
  ['an administrator', signedIn('administrator'), []],
] as const)('survives hostile requests as %s and changes nothing that is forbidden', async (_, signIn, unchanged) => {
  // Hostile requests may create the demo accounts, so create them before the snapshot.
  for (const role of ['administrator', 'marketer', 'support'] as const) await demoBrowser(desk, role);
  let callerHeaders = await signIn();
  const before = await snapshot();
  let refused = 0;
  let allowed = 0;
  let usedHalfway = Number.NaN;
  await fc.assert(
    fc.asyncProperty(surface, async (hostile) => {
      const request = { ...hostile, headers: { ...callerHeaders, ...hostile.headers } };
      const answer = await send(desk, request);
      const label = `${request.method} ${request.path} ${JSON.stringify(request.headers)} ${request.body?.toString().slice(0, 500)}`;
      if (request.method === 'HEAD' || answer.status === 204) expect(answer.status, label).toBeLessThan(500);
      else if (checkAnswer(answer, label)) allowed += 1;
      else refused += 1;
      // Some requests sign out: a write that succeeds, or one before a 401.
      if (answer.status === 401 || (answer.status < 400 && !/^(GET|HEAD)$/.test(request.method))) {
        const settingsAnswer = await send(desk, { method: 'GET', path: '/api/settings', headers: callerHeaders });
        if (settingsAnswer.status === 401 && Object.keys(callerHeaders).length > 0) callerHeaders = await signIn();
      }
      if (allowed + refused === Math.round(REQUESTS / 2)) usedHalfway = usedMegabytes();
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  const after = await snapshot();
  for (const part of unchanged) expect(after[part], part).toEqual(before[part]);
  expect(refused).toBeGreaterThan(REQUESTS / 4);
  // Without a session few endpoints answer.
  expect(allowed).toBeGreaterThan(REQUESTS / 100);
  expect(usedMegabytes() - usedHalfway).toBeLessThan(6);
});
