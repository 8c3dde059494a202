import type { Page } from 'playwright/test';
import { type Api } from './api.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './pages/editor.ts';
import type { Picker } from './pages/picker.ts';

interface Visit {
  readonly page: Page;
  readonly api: Api;
  readonly editor: Editor;
  readonly picker: Picker;
}

/** Visually distinct states. Each entry leads from the state before it to its own. */
type States = Readonly<Record<string, (visit: Visit) => Promise<void>>>;

const PAGES: States = {
  list: async ({ page }) => {
    await page.goto('/series');
    await expect(page.getByRole('table').getByRole('cell').first()).toBeVisible();
  },
  'list without a match': async ({ page }) => {
    await page.goto('/series?q=no+such+thing');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  },
  'filters of the list': async ({ page }) => {
    await page.goto('/series?discount=PERC&place=STORE:1201');
    await expect(page.getByRole('group', { name: 'Active filters' })).toContainText('Meridian Indiranagar');
    await page.getByRole('button', { name: 'Filters (2)' }).click();
    await expect(page.getByRole('checkbox', { name: 'Percentage' })).toBeChecked();
  },
  overview: async ({ page }) => {
    await page.goto('/series/698948');
    await expect(page.getByRole('button', { name: 'Edit this series' })).toBeVisible();
  },
  'comparison of two series': async ({ page }) => {
    await page.goto('/series/698948/compare/702215');
    await expect(page.getByRole('table', { name: 'Differences' })).toContainText('DIWALI15');
  },
  'history of a series': async ({ page, api }) => {
    await api.change(702215, { description: 'Another name' });
    await page.goto('/series/702215/history');
    await expect(page.getByRole('article')).toContainText('Another name');
  },
  'check of a redemption, refused': async ({ page }) => {
    await page.goto('/series/698948/check?error=733&bill=300');
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Refused');
  },
  'check of issuing, refused': async ({ page }) => {
    await page.goto('/series/698948/check?kind=issuance&error=621&had=2');
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('No coupon');
  },
  'offers of a place': async ({ page }) => {
    await page.goto('/covers/STORE/1201');
    await expect(page.getByRole('table', { name: 'Now' })).toContainText('Loom week');
    await expect(page.getByRole('table', { name: 'Starts within 7 days' })).toBeVisible();
  },
  'unknown series': async ({ page }) => {
    await page.goto('/series/999');
    await expect(page.getByText('There is no series 999')).toBeVisible();
  },
  'unknown address': async ({ page }) => {
    await page.goto('/nowhere');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
  },
  'editor with malformed values': ({ editor }) => editor.open(563719),
};

const FIELDS: States = {
  'editor, untouched': ({ editor }) => editor.open(698948),
  'confirmation before the kind of discount changes': async ({ page, editor }) => {
    await editor.choice('Kind of discount').getByRole('radio', { name: 'Fixed amount' }).click();
    await expect(page.getByRole('form', { name: 'Change to a fixed amount?' })).toBeVisible();
  },
  calendar: async ({ page }) => {
    await page.getByRole('button', { name: 'Keep percentage' }).click();
    await page.getByRole('button', { name: 'Calendar: Valid until' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.emulateMedia({ forcedColors: 'active' });
    const days = page.getByRole('dialog').getByRole('button').filter({ hasText: /^\d+$/ });
    const backgrounds = await days.evaluateAll((all) => all.map((day) => getComputedStyle(day).backgroundColor));
    expect(new Set(backgrounds).size, 'with forced colours the chosen day differs from the others').toBe(2);
    await page.emulateMedia({ forcedColors: null });
  },
  'days and hours, one hour refused': async ({ page }) => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('gridcell', { name: 'Tuesday 14:00 to 14:59' }).click();
    await expect(page.getByText('Tuesday 14:00 cannot be left out alone')).toBeVisible();
  },
  'tag menu': async ({ page }) => {
    await page.getByRole('button', { name: 'Insert a tag: Message for resending' }).click();
    await expect(page.getByRole('listbox', { name: 'Tags for Message for resending' })).toBeVisible();
  },
  'list of series suggestions, properties with errors': async ({ page, editor }) => {
    await page.keyboard.press('Escape');
    await editor.text('Custom properties, name 2').fill('season');
    await editor.text('Not together with').fill('day');
    await expect(page.getByRole('option', { name: /Republic Day/ })).toBeVisible();
  },
  'editor with changes and errors': async ({ editor }) => {
    await editor.unfoldAll();
    await editor.fill('Name', '');
    await editor.limit('Coupons in total', 'Limit to', '12a');
    await editor.fill('Valid until', '31 Dec 2030');
    await editor.fill('Not together with', '702215 x');
    await editor.askToSave();
    await expect(editor.problems).toBeVisible();
  },
  'all changes discarded': async ({ page, editor }) => {
    await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByRole('region', { name: 'Undone changes' })).toBeVisible();
  },
  'result of a save': async ({ page, editor }) => {
    await editor.fill('Name', 'Diwali week');
    await editor.askToSave();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(editor.result('Saved and verified')).toBeVisible();
  },
};

const DIALOGS: States = {
  'unlock dialog': async ({ page, editor }) => {
    await editor.open(698948);
    await page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ }).click();
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
  },
  'places dialog': async ({ page }) => {
    await close(page);
    await page.getByRole('button', { name: /^Choose places…/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /^Search places/ })
      .fill('indiranagar');
    await expect(page.getByRole('treeitem', { name: /BLR-006/ }).first()).toBeVisible();
  },
  palette: async ({ page }) => {
    await close(page);
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('co');
    await expect(page.getByRole('dialog').getByRole('group', { name: 'Series' })).toBeVisible();
  },
  'keyboard shortcuts': async ({ page }) => {
    await close(page);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  'category picker': async ({ page, picker }) => {
    await close(page);
    const { dialog } = await picker.open('Categories');
    await expect(dialog.getByRole('treeitem', { name: /^Fashion/ })).toBeVisible();
    await dialog.getByRole('tree').press('ArrowRight');
    await expect(dialog.getByRole('treeitem', { name: /^Denim/ })).toBeVisible();
  },
  'review dialog': async ({ page, editor }) => {
    await close(page);
    await editor.fill('Discount', '12.5');
    await editor.fill('Valid until', '31 Dec 2030');
    await editor.fill('Description', 'A line that is long enough to need more than one line in a narrow dialog');
    await editor.askToSave();
    await expect(page.getByRole('button', { name: /^Save \d changes$/ })).toBeVisible();
  },
  'conflict dialog': async ({ page, api, editor }) => {
    await close(page);
    await editor.fill('Name', 'My name');
    await editor.askToSave();
    // Nothing is merged under the review.
    await api.change(698948, { description: 'Their name', maxRedeem: 777 });
    await page.getByRole('button', { name: /^Save \d changes$/ }).click();
    await expect(page.getByRole('group', { name: 'Name' })).toBeVisible();
  },
  'leave dialog': async ({ page }) => {
    await close(page);
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  },
  'product picker': async ({ page, picker }) => {
    await close(page);
    await picker.open('SKUs');
    await picker.find('gift box', 'Annapatra kaju barfi gift box, 500 g');
  },
  'report of a pasted list': async ({ picker }) => {
    await picker.paste('name;sku\nA;500200\nB;500200\nC;1\nD;x');
    await expect(picker.dialog.getByText('1 to add')).toBeVisible();
  },
};

async function close(page: Page): Promise<void> {
  await page.getByRole('dialog').press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const [name, states] of Object.entries({
  pages: PAGES,
  'fields of the editor': FIELDS,
  'dialogs of the editor': DIALOGS,
}))
  test(`${name}: no accessibility violation and no horizontal scrolling, light and dark, wide and narrow`, async ({
    page,
    api,
    editor,
    picker,
    complaints,
  }) => {
    test.slow();
    complaints.allow(/status of 4(04|09)/);
    for (const [state, lead] of Object.entries(states))
      await test.step(state, async () => {
        await lead({ page, api, editor, picker });
        await expectAccessible(page, state);
      });
  });
