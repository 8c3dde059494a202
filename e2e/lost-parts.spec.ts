import { expect, test } from './fixtures.ts';

test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource|dynamically imported module|preload/i));

test('a part that fails to load shows a notice in its place, keeps the edit and can be retried', async ({
  editor,
  page,
}) => {
  await editor.open(698948);
  await editor.fill('Name', 'Diwali, still here');
  // Simulates a new deployment or a lost network: chunks that are not loaded yet fail.
  await page.route('**/assets/*', (route) => route.abort());
  const places = editor.section('Places');
  await places.getByRole('button', { name: /^Choose places/ }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'This part could not be fetched.' });
  await expect(notice).toBeVisible();
  await expect(editor.text('Name')).toHaveValue('Diwali, still here');
  await expect(editor.saveBar).toContainText('1 change');

  await page.unroute('**/assets/*');
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog', { name: 'Where coupons are redeemed' })).toBeVisible();
});

test('the question about the kind of discount can be fetched again, and a late one leaves the focus alone', async ({
  editor,
  page,
}) => {
  const question = '**/assets/editor-save-*.js';
  await page.route(question, (route) => route.abort());
  await editor.open(698948);
  const notice = editor.section('Discount').getByRole('alert').filter({ hasText: 'This part could not be fetched.' });
  const fixed = editor.choice('Kind of discount').getByRole('radio', { name: 'Fixed amount' });
  await fixed.click();
  await expect(notice).toBeVisible();
  await expect(fixed).not.toBeChecked();

  await page.unroute(question);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(question, async (route) => {
    await released;
    await route.continue();
  });
  await notice.getByRole('button', { name: 'Try again' }).click();
  await editor.text('Name').focus();
  release();
  await expect(page.getByRole('textbox', { name: 'New discount' })).toBeVisible();
  await expect(editor.text('Name')).toBeFocused();
  await expect(fixed).not.toBeChecked();
});
