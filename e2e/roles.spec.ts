import { expect, test } from './fixtures.ts';

const ID = 698948;

test.describe('support', () => {
  test.use({ role: 'support' });

  test('reads everything, sees no disabled button, learns who can change the role, and creates read-only tokens only', async ({
    page,
  }) => {
    await page.goto(`/series/${ID}`);
    const line = page.getByText('The role support cannot edit series. An administrator can change the role.');
    await expect(line).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit this series' })).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'This series' }).getByRole('link')).toHaveText([
      'Overview',
      'Check a redemption',
      'History',
    ]);
    await test.step('products, places and excluded series have names, and a long list is cut off', async () => {
      const main = page.getByRole('main');
      await expect(main.getByRole('link', { name: /\(702215\)$/ })).toHaveAttribute('href', '/series/702215');
      await expect(main).not.toContainText('(MAA-004)');
      await main.getByRole('button', { name: 'Show more (4)' }).click();
      await expect(main).toContainText('Meridian Velachery, Chennai (MAA-004)');
      await expect(main.getByRole('button', { name: /^Show more/ })).toHaveCount(0);
    });
    await page.keyboard.press('e');
    await expect(page).toHaveURL(RegExp(`/series/${ID}$`));
    await expect(page.locator('#read-only')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('t');
    await expect(page.getByRole('option', { name: 'Your account' })).toBeVisible();
    await expect(page.getByRole('option', { name: /^(Edit|Settings)/ })).toHaveCount(0);

    await test.step('a link leads from the editor’s address to the overview', async () => {
      await page.goto(`/series/${ID}/edit`);
      await expect(page.getByRole('heading', { name: 'You can read this series, not edit it' })).toBeVisible();
      await page.getByRole('link', { name: 'Read the series' }).click();
      await expect(page.getByText('Read only.')).toBeVisible();
    });
    await test.step('tokens cannot do more than the role', async () => {
      await page.goto('/account');
      await page.getByRole('button', { name: 'New token' }).click();
      await expect(page.getByText('A token cannot do more than your role.')).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Read and edit series' })).toHaveCount(0);
    });
  });
});

test('accounts and settings are for administrators only, and the menu hides them from others', async ({ page }) => {
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: 'This page is for administrators' })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByText('The role marketer cannot manage accounts and settings.')).toBeVisible();
  await page.getByRole('button', { name: /^Your account/ }).click();
  await expect(page.getByRole('dialog', { name: 'Your account' }).getByRole('link')).toHaveText([
    'Your account',
    'History of all series',
  ]);
});

test.describe('an administrator whose role is taken away', () => {
  test.use({ role: 'administrator' });
  test.beforeEach(({ complaints }) => complaints.allow(/status of 403/));

  test('sees a notice at the next change, and no button without effect', async ({ api, page }) => {
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'Invite someone' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('rohan@example.com');
    await api.changeRole('demo-administrator', 'support');
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.getByRole('heading', { name: 'This page is for administrators' })).toBeVisible();
    await expect(page.getByText('The role support cannot manage accounts and settings.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create link' })).toBeHidden();
  });

  test('sees a notice on the next page', async ({ api, page }) => {
    await page.goto('/series');
    await page.getByRole('button', { name: /^Your account/ }).click();
    await api.changeRole('demo-administrator', 'marketer');
    await page.getByRole('link', { name: 'Accounts' }).click();
    await expect(page.getByRole('heading', { name: 'This page is for administrators' })).toBeVisible();
    await page.getByRole('button', { name: /^Your account/ }).click();
    await expect(page.getByRole('dialog', { name: 'Your account' }).getByRole('link')).toHaveText([
      'Your account',
      'History of all series',
    ]);
  });
});
