import { freePort } from '../src/server/test/free-port.ts';
import { type Company, openCompany } from '../src/server/test/identity-provider.ts';
import { common, expect } from './fixtures.ts';
import { type Desk, startFreshDesk } from './servers.ts';

/** A desk with a company's sign-in: whoever it vouches for may read. To the browser it is another site, as it is outside. */
const test = common.extend<{ company: Company & { readonly desk: Desk } }>({
  // Playwright wants a pattern here.
  // oxlint-disable-next-line no-empty-pattern
  company: async ({}, use) => {
    const port = await freePort();
    const company = await openCompany(`http://127.0.0.1:${port}/api/auth/callback/company`, 'localhost');
    const desk = await startFreshDesk({
      PORT: String(port),
      OIDC_ISSUER: company.issuer,
      OIDC_CLIENT_ID: company.clientId,
      OIDC_CLIENT_SECRET: company.clientSecret,
      OIDC_NAME: 'Kesarika',
      OIDC_NEW_ACCOUNTS: 'support',
    });
    await use(Object.assign(company, { desk }));
    await desk.stop();
    await company.close();
  },
  baseURL: async ({ company }, use) => use(company.desk.url),
});

// What a page asks for before it is known that nobody is signed in, and what is refused.
test.beforeEach(({ complaints }) => complaints.allow(/status of 40[19]/));

test('the company’s sign-in leads to the page that was asked for, and a no of it is explained', async ({
  company,
  page,
}) => {
  const button = page.getByRole('button', { name: 'Sign in with Kesarika' });
  const title = page.getByRole('heading', { name: 'Diwali weekend 15% off', level: 1 });
  await page.goto('/series/698948');
  await button.click();
  await expect(page.getByRole('alert')).toContainText('The company’s sign-in was cancelled. Nothing has changed.');

  company.signedIn = {
    subject: 's-1',
    employee: { email: 'asha@kesarika.example', email_verified: true, name: 'Asha Menon' },
  };
  await page.goto('/series/698948');
  await button.click();
  await expect(title).toBeVisible();
  await expect(page).toHaveURL(/\/series\/698948$/);
  await page.getByRole('button', { name: 'Your account: Asha Menon' }).click();
  await expect(page.getByRole('dialog', { name: 'Your account' })).toContainText('Support');

  // Under another name of this computer nobody is signed in, and what began there would not be known where it comes back to.
  const { url } = company.desk;
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/series`);
  await button.click();
  await expect(page.getByRole('alert')).toContainText(`Open ${url} and sign in there.`);
});
