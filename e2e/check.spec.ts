import { expect, test } from './fixtures.ts';
import { quiet } from './quiet.ts';

const ID = 698948;

test('a support call by keyboard alone: a code and an error number lead to the reason, the fix and a sentence', async ({
  list,
  api,
  page,
}) => {
  const series = await api.get(ID);
  await api.put(ID, { ...series, maxRedeem: 5, minBillAmount: 500 });
  await list.open();
  await quiet(page);

  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('DIWALI15 gives 714 at the till');
  await expect(palette.getByRole('option', { selected: true })).toContainText(`${ID}, check error 714`);
  await page.keyboard.press('Enter');

  const error = page.getByRole('region', { name: 'Error 714' });
  await expect(error).toContainText('The limit of the whole series is reached.');
  await expect(error.getByRole('link', { name: 'Redemptions in total' })).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByLabel('Error number from the till')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Bill', { exact: true })).toBeFocused();
  await page.keyboard.type('300');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Smallest bill: ₹500 or more; the bill is ₹300.');
  await expect(page.getByRole('region', { name: 'To read out' })).toContainText('It needs a bill of ₹500 or more.');
  // The shared link carries the inputs.
  await expect(page).toHaveURL(/error=714&bill=300/);
  await page.reload();
  await expect(verdict).toContainText('Smallest bill: ₹500 or more; the bill is ₹300.');

  // The question as it was asked: a key, a text, a key. Of the stores of that name, that of the offer comes first.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('does it work in Indiranagar for sarees?');
  const option = palette.getByRole('option', { selected: true });
  await expect(option).toHaveText(/^Meridian Indiranagar.*, SareesCheck this series$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/check\?place=STORE.*&product=CATEGORY.*301/);
  const rules = page.getByRole('region', { name: 'All rules' });
  await expect(rules.getByText(/Where coupons are redeemed: .*; the store is Meridian Indiranagar/)).toBeVisible();
  await expect(rules.getByText(/Products: .*; the product is Sarees\./)).toBeVisible();
  await expect(rules.locator('[data-rule=products]')).toContainText('Not documented Products');
  await expect(rules.getByText('One list is enough: passes · Every list must match: refuses')).toBeVisible();

  // A place of the series says which offers work there, and leads back to the check of that store.
  await page.getByRole('link', { name: 'Overview' }).click();
  await page
    .getByRole('link', { name: /^Meridian .*BLR-/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/covers\/STORE\/\d+$/);
  const offer = page.getByRole('table', { name: 'Now' }).getByRole('row', { name: /^Loom week ₹600 off/ });
  await expect(offer).toContainText('₹600Now');
  await offer.getByRole('link', { name: 'Check' }).click();
  await expect(page).toHaveURL(/\/series\/719916\/check\?place=STORE/);
  await page.goto('/covers/STORE/99999');
  await expect(page.getByText('The directory has no store with the id 99999.')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  for (const path of ['KIOSK/7', 'STORE/x', 'STORE/99999999999']) {
    await page.goto(`/covers/${path}`);
    await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  }
});

test('without a series, the error number says what it means, and the code leads to the check', async ({
  list,
  page,
}) => {
  await list.open();
  await page.getByRole('navigation').getByRole('link', { name: 'Check', exact: true }).click();
  const code = page.getByLabel('Coupon code or series');
  await expect(code).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('714');
  const error = page.getByRole('region', { name: 'Error 714' });
  await expect(error).toContainText('The limit of the whole series is reached.');
  await expect(page).toHaveURL(/\/check\?error=714$/);

  // By store, too: all by keyboard.
  await page.keyboard.press('Tab');
  await page.keyboard.type('Chaipur Junction Indiranagar');
  await expect(page.getByRole('option', { name: /^Chaipur Junction Indiranagar.*Store BLR/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/check\?error=714&place=/);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(code).toBeFocused();
  await page.keyboard.type(String(ID));
  await expect(page.getByRole('option', { name: String(ID) })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/series/${ID}/check\\?error=714&place=`));
  await expect(error.getByRole('link', { name: 'Redemptions in total' })).toBeVisible();
  const rules = page.getByRole('region', { name: 'All rules' });
  await expect(
    rules.getByText(/Where coupons are redeemed: .*; the store is Chaipur Junction Indiranagar/),
  ).toBeVisible();

  // The same for issuing: the palette leads there, and the answer follows what is known.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('why no coupon');
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(
    'Check why no coupon was issued',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Issuance' })).toBeChecked();
  await page.getByLabel('Coupons this customer got so far').focus();
  await page.keyboard.type('2');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Each customer can hold: At most 2; 2 issued to this customer.');
  await expect(verdict).toContainText('Error 709 (coupon engine: 621 or 5002)');
});
