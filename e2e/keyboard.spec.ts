import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const ID = 682904;
const NAME = 'Store opening Indiranagar: first 500 bills';

test('goes from the list to a verified save by keyboard alone', async ({
  api,
  list,
  overview,
  editor,
  review,
  page,
}) => {
  test.slow();
  const before = await api.get(ID);
  await list.open();
  await page.keyboard.press('/');
  await expect(list.search).toBeFocused();
  await page.keyboard.type('open500');
  await expect(list.names).toHaveText([NAME]);
  await tabTo(page, list.series(NAME));
  await page.keyboard.press('Enter');
  await overview.isOpen();
  await page.keyboard.press('e');
  await editor.isOpen();

  await tabTo(page, editor.text('Name'));
  // The frame around the input shows the focus, not the input itself.
  await expect(editor.text('Name')).toHaveCSS('outline-style', 'none');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Store opening');
  await tabTo(page, editor.text('Valid until'));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('PageUp');
  await tabTo(page, editor.choice('Coupons in total').getByRole('radio', { name: 'No limit' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await expect(editor.text('Coupons in total Limit to')).toBeFocused();
  await page.keyboard.type('2,500');
  await page.keyboard.press('Control+s');

  await expect(review.dialog).toHaveAccessibleName('Review 3 changes');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(review.dialog).toBeHidden();
  await expect(editor.text('Coupons in total Limit to')).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  // The dialog traps the focus.
  await tabTo(page, review.dialog.getByRole('button', { name: 'Close' }));
  await tabTo(page, review.button);
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();

  const after = await api.get(ID);
  expect(after).toMatchObject({ description: 'Store opening', maxCreate: 2500 });
  const days = (Date.parse(String(after['validTillDate'])) - Date.parse(String(before['validTillDate']))) / 86_400_000;
  expect(days).toBeGreaterThanOrEqual(29);
  expect(days).toBeLessThanOrEqual(32);
});

test('typing into a number field after Tab replaces the number', async ({ editor, page }) => {
  await editor.open(698948);
  await editor.choice('Coupons in total').getByRole('radio', { name: 'Limit to' }).focus();
  await page.keyboard.press('Tab');
  await expect(editor.text('Coupons in total Limit to')).toBeFocused();
  await page.keyboard.type('30000');
  await page.keyboard.press('Tab');
  await expect(editor.text('Coupons in total Limit to')).toHaveValue('30,000');
});

test('every tab stop of the editor shows the focus while the save bar is visible', async ({ editor, page }) => {
  test.slow();
  await editor.open(ID);
  await editor.unfoldAll();
  await editor.fill('Name', 'Store opening');
  await tabTo(page, editor.saveBar.getByRole('button', { name: 'Review and save' }), { most: 300 });
  await tabTo(page, editor.text('Name'), { most: 300, key: 'Shift+Tab' });
});

test('Escape closes each dialog and returns the focus', async ({ editor, page }) => {
  await editor.open(ID);
  const unlock = page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ });
  await unlock.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unlock “Each coupon expires”' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(unlock).toBeFocused();

  await editor.fill('Name', 'Store opening');
  const save = editor.saveBar.getByRole('button', { name: 'Review and save' });
  await save.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Review 1 change' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(save).toBeFocused();

  const calendar = page.getByRole('button', { name: 'Calendar: Valid until' });
  await calendar.focus();
  await page.keyboard.press('Enter');
  const days = page.getByRole('dialog', { name: 'Valid until: calendar' });
  await expect(days).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(days).toBeHidden();
  await expect(calendar).toBeFocused();
});

test('the skip link leads to the content', async ({ overview, page }) => {
  await overview.open(ID);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('E types a letter in a text field', async ({ list, page }) => {
  await list.open();
  await list.search.focus();
  await page.keyboard.type('e');
  await expect(list.search).toHaveValue('e');
  await expect(page).toHaveURL(/\/series\?q=e$/);
});

test('on a narrow screen the current section is named, and the save bar covers neither the focus nor the menu', async ({
  editor,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await editor.open(698948);
  await editor.section('Terms and properties').evaluate((section) => section.scrollIntoView());
  const name = page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: /^Terms and properties/ });
  await expect(name).toHaveAttribute('aria-current', 'true');
  await expect(name).toBeInViewport({ ratio: 1 });

  // A press leaves the field where the save bar then appears.
  const off = editor.choice('SMS').getByRole('radio', { name: 'Off' });
  const rail = await page.getByRole('navigation', { name: 'Coupon Desk' }).boundingBox();
  await off.evaluate((radio: HTMLElement, end) => {
    window.scrollBy(0, radio.getBoundingClientRect().bottom - end);
    radio.focus({ preventScroll: true });
    radio.click();
  }, rail?.y ?? 0);
  await expect(editor.saveBar).toBeVisible();
  const bottom = () => off.evaluate((radio) => radio.getBoundingClientRect().bottom);
  await expect.poll(bottom).toBeLessThan((await editor.saveBar.boundingBox())?.y ?? 0);

  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click({ trial: true });
});
