import type { Locator } from 'playwright/test';
import { expect, test } from './fixtures.ts';

const DIWALI = 698948;

test.beforeEach(({ complaints }) => complaints.allow(/^NotFoundError: Failed to execute '(insertBefore|removeChild)'/));

/**
 * Wraps an element in a new parent, like a browser extension: React crashes when it removes it or inserts before it.
 */
const wrapElement = (locator: Locator) =>
  locator.evaluate((element) => {
    const wrapper = document.createElement('div');
    element.replaceWith(wrapper);
    wrapper.append(element);
  });

test('replaces only the row that crashed; a retry restores the typed value, which can be saved', async ({
  api,
  editor,
  review,
  page,
}) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await editor.open(DIWALI);
  await editor.fill('Name', 'Diwali, still here');
  const discount = page.locator('[data-field=discountValue]');
  // React inserts the stored value before the example bill.
  await wrapElement(discount.locator('> :last-child > *').filter({ hasText: 'A bill of' }));
  await editor.text('Discount').fill('12 and a half');
  const notice = page.getByRole('alert').filter({ hasText: 'Discount cannot be shown because of an error.' });
  await expect(notice).toBeVisible();
  await expect(discount).toBeHidden();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(1);
  await expect(editor.text('Name')).toHaveValue('Diwali, still here');
  await expect(editor.choice('Discount is at most')).toBeVisible();
  await expect(editor.saveBar).toContainText('2 changes Name and Discount');
  expect(errors).toHaveLength(1);

  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await expect(editor.text('Discount')).toHaveValue('12 and a half');
  await editor.fill('Discount', '12.5');
  await editor.askToSave();
  await review.says('discountValue', '15 %', '12.5 %');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(DIWALI)).toMatchObject({ description: 'Diwali, still here', discountValue: 12.5 });
  expect(errors).toHaveLength(1);
});

test('saves the value of a crashed row without a retry', async ({ api, editor, review, page }) => {
  await editor.open(DIWALI);
  await editor.fill('Discount', '12.5');
  await editor.fill('Name', 'Diwali, still here');
  const name = page.locator('[data-field=description]');
  await wrapElement(name.locator('> :last-child > *').filter({ hasText: /^was/ }));
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('alert').filter({ hasText: 'Name cannot be shown' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(DIWALI)).toMatchObject({ description: 'Diwali, still here', discountValue: 12.5 });
});

test('closes a crashed dialog without losing what was typed on the page', async ({ editor, picker, page }) => {
  await editor.open(DIWALI);
  await editor.fill('Name', 'Diwali, still here');
  const notices = page.getByRole('alert').filter({ hasText: 'cannot be shown because of an error' });
  await picker.open('SKUs');
  // Pasting a list replaces the results.
  await wrapElement(picker.dialog.getByRole('region', { name: 'Find SKUs' }).locator('xpath=..'));
  await picker.dialog.getByRole('button', { name: 'Paste or file…' }).click();
  await expect(picker.dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(notices).toHaveCount(1);
  await picker.dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(picker.search.or(picker.dialog.getByRole('textbox')).first()).toBeVisible();
  await picker.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(picker.dialog).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('Diwali, still here');
  await expect(editor.saveBar).toContainText('1 change Name');
});
