import type { Page, Route } from 'playwright/test';
import { isSave, withoutStamps } from './api.ts';
import { expect, test } from './fixtures.ts';

const ID = 927443;
const PUT = `**/v2/coupon/series/${ID}`;
const GET = `**/v2/coupon/series?ids=${ID}`;

function countPuts(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (isSave(request)) sent.push(request.url());
  });
  return sent;
}

/** Delays every save until the returned function is called, like a slow network. */
async function delaySaves(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(PUT, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.beforeEach(async ({ editor }) => {
  await editor.open(ID);
  await editor.fill('Name', 'Silver members, renamed');
});

test('a double click, Enter and Ctrl+S together send one save', async ({ api, editor, review, page }) => {
  const puts = countPuts(page);
  const release = await delaySaves(page);
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await review.button.dblclick();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+s');
  release();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(puts).toHaveLength(1);
  expect(await api.get(ID)).toMatchObject({ description: 'Silver members, renamed' });
});

test('two quick presses of Ctrl+S or Enter send one save, also with a fast response', async ({
  editor,
  review,
  page,
}) => {
  const puts = countPuts(page);
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(review.dialog).toBeHidden();
  expect(puts).toHaveLength(1);
  // The result has the focus, and leads back to the field.
  const result = page.getByRole('status').filter({ has: editor.result('Saved and verified') });
  await expect(result).toBeFocused();
  await result.getByRole('button', { name: 'Back to Name' }).press('Enter');
  await expect(editor.text('Name')).toBeFocused();
});

test('the review stays open during a save', async ({ editor, review, page }) => {
  const release = await delaySaves(page);
  await editor.askToSave();
  await review.button.click();
  await page.keyboard.press('Escape');
  await expect(review.dialog).toBeVisible();
  await expect(review.dialog.getByRole('button', { name: 'Back to editing' })).toBeDisabled();
  release();
  await expect(review.dialog).toBeHidden();
});

test('Escape, Close and Back in the same task as the click on Save do not close the review', async ({
  review,
  page,
  editor,
}) => {
  const puts = countPuts(page);
  const release = await delaySaves(page);
  await editor.askToSave();
  await expect(review.button).toBeFocused();
  // No render happens between these events.
  await review.dialog.evaluate((dialog) => {
    const buttons = [...dialog.querySelectorAll('button')];
    const press = (init: KeyboardEventInit) =>
      dialog.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    const save = buttons.find((button) => button.textContent?.startsWith('Save'));
    save?.click();
    press({ key: 'Escape', code: 'Escape' });
    buttons.find((button) => button.textContent === 'Back to editing')?.click();
    buttons.find((button) => button.getAttribute('aria-label') === 'Close')?.click();
    press({ key: 's', code: 'KeyS', ctrlKey: true });
    save?.click();
  });
  await expect(review.dialog.getByRole('button', { name: 'Back to editing' })).toBeDisabled();
  await expect(review.dialog).toBeVisible();
  release();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(review.dialog).toBeHidden();
  expect(puts).toHaveLength(1);
});

test('resolves a lost response after the write by reading back', async ({ api, editor, review, page, complaints }) => {
  complaints.allow(/net::ERR_/);
  const puts = countPuts(page);
  const before = await api.get(ID);
  await page.route(PUT, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await editor.askToSave();
  await review.save();
  const saved = editor.result('Saved and verified');
  await expect(saved).toContainText('The response to the save was lost.');
  await expect(editor.saveBar).toBeHidden();
  expect(puts).toHaveLength(1);
  expect(withoutStamps(await api.get(ID))).toEqual({
    ...withoutStamps(before),
    description: 'Silver members, renamed',
  });
});

test('reports a save that never arrived as not saved, and keeps the edit', async ({
  api,
  editor,
  review,
  page,
  complaints,
}) => {
  complaints.allow(/net::ERR_/);
  const puts = countPuts(page);
  const before = await api.get(ID);
  await page.route(PUT, (route) => route.abort('connectionrefused'), { times: 1 });
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Not saved')).toContainText('The series was read again and is unchanged.');
  await expect(editor.text('Name')).toHaveValue('Silver members, renamed');
  await expect(editor.saveBar).toContainText('1 change');
  expect(puts).toHaveLength(1);
  expect(await api.get(ID)).toEqual(before);

  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
});

test('offline reports not saved and keeps the edit; back online the same edit is saved', async ({
  api,
  editor,
  review,
  context,
  complaints,
}) => {
  complaints.allow(/net::ERR_/);
  const before = await api.get(ID);
  await editor.askToSave();
  await expect(review.button).toBeVisible();
  await context.setOffline(true);
  await review.button.click();
  await expect(editor.result('Not saved').getByText('You are offline.')).toBeVisible();
  await expect(editor.result('Not saved')).toBeVisible();
  await expect(editor.text('Name')).toHaveValue('Silver members, renamed');
  await expect(editor.saveBar).toContainText('1 change');
  expect(await api.get(ID)).toEqual(before);

  await context.setOffline(false);
  if (await review.dialog.isVisible()) await review.back();
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(ID)).toMatchObject({ description: 'Silver members, renamed' });
});

for (const written of [true, false])
  test(`an outcome that no read resolves is unknown until the next read (${written ? 'written' : 'not written'})`, async ({
    editor,
    review,
    page,
    complaints,
  }) => {
    complaints.allow(/net::ERR_/);
    const puts = countPuts(page);
    const cut = (route: Route) => route.abort('connectionreset');
    await page.route(PUT, async (route) => {
      if (written) await route.fetch();
      await route.abort();
    });
    await page.route(GET, cut);
    await editor.askToSave();
    await review.save();
    const unknown = editor.result('Save not confirmed');
    await expect(unknown).toContainText('It is not sent again automatically. Your changes are still here.');
    await expect(editor.text('Name')).toHaveValue('Silver members, renamed');
    await expect(editor.saveBar).toBeVisible();

    await page.unroute(GET, cut);
    await unknown.getByRole('button', { name: 'Read it again and compare' }).click();
    await expect(editor.result(written ? 'Saved and verified' : 'Not saved')).toBeVisible();
    await expect(editor.saveBar).toBeVisible({ visible: !written });
    expect(puts).toHaveLength(1);
  });
