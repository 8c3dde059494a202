import { expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { captureLog } from '../test/desk.ts';

it('logs the reason of a failure, but no row values from the database error', async () => {
  const { log, lines } = captureLog();
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "person_email"'), {
    code: '23505',
    detail: 'Key (email)=(asha@kesarika.example) already exists.',
    where: 'unnamed portal with parameters: $1 = asha@kesarika.example',
  });
  const routes: Parameters<typeof buildApp>[0]['routes'] = (app) =>
    void app.get('/api/broken', () => Promise.reject(new Error('Failed query: asha@kesarika.example', { cause })));
  const app = await buildApp({ log, notReady: async () => null, routes });
  const headers = { host: 'localhost' };
  expect((await app.inject({ url: '/api/broken?q=asha@kesarika.example', headers })).statusCode).toBe(500);
  await app.close();
  const logged = lines.join('');
  expect(logged).toContain('person_email');
  expect(logged).toContain('23505');
  expect(logged).toContain('problems.test.ts');
  expect(logged).not.toContain('asha@');
});
