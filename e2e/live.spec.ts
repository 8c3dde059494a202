import type { Browser, Page } from 'playwright/test';
import { signInAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { Overview } from './pages/overview.ts';

const ID = 698948;

/** Waits until the page receives events. */
const isLive = (page: Page) => page.waitForResponse('**/api/live?*');

test('a save by another person shows in an open overview within two seconds', async ({ api, overview, page }) => {
  const live = isLive(page);
  await overview.open(ID);
  await live;
  await api.change(ID, { description: 'Renamed elsewhere', maxRedeem: 4711 });
  const savedAt = Date.now();
  await expect(page.getByText('A script changed Name and Redemptions in total.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed elsewhere' })).toBeVisible();
  expect(Date.now() - savedAt).toBeLessThan(2_000);
});

test('a save by another person merges into an open editor: not into an edited field, nor into the one with the focus', async ({
  api,
  editor,
  page,
  review,
}) => {
  const live = isLive(page);
  await editor.open(ID);
  await live;
  await editor.fill('Name', 'My name');
  await editor.text('Discount').focus();
  await page.keyboard.press('End');
  await api.change(ID, { maxRedeem: 4711, description: 'Their name', discountValue: 12 });
  const savedAt = Date.now();
  await expect(editor.text('Redemptions in total Limit to')).toHaveValue('4,711');
  await expect(page.getByText('A script changed Name, Discount and Redemptions in total.')).toBeVisible();
  const name = page.locator('[data-field=description]');
  const discount = page.locator('[data-field=discountValue]');
  await expect(name).toContainText('A script changed this to Their name just now.');
  await expect(discount).toContainText('A script changed this to 12 % just now.');
  expect(Date.now() - savedAt).toBeLessThan(2_000);
  await expect(editor.text('Name')).toHaveValue('My name');
  await expect(editor.text('Discount')).toBeFocused();
  await expect(editor.text('Discount')).toHaveValue('15');
  await expect(editor.saveBar).toContainText('1 change');

  await test.step('leaving the field without typing takes the saved value', async () => {
    await editor.text('Discount').blur();
    await expect(editor.text('Discount')).toHaveValue('12');
    await expect(discount).not.toContainText('A script changed this');
  });
  await test.step('“Use it” takes the saved value, undo brings the own one back, and a save has no conflict', async () => {
    await name.getByRole('button', { name: 'Use it: Name' }).click();
    await expect(editor.text('Name')).toHaveValue('Their name');
    await expect(editor.saveBar).toBeHidden();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(editor.text('Name')).toHaveValue('My name');
    await editor.askToSave();
    await review.says('description', 'Their name', 'My name');
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    expect(await api.get(ID)).toMatchObject({ maxRedeem: 4711, description: 'My name', discountValue: 12 });
  });
});

test('“Keep mine” keeps the edit, and nothing is merged under an open review', async ({
  api,
  complaints,
  editor,
  page,
  review,
}) => {
  complaints.allow(/status of 409/);
  const live = isLive(page);
  await editor.open(ID);
  await live;
  await editor.fill('Name', 'My name');
  await api.change(ID, { description: 'Their name' });
  const name = page.locator('[data-field=description]');
  await name.getByRole('button', { name: 'Keep mine: Name' }).click();
  await expect(name).not.toContainText('A script changed this');
  await expect(name).toContainText('was Their name');
  await editor.askToSave();
  await api.change(ID, { description: 'Their second name' });
  await expect(page.getByText('A script changed Name.')).toBeVisible();
  await review.button.click();
  const conflict = page.getByRole('dialog', { name: 'Someone else saved this series' });
  await expect(conflict.getByRole('group', { name: 'Name' })).toContainText('Theirs: Their second name');
  await page.keyboard.press('Escape');
  // Now it is merged, and offered.
  await expect(name).toContainText('A script changed this to Their second name');
  await expect(editor.text('Name')).toHaveValue('My name');
});

test('the list shows a save by another person, and signing out ends the stream', async ({
  api,
  list,
  page,
  context,
  desk,
}) => {
  const live = isLive(page);
  await list.open();
  await live;
  await api.change(ID, { description: 'Renamed elsewhere' });
  await expect(list.series('Renamed elsewhere')).toBeVisible();
  const ended = Promise.race(
    ['requestfinished' as const, 'requestfailed' as const].map((name) =>
      page.waitForEvent(name as 'requestfinished', (request) => request.url().includes('/api/live?')),
    ),
  );
  await context.request.delete(`${desk.url}/api/session`, { headers: { origin: desk.url } });
  await ended;
  await signInAs(context, desk.url, 'marketer');
});

/** A browser of another person. */
async function otherPerson(browser: Browser, url: string) {
  const context = await browser.newContext({ baseURL: url });
  await signInAs(context, url, 'administrator');
  return context;
}

test('the header names the other people who have the series open', async ({ browser, desk, editor, page }) => {
  const other = await otherPerson(browser, desk.url);
  const theirs = await other.newPage();
  await new Overview(theirs).open(ID);
  await editor.open(ID);
  await expect(page.getByText('Asha Menon has it open too')).toBeVisible();
  await expect(theirs.getByText('Rohan Iyer has it open too')).toBeVisible();
  await theirs.goto('/series');
  await expect(page.getByText('has it open too')).toBeHidden();
  await theirs.goto(`/series/${ID}`);
  await expect(page.getByText('Asha Menon has it open too')).toBeVisible();
  await other.close();
  await expect(page.getByText('has it open too')).toBeHidden();
});
