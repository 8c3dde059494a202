import { expect, test } from './fixtures.ts';

test.beforeEach(({ complaints }) => complaints.allow(/Failed to load resource|dynamically imported module|preload/i));

test('a part that cannot be fetched says so in its place, takes nothing along and can be tried again', async ({
  editor,
  page,
}) => {
  await editor.open(698948);
  await editor.fill('Name', 'Diwali, still here');
  // A new version on the server, or no network: what was not fetched by now does not come.
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
