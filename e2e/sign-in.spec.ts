import { accountsTest, expect, ownAccountTest, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';
import { joinAs, PASSWORD } from './accounts.ts';

const ASHA = { email: 'asha@example.com', name: 'Asha Menon' };

// Requests before sign-in answer 401.
test.use({ role: null });
test.beforeEach(({ complaints }) => complaints.allow(/status of 401/));

accountsTest(
  'the link that the server prints creates the first administrator, once',
  async ({ page, freshDesk, complaints }) => {
    complaints.allow(/status of 4(00|01|10)/);
    await page.goto(freshDesk.firstLink ?? '');
    await expect(page.getByRole('heading', { name: 'Create the first administrator' })).toBeVisible();
    await expect(page).toHaveURL(/\/join$/);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(ASHA.email);
    await page.getByRole('textbox', { name: 'Your name' }).fill(ASHA.name);
    const password = page.getByRole('textbox', { name: 'Password' });
    await password.fill('Asha Menon 12');
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(password).toHaveAccessibleDescription(/easily guessed/);
    await password.fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(page).toHaveURL(/\/series$/);
    await expect(page.getByRole('button', { name: 'Your account: Asha Menon' })).toBeVisible();

    await page.goto('about:blank');
    await page.goto(freshDesk.firstLink ?? '');
    await expect(page.getByText('This link no longer works')).toBeVisible();
  },
);

test('one click signs in with a demo account and leads to the requested page', async ({ page, overview }) => {
  await page.goto('/series/698948');
  await expect(page.getByRole('heading', { name: 'Try Coupon Desk' })).toBeVisible();
  // Series data must not be visible before sign-in.
  await expect(page.getByText('Diwali weekend 15%')).toBeHidden();
  await page.getByRole('button', { name: /^Marketer/ }).click();
  await overview.isOpen();
  await expect(page).toHaveURL(/\/series\/698948$/);
  await page.getByRole('button', { name: /^Your account/ }).click();
  await expect(page.getByRole('dialog', { name: 'Your account' })).toContainText('Demo');
});

ownAccountTest(
  'reports a wrong password at its field, and signs in by keyboard alone',
  async ({ page, context, desk, list }) => {
    const ownEmail = await joinAs(context, desk.url, ASHA.name);
    await context.clearCookies();
    await page.goto('/series?q=members');
    const email = page.getByRole('textbox', { name: 'E-mail' });
    const password = page.getByLabel('Password', { exact: true });
    await expect(email).toHaveAttribute('autocomplete', 'username');
    await expect(password).toHaveAttribute('autocomplete', 'current-password');
    await expect(password).toHaveAttribute('type', 'password');
    await tabTo(page, email);
    await page.keyboard.type(ownEmail);
    await tabTo(page, password);
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await expect(password).toHaveAccessibleDescription(/The e-mail address or the password is wrong/);
    await expect(password).toBeFocused();
    // The wrong password is selected, so that typing replaces it.
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Show: Password' })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(password).toHaveAttribute('type', 'text');
    await tabTo(page, page.getByRole('button', { name: 'Sign in', exact: true }));
    await page.keyboard.press('Enter');
    await expect(list.count).toContainText('2 series matching “members”');
  },
);

ownAccountTest(
  'sends what a password manager filled in without an event, and only once',
  async ({ page, context, desk, list }) => {
    const ownEmail = await joinAs(context, desk.url, ASHA.name);
    await context.clearCookies();
    await page.goto('/series');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    for (const [name, value] of [
      ['E-mail', ownEmail],
      ['Password', PASSWORD],
    ] as const)
      await page
        .getByRole('textbox', { name })
        .evaluate((input: HTMLInputElement, filled) => void (input.value = filled), value);
    await page.getByRole('button', { name: 'Sign in', exact: true }).evaluate((button: HTMLButtonElement) => {
      button.form?.requestSubmit();
      button.form?.requestSubmit();
    });
    await expect(list.count).toBeVisible();
    expect(sent).toHaveLength(1);
  },
);

test('signing out leads to the sign-in page, and asks about unsaved changes', async ({ page, editor }) => {
  await page.goto('/series');
  await page.getByRole('button', { name: /^Marketer/ }).click();
  await expect(page.getByRole('button', { name: /^Your account/ })).toBeVisible();
  await editor.open(698948);
  await editor.fill('Name', 'Diwali, later');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('dialog', { name: 'Sign out without saving?' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.text('Name')).toHaveValue('Diwali, later');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out and lose the changes' }).click();
  await expect(page.getByRole('heading', { name: 'Try Coupon Desk' })).toBeVisible();
  await expect(page).toHaveURL(/\/series$/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Try Coupon Desk' })).toBeVisible();
});

test('explains a failed OIDC sign-in', async ({ page }) => {
  await page.goto('/?signInError=not_invited');
  await expect(page.getByRole('alert')).toContainText('you have no account here yet');
});
