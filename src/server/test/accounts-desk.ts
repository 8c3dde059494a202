import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import type { Database } from '../database/connect.ts';
import { apiToken, attempts, credential, joinLink, person, session } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { type Answer, type Desk, type DeskOptions, errorsOf, openEmbeddedDesk, resetSeries } from './desk.ts';
import { makeLink } from '../accounts/account-links.ts';
import { type Browser, openBrowser } from './browser-session.ts';

export const PASSWORD = 'velvet otter climbs nine maps';
export const OTHER = 'copper kettle under two moons';
export const SERIES = 698948;

export const message = (answer: Answer) =>
  errorsOf(answer)
    .map((error) => error.message)
    .join(' ');
export const personIn = (answer: Answer) => answer.body['person'] as JsonObject | null;
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
export const tokenOf = (link: unknown) => textOf(link).split('#')[1] ?? '';

/** Opens a desk for one test file. Each test starts without accounts. */
export function accountsDesk(options?: DeskOptions) {
  let database: TestDatabase;
  let desk: Desk;
  const db = (): Database => database.connection.db;
  beforeAll(async () => {
    database = await openTestDatabase();
    desk = await openEmbeddedDesk(database.connection, options);
    await resetSeries(db());
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });
  beforeEach(async () => {
    for (const table of [joinLink, apiToken, attempts, session, credential, person]) await db().delete(table);
  });
  return {
    db,
    desk: () => desk,
    connection: () => database.connection,
    /** Returns a browser signed in as the first administrator. */
    administrator: async (email = 'asha@kesarika.example'): Promise<Browser> => {
      const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
      const browser = openBrowser(desk);
      const joined = await browser.call('POST', '/api/join', { token, email, name: 'Asha Menon', password: PASSWORD });
      expect(joined.status, message(joined)).toBe(200);
      return browser;
    },
    /** Invites a person and returns a browser signed in as that person. */
    invited: async (admin: Browser, role: string, email: string): Promise<Browser> => {
      const invitation = await admin.call('POST', '/api/accounts/invitations', { email, role });
      expect(invitation.status, message(invitation)).toBe(201);
      const browser = openBrowser(desk);
      const joined = await browser.call('POST', '/api/join', {
        token: tokenOf(invitation.body['link']),
        name: 'Rohan Iyer',
        password: OTHER,
      });
      expect(joined.status, message(joined)).toBe(200);
      return browser;
    },
    idOf: async (email: string) =>
      (await db().select({ id: person.id }).from(person).where(eq(person.email, email)))[0]?.id ?? '',
  };
}
