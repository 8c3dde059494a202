import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const DIWALI = 698948;
const FIELD = 'Custom properties';

test('accepts a suggested name by mouse and an empty value, and refuses a duplicate name at its row', async ({
  api,
  editor,
  review,
  page,
}) => {
  const before = (await api.get(DIWALI))['customPropertyMap'];
  await editor.open(DIWALI);
  const field = page.locator('[data-field=customPropertyMap]');
  await editor.text(`${FIELD}, value of season`).fill('');
  await field.getByRole('button', { name: 'Add a property' }).click();
  await editor.text(`${FIELD}, name 3`).click();
  const names = page.getByRole('listbox', { name: 'Names of the organisation' });
  await expect(names.getByRole('option', { name: 'landing_page' })).toBeVisible();
  await expect(names.getByRole('option', { name: 'season' })).toBeHidden();
  await names.getByRole('option', { name: 'landing_page' }).click();
  await expect(editor.text(`${FIELD}, value of landing_page`)).toBeFocused();
  await page.keyboard.type('https://example.com/');

  await editor.text(`${FIELD}, name 2`).fill('season');
  await editor.text(`${FIELD}, name 2`).blur();
  await expect(editor.text(`${FIELD}, name 2`)).toHaveAccessibleDescription(/“season” is already used in row 1/);
  await editor.askToSave();
  await expect(editor.problems).toContainText('The name season is used twice.');
  await editor.text(`${FIELD}, name 2`).fill('budget_code');
  await editor.text(`${FIELD}, name 2`).blur();
  await expect(editor.text(`${FIELD}, name 2`)).not.toHaveAttribute('aria-invalid');

  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['customPropertyMap']).toEqual({
    season: '',
    budget_code: 'MKT-204',
    landing_page: 'https://example.com/',
    standard_terms_and_conditions: (before as { standard_terms_and_conditions: string }).standard_terms_and_conditions,
  });
});

test('the same by keyboard alone; reports and keeps a value that is too long', async ({
  api,
  editor,
  review,
  page,
}) => {
  const before = (await api.get(DIWALI))['customPropertyMap'];
  await editor.open(DIWALI);
  const field = page.locator('[data-field=customPropertyMap]');
  await editor.text('Terms and conditions').focus();
  await tabTo(page, field.getByRole('button', { name: 'Add a property' }));
  await page.keyboard.press('Enter');
  await expect(editor.text(`${FIELD}, name 3`)).toBeFocused();
  await page.keyboard.type('lan');
  await expect(field.getByRole('option')).toHaveText(['landing_page', 'language', 'media_plan']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.text(`${FIELD}, value of language`)).toBeFocused();
  await page.keyboard.insertText('x'.repeat(512));
  await expect(editor.text(`${FIELD}, value of language`)).toHaveAccessibleDescription(/512 characters, 12 more/);
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['customPropertyMap']).toEqual({ ...(before as object), language: 'x'.repeat(512) });
});

test('a press on “Add a property” hits the button when blur shows a duplicate-name error', async ({ editor, page }) => {
  await editor.open(DIWALI);
  await editor.text(`${FIELD}, name 2`).fill('season');
  const add = page.locator('[data-field=customPropertyMap]').getByRole('button', { name: 'Add a property' });
  // A slow press: the error must not move the button between press and release.
  await add.click({ delay: 100 });
  await expect(editor.text(`${FIELD}, name 3`)).toBeFocused();
  await expect(editor.text(`${FIELD}, name 2`)).toHaveAccessibleDescription(/“season” is already used in row 1/);
});
