import { expect, test } from './fixtures.ts';

const ID = 548003;
const STORED = 'Salary day 17th: 8% off staples';

test.beforeEach(async ({ list, overview, editor, page }) => {
  // The way people come, so that there is something to go back to.
  await list.open('?q=548003');
  await list.series(STORED).click();
  await overview.isOpen();
  await page.getByRole('button', { name: 'Edit this series' }).click();
  await editor.isOpen();
});

test('leaving with unsaved work asks once; staying keeps everything', async ({ editor, page }) => {
  await editor.fill('Name', 'Salary day');
  await editor.limit('Coupons in total', 'Limit to', '12a');
  const ask = page.getByRole('dialog', { name: 'Leave without saving?' });

  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(ask).toContainText('Not saved yet: Name and Coupons in total.');
  await expect(ask.getByRole('button', { name: 'Stay' })).toBeFocused();
  await ask.getByRole('button', { name: 'Stay' }).click();
  await expect(ask).toBeHidden();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(editor.text('Name')).toHaveValue('Salary day');
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');

  await page.goBack();
  await expect(ask).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ask).toBeHidden();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');

  await page.getByRole('link', { name: 'Overview' }).click();
  await ask.getByRole('button', { name: 'Leave and lose the changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: STORED })).toBeVisible();
  await expect(page).toHaveURL(RegExp(`/series/${ID}$`));
  // Asked once: the edit is gone, and nothing holds the next step back.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(editor.text('Name')).toHaveValue(STORED);
  await expect(editor.saveBar).toBeHidden();
});

test('without changes nothing asks: not on a link, not going back, not in the sections', async ({ editor, page }) => {
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

test('a reload is asked about by the browser, only while something is unsaved', async ({ editor, page }) => {
  await editor.fill('Name', 'Salary day');
  const asked = page.waitForEvent('dialog');
  const reload = page.evaluate(() => window.setTimeout(() => window.location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await reload;
  await expect(editor.text('Name')).toHaveValue('Salary day');

  await editor.putBack('Name').click();
  await expect(editor.saveBar).toBeHidden();
  page.on('dialog', () => {
    throw new Error('The browser asked though nothing was unsaved.');
  });
  await page.reload();
  await editor.isOpen();
});

test('after a save nothing asks any more', async ({ editor, review, page }) => {
  await editor.fill('Name', 'Salary day');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Salary day' })).toBeVisible();
});
