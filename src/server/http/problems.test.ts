import { expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { keptLog } from '../test/desk.ts';

it('the log says what failed, and no value that a database puts beside its message', async () => {
  const { log, lines } = keptLog();
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
  const written = lines.join('');
  expect(written).toContain('person_email');
  expect(written).toContain('23505');
  expect(written).toContain('problems.test.ts');
  expect(written).not.toContain('asha@');
});
