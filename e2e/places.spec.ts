import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const DIWALI = 698948;
const FIELD = 'Where coupons are redeemed';
const details = (type: string, id: number) => ({ redemptionOrgEntityType: type, orgEntityId: id });

test('chooses a zone, shows its stores as covered, and says that a store in it adds nothing', async ({
  api,
  editor,
  review,
  page,
}) => {
  const before = (await api.get(DIWALI))['redemptionOrgEntityDetails'] as object[];
  await editor.open(DIWALI);
  const places = editor.section('Places');
  await expect(places).toContainText('2 zones, 14 stores');
  await expect(places).toContainText('North · West');
  await places.getByRole('button', { name: /^Choose places…/ }).click();
  const dialog = page.getByRole('dialog', { name: FIELD });
  await dialog.getByRole('radio', { name: 'By zone' }).check();
  const row = (name: string | RegExp) => dialog.getByRole('treeitem', { name });
  await expect(row(/^North Zone/)).toHaveAttribute('aria-checked', 'true');
  await expect(row(/^South Zone/)).toHaveAttribute('aria-checked', 'mixed');
  await expect(row(/^East Zone/)).toHaveAttribute('aria-checked', 'false');
  await row(/^East Zone/).click();
  await expect(dialog).toContainText('3 zones, 14 stores');
  await expect(dialog.getByText(/^East.* added\.$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(row(/^East Zone/)).toHaveAttribute('aria-checked', 'false');
  await row(/^East Zone/).click();
  // One line: the search box fills its width, not its height.
  for (const field of await dialog.getByRole('textbox').all())
    expect((await field.boundingBox())?.height).toBeLessThan(48);
  await expect(row(/^East Zone/)).toHaveAttribute('aria-checked', 'true');

  await dialog.getByRole('textbox', { name: /^Search places/ }).fill('CCU-001');
  const store = row(/Store · CCU-001/);
  await expect(store).toContainText('Covered by East');
  await store.click();
  await expect(store).toContainText('Adds nothing: East covers it');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(places).toContainText('1 of them lies in another chosen place');

  await editor.askToSave();
  await review.says('redemptionOrgEntityDetails', '2 zones, 14 stores', '3 zones, 15 stores');
  await expect(review.change('redemptionOrgEntityDetails').getByRole('listitem')).toHaveText([
    /^\+ East/,
    /^\+ .+ \(CCU-001\)$/,
  ]);
  await review.save();
  await expect(editor.result('Saved and verified').getByRole('listitem')).toHaveText([
    /^\+ East/,
    /^\+ .+ \(CCU-001\)$/,
  ]);
  const after = (await api.get(DIWALI))['redemptionOrgEntityDetails'] as { redemptionOrgEntityType: string }[];
  expect(after.slice(0, -1)).toEqual([...before, details('ZONE', 34)]);
  expect(after.at(-1)?.redemptionOrgEntityType).toBe('STORE');
});

test('the same by keyboard alone', async ({ api, editor, review, page }) => {
  const before = (await api.get(DIWALI))['redemptionOrgEntityDetails'] as object[];
  await editor.open(DIWALI);
  const places = editor.section('Places');
  await places.focus();
  await tabTo(page, places.getByRole('button', { name: /^Choose places…/ }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: FIELD });
  await expect(dialog.getByRole('textbox', { name: /^Search places/ })).toBeFocused();
  await expect(dialog.getByRole('treeitem').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const tree = dialog.getByRole('tree');
  await expect(tree).toBeFocused();
  const active = dialog.locator('[role=treeitem][data-active]');
  await page.keyboard.type('meridian h');
  await expect(active).toContainText('Meridian Health');
  await page.keyboard.press('Space');
  await expect(active).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Home');
  await expect(active).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('ArrowRight');
  await expect(active).toHaveAttribute('aria-expanded', 'true');
  await expect(dialog.getByRole('treeitem', { name: /^Central Zone/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(active).toContainText('Central');
  await expect(tree).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? 'none');
  await page.keyboard.press('ArrowLeft');
  await expect(active).toHaveAttribute('aria-level', '1');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(places.getByRole('button', { name: /^Choose places…/ })).toBeFocused();

  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['redemptionOrgEntityDetails']).toEqual([...before, details('CONCEPT', 13)]);
});

test('reports a file of codes line by line before it is added', async ({ editor, page }) => {
  await editor.open(DIWALI);
  const places = editor.section('Places');
  await places.getByRole('button', { name: /^Paste or file…/ }).click();
  const dialog = page.getByRole('dialog', { name: FIELD });
  const text =
    'Area;Store code;City\r\n1288;PNQ-001;Pune\r\n1203; pnq-001 ;Pune\r\n1204;"PNQ-002";Pune\r\n1205;BLR-001;Bengaluru\r\n1206;"NO-SUCH";Pune\r\n1207;987654;\r\n';
  await dialog
    .getByLabel('File with places')
    .setInputFiles({ name: 'stores.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${text}`, 'utf16le') });
  await expect(dialog.getByText('2 to add of 6 read')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Use another list' })).toBeFocused();
  await expect(places).toContainText('2 zones, 14 stores');
  await expect(dialog.getByRole('list', { name: 'Lines that add nothing' }).getByRole('listitem')).toContainText([
    'Same as line 2',
    'Already chosen',
    'No id and no known code',
    'Not in the directory',
  ]);
  const column = dialog.getByRole('combobox', { name: 'Read from' });
  await expect(column.locator('option:checked')).toHaveText('Store code');
  await expect(dialog.getByRole('list', { name: 'To add' }).getByRole('listitem')).toHaveText([
    /Koregaon Park.*Store · PNQ-001/,
    /Aundh.*Store · PNQ-002/,
  ]);
  await column.selectOption('City');
  await expect(dialog.getByText('1 to add of 5 read')).toBeVisible();
  await column.selectOption('Store code');

  await dialog.getByRole('radio', { name: 'Stores' }).check();
  await dialog.getByRole('checkbox', { name: /Add the 1 unknown id too, as a store/ }).check();
  await dialog.getByRole('button', { name: 'Add 3 stores' }).click();
  await expect(dialog.getByText('3 stores added.')).toBeVisible();
  await expect(dialog).toContainText('2 zones, 17 stores');
  await dialog.getByRole('textbox', { name: 'Search in chosen places' }).fill('unknown');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog.getByRole('listitem')).toContainText('unknown 987654');
  await dialog.getByRole('button', { name: 'Remove 1 unknown' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(places).toContainText('2 zones, 16 stores');
});

test('picks issuing stores from the same tree, and still accepts typed ids', async ({ editor, page, review, api }) => {
  await editor.open(DIWALI);
  await editor.unfold('Places');
  await editor.fill('Stores that may issue', '1221');
  const field = page.locator('[data-field=storeIdsJson]');
  await expect(field).toContainText(/Store\s*\S+.*,/);
  await field.getByRole('button', { name: /^Choose stores…/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Stores that may issue' });
  await dialog.getByRole('textbox', { name: /^Search places/ }).fill('BLR-001');
  await dialog.getByRole('treeitem', { name: /BLR-001/ }).click();
  await expect(dialog.getByRole('treeitem', { name: /BLR-001/ })).toHaveAttribute('aria-checked', 'true');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(DIWALI))['storeIdsJson']).toBe('[1221,1201]');
});
