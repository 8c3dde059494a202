import { expect, test } from './fixtures.ts';

const FLAGSHIP = 698948;
const STORED = [
  { productType: 'CATEGORY', productIds: [301, 302, 311] },
  { productType: 'BRAND', productIds: [72, 71] },
  { productType: 'SKU', productIds: [500101, 500102] },
];

test('finds, chooses and removes products by mouse, and saves them', async ({ api, editor, picker, review }) => {
  await editor.open(FLAGSHIP);
  const section = editor.section('Products');
  await expect(section.getByText('Annapatra kaju barfi gift box, 500 g · MR71-350-00101 · 500101')).toBeVisible();

  await picker.open('SKUs');
  await picker.find('copper bottle 500231', 'Tulvari copper bottle, 1 l');
  await expect(picker.dialog.getByText('Tulvari copper bottle, 1 l added.')).toBeVisible();
  await picker.remove('Annapatra kaju barfi gift box, 500 g');
  await picker.dialog.getByRole('button', { name: 'Undo' }).click();
  await picker.remove('Annapatra besan laddu gift box, 500 g');
  await picker.done();
  await expect(picker.button('SKUs')).toBeFocused();

  await picker.open('Categories');
  const tree = picker.dialog.getByRole('tree');
  await expect(tree.getByRole('treeitem', { name: /^Fashion.*some below chosen/ })).toBeVisible();
  await picker.dialog.getByRole('textbox', { name: /^Search categories/ }).fill('silk');
  await expect(tree.getByRole('treeitem', { name: /^Fashion/ })).toHaveAttribute('aria-expanded', 'true');
  await tree.getByRole('treeitem', { name: /^Silk sarees/ }).click();
  await expect(tree.getByRole('treeitem', { name: /^Silk sarees/ })).toBeChecked();
  await picker.done();

  await editor.askToSave();
  await review.says('productInfo', '3 categories, 2 brands, 2 SKUs', '4 categories, 2 brands, 2 SKUs');
  const entries = [
    /^\+ Silk sarees \(.+\)$/,
    /^\+ Tulvari copper bottle, 1 l \(.+\)$/,
    /^− Annapatra besan laddu gift box, 500 g \(.+\)$/,
  ];
  await expect(review.change('productInfo').getByRole('listitem')).toHaveText(entries);
  await review.back();
  const row = editor.page.locator('[data-field=productInfo]');
  await expect(row).toContainText('was 3 categories, 2 brands, 2 SKUs');
  await expect(row.getByRole('listitem').filter({ hasText: /^[+−]/ })).toHaveText(entries);
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(FLAGSHIP))['productInfo']).toEqual([
    { productType: 'CATEGORY', productIds: [301, 302, 311, 341] },
    STORED[1],
    { productType: 'SKU', productIds: [500101, 500231] },
  ]);
});

test('the same by keyboard alone', async ({ editor, picker, page }) => {
  await editor.open(FLAGSHIP);
  await picker.button('SKUs').focus();
  await page.keyboard.press('Enter');
  await expect(picker.search).toBeFocused();
  await page.keyboard.type('copper bottle 500231');
  await expect(picker.option('Tulvari copper bottle, 1 l')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(picker.option('Tulvari copper bottle, 1 l')).toHaveAttribute('aria-selected', 'true');
  // The first Escape clears the search, and the list shows the whole directory again.
  await page.keyboard.press('Escape');
  await expect(picker.search).toHaveValue('');
  await expect(picker.dialog.getByText('5,000 in the directory')).toBeVisible();
  const active = async () => {
    const id = await picker.search.getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"]`).getAttribute('aria-posinset');
  };
  // Past the first page of fifty.
  for (let press = 0; press < 9; press += 1) await page.keyboard.press('PageDown');
  await expect.poll(active).not.toBe('1');

  const remove = picker.dialog.getByRole('button', { name: /^Remove Annapatra kaju/ });
  await remove.focus();
  await page.keyboard.press('ArrowDown');
  await expect(picker.dialog.getByRole('button', { name: /^Remove Annapatra besan/ })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(picker.dialog.getByRole('button', { name: /^Remove Tulvari/ })).toBeFocused();
  await expect(picker.dialog.getByText('2 chosen', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker.dialog).toBeHidden();
  await expect(picker.button('SKUs')).toBeFocused();

  await picker.button('Categories').focus();
  await page.keyboard.press('Enter');
  const tree = picker.dialog.getByRole('tree');
  await expect(tree.getByRole('treeitem', { name: /^Home/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(tree).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const accessories = tree.getByRole('treeitem', { name: /^Accessories/ });
  await expect(accessories).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(accessories).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(accessories).toBeHidden();
});

test('reports a list line by line before it is added', async ({ editor, picker, page }) => {
  await editor.open(FLAGSHIP);
  await picker.open('SKUs');
  await picker.paste('name;sku\nA;500101\nB;500200\nC;MR71-350-00101\nD;990017\nE;hello\nF;500200\nG;500201');
  await expect(picker.dialog.getByText('2 to add')).toBeVisible();
  await expect(picker.report.getByRole('listitem')).toHaveText([
    /Line 2.*500101.*Already chosen/,
    /Line 4.*MR71-350-00101.*Same as line 2/,
    /Line 5.*990017.*Not in the directory/,
    /Line 6.*hello.*No id and no known code/,
    /Line 7.*500200.*Same as line 3/,
  ]);
  await expect(picker.dialog.getByRole('list', { name: 'To add' }).getByRole('listitem')).toHaveText([
    /\S.* · 500200$/,
    /\S.* · 500201$/,
  ]);
  const download = page.waitForEvent('download');
  await picker.dialog.getByRole('button', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('lines-not-added.csv');

  // Escape leaves the paste panel, not the dialog, and keeps the pasted list.
  await page.keyboard.press('Escape');
  await expect(picker.dialog.getByRole('button', { name: 'Paste or file…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker.dialog.getByRole('textbox', { name: /^Ids or codes/ })).toBeFocused();
  await picker.dialog.getByRole('checkbox', { name: 'Add the 1 unknown SKU too, by its id' }).check();
  await picker.add('Add 3 SKUs');
  await expect(picker.dialog.getByText('5 chosen', { exact: true })).toBeVisible();
  await expect(picker.dialog.getByText('unknown 990017')).toBeVisible();
  await picker.done();
  await expect(editor.section('Products').getByText('and 2 more')).toBeVisible();
});

test('reads a UTF-16 file of 10,000 ids; searches, counts and removes among 10,000', async ({ editor, picker }) => {
  await editor.open(FLAGSHIP);
  await picker.open('SKUs');
  await picker.dialog.getByRole('button', { name: 'Paste or file…' }).click();
  const lines = Array.from({ length: 10_000 }, (_, n) => `"Product ${n}";${500_001 + n}`);
  await picker.dialog.getByLabel('File with SKUs').setInputFiles({
    name: 'skus.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeffname;id\r\n${lines.join('\r\n')}\r\n`, 'utf16le'),
  });
  await expect(picker.dialog.getByText('4,998 to add')).toBeVisible();
  await picker.dialog.getByRole('checkbox', { name: /^Add the 5,000 unknown SKUs too/ }).check();
  await picker.add('Add 9,998 SKUs');
  await expect(picker.dialog.getByText('10,000 chosen', { exact: true })).toBeVisible();

  await picker.search.fill('500999');
  await picker.option('').first().click();
  await picker.search.fill('12345');
  await picker.option('Add 12345').click();
  await picker.search.fill('12346');
  await picker.option('Add 12346').click();
  await expect(picker.dialog.getByText('At most 10,000 SKUs can be chosen.')).toBeVisible();
  await picker.dialog.getByRole('textbox', { name: 'Search in chosen SKUs' }).fill('kaju barfi');
  await picker.dialog.getByRole('button', { name: /^Remove the \d+ found$/ }).click();
  await expect(picker.dialog.getByText(/^0 of 9,9\d\d chosen$/)).toBeVisible();
});

test('refuses more than 1,000 categories with the reason', async ({ editor, picker }) => {
  await editor.open(FLAGSHIP);
  await picker.open('Categories');
  await picker.paste(Array.from({ length: 1200 }, (_, n) => n + 1000).join('\n'));
  await picker.dialog.getByRole('checkbox', { name: /^Add the 1,200 unknown categories too/ }).check();
  await expect(picker.dialog.getByText('The API takes at most 1,000 categories: 203 would be left out.')).toBeVisible();
  await expect(picker.dialog.getByRole('button', { name: 'Add 997 categories' })).toBeVisible();
});
