import { expect, test } from './fixtures.ts';
import { signInAs } from './accounts.ts';

const ID = 548003;
const STORED = 'Salary day 17th: 8% off staples';

test('a save has a receipt at an address, for other people and later too', async ({
  browser,
  complaints,
  context,
  desk,
  editor,
  page,
}) => {
  complaints.allow(/status of 400/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.open(ID);
  await editor.fill('Name', 'Salary day');
  await editor.askToSave();
  await page.getByRole('button', { name: 'Save 1 change' }).click();
  await editor.result('Saved and verified').getByRole('link', { name: 'Open the receipt' }).click();
  await expect(page).toHaveURL(/\/series\/548003\/receipts\/[\da-f-]{36}$/);
  const receipt = page.getByRole('article');
  await expect(receipt).toContainText('Saved and verified');
  await expect(receipt).toContainText('Rohan Iyer (you), in the form');
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(`Name (description): ${STORED} → Salary day`);
  await page.emulateMedia({ media: 'print' });
  await expect(receipt).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.emulateMedia({ media: null });

  const address = page.url();
  const other = await browser.newContext({ baseURL: desk.url });
  await signInAs(other, desk.url, 'support');
  const seen = await other.newPage();
  await seen.goto(address);
  await expect(seen.getByRole('article')).toContainText('Rohan Iyer, in the form');
  await expect(seen.getByRole('article')).toContainText('Salary day');
  await other.close();

  await page.getByRole('link', { name: `History of series ${ID}` }).click();
  await page
    .getByRole('link', { name: /^Receipt: the save of / })
    .first()
    .click();
  await expect(page).toHaveURL(address);

  await page.goto(address.slice(0, -4));
  await expect(page.getByRole('heading', { name: 'There is no such receipt' })).toBeVisible();
});
