import { freePort } from '../src/server/test/free-port.ts';
import { type Company, openCompany } from '../src/server/test/identity-provider.ts';
import { common, expect } from './fixtures.ts';
import { type Desk, startFreshDesk, withServer } from './servers.ts';

/**
 * A server with an OIDC provider; new accounts get the role support. The provider runs on another site than the server,
 * as in production.
 */
const test = common.extend<{ company: Company & { readonly desk: Desk } }>({
  // Playwright requires a destructuring pattern here.
  // oxlint-disable-next-line no-empty-pattern
  company: async ({}, use) => {
    const port = await freePort();
    const company = await openCompany(`http://127.0.0.1:${port}/api/auth/callback/company`, 'localhost');
    try {
      const started = await startFreshDesk({
        PORT: String(port),
        OIDC_ISSUER: company.issuer,
        OIDC_CLIENT_ID: company.clientId,
        OIDC_CLIENT_SECRET: company.clientSecret,
        OIDC_NAME: 'Kesarika',
        OIDC_NEW_ACCOUNTS: 'support',
      });
      await withServer(started, (desk) => use(Object.assign(company, { desk })));
    } finally {
      await company.close();
    }
  },
  baseURL: async ({ company }, use) => use(company.desk.url),
});

// Requests before sign-in answer 401; a cancelled sign-in answers 409.
test.beforeEach(({ complaints }) => complaints.allow(/status of 40[19]/));

test('sign-in by OIDC leads to the requested page, and a cancelled sign-in is explained', async ({ company, page }) => {
  const button = page.getByRole('button', { name: 'Sign in with Kesarika' });
  const title = page.getByRole('heading', { name: 'Diwali weekend 15% off', level: 1 });
  await page.goto('/series/698948');
  await button.click();
  await expect(page.getByRole('alert')).toContainText('The company’s sign-in was cancelled. Nothing has changed.');

  company.signedIn = {
    subject: 's-1',
    employee: { email: 'asha@kesarika.example', email_verified: true, name: 'Asha Menon' },
  };
  // The fragment may have an unsaved change, so it stays in the browser.
  await page.goto('/series/698948#limits');
  const started = page.waitForRequest((request) => request.url().endsWith('/api/session/oidc'));
  await button.click();
  expect((await started).postDataJSON()).toEqual({ returnTo: '/series/698948' });
  await expect(title).toBeVisible();
  await expect(page).toHaveURL(/\/series\/698948#limits$/);
  await page.getByRole('button', { name: 'Your account: Asha Menon' }).click();
  await expect(page.getByRole('dialog', { name: 'Your account' })).toContainText('Support');

  // A session cookie of another host name is missing, and a sign-in that starts there would return to the wrong host.
  const { url } = company.desk;
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/series`);
  await button.click();
  await expect(page.getByRole('alert')).toContainText(`Open ${url} and sign in there.`);
});
