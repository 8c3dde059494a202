import { expect, test } from './fixtures.ts';

const FLAGSHIP = 698948;

test('a number that can be read in two ways is kept, refused with both, and mended', async ({
  api,
  editor,
  page,
  review,
}) => {
  await editor.open(FLAGSHIP);
  const bill = editor.text('Smallest bill At least');
  await bill.fill('1.000');
  await bill.blur();
  await expect(bill).toHaveAccessibleDescription(/“1\.000” can mean 1 or 1,000; write 1 or 1000\./);
  await expect(bill).toHaveValue('1.000');
  await editor.saveBar.getByRole('button', { name: 'Review and save' }).click();
  await expect(editor.problems).toContainText('can mean 1 or 1,000');

  await bill.fill('1000,5');
  await expect(page.getByText('read as 1000.5')).toBeVisible();
  await bill.blur();
  await expect(bill).toHaveValue('1,000.5');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(FLAGSHIP)).toMatchObject({ minBillAmount: 1000.5 });
});

test('by keyboard: digits taken from a printed number leave its thousands thousands', async ({ editor, page }) => {
  await editor.open(FLAGSHIP);
  const total = editor.text('Coupons in total Limit to');
  await expect(total).toHaveValue('25,000');
  await total.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await expect(total).toHaveValue('25,00');
  await expect(page.getByText('read as 2500')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(total).toHaveValue('2,500');
});

test('a unit of something else is refused at the field, kept as typed, and offers the other kind of discount', async ({
  api,
  editor,
  page,
  review,
}) => {
  expect(await api.get(FLAGSHIP)).toMatchObject({ discountType: 'PERC' });
  await editor.open(FLAGSHIP);
  const total = editor.text('Coupons in total Limit to');
  await total.fill('30,000%');
  await total.blur();
  await expect(total).toHaveAccessibleDescription(/has the unit “%”, which this field does not take/);
  await expect(total).toHaveValue('30,000%');
  await total.fill('30,000 coupons');

  const discount = editor.text('Discount');
  await discount.fill('₹250');
  await discount.blur();
  await expect(discount).toHaveValue('₹250');
  await expect(discount).toHaveAccessibleDescription(/which this field does not take/);
  await expect(page.getByText('₹250 is an amount.')).toBeVisible();
  await page.getByRole('button', { name: 'Switch the discount to a fixed amount' }).click();
  await expect(discount).toHaveValue('250');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(FLAGSHIP)).toMatchObject({ maxCreate: 30_000, discountValue: 250, discountType: 'ABS' });
});
