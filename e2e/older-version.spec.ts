import { OLDER, unpackOlderFolder } from '../src/server/test/older-folder.ts';
import { signInWith } from './accounts.ts';
import { common, expect } from './fixtures.ts';
import { startFreshDesk, withServer } from './servers.ts';

/** A server of this version on a data folder of an older one, with the account of its administrator. */
const test = common.extend<{ signedIn: void }, { url: string }>({
  url: [
    // Playwright requires a destructuring pattern here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await withServer(await startFreshDesk({}, unpackOlderFolder), ({ url }) => use(url));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ url }, use) => use(url),
  signedIn: [
    async ({ context, url }, use) => {
      await signInWith(context, url, OLDER.email, OLDER.password);
      await use();
    },
    { auto: true },
  ],
});

// All tests run in one worker, so that only one server starts.
test.describe.configure({ mode: 'default' });

const KESARIKA = 'Edited twice by the older version';
const DIWALI = 'Edited by the older version, demo account';
const SWEETS = 'Festive sweets ₹150 off on ₹1,500';
const DENIM = 'Winter denim clearance 30% off';

test('preferences of an older version apply', async ({ list, page }) => {
  await list.open();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const columns = ['', 'Series', 'Status', 'Valid until', 'Redeemed of issued', 'Limit'];
  await expect(list.table.getByRole('columnheader')).toHaveText(columns);
  await page.goto('/account');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue(/Lisbon/);
  await expect(page.getByText('Nightly report', { exact: true }).first()).toBeVisible();
});

test('bookmarks of the list open its search and its order', async ({ list, page }) => {
  for (const [query, search, sorted, names] of [
    ['', '', null, [KESARIKA, DIWALI, SWEETS, DENIM]],
    ['?q=festive&sort=name', 'festive', 'Series', [SWEETS]],
    ['?sort=-validTill', '', 'Valid until', [KESARIKA, SWEETS, DIWALI, DENIM]],
    ['?q=698948&sort=nothing', '698948', null, [DIWALI]],
    [`?q=${'x'.repeat(201)}`, '', null, [KESARIKA, DIWALI, SWEETS, DENIM]],
  ] as const)
    await test.step(query.slice(0, 40), async () => {
      await list.open(query);
      await expect(list.names).toHaveText([...names]);
      await expect(list.search).toHaveValue(search);
      const header = list.table.getByRole('columnheader').and(page.locator('[aria-sort]:not([aria-sort=none])'));
      if (sorted !== null) await expect(header).toHaveText(sorted);
    });
});

test('bookmarks of a part of a series open it, and it gets the focus', async ({ editor, page }) => {
  for (const path of ['edit#validity', 'edit#terms', 'edit#field-maxRedeem', '#messages', '#state'])
    await test.step(path, async () => {
      // Another document first: a navigation to another part of the same page does not load it.
      await page.goto('about:blank');
      await page.goto(`/series/698948/${path}`);
      const part = page.locator(`[id="${path.split('#')[1]}"]`);
      await expect(part).toBeInViewport();
      await expect(part.and(page.locator(':focus')).or(part.locator(':focus'))).toBeAttached();
    });
  await test.step('a field in a fold', async () => {
    await page.goto('about:blank');
    await page.goto('/series/698948/edit#field-priority');
    await expect(editor.text('Priority')).toBeFocused();
    await expect(editor.text('Priority')).toBeInViewport();
  });
});

test('bookmarks of pages open them', async ({ page }) => {
  for (const [path, heading] of [
    ['/', 'Coupon series'],
    ['/accounts', 'Accounts'],
    ['/settings', 'Settings'],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    });
});
