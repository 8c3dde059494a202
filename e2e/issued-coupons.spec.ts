import { isSave } from './api.ts';
import { expect, test } from './fixtures.ts';

const DIWALI = 698948;

test('a save that ends issued coupons has a red button without the focus, and asks for a reason', async ({
  api,
  editor,
  page,
  review,
}) => {
  await editor.open(DIWALI);
  await editor.fill('Valid until', '1 Jan 2026');
  await editor.askToSave();
  const banner = review.dialog.getByRole('region', { name: 'This save ends coupons that customers hold' });
  await expect(banner).toContainText(/After this save: Ended, on Thu 1 Jan 2026\. This ends the [\d,]+ coupons/);
  const reason = review.dialog.getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await expect(review.button).toHaveAttribute('style', /--button-bg: [^;]*error/);
  await page.keyboard.press('Enter');
  await expect(reason).toHaveAccessibleDescription(/Enter why these coupons end/);
  await expect(reason).toBeFocused();
  await review.button.click();
  await expect(reason).toBeFocused();
  expect(await api.get(DIWALI)).not.toMatchObject({ validTillDate: expect.stringContaining('2026-01-01') });

  await page.keyboard.type('Recalled: “बिक गया” 100 %');
  // The reason is not asked twice.
  await review.back();
  await editor.askToSave();
  await expect(reason).toHaveValue('Recalled: “बिक गया” 100 %');
  const sent = page.waitForRequest(isSave);
  await review.save();
  expect((await sent).headers()['coupon-desk-reason']).toBe(encodeURIComponent('Recalled: “बिक गया” 100 %'));
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(DIWALI)).toMatchObject({ validTillDate: expect.stringContaining('2026-01-01') });
});

test('a save that restricts issued coupons says how many, and needs no reason', async ({ editor, page, review }) => {
  await editor.open(DIWALI);
  await editor.limit('Smallest bill', 'At least', '999999');
  await editor.askToSave();
  await expect(review.change('minBillAmount')).toContainText(
    /Bills below 999,999 are refused from now on\. This affects up to [\d,]+ coupons .*; how many is not known\./,
  );
  await expect(review.dialog.getByRole('textbox', { name: 'Reason' })).toBeHidden();
  await expect(review.button).toBeFocused();
  await expect(review.button).not.toHaveAttribute('style', /error/);
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
});
