import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';

const ID = 698948;

/** What a page adds to the palette, and its keys, are fetched right after it. */
const settled = (page: Page) => page.waitForLoadState('networkidle');

test('to a field by its name in the API, by keyboard alone: what is folded away opens', async ({ editor, page }) => {
  await editor.open(ID);
  await settled(page);
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Find a field, a series or an action' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('short sms');
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/^Short message/);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(editor.text('Short message')).toBeFocused();
  await expect(editor.text('Short message')).toBeInViewport();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('until valid');
  await page.keyboard.press('Enter');
  await expect(editor.text('Valid until')).toBeFocused();
});

test('a field that does not apply is listed with the reason, and leads to its section', async ({ editor, page }) => {
  await editor.open(ID);
  await settled(page);
  await page.getByRole('button', { name: 'Find a field, a series or an action' }).click();
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill('genericCode');
  const option = palette.getByRole('option', { name: /^Common code/ });
  await expect(option).toContainText('Not shown now: it applies to a common code only.');
  await option.click();
  await expect(editor.section('Codes')).toBeFocused();
  await expect(editor.section('Codes')).toBeInViewport();
});

test('to another series by its code, from the list and from the editor, where unsaved work is asked about', async ({
  list,
  editor,
  overview,
  page,
}) => {
  await list.open();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Find a series or an action' });
  await palette.getByRole('combobox').fill('open500');
  await expect(palette.getByRole('option', { name: /Indiranagar/ })).toContainText('682904');
  await palette.getByRole('option', { name: /Indiranagar/ }).click();
  await overview.isOpen();
  await expect(page).toHaveURL(/\/series\/682904$/);

  await page.keyboard.press('e');
  await editor.isOpen();
  await editor.fill('Name', 'Changed');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('698948');
  const found = page.getByRole('dialog').getByRole('option', { name: /698948/ });
  await expect(found).toBeVisible();
  await found.click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
});

test('actions: what makes sense now, and the theme', async ({ editor, page }) => {
  await editor.open(ID);
  await settled(page);
  await editor.fill('Name', 'Changed');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('undo');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText([/^Undo Name/]);
  await page.keyboard.press('Enter');
  await expect(editor.text('Name')).not.toHaveValue('Changed');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('J and K go from section to section, ? lists the keys, and letters stay letters where somebody types', async ({
  editor,
  page,
}) => {
  await editor.open(ID);
  await settled(page);
  await page.keyboard.press('j');
  await expect(editor.section('Basics')).toBeFocused();
  await page.keyboard.press('j');
  await expect(editor.section('Discount')).toBeFocused();
  await page.keyboard.press('k');
  await expect(editor.section('Basics')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(editor.text('Name')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('jk?/');
  await expect(editor.text('Name')).toHaveValue(/jk\?\/$/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Undo, across all fields');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
});

test('a search that fails is said, and a text that nothing is called by is only searched', async ({
  editor,
  page,
  complaints,
}) => {
  complaints.allow(/Failed to load resource: net::ERR_INTERNET_DISCONNECTED/);
  await editor.open(698948);
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('combobox').fill('x'.repeat(500));
  await expect(palette.getByText('Nothing matches.', { exact: true }).first()).toBeVisible();
  await page.context().setOffline(true);
  await palette.getByRole('combobox').fill('zzzz');
  const failure = palette.getByText('The search failed. You are offline.').first();
  await expect(failure).toBeVisible();
  // Back on the network nobody has to ask again.
  await page.context().setOffline(false);
  await expect(failure).toBeHidden();
});
