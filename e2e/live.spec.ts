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
  const savedAt = Date.now();
  await api.change(ID, { description: 'Renamed elsewhere', maxRedeem: 4711 });
  await expect(page.getByText('A script changed Name and Redemptions in total.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed elsewhere' })).toBeVisible();
  expect(Date.now() - savedAt).toBeLessThan(2_000);
});

test('a save by another person shows in an open editor', async ({ api, editor, page }) => {
  const live = isLive(page);
  await editor.open(ID);
  await live;
  await api.change(ID, { maxRedeem: 4711 });
  await expect(page.getByText('A script changed Redemptions in total.')).toBeVisible();
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
