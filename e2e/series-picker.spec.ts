import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const DIWALI = 698948;
const FIELD = 'Not together with';

/** The chosen series, without the list of what a change adds and removes. */
const chosenIn = (page: Page) =>
  page
    .locator('[data-field=mutualExclusiveSeriesIds]')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Remove/ }) });

test('finds, chooses, removes and saves mutually exclusive series', async ({ api, editor, review, page }) => {
  await editor.open(DIWALI);
  const field = page.locator('[data-field=mutualExclusiveSeriesIds]');
  const chosen = chosenIn(page);
  await expect(chosen).toHaveCount(1);
  await expect(chosen.first()).toContainText('Festive sweets');
  await expect(chosen.first()).toContainText('Live');
  await expect(chosen.first()).toContainText('Both ways');

  await editor.text(FIELD).fill('denim');
  const option = page.getByRole('option', { name: /Winter denim clearance/ });
  await expect(option).toContainText('688310');
  await option.click();
  await expect(chosen).toHaveCount(2);
  await expect(chosen.last()).toContainText('One way');
  await expect(field).toContainText(
    'a customer who holds a coupon of “Winter denim clearance 30% off” gets none of this series',
  );
  await expect(editor.text(FIELD)).toHaveValue('');
  await chosen
    .first()
    .getByRole('button', { name: /^Remove Festive sweets/ })
    .click();
  await expect(chosen).toHaveCount(1);
  await editor.isChanged(FIELD);

  await editor.askToSave();
  await review.says('mutualExclusiveSeriesIds', '702215', '688310');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['mutualExclusiveSeriesIds']).toBe('[688310]');
});

test('the same by keyboard alone', async ({ api, editor, review, page }) => {
  await editor.open(DIWALI);
  const field = page.locator('[data-field=mutualExclusiveSeriesIds]');
  const remove = field.getByRole('button', { name: /^Remove Festive sweets/ });
  await tabTo(page, remove);
  await page.keyboard.press('Enter');
  await expect(editor.text(FIELD)).toBeFocused();

  await page.keyboard.type('DENIM30');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /Winter denim/ })).toHaveAttribute('data-active');
  await page.keyboard.press('Enter');
  await expect(field.getByText('Winter denim clearance 30% off added.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['mutualExclusiveSeriesIds']).toBe('[688310]');
});

test('accepts pasted ids, keeps unknown ids, refuses its own id, and keeps an unfinished search', async ({
  api,
  editor,
  page,
  review,
}) => {
  await editor.open(DIWALI);
  const field = page.locator('[data-field=mutualExclusiveSeriesIds]');
  const input = editor.text(FIELD);
  await input.focus();
  await page.evaluate((own) => {
    const data = new DataTransfer();
    data.setData('text', `688310\r\n41\r\n702215\r\n${own}\r\n`);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, DIWALI);
  await expect(chosenIn(page)).toHaveCount(3);
  await expect(chosenIn(page).last()).toContainText('unknown 41');
  await expect(field.getByText('2 added. 1 chosen already.')).toBeVisible();
  await expect(input).toHaveValue(String(DIWALI));
  await expect(field).toContainText(`${DIWALI} is this series`);

  await input.fill('day');
  await expect(page.getByRole('option').first()).toBeVisible();
  await input.blur();
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(input).toHaveAccessibleDescription(/“day” names no series yet: choose one from the list/);
  await expect(input).toHaveValue('day');

  await input.fill('');
  await input.blur();
  await expect(input).not.toHaveAccessibleDescription(/names no series/);
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['mutualExclusiveSeriesIds']).toBe('[702215,688310,41]');
});

test('shows an unknown id as unknown, without console errors', async ({ api, editor, page }) => {
  await api.change(DIWALI, { mutualExclusiveSeriesIds: '[41,42]' });
  await editor.open(DIWALI);
  const chosen = chosenIn(page);
  await expect(chosen.first()).toContainText('unknown 41');
  await expect(chosen.last()).toContainText('unknown 42');
});

test('lists the series itself as a disabled option', async ({ editor, page }) => {
  await editor.open(DIWALI);
  await editor.text(FIELD).fill(String(DIWALI));
  const itself = page.getByRole('option', { name: /This series, which cannot exclude itself/ });
  await expect(itself).toBeDisabled();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chosenIn(page)).toHaveCount(1);
});
