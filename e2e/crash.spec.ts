import type { Locator } from 'playwright/test';
import { expect, test } from './fixtures.ts';

const DIWALI = 698948;

test.beforeEach(({ complaints }) => complaints.allow(/^NotFoundError: Failed to execute '(insertBefore|removeChild)'/));

/** Moves an element out of its parent, as an extension might do: React crashes when it inserts before it or removes it. */
const moveAway = (locator: Locator) =>
  locator.evaluate((element) => {
    const wrapper = document.createElement('div');
    element.replaceWith(wrapper);
    wrapper.append(element);
  });

test('a row that crashes is replaced alone, and comes back with what was typed, which can be saved', async ({
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
  // What was stored is inserted before the example of a bill.
  await moveAway(discount.locator('> :last-child > *').filter({ hasText: 'A bill of' }));
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

test('a row is saved even where it crashed and nobody tried again', async ({ api, editor, review, page }) => {
  await editor.open(DIWALI);
  await editor.fill('Discount', '12.5');
  await editor.fill('Name', 'Diwali, still here');
  const name = page.locator('[data-field=description]');
  await moveAway(name.locator('p').filter({ hasText: /^was/ }));
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('alert').filter({ hasText: 'Name cannot be shown' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(DIWALI)).toMatchObject({ description: 'Diwali, still here', discountValue: 12.5 });
});

test('a dialog that crashes can be left, and nothing that was typed beside it is lost', async ({
  editor,
  picker,
  page,
}) => {
  await editor.open(DIWALI);
  await editor.fill('Name', 'Diwali, still here');
  const notices = page.getByRole('alert').filter({ hasText: 'cannot be shown because of an error' });
  await picker.open('SKUs');
  // The results are replaced by the list that is pasted.
  await moveAway(picker.dialog.getByRole('region', { name: 'Find SKUs' }).locator('xpath=..'));
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
