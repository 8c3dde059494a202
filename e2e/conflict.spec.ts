import { expect, test } from './fixtures.ts';

const TITLE = 'Someone else saved this series';

/** Without live updates, as behind a proxy that blocks them: only the save notices what others saved. */
test.beforeEach(async ({ complaints, page }) => {
  complaints.allow(/status of 409|ERR_FAILED/);
  await page.route('**/api/live?*', (route) => route.abort());
});

test('merges edits of different fields automatically', async ({ api, editor, review, page }) => {
  await editor.open(702215);
  await api.change(702215, { maxCreate: 45000, discountValue: 175 });
  await editor.fill('Name', 'Festive sweets, both');
  await editor.askToSave();
  await review.button.click();

  const dialog = page.getByRole('dialog', { name: TITLE });
  await expect(dialog).toContainText('They changed Discount and Coupons in total, which you did not touch here');
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Apply and review again' }).click();
  await expect(review.dialog).toHaveAccessibleName('Review 1 change');
  await review.says('description', 'Festive sweets ₹150 off on ₹1,500', 'Festive sweets, both');
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText('Name description');
  await expect(editor.text('Discount')).toHaveValue('175');
  expect(await api.get(702215)).toMatchObject({
    description: 'Festive sweets, both',
    maxCreate: 45000,
    discountValue: 175,
  });
});

test('edits of the same field show the common base, both values and a choice', async ({
  api,
  editor,
  review,
  page,
}) => {
  await editor.open(716450);
  await api.change(716450, { discountValue: 20, description: 'Their name', maxRedeem: 777 });
  await editor.fill('Discount', '15');
  await editor.fill('Name', 'My name');
  await editor.askToSave();
  await review.button.click();

  const dialog = page.getByRole('dialog', { name: TITLE });
  await expect(dialog).toContainText('They changed Redemptions in total, which you did not touch');
  const discount = dialog.getByRole('group', { name: 'Discount' });
  await expect(discount).toContainText('Both of you started from 10 %.');
  const name = dialog.getByRole('group', { name: 'Name' });
  await expect(name).toContainText('Both of you started from Nimbora first refill 10% off.');
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  const proceed = dialog.getByRole('button', { name: 'Apply and review again' });
  await expect(proceed).toBeDisabled();
  await discount.getByRole('radio', { name: 'Mine: 15 %' }).check();
  await expect(dialog).toContainText('Choose for 1 field that both changed.');
  await expect(proceed).toBeDisabled();
  await name.getByRole('radio', { name: 'Theirs: Their name' }).check();
  await proceed.click();

  await expect(review.dialog).toHaveAccessibleName('Review 1 change');
  await review.says('discountValue', '20 %', '15 %');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(editor.text('Name')).toHaveValue('Their name');
  expect(await api.get(716450)).toMatchObject({ discountValue: 15, description: 'Their name', maxRedeem: 777 });
});

test('closing the dialog keeps the edit, and saving again shows the same conflict', async ({
  api,
  editor,
  review,
  page,
}) => {
  await editor.open(711906);
  await api.change(711906, { description: 'Their name' });
  await editor.fill('Name', 'My name');
  await editor.askToSave();
  await review.button.click();
  const dialog = page.getByRole('dialog', { name: TITLE });
  await dialog.getByRole('button', { name: 'Back to editing' }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('My name');
  expect(await api.get(711906)).toMatchObject({ description: 'Their name' });

  await editor.askToSave();
  await review.button.click();
  await dialog.getByRole('radio', { name: 'Mine: My name' }).check();
  await dialog.getByRole('button', { name: 'Apply and review again' }).click();
  await review.says('description', 'Their name', 'My name');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(711906)).toMatchObject({ description: 'My name' });
});

test('choosing all values of the other save leaves nothing to save', async ({ api, editor, review, page }) => {
  await editor.open(711906);
  await api.change(711906, { description: 'Their name' });
  await editor.fill('Name', 'My name');
  await editor.askToSave();
  await review.button.click();
  const dialog = page.getByRole('dialog', { name: TITLE });
  await dialog.getByRole('radio', { name: 'Theirs: Their name' }).check();
  await dialog.getByRole('button', { name: 'Apply and review again' }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.saveBar).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('Their name');
});

test('a concurrent save without changes is no conflict', async ({ api, editor, review }) => {
  await editor.open(684127);
  await api.change(684127, {});
  await editor.fill('Name', 'Kids corner');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
});

test('consecutive saves by the same user never conflict', async ({ api, editor, review }) => {
  await editor.open(655274);
  for (const name of ['Rakhi one', 'Rakhi two', 'Rakhi three']) {
    await editor.fill('Name', name);
    await editor.askToSave();
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    await expect(editor.saveBar).toBeHidden();
    expect(await api.get(655274)).toMatchObject({ description: name });
  }
});

test('text that arrives while the save is in flight survives a conflict', async ({ api, editor, review, page }) => {
  await editor.open(702215);
  await api.change(702215, { maxCreate: 45000 });
  await editor.fill('Name', 'Festive sweets');
  await editor.askToSave();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v2/coupon/series/702215', async (route) => {
    await released;
    await route.continue();
  });
  await review.button.click();
  // The review is in front of the form: autofill, dictation and extensions still write into it.
  const name = page.locator('#field-description');
  await name.fill('Festive sweets, dictated');
  release();

  const dialog = page.getByRole('dialog', { name: TITLE });
  await dialog.getByRole('button', { name: 'Apply and review again' }).click();
  await review.says('description', 'Festive sweets ₹150 off on ₹1,500', 'Festive sweets, dictated');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(name).toHaveValue('Festive sweets, dictated');
  expect(await api.get(702215)).toMatchObject({ description: 'Festive sweets, dictated', maxCreate: 45000 });
});
