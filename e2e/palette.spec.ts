import { expect, test } from './fixtures.ts';
import { quiet } from './quiet.ts';

const ID = 698948;

test('the palette of the editor finds fields, explains hidden ones and runs actions', async ({ editor, page }) => {
  await editor.open(ID);
  await quiet(page); // The palette entries and hotkeys of the page load after it.

  await test.step('goes to a field by its API name, by keyboard alone, and unfolds its section', async () => {
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
  await test.step('lists a hidden field with the reason, and goes to its section', async () => {
    await page.getByRole('button', { name: 'Find a field, a series or an action' }).click();
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('genericCode');
    const option = palette.getByRole('option', { name: /^Common code/ });
    await expect(option).toContainText('Not shown now: it applies to a common code only.');
    await option.click();
    await expect(editor.section('Codes')).toBeFocused();
    await expect(editor.section('Codes')).toBeInViewport();
  });
  await test.step('runs the actions that apply now, and changes the theme', async () => {
    await editor.fill('Name', 'Changed');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('undo');
    await expect(page.getByRole('dialog').getByRole('option')).toHaveText([/^Undo Name/]);
    await page.keyboard.press('Enter');
    await expect(editor.text('Name')).not.toHaveValue('Changed');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('dark');
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(/dark/i);
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });
});

test('goes to another series by its code, from the list and from the editor; asks about unsaved changes', async ({
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
  const option = page.getByRole('dialog').getByRole('option', { name: /698948/ });
  await expect(option).toBeVisible();
  await option.click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
});

test('J and K go from section to section, ? lists the hotkeys, and text fields receive letters', async ({
  editor,
  page,
}) => {
  await editor.open(ID);
  await quiet(page); // The palette entries and hotkeys of the page load after it.
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

test('reports a failed search, and only searches for a long text', async ({ editor, page, complaints }) => {
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
  // Back online the search is retried automatically.
  await page.context().setOffline(false);
  await expect(failure).toBeHidden();
});

test('finds issuance, an error number and a text of the list, and offers by place', async ({ list, page }) => {
  await list.open();
  const palette = page.getByRole('dialog', { name: 'Find a series or an action' });
  const options = palette.getByRole('option');
  const ask = async (text: string) => {
    await page.keyboard.press('ControlOrMeta+k');
    await palette.getByRole('combobox').fill(text);
  };
  await ask('issuance');
  await expect(options).toHaveText(['Check why no coupon was issued']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check an issuance' })).toBeVisible();

  await ask('714');
  await expect(options.first()).toContainText('714: The limit of the whole series is reached.');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/check\?error=714$/);
  await expect(page.getByRole('region', { name: 'Error 714' })).toBeVisible();

  await ask('limit of the whole series');
  await expect(options.first()).toContainText('605: The limit of the whole series is reached.');
  await page.keyboard.press('Escape');
  await ask('each coupon expires before it is issued');
  await options.filter({ hasText: 'Series that are not redeemable' }).click();
  await expect(page).toHaveURL(/\/series\?tab=notRedeemable$/);

  await ask('meridian indiranagar');
  await options
    .filter({ hasText: /^Meridian Indiranagar.*Store BLR.*, offers now and next week/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/covers\/STORE\/\d+$/);
  await expect(page.getByRole('heading', { name: /^Meridian Indiranagar/ })).toBeVisible();

  await ask('customer');
  await options.filter({ hasText: 'Look up a customer or a coupon' }).click();
  await expect(page.getByLabel('Mobile number')).toBeFocused();
});
