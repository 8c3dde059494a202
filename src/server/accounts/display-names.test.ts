import { expect, it } from 'vitest';
import { errorsOf } from '../test/desk.ts';
import { makeLink } from './account-links.ts';
import { openBrowser } from '../test/browser-session.ts';
import { PASSWORD, accountsDesk } from '../test/accounts-desk.ts';

const { db, desk, administrator } = accountsDesk();

/** A bell, a line feed, Unicode's line separator, and an override of the text direction. */
const INVISIBLE = ['Till\u0007', 'Till\nreport', 'Till\u2028report', 'Till\u202etroper'];

it.each(INVISIBLE)('refuses a name with invisible characters: %j', async (name) => {
  const admin = await administrator();
  const answers = [
    await admin.call('POST', '/api/me/tokens', { name, scope: 'read', days: 1 }),
    await admin.call('PUT', '/api/settings', {
      organisation: name,
      timeZone: 'UTC',
      clusterTimeZone: 'UTC',
      currency: 'INR',
    }),
    await openBrowser(desk()).call('POST', '/api/join', {
      token: (await makeLink(db(), { kind: 'invited', email: 'r@x.example', role: 'support' }, Date.now())).token,
      name,
      password: PASSWORD,
    }),
  ];
  const message = 'It holds characters that cannot be seen.';
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(answers.map(errorsOf)).toEqual(
    ['name', 'organisation', 'name'].map((field) => [expect.objectContaining({ field, message })]),
  );
});

it('accepts names in any script', async () => {
  const admin = await administrator();
  for (const name of ['दिवाली रिपोर्ट', 'ക്‍ഷ', 'דוח', '👩‍💻 nightly'])
    expect((await admin.call('POST', '/api/me/tokens', { name, scope: 'read', days: 1 })).body).toMatchObject({ name });
});
