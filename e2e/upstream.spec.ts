import type { Page } from 'playwright/test';
import { isSave } from './api.ts';
import { expect, upstreamTest as test } from './fixtures.ts';
import type { Editor } from './pages/editor.ts';
import type { Review } from './pages/review.ts';

// All tests run in one worker, so that only one sandbox and one server start.
test.describe.configure({ mode: 'default' });

const UNRETURNED = 'Products and Where coupons are redeemed';

function sentBodies(page: Page): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = [];
  page.on('request', (request) => {
    if (isSave(request))
      bodies.push((request.postDataJSON() as { CouponSeriesV2: Record<string, unknown> }).CouponSeriesV2);
  });
  return bodies;
}

test('verifies one field; asks about fields that the API does not return, and never shows them as verified', async ({
  api,
  editor,
  review,
  page,
}) => {
  const bodies = sentBodies(page);
  await editor.open(690412);
  await expect(editor.section('Products')).toContainText('The API does not return this field');
  await editor.fill('Common code', 'RAIN-25');
  await editor.askToSave();
  await expect(review.button).toBeDisabled();
  await expect(review.dialog).toContainText(`Choose what to send for ${UNRETURNED}.`);
  const products = review.dialog.getByRole('group', { name: /^Products:/ });
  await expect(products.getByRole('radio')).toHaveCount(2);
  await products.getByRole('radio', { name: /^Leave it out/ }).check();
  await expect(review.button).toBeDisabled();
  await expect(review.dialog).toContainText('Choose what to send for Where coupons are redeemed.');
  await review.dialog.getByRole('radio', { name: 'Send an empty list: every store' }).check();
  await review.save();

  const saved = editor.result('Saved, but not all of it can be verified');
  await expect(saved).toContainText('Common code');
  await expect(saved).toContainText('Where coupons are redeemed: sent, but cannot be verified');
  await expect(saved).not.toContainText('Products');
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).not.toHaveProperty('productInfo');
  expect(bodies[0]).toMatchObject({ genericCode: 'RAIN-25', redemptionOrgEntityDetails: [] });
  expect(await api.get(690412)).toMatchObject({ genericCode: 'RAIN-25' });
});

test('lists an end inherited from the owner as changed if the API makes it the series’ own', async ({
  api,
  editor,
  review,
}) => {
  await editor.open(18426);
  await editor.fill('Name', 'Programme offer, renamed');
  await editor.askToSave();
  for (const name of [/^Products:/, /^Where/]) {
    const group = review.dialog.getByRole('group', { name });
    await group.getByRole('radio', { name: /^Leave it out/ }).check();
  }
  await review.save();
  const changed = editor.result('Saved, and the API changed something');
  await expect(changed).toContainText('Fixed end: was No fixed end, is now Sun 11 Feb 2120');
  expect(await api.get(18426)).toMatchObject({ description: 'Programme offer, renamed' });
});

test('sends products entered again, and offers them at the next save', async ({ editor, review, page, picker }) => {
  const bodies = sentBodies(page);
  const productInfo = [{ productType: 'SKU', productIds: [500101, 500102] }];
  await editor.open(733018);
  await editor
    .section('Products')
    .getByRole('button', { name: /^Enter a value/ })
    .click();
  // The API cannot list its products, so their ids are not checked.
  const skus = await picker.open('SKUs');
  await skus.paste('500101 500102');
  await expect(skus.dialog).toContainText('cannot be checked');
  await skus.add('Add 2 SKUs');
  await skus.done();
  await editor.askToSave();
  await review.says('productInfo', 'Not returned by the API', '2 SKUs');
  await expect(review.dialog.getByRole('group', { name: /:/ })).toHaveCount(1);
  await review.dialog.getByRole('radio', { name: /^Leave it out/ }).check();
  await review.save();
  await expect(editor.result('Saved, but not all of it can be verified')).toContainText(
    'Products: sent, but cannot be verified',
  );
  expect(bodies[0]).toMatchObject({ productInfo });

  await editor.fill('Name', 'Member fortnight');
  await editor.askToSave();
  await review.dialog.getByRole('radio', { name: /^Send again what Coupon Desk sent on/ }).check();
  await review.dialog
    .getByRole('group', { name: /^Where/ })
    .getByRole('radio', { name: /^Leave it out/ })
    .check();
  await review.save();
  await expect(editor.result('Saved, but not all of it can be verified')).toContainText(
    'Products: sent, but cannot be verified',
  );
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toMatchObject({ productInfo, description: 'Member fortnight' });
});

test('shows the API’s names of places and brands', async ({ editor, page, picker }) => {
  // Tills are the last to arrive.
  await expect
    .poll(async () => (await (await page.request.get('/api/directory/search?type=TILL&limit=1')).json()) as unknown)
    .toMatchObject({ total: 600 });
  await editor.open(698948);
  const places = editor.section('Places');
  await places.getByRole('button', { name: /^Enter a value/ }).click();
  await places.getByRole('button', { name: /^Choose places…/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Where coupons are redeemed' });
  const row = (name: RegExp) => dialog.getByRole('treeitem', { name });
  await dialog.getByRole('radio', { name: 'By zone' }).check();
  await expect(row(/^East Zone/)).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Search places/ }).fill('CCU-001');
  await row(/Store · CCU-001/).click();
  await expect(row(/Store · CCU-001/)).toHaveAttribute('aria-checked', 'true');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(places).toContainText('1 store');

  await editor
    .section('Products')
    .getByRole('button', { name: /^Enter a value/ })
    .click();
  const brands = await picker.open('Brands');
  await brands.find('tulv', 'Tulvari');
  await brands.done();
  const categories = await picker.open('Categories');
  await expect(categories.dialog.getByRole('treeitem', { name: /^Fashion/ })).toBeVisible();
  await expect(categories.dialog.getByRole('treeitem', { name: /SKU/ })).toHaveCount(0);
});

test('predicts numbers that the API cannot store, and lists them after the save', async ({ api, editor, review }) => {
  expect(await api.get(301877)).toMatchObject({ maxCreate: 5_000_000_000, discountValue: 16_777_217 });
  await editor.open(301877);
  await editor.fill('Name', 'Gift voucher stock');
  await editor.askToSave();
  const predicted = review.dialog.getByRole('region', { name: 'Fields you did not touch that the API will change' });
  await expect(predicted.getByRole('listitem')).toHaveText([
    /^Discount: .*16,777,217 will be stored as 16777216\.$/,
    /^Coupons in total: The API keeps 32 bits: 5,000,000,000 will be stored as 705,032,704\.$/,
  ]);
  await review.decide(/^Leave it out/);
  await review.save();

  const changed = editor.result('Saved, and the API changed something');
  await expect(changed.getByRole('listitem').filter({ hasText: 'Coupons in total' })).toContainText(
    /sent .*5,?000,?000,?000.*, stored 705,032,704/,
  );
  await expect(changed.getByRole('listitem').filter({ hasText: 'Discount' })).toContainText('stored ₹16,777,216');
  await expect(editor.result('Saved and verified')).toBeHidden();
  await expect(editor.text('Name')).toHaveValue('Gift voucher stock');
  expect(await api.get(301877)).toMatchObject({ maxCreate: 705_032_704, discountValue: 16_777_216 });
});

const NEW_NAME = 'Store opening';
/** The id of a failed request, as the server's log has it. */
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Renames a series and stops in the review, before the save. */
async function renameAndReview(editor: Editor, review: Review, id: number): Promise<void> {
  await editor.open(id);
  await editor.fill('Name', NEW_NAME);
  await editor.askToSave();
  await review.decide(/^Leave it out/);
}

test.describe('when the API fails', () => {
  test.beforeEach(({ complaints }) => complaints.allow(/status of 50\d/));

  test.describe('while saving', () => {
    test.afterEach(async ({ editor }) => {
      await expect(editor.text('Name')).toHaveValue(NEW_NAME);
    });

    for (const [name, id, fault, message] of [
      ['a refused sign-in', 682904, { kind: 'status', status: 401, method: 'PUT' }, /does not accept our sign-in/],
      ['too many calls', 702215, { kind: 'status', status: 429, method: 'PUT' }, /accepts no more calls at the moment/],
    ] as const)
      test(`reports ${name} as not saved`, async ({ api, editor, review, sandbox, complaints }) => {
        complaints.allow(/status of 4\d\d/);
        const { description } = await api.get(id);
        await renameAndReview(editor, review, id);
        await sandbox.fault(fault);
        await review.button.click();
        await expect(review.dialog.getByRole('region', { name: 'Not saved' })).toContainText(message);
        await expect(editor.result('Saved and verified')).toBeHidden();
        expect(await api.get(id)).toMatchObject({ description });

        // The user can send the same review again.
        await review.save();
        await expect(editor.result('Saved and verified')).toBeVisible();
        expect(await api.get(id)).toMatchObject({ description: NEW_NAME });
      });

    test('says that a save without a usable response may still be carried out', async ({ editor, review, sandbox }) => {
      await renameAndReview(editor, review, 688310);
      await sandbox.fault({ kind: 'html', status: 502, method: 'PUT' });
      await review.button.click();
      const unknown = editor.result('Save not confirmed');
      // The server looks for the values for some seconds first.
      await expect(unknown).toContainText('A read shows the old values, and it may still be carried out.', {
        timeout: 30_000,
      });
      await expect(unknown.getByText(REQUEST_ID)).toBeVisible();
      await unknown.getByRole('button', { name: 'Read it again and compare' }).click();
      await expect(unknown).toContainText('the save may still be carried out. You can save again in a minute.');
    });

    test('resolves a lost response by reading back', async ({ api, editor, review, sandbox }) => {
      await renameAndReview(editor, review, 716450);
      await sandbox.fault({ kind: 'cut-after-write' });
      await review.save();
      await expect(editor.result('Saved and verified')).toBeVisible();
      await expect(editor.result('The API warns')).toContainText('A read shows that it was saved.');
      expect(await api.get(716450)).toMatchObject({ description: NEW_NAME });
    });

    test('reports an unreachable API as not saved', async ({ editor, review, sandbox }) => {
      await renameAndReview(editor, review, 720077);
      await sandbox.switchOff();
      await review.button.click();
      await expect(review.dialog.getByRole('region', { name: 'Not saved' })).toContainText(
        'The loyalty API cannot be reached.',
        { timeout: 15_000 },
      );
      await expect(review.dialog.getByText(REQUEST_ID)).toBeVisible();
      await expect(editor.result('Saved and verified')).toBeHidden();
    });
  });

  test('a series that cannot be read shows the reason, and opens after a retry', async ({ editor, sandbox, page }) => {
    const ids: (string | undefined)[] = [];
    page.on('response', (answer) => answer.status() >= 500 && ids.push(answer.headers()['x-request-id']));
    await sandbox.fault({ kind: 'html', status: 502, method: 'GET', times: 1000 });
    await page.goto('/series/682904/edit');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Series 682904 cannot be shown', { timeout: 20_000 });
    await expect(alert).toContainText('The loyalty API answered 502.');
    expect(ids).toContain(await alert.getByText(REQUEST_ID).textContent());
    await expect(alert.getByRole('button', { name: 'Copy request id' })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await sandbox.reset();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(editor.section('Basics')).toBeVisible({ timeout: 15_000 });
  });
});

test('a support call by keyboard alone, by coupon code: the API’s verdict stands beside ours, and the code nowhere else', async ({
  page,
  sandbox,
}) => {
  const secret = /dnm4r8pk|919820044556/i;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('/check');
  await expect(page.getByLabel('Coupon code or series')).toBeFocused();
  const code = page.getByLabel('Coupon code', { exact: true });
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Tab');
  await expect(code).toBeFocused();
  await page.keyboard.type('dnm4r8pk');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Mobile number')).toBeFocused();
  await page.keyboard.type('919820044556');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/series\/688310\/check\?.*issuedTo=customer.*codeUses=1/);
  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await expect(verdict).toContainText('One code works once; 1 of this code so far.');
  const theirs = page.getByRole('region', { name: 'Verdict of the API' });
  await expect(theirs).toContainText('The API refuses the coupon with 711: The coupon was already used.');
  await expect(theirs).toContainText('The check here agrees.');
  await expect(page.getByRole('region', { name: 'Look up a coupon or a customer' })).toContainText(
    'Customer found: Vikram Shah.',
  );
  // What the person knows better than the API counts, and the page says that both differ.
  await page.getByLabel('This code was redeemed', { exact: true }).fill('0');
  await page.getByLabel('… by this customer').fill('0');
  await page.getByLabel('This customer redeemed in the series').fill('0');
  await expect(theirs).toContainText('The check here says something else.');

  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state]),
  );
  expect([page.url(), stored, ...urls].filter((text) => secret.test(text))).toEqual([]);

  await sandbox.switchOff();
  await code.fill('DNM6Y1HC');
  await code.press('Enter');
  await expect(page.getByRole('region', { name: 'Look up a coupon or a customer' })).toContainText(
    'The coupon could not be read: The loyalty API cannot be reached.',
  );
  await page.getByLabel('Bill', { exact: true }).fill('10');
  await expect(page).toHaveURL(/bill=10/);
});

test('coverage says why the offers of a place or a product cannot be listed', async ({ page }) => {
  await page.goto('/covers/STORE/1201');
  await expect(
    page.getByText('The offers cannot be listed. The API does not return the places of a series.'),
  ).toBeVisible();
  await page.goto('/covers/BRAND/401');
  await expect(
    page.getByText('The offers cannot be listed. The API does not return the products of a series.'),
  ).toBeVisible();
});
