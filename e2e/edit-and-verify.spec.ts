import { isSave, withoutStamps } from './api.ts';
import { expect, test } from './fixtures.ts';

test('reviews, saves and verifies a changed code, and changes nothing else', async ({ api, editor, review, page }) => {
  const before = await api.get(690412);
  await editor.open(690412);
  await expect(editor.saveBar).toBeHidden();
  await editor.fill('Common code', 'RAIN-25');
  await expect(editor.saveBar).toContainText('1 change');
  await expect(editor.saveBar).toContainText('Common code');
  // The bar is over the form only: it would cover the end of the summary.
  const boxes = [await editor.saveBar.boundingBox(), await page.getByRole('complementary').boundingBox()];
  expect((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0)).toBeLessThanOrEqual(boxes[1]?.x ?? 0);

  await editor.askToSave();
  await review.says('genericCode', 'MONSOON20', 'RAIN-25');
  await review.save();
  const saved = editor.result('Saved and verified');
  await expect(saved).toContainText('1 change. Read back on');
  await expect(saved.getByRole('definition').first()).toHaveText('from MONSOON20 →  to RAIN-25');
  await expect(saved).toContainText('Nothing else changed, except what the API counts and stamps itself.');
  await saved.getByRole('button', { name: 'Set by the API (2)' }).click();
  await expect(saved.getByRole('term').filter({ hasText: 'lastUsed' })).toBeVisible();
  await expect(editor.saveBar).toBeHidden();
  await expect(editor.text('Common code')).toHaveValue('RAIN-25');

  const after = await api.get(690412);
  expect(withoutStamps(after)).toEqual({ ...withoutStamps(before), genericCode: 'RAIN-25' });
  expect(Date.parse(String(after['lastUsed']))).toBeGreaterThan(Date.parse(String(before['lastUsed'])));
});

test('shows a dependent field with its gate, and its warning before and after the save', async ({
  api,
  editor,
  review,
}) => {
  const before = await api.get(733018);
  await editor.open(733018);
  await expect(editor.choice('Each coupon code')).toBeHidden();
  await editor.choose('Who may redeem', 'Anyone with the code');
  await expect(editor.choice('Each coupon code')).toBeVisible();
  await editor.limit('Each coupon code', 'Limit to', '5');
  const warning = 'Warning: One code works once, so the limit of 5 is never reached. Let one code work more than once.';
  const limit = editor.text('Each coupon code Limit to');
  await expect(limit).toHaveAccessibleDescription(RegExp(warning));

  await editor.askToSave();
  await review.says('anyUser', 'Only the customer it was issued to', 'Anyone with the code');
  await review.says('redemptionPerCouponMaxLimit', 'not used', '5 redemptions');
  await expect(review.change('redemptionPerCouponMaxLimit')).toContainText('the limit of 5 is never reached');
  const response = editor.page.waitForResponse((sent) => isSave(sent.request()));
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  const { warnings } = (await (await response).json()) as { warnings: unknown[] };
  expect(warnings).toContainEqual(expect.objectContaining({ field: 'redemptionPerCouponMaxLimit', code: 711 }));
  await expect(limit).toHaveAccessibleDescription(RegExp(warning));

  const after = await api.get(733018);
  expect(withoutStamps(after)).toEqual({ ...withoutStamps(before), anyUser: true, redemptionPerCouponMaxLimit: 5 });
});

test('shows a warning of the API at its field while the field has the saved value', async ({
  editor,
  review,
  page,
}) => {
  await page.route('**/v2/coupon/series/923222', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as object;
    const warnings = [{ code: 711, message: 'Codes may run out soon', field: 'maxCreate' }];
    await route.fulfill({ response, json: { ...body, warnings } });
  });
  await editor.open(923222);
  await editor.fill('Name', 'Gold members ₹1,000 off, autumn');
  await editor.askToSave();
  await review.save();
  const saved = await editor.result('Saved and verified').boundingBox();
  const total = editor.text('Coupons in total Limit to');
  await expect(total).toHaveAccessibleDescription(/Codes may run out soon/);
  await total.fill('3500');
  await expect(total).not.toHaveAccessibleDescription(/Codes may run out soon/);
  // A new edit does not move the form.
  await expect(editor.result('Last save: verified')).toBeVisible();
  expect(await editor.result('Last save: verified').boundingBox()).toMatchObject({ height: saved?.height });
  await page.unroute('**/v2/coupon/series/923222');
  await editor.askToSave();
  await expect(review.change('maxCreate')).not.toContainText('Codes may run out soon');
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText('Coupons in total');
  await expect(total).not.toHaveAccessibleDescription(/Codes may run out soon/);
});

test('“Put back” undoes each change and hides the save bar after the last one', async ({ api, editor }) => {
  const before = await api.get(733018);
  await editor.open(733018);
  await editor.fill('Name', 'Member fortnight');
  await editor.choose('Who may redeem', 'Anyone with the code');
  await editor.limit('Each coupon code', 'Limit to', '5');
  await expect(editor.saveBar).toContainText('3 changes');

  await editor.putBack('Each coupon code').click();
  await expect(editor.choice('Each coupon code').getByRole('radio', { name: 'No limit' })).toBeChecked();
  await editor.putBack('Who may redeem').click();
  await expect(editor.choice('Each coupon code')).toBeHidden();
  await editor.putBack('Name').click();
  await expect(editor.text('Name')).toHaveValue('Member week ₹260 off');
  await expect(editor.text('Name')).toBeFocused();
  await expect(editor.saveBar).toBeHidden();
  expect(await api.get(733018)).toEqual(before);
});

test('a click corrects a code with a character that cannot be seen, and “Discard” reverts all changes', async ({
  api,
  editor,
  page,
}) => {
  const before = await api.get(733018);
  await editor.open(733018);
  const code = editor.text('POS code');
  await editor.fill('POS code', 'FORTNIGHT\u200B');
  await expect(code).toHaveAccessibleDescription(/zero-width space \(U\+200B\)/);
  await page.getByRole('button', { name: 'Change to “FORTNIGHT”' }).click();
  await expect(code).toHaveValue('FORTNIGHT');
  await expect(code).toBeFocused();
  await expect(code).not.toHaveAccessibleDescription(/cannot see/);
  await editor.fill('Name', 'Member fortnight');
  await editor.limit('Coupons in total', 'Limit to', '12a');
  await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect(editor.saveBar).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('Member week ₹260 off');
  await expect(editor.choice('Coupons in total').getByRole('radio', { name: 'No limit' })).toBeChecked();
  expect(await api.get(733018)).toEqual(before);
});
