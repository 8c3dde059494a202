import { expect, peopleTest as test } from './fixtures.ts';
import { joinAs, PASSWORD } from './people.ts';

const NINA = { email: 'nina@example.com', name: 'Nina Rao' };

let own: string;
test.beforeEach(async ({ context, ownDesk }) => {
  own = await joinAs(context, ownDesk.url, 'Asha Menon');
});

test('somebody who is invited joins, signs in, and is switched off and on', async ({ browser, page, ownDesk }) => {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const invite = page.getByRole('dialog', { name: 'Invite someone' });
  await invite.getByRole('textbox', { name: 'E-mail' }).fill(NINA.email);
  await invite.getByRole('combobox', { name: 'Role' }).selectOption('Support');
  await invite.getByRole('button', { name: 'Create link' }).click();
  const made = page.getByRole('dialog', { name: `Invitation for ${NINA.email}` });
  const link = (await made.getByText(/\/join#/).textContent()) ?? '';
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('region', { name: 'Open invitations' })).toContainText(NINA.email);

  const context = await browser.newContext({ baseURL: ownDesk.url });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await expect(theirs.getByText('You were invited as Support')).toBeVisible();
  await theirs.getByRole('textbox', { name: 'Your name' }).fill(NINA.name);
  await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Create the account' }).click();
  await expect(theirs.getByRole('button', { name: `Your account: ${NINA.name}` })).toBeVisible();
  await context.clearCookies();
  await theirs.goto('/series');
  await theirs.getByRole('textbox', { name: 'E-mail' }).fill(NINA.email);
  await theirs.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('button', { name: `Your account: ${NINA.name}` })).toBeVisible();

  await page.reload();
  const row = page.getByRole('row', { name: RegExp(NINA.name) });
  await expect(row).toContainText('just now');
  await row.getByRole('combobox', { name: `Role of ${NINA.name}` }).selectOption('Marketer');
  await expect(row.getByRole('status')).toHaveText(`${NINA.name} is now Marketer.`);
  await row.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await expect(row).toContainText('Switched off');
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Switch on' }).click();
  await row.getByRole('button', { name: 'New password link' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const renew =
    (await page
      .getByRole('dialog')
      .getByText(/\/join#/)
      .textContent()) ?? '';
  await theirs.goto(renew);
  await expect(theirs.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await context.close();
});

test('an invitation can be taken back; an address that has an account is refused at its field', async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 409/);
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const email = page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' });
  await email.fill(own);
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(email).toHaveAccessibleDescription(/There is an account with this address already/);
  await email.fill(NINA.email);
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: `Revoke the invitation of ${NINA.email}` }).click();
  await expect(page.getByRole('region', { name: 'Open invitations' })).toContainText('There are none.');
});

test('the settings: a search for a zone, a question before days move, and everybody reads by them', async ({
  page,
  list,
}) => {
  await page.goto('/settings');
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Meridian & Sons');
  await page.getByRole('combobox', { name: 'Time zone', exact: true }).fill('new york');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Currency' }).fill('euro');
  await page.getByRole('option', { name: 'EUR, Euro' }).click();
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const cluster = page.getByRole('combobox', { name: 'Zone of the API’s cluster' });
  await cluster.fill('utc');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  const question = page.getByRole('dialog', { name: 'Read all days in UTC?' });
  await expect(question).toContainText('Asia/Kolkata');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(cluster).toHaveValue('Asia/Kolkata');
  await list.open();
  await expect(list.table).toContainText('€');
  await page.goto('/series/698948');
  await expect(page.getByText(/^As of .* (EST|EDT)\.$/)).toBeVisible();
});
