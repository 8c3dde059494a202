import { expect, test } from './fixtures.ts';

const ID = 548003;
const STORED = 'Salary day 17th: 8% off staples';

test.beforeEach(async ({ list, overview, editor, page }) => {
  // Navigates like a user, so that the history has an entry to go back to.
  await list.open('?q=548003');
  await list.series(STORED).click();
  await overview.isOpen();
  await page.getByRole('button', { name: 'Edit this series' }).click();
  await editor.isOpen();
});

test('asks once before leaving with unsaved changes; “Stay” keeps them, and leaving can be undone', async ({
  api,
  complaints,
  editor,
  page,
  review,
}) => {
  await editor.fill('Name', 'Salary day');
  await editor.limit('Coupons in total', 'Limit to', '12a');
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(dialog).toContainText('Not saved yet: Name and Coupons in total.');
  await expect(dialog.getByRole('button', { name: 'Stay' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(editor.text('Name')).toHaveValue('Salary day');
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');

  await page.goBack();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');

  await page.getByRole('link', { name: 'Overview' }).click();
  await dialog.getByRole('button', { name: 'Leave and lose the changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: STORED })).toBeVisible();
  await expect(page).toHaveURL(RegExp(`/series/${ID}$`));
  // The edit is discarded, so the next navigation does not ask.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(editor.text('Name')).toHaveValue(STORED);
  await expect(editor.saveBar).toBeHidden();

  // The edit can be brought back, also the text that is not a number. A save made meanwhile is a conflict.
  await page.getByRole('link', { name: 'Overview' }).click();
  await api.change(ID, { description: 'Their name' });
  const message = page
    .getByRole('status')
    .filter({ hasText: 'Not saved in series 548003: Name and Coupons in total.' });
  await message.getByRole('button', { name: 'Bring them back' }).click();
  await expect(editor.text('Name')).toHaveValue('Salary day');
  await expect(editor.text('Name')).toBeFocused();
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');
  await expect(message).toBeHidden();
  await editor.putBack('Coupons in total').click();
  await editor.askToSave();
  complaints.allow(/status of 409/);
  await review.button.click();
  const conflict = page.getByRole('dialog', { name: 'Someone else saved this series' });
  await expect(conflict).toContainText('Theirs: Their name');
});

test('does not ask without changes: on a link, on back, in the sections', async ({ editor, page }) => {
  await editor.fill('Name', 'Salary day');
  await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect(editor.text('Name')).toHaveValue(STORED);
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /^Places/ })
    .click();
  await expect(editor.section('Places')).toBeInViewport();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page).toHaveURL(RegExp(`/series/${ID}$`));
});

test('the links to the sections do not count as leaving', async ({ editor, page }) => {
  await editor.fill('Name', 'Salary day');
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /^Messages/ })
    .click();
  await expect(page).toHaveURL(/\/edit#messages$/);
  await expect(editor.section('Messages')).toBeInViewport();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('Salary day');
});

test('the browser asks before a reload only while there are unsaved changes', async ({ editor, page }) => {
  await editor.fill('Name', 'Salary day');
  const dialogEvent = page.waitForEvent('dialog');
  const reload = page.evaluate(() => window.setTimeout(() => window.location.reload()));
  const dialog = await dialogEvent;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await reload;
  await expect(editor.text('Name')).toHaveValue('Salary day');

  await editor.putBack('Name').click();
  await expect(editor.saveBar).toBeHidden();
  page.on('dialog', () => {
    throw new Error('The browser asked although nothing was unsaved.');
  });
  await page.reload();
  await editor.isOpen();
});

test('does not ask after a save', async ({ editor, review, page }) => {
  await editor.fill('Name', 'Salary day');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Salary day' })).toBeVisible();
});
