import { expect, it } from 'vitest';
import { TOKEN } from '../test/api-token.ts';
import { accountsDesk, message } from '../test/accounts-desk.ts';
import { captureLog } from '../test/desk.ts';

const { log, lines } = captureLog();
const { desk } = accountsDesk({ log, accounts: { unknownTokensAMinute: 5, apiToken: TOKEN } });
const use = (token: string) => desk().call('/api/settings', { headers: { authorization: `Bearer ${token}` } });

it('refuses unknown tokens above the limit, logs one line, and lets a token pass that worked before', async () => {
  expect((await use(TOKEN)).status).toBe(200);
  for (let n = 0; n < 5; n += 1) expect((await use(`guess-${n}`)).status).toBe(401);
  for (let n = 0; n < 5; n += 1) {
    const refused = await use(`another-guess-${n}`);
    expect([refused.status, message(refused)]).toEqual([429, expect.stringMatching(/Too many unknown tokens/)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await desk().call('/api/settings', { headers: { authorization: 'Basic x' } })).status).toBe(401);
  expect((await use(TOKEN)).status).toBe(200);
  expect(lines.filter((line) => line.includes('token refused'))).toHaveLength(1);
});
