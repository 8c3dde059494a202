import type { Page } from 'playwright/test';
import { isSave } from './api.ts';
import { expect, test } from './fixtures.ts';

/** Answers the next save with these errors instead of forwarding it. */
async function refuse(page: Page, id: number, errors: readonly object[]): Promise<void> {
  await page.route(`**/v2/coupon/series/${id}`, (route) => route.fulfill({ status: 400, json: { errors } }), {
    times: 1,
  });
}

test('shows errors at their fields on blur, and keeps the typed text', async ({ editor }) => {
  await editor.open(711906);
  await editor.fill('Name', '');
  await expect(editor.text('Name')).toHaveAccessibleDescription(/Error: This cannot be empty\./);
  const total = editor.text('Coupons in total Limit to');
  for (const [typed, message] of [
    ['12a', '“12a” is not a number.'],
    ['4000', '4,730 coupons are issued already. Enter more than that.'],
    ['10000000297830', '10,000,000,297,830 would be stored as 1,316,432,742'],
    ['7.5', 'Enter a whole number.'],
    ['', 'Enter a number.'],
  ] as const) {
    await total.fill(typed);
    await total.blur();
    await expect(total).toHaveAccessibleDescription(RegExp(`Error: .*${message}`));
    await expect(total).toHaveAttribute('aria-invalid', 'true');
    await expect(total).toHaveValue(
      Number.isInteger(Number(typed) || 0.5) ? Number(typed).toLocaleString('en') : typed,
    );
  }
  await total.fill('6000');
  await expect(total).not.toHaveAttribute('aria-invalid');

  await editor.fill('Valid until', '31 feb');
  await expect(editor.text('Valid until')).toHaveValue('31 feb');
  await expect(editor.text('Valid until')).toHaveAccessibleDescription(
    /“31 feb” is not a date; write it as 6 Dec 2026/,
  );
  await editor.fill('Not together with', '702215 x12');
  await expect(editor.text('Not together with')).toHaveAccessibleDescription(/“702215 x12” names no series yet/);
});

test('lists errors at the top on save; each links to its field', async ({ api, editor, review, page }) => {
  const before = await api.get(682904);
  const sent: string[] = [];
  page.on('request', (request) => void (isSave(request) && sent.push(request.url())));
  await editor.open(682904);
  await editor.fill('Name', '  ');
  await editor.fill('Discount', '101');
  await editor.limit('Coupons in total', 'Limit to', '12a');
  await editor.askToSave();

  await expect(editor.problems).toHaveAccessibleName('Fix 3 errors before saving');
  await expect(editor.problems.locator('xpath=..')).toBeFocused();
  await expect(editor.problems).toBeInViewport();
  await expect(editor.problems.getByRole('listitem')).toHaveText([
    'Name: This cannot be empty.',
    /^Discount: A percentage is at most 100\./,
    'Coupons in total: “12a” is not a number.',
  ]);
  await expect(review.dialog).toBeHidden();

  await editor.problems.getByRole('button', { name: 'Discount' }).click();
  await expect(editor.text('Discount')).toBeFocused();
  await expect(editor.text('Discount')).toBeInViewport();
  await editor.text('Discount').fill('99');
  await expect(editor.problems).toHaveAccessibleName('Fix 2 errors before saving');

  await editor.problems.getByRole('button', { name: 'Coupons in total' }).click();
  await expect(editor.text('Coupons in total Limit to')).toBeFocused();
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('12a');
  await editor.text('Coupons in total Limit to').fill('2000');
  await editor.fill('Name', 'Store opening');
  await expect(editor.problems).toBeHidden();
  expect(sent).toEqual([]);
  expect(await api.get(682904)).toEqual(before);

  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(682904)).toMatchObject({ description: 'Store opening', discountValue: 99, maxCreate: 2000 });
});

test('a click after an error hits its target', async ({ editor, page }) => {
  await editor.open(711906);
  const press = async (label: string, option: string) => {
    const radio = editor.choice(label).getByRole('radio', { name: option, exact: true });
    await radio.scrollIntoViewIfNeeded();
    const box = await radio.boundingBox();
    if (!box) throw new Error(`${option} is not drawn`);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(radio).toBeChecked();
  };
  await editor.text('Coupons in total Limit to').fill('12a');
  await editor.isChanged('Coupons in total');
  await press('A customer who already holds a coupon', 'Is sent the same coupon again');
  await editor.text('Not together with').fill('702215');
  // Close the list of suggestions, which covers the next target.
  await editor.page.keyboard.press('Escape');
  await editor.isChanged('Not together with');
  await press('Who may redeem', 'Anyone with the code');
  await editor.text('Redeemable from').fill('31 feb');
  await editor.isChanged('Redeemable from');
  await press('Waiting time', 'After');
});

test('refuses a code of another series at its field, and accepts the correction', async ({
  api,
  editor,
  review,
  complaints,
}) => {
  complaints.allow(/status of 400/);
  const before = await api.get(702215);
  await editor.open(702215);
  await editor.fill('Series code', 'fEDH0qD8');
  await editor.fill('Name', 'Festive sweets');
  await editor.askToSave();
  await review.save();
  await expect(editor.problems).toHaveAccessibleName('Fix 1 error before saving');
  await expect(editor.problems).toContainText('Series code: Another series has this code already.');
  await expect(editor.problems.locator('xpath=..')).toBeFocused();
  const code = editor.text('Series code');
  await expect(code).toHaveAccessibleDescription(/Another series has this code already/);
  await expect(code).toHaveValue('fEDH0qD8');
  await expect(editor.text('Name')).toHaveValue('Festive sweets');
  expect(await api.get(702215)).toEqual(before);

  // The error belongs to the code that was sent, so an edit clears it.
  await code.fill('mS7kQ2xB');
  await expect(editor.problems).toBeHidden();
  await expect(code).not.toHaveAccessibleDescription(/Another series/);
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(702215)).toMatchObject({ seriesCode: 'mS7kQ2xB', description: 'Festive sweets' });
});

test('shows errors of hidden and unknown fields, and errors without a field, at the top', async ({
  editor,
  review,
  complaints,
  page,
}) => {
  complaints.allow(/status of 400/);
  await editor.open(688310);
  await refuse(page, 688310, [
    { status: false, code: 754, message: 'Generic code cannot be empty', field: 'genericCode' },
    { status: false, code: 629, message: 'is not allowed here', field: 'flangeWidth' },
    { status: false, code: 730, message: 'The moon is full.', field: null },
    { status: false, code: 644, message: 'The template is too long.', field: 'smsTemplate' },
    { status: false, code: 506, message: 'It does not fit.', field: null },
    { status: false, code: 629, message: 'max_create is too small', field: 'flangeDepth' },
  ]);
  await editor.fill('Name', 'Denim days');
  await editor.askToSave();
  await review.save();
  await expect(editor.problems.getByRole('listitem')).toHaveText([
    'Common code: Generic code cannot be empty 754',
    'Message for resending: The template is too long. 644',
    'Days and hours: It does not fit. 506',
    'Coupons in total: max_create is too small 629',
    'flangeWidth: is not allowed here 629',
    'The moon is full. 730',
  ]);
  await expect(editor.text('Message for resending')).toHaveAccessibleDescription(/The template is too long/);
  await expect(editor.text('Name')).toHaveValue('Denim days');

  // The link to a hidden field goes to its section.
  await editor.problems.getByRole('button', { name: 'Common code' }).click();
  await expect(editor.section('Codes')).toBeFocused();
});

test('shows warnings in all three shapes of the API until the next save', async ({ editor, review, page }) => {
  await page.route('**/v2/coupon/series/720077', async (route) => {
    const response = await route.fetch();
    const warnings = [
      'The message is sent as Unicode.',
      { status: true, code: 711, message: 'The code works more than once.' },
      { code: 729, message: 'No customer shops at four.', field: 'redemptionRange' },
    ];
    await route.fulfill({ response, json: { ...((await response.json()) as object), warnings } });
  });
  await editor.open(720077);
  await editor.fill('POS code', 'RAUNAK-12');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(editor.result('The API warns').getByRole('listitem')).toHaveText([
    'The message is sent as Unicode.',
    'The code works more than once. 711',
  ]);
  const range = page.getByRole('group', { name: 'Days and hours', exact: true });
  await expect(range).toHaveAccessibleDescription(/No customer shops at four/);

  await editor.fill('POS code', 'RAUNAK12');
  await expect(editor.result('The API warns')).toBeVisible();
  await page.unroute('**/v2/coupon/series/720077');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(editor.result('The API warns')).toBeHidden();
  await expect(page.getByText('No customer shops at four')).toBeHidden();
});
