import { randomUUID } from 'node:crypto';
import type { InvitationInfo } from '../src/contract/account-endpoints.ts';
import type { Settings } from '../src/contract/settings-endpoints.ts';
import { expect, ownAccountTest as base } from './fixtures.ts';
import { joinAs, PASSWORD } from './accounts.ts';
import { API_TOKEN } from './servers.ts';

const headers = { authorization: `Bearer ${API_TOKEN}` };
const NINA = 'Nina Rao';

/** Tests as an administrator with an own account. Other tests use the same server. */
const test = base.extend<{ ownEmail: string; ninasEmail: string; settingsRestored: void; noInvitation: void }>({
  // Playwright requires a destructuring pattern here.
  // oxlint-disable-next-line no-empty-pattern
  ninasEmail: async ({}, use) => use(`${randomUUID()}@example.com`),
  ownEmail: [async ({ context, desk }, use) => use(await joinAs(context, desk.url, 'Asha Menon')), { auto: true }],
  settingsRestored: [
    async ({ request }, use) => {
      const read = await request.get('/api/settings', { headers });
      const { source: _source, ...settings } = (await read.json()) as Settings;
      await use();
      await expect(await request.put('/api/settings', { headers, data: settings })).toBeOK();
    },
    { auto: true },
  ],
  noInvitation: [
    async ({ request }, use) => {
      const { invitations } = (await (await request.get('/api/accounts', { headers })).json()) as {
        invitations: InvitationInfo[];
      };
      for (const { id } of invitations)
        await expect(await request.delete(`/api/accounts/invitations/${id}`, { headers })).toBeOK();
      await use();
    },
    { auto: true },
  ],
});

test('an invited person joins, signs in, is switched off and switched on again', async ({
  browser,
  page,
  desk,
  ninasEmail,
}) => {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const invite = page.getByRole('dialog', { name: 'Invite someone' });
  await invite.getByRole('textbox', { name: 'E-mail' }).fill(ninasEmail);
  await invite.getByRole('combobox', { name: 'Role' }).selectOption('Support');
  await invite.getByRole('button', { name: 'Create link' }).click();
  const result = page.getByRole('dialog', { name: `Invitation for ${ninasEmail}` });
  const link = (await result.getByText(/\/join#/).textContent()) ?? '';
  await result.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('region', { name: 'Open invitations' })).toContainText(ninasEmail);

  const context = await browser.newContext({ baseURL: desk.url });
  const invitedPage = await context.newPage();
  await invitedPage.goto(link);
  await expect(invitedPage.getByText('You were invited as Support')).toBeVisible();
  await invitedPage.getByRole('textbox', { name: 'Your name' }).fill(NINA);
  await invitedPage.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await invitedPage.getByRole('button', { name: 'Create the account' }).click();
  await expect(invitedPage.getByRole('button', { name: `Your account: ${NINA}` })).toBeVisible();
  await context.clearCookies();
  await invitedPage.goto('/series');
  await invitedPage.getByRole('textbox', { name: 'E-mail' }).fill(ninasEmail);
  await invitedPage.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await invitedPage.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(invitedPage.getByRole('button', { name: `Your account: ${NINA}` })).toBeVisible();

  await page.reload();
  const row = page.getByRole('row', { name: RegExp(ninasEmail) });
  await expect(row).toContainText('just now');
  await row.getByRole('combobox', { name: `Role of ${NINA}` }).selectOption('Marketer');
  await expect(row.getByRole('status')).toHaveText(`${NINA} is now Marketer.`);
  await row.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await expect(row).toContainText('Switched off');
  await invitedPage.reload();
  await expect(invitedPage.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Switch on' }).click();
  await row.getByRole('button', { name: 'New password link' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const passwordLink =
    (await page
      .getByRole('dialog')
      .getByText(/\/join#/)
      .textContent()) ?? '';
  await invitedPage.goto(passwordLink);
  await expect(invitedPage.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await context.close();
});

test('withdraws an invitation, and refuses an address that already has an account at its field', async ({
  page,
  complaints,
  ownEmail,
  ninasEmail,
}) => {
  complaints.allow(/status of 409/);
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const email = page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' });
  await email.fill(ownEmail);
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(email).toHaveAccessibleDescription(/An account with this address already exists/);
  await email.fill(ninasEmail);
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: `Revoke the invitation of ${ninasEmail}` }).click();
  await expect(page.getByRole('region', { name: 'Open invitations' })).toContainText('There are none.');
});

test('saves the settings: searches for a zone, confirms before days move, and applies them to all pages', async ({
  page,
  list,
}) => {
  await page.goto('/settings');
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Meridian & Sons');
  const zone = page.getByRole('combobox', { name: 'Time zone', exact: true });
  await zone.focus();
  // The key that opens the list also selects the first match, which must be in view.
  await page.keyboard.type('a');
  await expect(page.locator('[data-combobox-selected]')).toBeInViewport();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('new york');
  // Screen readers announce the match that Enter chooses.
  const match = page.getByRole('option', { name: 'America/New York' });
  await expect(zone).toHaveAttribute('aria-activedescendant', (await match.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(zone).toHaveValue('America/New York');
  await expect(zone).not.toHaveAttribute('aria-activedescendant');
  await page.getByRole('combobox', { name: 'Currency' }).focus();
  await page.keyboard.type('euro');
  await page.getByRole('option', { name: 'EUR, Euro' }).click();
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const cluster = page.getByRole('combobox', { name: 'Zone of the API’s cluster' });
  // A list opened without a search: Enter keeps the choice.
  await cluster.click();
  await page.keyboard.press('Enter');
  await expect(cluster).toHaveValue('Asia/Kolkata');
  await cluster.focus();
  await cluster.selectText();
  // As a paste does: the first event opens the list.
  await page.keyboard.insertText('utc');
  await page.keyboard.press('Enter');
  await expect(cluster).toHaveValue('UTC');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  const confirmation = page.getByRole('dialog', { name: 'Read all days in UTC?' });
  await expect(confirmation).toContainText('Asia/Kolkata');
  await confirmation.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(cluster).toHaveValue('Asia/Kolkata');
  await list.open();
  await expect(list.table).toContainText('€');
  await page.goto('/series/698948');
  await expect(page.getByText(/^As of .* (EST|EDT)\.$/)).toBeVisible();
});
