import type { Page } from 'playwright/test';
import { type Api } from './api.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { Editor } from './pages/editor.ts';
import { Picker } from './pages/picker.ts';

/** Every visually distinct state of the pages. Each entry opens its state from a blank page. */
const STATES: Readonly<Record<string, (page: Page, api: Api) => Promise<void>>> = {
  list: async (page) => {
    await page.goto('/series');
    await expect(page.getByRole('table').getByRole('cell').first()).toBeVisible();
  },
  'list without a match': async (page) => {
    await page.goto('/series?q=no+such+thing');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  overview: async (page) => {
    await page.goto('/series/698948');
    await expect(page.getByRole('button', { name: 'Edit this series' })).toBeVisible();
  },
  'editor, untouched': (page) => new Editor(page).open(698948),
  'confirmation before the kind of discount changes': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.choice('Kind of discount').getByRole('radio', { name: 'Fixed amount' }).click();
    await expect(page.getByRole('form', { name: 'Change to a fixed amount?' })).toBeVisible();
  },
  'editor with malformed values': (page) => new Editor(page).open(563719),
  'editor with changes and errors': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.unfoldAll();
    await editor.fill('Name', '');
    await editor.limit('Coupons in total', 'Limit to', '12a');
    await editor.fill('Valid until', '31 Dec 2030');
    await editor.fill('Not together with', '702215 x');
    await editor.askToSave();
    await expect(editor.problems).toBeVisible();
  },
  'result of a save': async (page) => {
    const editor = new Editor(page);
    await editor.open(733018);
    await editor.fill('Name', 'Member fortnight');
    await editor.askToSave();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(editor.result('Saved and verified')).toBeVisible();
  },
  'review dialog': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.fill('Discount', '12.5');
    await editor.fill('Valid until', '31 Dec 2030');
    await editor.fill('Description', 'A line that is long enough to need more than one line in a narrow dialog');
    await editor.askToSave();
    await expect(page.getByRole('button', { name: 'Save 3 changes' })).toBeVisible();
  },
  'unlock dialog': async (page) => {
    await new Editor(page).open(698948);
    await page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ }).click();
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
  },
  'conflict dialog': async (page, api) => {
    const editor = new Editor(page);
    await editor.open(711906);
    await api.change(711906, { description: 'Their name', maxRedeem: 777 });
    await editor.fill('Name', 'My name');
    await editor.askToSave();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByRole('group', { name: 'Name' })).toBeVisible();
  },
  'leave dialog': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.fill('Name', 'Diwali');
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'places dialog': async (page) => {
    await new Editor(page).open(698948);
    await page.getByRole('button', { name: /^Choose places…/ }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('indiranagar');
    await expect(page.getByRole('treeitem', { name: /BLR-006/ }).first()).toBeVisible();
  },
  'list of series suggestions, properties with errors': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.text('Custom properties, name 2').fill('season');
    await editor.text('Not together with').fill('day');
    await expect(page.getByRole('option', { name: /Republic Day/ })).toBeVisible();
  },
  calendar: async (page) => {
    await new Editor(page).open(698948);
    await page.getByRole('button', { name: 'Calendar: Valid until' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'days and hours, one hour refused': async (page) => {
    await new Editor(page).open(698948);
    await page.getByRole('gridcell', { name: 'Tuesday 14:00 to 14:59' }).click();
    await expect(page.getByText('Tuesday 14:00 cannot be left out alone')).toBeVisible();
  },
  'tag menu': async (page) => {
    await new Editor(page).open(698948);
    await page.getByRole('button', { name: 'Insert a tag: Message for resending' }).click();
    await expect(page.getByRole('listbox', { name: 'Tags for Message for resending' })).toBeVisible();
  },
  palette: async (page) => {
    await new Editor(page).open(698948);
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('co');
    await expect(page.getByRole('dialog').getByRole('group', { name: 'Series' })).toBeVisible();
  },
  'keyboard shortcuts': async (page) => {
    await new Editor(page).open(698948);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  'all changes discarded': async (page) => {
    const editor = new Editor(page);
    await editor.open(698948);
    await editor.fill('Name', 'Diwali');
    await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByRole('region', { name: 'Undone changes' })).toBeVisible();
  },
  'unknown series': async (page) => {
    await page.goto('/series/999');
    await expect(page.getByText('There is no series 999')).toBeVisible();
  },
  'unknown address': async (page) => {
    await page.goto('/nowhere');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
  },
  'product picker': async (page) => {
    await new Editor(page).open(698948);
    const skus = await new Picker(page).open('SKUs');
    await skus.find('gift box', 'Annapatra kaju barfi gift box, 500 g');
  },
  'category picker': async (page) => {
    await new Editor(page).open(698948);
    const { dialog } = await new Picker(page).open('Categories');
    await expect(dialog.getByRole('treeitem', { name: /^Fashion/ })).toBeVisible();
    await dialog.getByRole('tree').press('ArrowRight');
    await expect(dialog.getByRole('treeitem', { name: /^Denim/ })).toBeVisible();
  },
  'report of a pasted list': async (page) => {
    await new Editor(page).open(698948);
    const skus = await new Picker(page).open('SKUs');
    await skus.paste('name;sku\nA;500200\nB;500200\nC;1\nD;x');
    await expect(skus.dialog.getByText('1 to add')).toBeVisible();
  },
};

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const [name, openState] of Object.entries(STATES))
  test(`${name}: has no accessibility violation and no horizontal scrolling, light and dark, wide and narrow`, async ({
    page,
    api,
    complaints,
  }) => {
    test.slow();
    complaints.allow(/status of 4(04|09)/);
    await openState(page, api);
    await expectAccessible(page);
  });
