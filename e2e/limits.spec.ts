import type { Locator } from 'playwright/test';
import { withoutStamps } from './api.ts';
import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

/** Only the holder may redeem, once; one coupon per customer; nothing issued yet. */
const ORDINARY = 733018;
const FLAGSHIP = 698948;

const option = (group: Locator, name: string) => group.getByRole('radio', { name, exact: true });

test('stores who may redeem and how often, chosen by mouse', async ({ api, editor, review }) => {
  const before = await api.get(ORDINARY);
  await editor.open(ORDINARY);
  const often = editor.choice('One code');
  await expect(option(often, 'Works once')).toBeChecked();
  await expect(option(often, 'Works once for each customer')).toBeDisabled();
  await expect(option(often, 'Works once for each customer')).toHaveAccessibleDescription(
    'Only if anyone with the code may redeem.',
  );

  await editor.choose('Who may redeem', 'Anyone with the code');
  await option(often, 'Works once for each customer').check();
  await editor.isChanged('One code');
  await editor.limit('Each coupon code', 'Limit to', '5');
  await editor.limit('Redemptions in total', 'Limit to', '2000');
  const section = editor.section('Redemption limits');
  await expect(section).toContainText('0 redeemed, 2,000 left');
  await expect(section).toContainText(
    'Anyone with the code can redeem it, each customer once. At most 5 redemptions for each code and 2,000 in all.',
  );

  await editor.askToSave();
  await review.says('isMultipleUseAllowed', 'Works once', 'Works more than once');
  await expect(review.change('sameUserMultipleRedeem')).toBeHidden();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(withoutStamps(await api.get(ORDINARY))).toEqual({
    ...withoutStamps(before),
    anyUser: true,
    isMultipleUseAllowed: true,
    redemptionPerCouponMaxLimit: 5,
    maxRedeem: 2000,
  });
  await expect(option(often, 'Works once for each customer')).toBeChecked();
});

test('the same by keyboard alone, including what a holder gets', async ({ api, editor, page }) => {
  test.slow();
  const before = await api.get(ORDINARY);
  await editor.open(ORDINARY);
  const again = editor.choice('A customer who already holds a coupon');
  await expect(option(again, 'Gets no other coupon')).toBeVisible();
  await tabTo(page, option(again, 'Gets no other coupon'));
  await page.keyboard.press('ArrowDown');
  await expect(option(again, 'Gets a new coupon')).toBeChecked();
  const most = editor.choice('Each customer can hold');
  await tabTo(page, option(most, 'No limit'), { most: 2 });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('3');

  await tabTo(page, option(editor.choice('Who may redeem'), 'Only the customer it was issued to'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, option(editor.choice('One code'), 'Works once'), { most: 3 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(option(editor.choice('One code'), 'Works more than once')).toBeChecked();
  await expect(option(editor.choice('One code'), 'Works more than once')).toBeFocused();
  await tabTo(page, option(editor.choice('Each customer can redeem'), 'No limit'), { most: 6 });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4');

  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Save 6 changes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(withoutStamps(await api.get(ORDINARY))).toEqual({
    ...withoutStamps(before),
    isMultipleVouchersPerUserAllowed: true,
    maxVouchersPerUser: 3,
    anyUser: true,
    isMultipleUseAllowed: true,
    sameUserMultipleRedeem: true,
    maxRedemptionsInSeriesPerUser: 4,
  });
});

test('stores what a holder gets, chosen by mouse', async ({ api, editor, review }) => {
  const before = await api.get(ORDINARY);
  await editor.open(ORDINARY);
  const again = editor.choice('A customer who already holds a coupon');
  await option(again, 'Gets a new coupon').check();
  await editor.limit('Each customer can hold', 'Limit to', '3');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(withoutStamps(await api.get(ORDINARY))).toEqual({
    ...withoutStamps(before),
    isMultipleVouchersPerUserAllowed: true,
    maxVouchersPerUser: 3,
  });
});

test('shows contradictory stored flags by their effect, and keeps them until they are edited', async ({
  api,
  editor,
  review,
}) => {
  await api.change(ORDINARY, {
    isMultipleUseAllowed: true,
    sameUserMultipleRedeem: false,
    doNotResendExistingVoucher: false,
    isMultipleVouchersPerUserAllowed: true,
  });
  const before = await api.get(ORDINARY);
  await editor.open(ORDINARY);
  const often = editor.choice('One code');
  await expect(option(often, 'Works once for each customer')).toBeChecked();
  await expect(option(often, 'Works once for each customer')).toHaveAccessibleDescription(/so it works once/);
  await expect(often).toHaveAccessibleDescription(/Warning: Only the holder may redeem/);
  const again = editor.choice('A customer who already holds a coupon');
  await expect(option(again, 'Is sent the same coupon again')).toBeChecked();
  await expect(again).toHaveAccessibleDescription(/Warning: .*no customer gets a second/);

  // Changing a mode and changing it back leaves no change.
  await option(again, 'Gets no other coupon').check();
  await editor.isChanged('A customer who already holds a coupon');
  await option(again, 'Is sent the same coupon again').check();
  await option(often, 'Works once').check();
  await editor.isChanged('One code');
  await option(often, 'Works once for each customer').check();
  await expect(editor.saveBar).toBeHidden();

  await editor.fill('Name', 'Member fortnight');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText('Name description');
  expect(withoutStamps(await api.get(ORDINARY))).toEqual({
    ...withoutStamps(before),
    description: 'Member fortnight',
  });
});

test('refuses a total below the number of issued coupons, and the error links to the field', async ({
  editor,
  page,
}) => {
  await editor.open(FLAGSHIP);
  await expect(editor.section('Issuance limits')).toContainText('20,645 issued, 4,355 left');
  await editor.limit('Coupons in total', 'Limit to', '20000');
  await expect(editor.section('Issuance limits')).toContainText('20,645 issued, none left');
  await editor.askToSave();
  await expect(editor.problems).toContainText('20,645 coupons are issued already. Enter more than that.');
  await editor.problems.getByRole('button', { name: 'Coupons in total' }).click();
  await expect(editor.text('Coupons in total Limit to')).toBeFocused();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a locked field explains why, unlocks by keyboard and receives the focus', async ({ editor, page }) => {
  await editor.open(FLAGSHIP);
  const unlock = page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ });
  await expect(unlock).toHaveAccessibleDescription(/The API calculates the end of every issued coupon from this/);
  await unlock.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unlock “Each coupon expires”' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await expect(dialog).toContainText('20,645 coupons');
  await page.keyboard.type('move it');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox')).toHaveAccessibleDescription(/Type the words “move every expiry”/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Move every expiry ');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(option(editor.choice('Each coupon expires'), 'After days')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(option(editor.choice('Each coupon expires'), 'With the series')).toBeChecked();
});

test('the summary follows the form, marks changes and links to fields', async ({ editor, page }) => {
  await editor.open(FLAGSHIP);
  const summary = page.getByRole('region', { name: 'What this series does' });
  await expect(summary).toContainText('Takes 15 % off bills of ₹999 or more, at most ₹500.');
  await expect(summary.locator('mark')).toHaveCount(0);

  await summary.getByRole('link', { name: '15 %' }).click();
  await expect(editor.text('Discount')).toBeFocused();
  await editor.fill('Discount', '20');
  await expect(summary.locator('mark')).toHaveText('20 % (changed)');
  await expect(summary).toContainText('off bills of ₹999 or more, at most ₹500.');

  await summary.getByRole('link', { name: 'gets another' }).focus();
  await page.keyboard.press('Enter');
  await expect(option(editor.choice('A customer who already holds a coupon'), 'Gets a new coupon')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(summary.locator('mark')).toHaveText(['20 % (changed)', 'gets no other (changed)']);

  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Leave and lose the changes' }).click();
  await expect(summary).toContainText('Takes 15 % off bills of ₹999 or more, at most ₹500.');
  await expect(summary.getByRole('link')).toHaveCount(0);
});

test('a summary collapsed to one line on a narrow screen shows its first sentence', async ({ editor, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await editor.open(FLAGSHIP);
  const toggle = page.getByRole('button', { name: /^Takes 15 % off/ });
  await toggle.click();
  await page
    .getByRole('region', { name: 'What this series does' })
    .getByRole('link', { name: 'Anyone with the code' })
    .click();
  await expect(option(editor.choice('Who may redeem'), 'Anyone with the code')).toBeFocused();
});

test('edits the flags if the choices and the summary fail to load, and saves when the network is back', async ({
  api,
  editor,
  review,
  page,
  complaints,
}) => {
  complaints.allow(/net::ERR_FAILED/);
  const parts = '**/assets/editor-parts-*.js';
  await page.route(parts, (route) => route.abort());
  await editor.open(ORDINARY);
  await expect(page.getByRole('region', { name: 'What this series does' })).toContainText('could not be fetched');
  await editor.choice('One code').getByRole('radio', { name: 'Works more than once' }).check();
  await editor.choice('The same customer').getByRole('radio', { name: 'May use a code again' }).check();
  await expect(editor.saveBar).toContainText('2 changes');
  await page.unroute(parts);
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(ORDINARY)).toMatchObject({ isMultipleUseAllowed: true, sameUserMultipleRedeem: true });
});
