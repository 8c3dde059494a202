import type { Browser, Page } from 'playwright/test';
import { Api } from './api.ts';
import { common, expect } from './fixtures.ts';
import { Editor } from './pages/editor.ts';
import { SeriesList } from './pages/list.ts';
import { Overview } from './pages/overview.ts';
import { Picker } from './pages/picker.ts';
import { Review } from './pages/review.ts';
import { resetDrafts, resetPreferences, signInAs } from './accounts.ts';
import type { Role } from '../src/domain/permissions.ts';
import { type Desk, startFreshDesk, withServer } from './servers.ts';
import { shownTexts, translatePage } from './translate.ts';

/** Two equal servers, because both pages save the same series. */
const test = common.extend<object, { desks: readonly [Desk, Desk] }>({
  desks: [
    // Playwright requires a destructuring pattern here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await withServer(await startFreshDesk(), async (desk) =>
        withServer(await startFreshDesk(), async (translatedDesk) => use([desk, translatedDesk])),
      );
    },
    { scope: 'worker' },
  ],
});
// All tests run in one worker, so that only two servers start.
test.describe.configure({ mode: 'default' });

const DIWALI = 698948;

/** A browser page on its own server. */
interface Visitor {
  readonly page: Page;
  readonly api: Api;
  readonly editor: Editor;
  readonly review: Review;
  readonly overview: Overview;
  readonly list: SeriesList;
  readonly picker: Picker;
}

const visitorOf = (page: Page): Visitor => ({
  page,
  api: new Api(page.request),
  editor: new Editor(page),
  review: new Review(page),
  overview: new Overview(page),
  list: new SeriesList(page),
  picker: new Picker(page),
});

type Step = readonly [name: string, run: (visitor: Visitor) => Promise<void>];

const FIELDS: readonly Step[] = [
  ['open', ({ editor }) => editor.open(DIWALI)],
  ['unfold', ({ editor }) => editor.unfoldAll()],
  [
    'texts and a number',
    async ({ editor }) => {
      await editor.fill('Name', 'Diwali week');
      await editor.fill('Description', 'First line\nSecond line');
      await editor.fill('Priority', '-3');
    },
  ],
  [
    'a discount that is too large',
    async ({ editor, page }) => {
      await editor.text('Discount').fill('300');
      await page.keyboard.press('Tab');
      await editor.isChanged('Discount');
    },
  ],
  ['a discount that is not a number', ({ editor }) => editor.fill('Discount', '12 and a half')],
  [
    'the confirmation before the kind of discount changes',
    async ({ editor, page }) => {
      await editor.fill('Discount', '12.5');
      await editor.choice('Kind of discount').getByRole('radio', { name: 'Fixed amount' }).click();
      const question = page.getByRole('form', { name: 'Change to a fixed amount?' });
      await question.getByRole('textbox', { name: 'New discount' }).fill('250');
      await expect(question).toContainText('instead of');
    },
  ],
  [
    'the other kind of discount',
    ({ page }) => page.getByRole('button', { name: 'Change to fixed amount', exact: true }).click(),
  ],
  ['undo', ({ page }) => page.keyboard.press('ControlOrMeta+z')],
  [
    'limits, choices',
    async ({ editor }) => {
      await editor.limit('Discount is at most', 'Cap at', '1,250.50');
      await editor.choose('Smallest bill', 'Any amount');
      await editor.limit('Largest bill', 'At most', '40 000');
      await editor.choose('Items on sale', 'Also valid on sale items');
      await editor.choose('Discount applies to', 'An item');
      await editor.choose('Characters of a code', 'Digits only');
      await editor.choose('Prefix', 'Codes start with a prefix');
      await editor.fill('Prefix text', 'DIW');
    },
  ],
  [
    'calendar',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Calendar: Valid until' }).click();
      const days = page.getByRole('dialog', { name: 'Valid until: calendar' });
      await expect(days.getByRole('grid').or(days.getByRole('table')).first()).toBeVisible();
      await expect(days.locator('[data-autofocus]')).toBeFocused();
      await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await expect(days).toBeHidden();
    },
  ],
  [
    'unlock',
    async ({ editor }) => {
      await editor.unlock('Each coupon expires', 'move every expiry');
      await editor.choose('Each coupon expires', 'After months');
      await editor.fill('Coupon lives for', '2');
    },
  ],
  [
    'cards',
    async ({ editor }) => {
      await editor.limit('Coupons in total', 'Limit to', '30000');
      await editor.choose('A customer who already holds a coupon', 'Is sent the same coupon again');
      await editor.limit('Each coupon code', 'Limit to', '4');
      await editor.choose('Who may redeem', 'Only the customer it was issued to');
      await editor.putBack('Who may redeem').click();
      await editor.choose('Redemptions in total', 'No limit');
      await editor.limit('Gap between two redemptions', 'At least', '2');
    },
  ],
  [
    'series by search',
    async ({ editor, page }) => {
      await editor.text('Not together with').fill('denim');
      await page.getByRole('option', { name: /Winter denim clearance/ }).click();
      await editor.isChanged('Not together with');
    },
  ],
  [
    'week grid, days of the month, presets',
    async ({ editor, page }) => {
      const range = page.getByRole('group', { name: 'Days and hours', exact: true });
      await editor.shortcut('Days and hours', 'Weekends').click();
      await range.getByRole('columnheader', { name: '10:00 to 10:59' }).click();
      await range.getByRole('button', { name: 'Day 31' }).click();
      await expect(range.getByRole('status')).toHaveText('Sat–Sun 11:00–21:59, on day 31 of the month');
      await editor.shortcut('Redeemable from', '+7 days').click();
      await editor.limit('Waiting time', 'After', '3');
    },
  ],
];

const LISTS: readonly Step[] = [
  ['open', ({ editor }) => editor.open(DIWALI)],
  [
    'products found and removed',
    async ({ picker }) => {
      await picker.open('SKUs');
      await picker.find('copper bottle 500231', 'Tulvari copper bottle, 1 l');
      await picker.remove('Annapatra besan laddu gift box, 500 g');
    },
  ],
  [
    'products from a list',
    async ({ picker }) => {
      await picker.paste('500102, 500103, nothing');
      await expect(picker.dialog.getByRole('button', { name: /^Add \d/ })).toBeVisible();
    },
  ],
  [
    'products added',
    async ({ picker }) => {
      await picker.dialog.getByRole('button', { name: /^Add \d/ }).click();
      await picker.done();
    },
  ],
  [
    'categories',
    async ({ picker }) => {
      await picker.open('Categories');
      await picker.dialog.getByRole('textbox', { name: /^Search categories/ }).fill('silk');
      await picker.dialog.getByRole('treeitem', { name: /^Silk sarees/ }).click();
    },
  ],
  [
    'places',
    async ({ picker, page, editor }) => {
      await picker.done();
      await editor
        .section('Places')
        .getByRole('button', { name: /^Choose places… ?Where/ })
        .click();
      const dialog = page.getByRole('dialog', { name: 'Where coupons are redeemed' });
      await dialog.getByRole('radio', { name: 'By zone' }).check();
      await dialog.getByRole('treeitem', { name: /^East Zone/ }).click();
      await dialog.getByRole('textbox', { name: /^Search places/ }).fill('CCU-001');
      await dialog.getByRole('treeitem', { name: /Store · CCU-001/ }).click();
    },
  ],
  [
    'places from a list',
    async ({ page }) => {
      const dialog = page.getByRole('dialog', { name: 'Where coupons are redeemed' });
      await dialog.getByRole('button', { name: 'Paste or file…' }).click();
      await dialog.getByRole('textbox', { name: /^Ids or codes/ }).fill('22101, 22102');
      await dialog.getByRole('button', { name: 'Add 2 tills' }).click();
      await dialog.getByRole('textbox', { name: 'Search in chosen places' }).fill('1214');
    },
  ],
  [
    'customers',
    async ({ page, editor }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
      await editor.limit('Transactions so far', 'At most', '0');
      await editor.fill('Registered from', '2026-01-15');
      await editor.shortcut('Registered until', '+1 month').click();
    },
  ],
  [
    'a message with tags',
    async ({ editor, page }) => {
      const name = 'Message for resending';
      await editor.text(name).fill('Your code is ');
      await page.getByRole('button', { name: `Insert a tag: ${name}` }).click();
      const tags = page.getByRole('listbox', { name: `Tags for ${name}` });
      await tags.getByRole('option', { name: /Coupon code/ }).click();
      await page.keyboard.type('. Don’t wait {{fir');
      await tags.getByRole('option', { name: /First name/ }).click();
      await expect(editor.text(name)).toHaveValue('Your code is {{voucher}}. Don’t wait {{first_name}}');
    },
  ],
  [
    'plain characters, terms',
    async ({ editor, page }) => {
      await page.getByRole('button', { name: 'Use plain characters' }).click();
      await editor.fill('Terms and conditions', 'One coupon per bill.\nNot on gift cards.');
    },
  ],
  [
    'properties',
    async ({ editor }) => {
      await editor.text('Custom properties, value of season').fill('');
      await editor.section('Terms and properties').getByRole('button', { name: 'Add a property' }).click();
      await editor.text('Custom properties, name 3').fill('season');
      await editor.text('Custom properties, name 3').blur();
    },
  ],
  [
    'a property removed',
    async ({ editor }) => {
      const remove = editor.section('Terms and properties').getByRole('button', { name: /^Remove/ });
      await remove.last().click();
      await editor.isChanged('Custom properties');
    },
  ],
];

const SAVING: readonly Step[] = [
  [
    'open',
    async ({ editor }) => {
      await editor.open(DIWALI);
      await editor.fill('Name', 'Diwali week');
      await editor.choose('Prefix', 'Codes start with a prefix');
      await editor.fill('Prefix text', 'DIW');
    },
  ],
  ['undo by button', ({ editor }) => editor.saveBar.getByRole('button', { name: /^Undo/ }).first().click()],
  ['redo by button', ({ editor }) => editor.saveBar.getByRole('button', { name: /^Redo/ }).first().click()],
  [
    'problems',
    async ({ editor }) => {
      await editor.fill('Discount', '300');
      await editor.askToSave();
      await expect(editor.problems).toBeVisible();
    },
  ],
  [
    'problems solved, review',
    async ({ editor, review }) => {
      await editor.fill('Discount', '12.5');
      await editor.askToSave();
      await expect(review.dialog).toBeVisible();
    },
  ],
  [
    'conflict',
    async ({ api, review, page }) => {
      await api.change(DIWALI, { description: 'Their name', maxRedeem: 777 });
      const second = Math.floor(Date.now() / 1000);
      await review.button.click();
      await expect(page.getByRole('dialog', { name: /^Someone else saved/ })).toBeVisible();
      // The API stamps a save with whole seconds. Within the same one, the receipt would list no new stamp.
      await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second);
    },
  ],
  [
    'a side chosen',
    async ({ page }) => {
      for (const group of await page.getByRole('dialog').getByRole('group').all())
        await group.getByRole('radio', { name: /^Mine/ }).check();
    },
  ],
  [
    'review again',
    async ({ page, review }) => {
      await page.getByRole('button', { name: 'Apply and review again' }).click();
      await expect(review.dialog).toBeVisible();
    },
  ],
  [
    'saved',
    async ({ page, review }) => {
      await review.save();
      await expect(page.getByRole('region', { name: /^Saved/ })).toBeVisible();
    },
  ],
  [
    'discarded',
    async ({ editor, page }) => {
      await editor.fill('Name', 'Once more');
      await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
      await expect(page.getByRole('region', { name: 'Undone changes' })).toBeVisible();
    },
  ],
  [
    'the confirmation before leaving',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Bring it back' }).click();
      await page.getByRole('link', { name: 'Overview' }).click();
      await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
    },
  ],
];

const OTHER_PAGES: readonly Step[] = [
  [
    'overview',
    async ({ overview }) => {
      await overview.open(DIWALI);
      await overview.unfoldAll();
    },
  ],
  [
    'list',
    async ({ page, list }) => {
      await page.getByRole('link', { name: 'Series', exact: true }).first().click();
      await expect(list.series('Diwali weekend 15% off')).toBeVisible();
    },
  ],
  [
    'sorted',
    async ({ list }) => {
      await list.sortBy('Series').click();
      await list.sortBy('Series').click();
    },
  ],
  [
    'searched',
    async ({ list }) => {
      await list.search.fill('di');
      await expect(list.count).toContainText('matching');
    },
  ],
  [
    'nothing found',
    async ({ list, page }) => {
      await list.search.fill('no such series');
      await expect(page.getByText('Nothing matches')).toBeVisible();
    },
  ],
  [
    'found again',
    async ({ list, page }) => {
      await page.getByRole('button', { name: 'Show all series' }).click();
      await expect(list.names.first()).toBeVisible();
    },
  ],
  [
    'view panel',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Columns' }).click();
      const panel = page.getByRole('dialog', { name: 'Columns of the list' });
      await panel.getByRole('checkbox', { name: 'Limit' }).uncheck();
      await panel.getByRole('radio', { name: 'Compact' }).check();
    },
  ],
  [
    'palette',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').getByRole('combobox').fill('di');
      await expect(page.getByRole('dialog').getByRole('group', { name: 'Series' })).toBeVisible();
    },
  ],
  [
    'palette, nothing found',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('combobox').fill('xqzv');
      await expect(page.getByRole('dialog').getByText('Nothing matches.').first()).toBeVisible();
    },
  ],
  [
    'keys',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
  ],
  [
    'account menu',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Your account/ }).click();
      await page.getByRole('dialog').getByRole('radio', { name: 'Dark' }).check();
    },
  ],
  [
    'account',
    async ({ page }) => {
      await page.getByRole('link', { name: 'Your account' }).click();
      await page.getByRole('region', { name: 'Preferences' }).getByRole('radio', { name: 'Comfortable' }).check();
      await page.getByRole('button', { name: 'New token' }).click();
    },
  ],
];

/** A step that opens an address and waits for a heading. */
const visit = (name: string, address: string, heading: string | RegExp): Step => [
  name,
  async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  },
];

const SUPPORT: readonly Step[] = [
  [
    'rows chosen',
    async ({ list, page }) => {
      await list.open('?code=GENERIC');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await expect(page.getByRole('region', { name: 'Chosen series' })).toContainText('2 chosen');
    },
  ],
  [
    'filters',
    async ({ page }) => {
      await page.getByRole('button', { name: /^Filters/ }).click();
      await page.getByRole('combobox', { name: 'Valid in' }).fill('nagar');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  ],
  [
    'filters refused',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Show series' }).click();
      await expect(page.getByRole('combobox', { name: 'Valid in' })).toHaveAccessibleDescription(/./);
    },
  ],
  [
    'views',
    async ({ page, list }) => {
      await list.open();
      await page.getByRole('button', { name: 'Views' }).click();
      await expect(page.getByRole('dialog', { name: 'Saved views' })).toBeVisible();
    },
  ],
  visit('history', `/series/${DIWALI}/history`, /./),
  visit('history of the desk', '/history', /./),
  visit('comparison', `/series/${DIWALI}/compare/751412`, /./),
  visit('check of a redemption', `/series/${DIWALI}/check?code=714&bill=100`, /./),
  visit('check without a series', '/check', /./),
  visit('coverage of a store', '/covers/STORE/1201', /./),
  visit('coverage of an unknown product', '/covers/SKU/1', /./),
];

const ADMINISTRATION: readonly Step[] = [
  visit('accounts', '/accounts', 'Accounts'),
  [
    'invitation',
    async ({ page }) => {
      await page.getByRole('button', { name: /^Invite/ }).click();
      await expect(page.getByRole('dialog').or(page.getByRole('form')).first()).toBeVisible();
    },
  ],
  visit('settings', '/settings', 'Settings'),
  ['settings changed', ({ page }) => page.getByRole('textbox', { name: /^Organisation/ }).fill('')],
  visit('server', '/settings/server', /Server/),
];

async function newVisitor(browser: Browser, desk: Desk, role: Role, isTranslated: boolean) {
  const context = await browser.newContext({ baseURL: desk.url });
  await signInAs(context, desk.url, role);
  await resetDrafts(context, desk.url, role);
  await resetPreferences(context, desk.url);
  const page = await context.newPage();
  if (isTranslated) await translatePage(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  // The conflict is part of the steps.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 409')) errors.push(message.text());
  });
  const visitor = visitorOf(page);
  const before = await visitor.api.get(DIWALI);
  const close = async () => {
    if (role === 'marketer') await expect(await visitor.api.put(DIWALI, before)).toBeOK();
    await context.close();
  };
  return { ...visitor, errors, close };
}

for (const [area, role, steps] of [
  ['the fields of the editor', 'marketer', FIELDS],
  ['lists and messages of the editor', 'marketer', LISTS],
  ['a save with a conflict', 'marketer', SAVING],
  ['the other pages', 'marketer', OTHER_PAGES],
  ['the support desk', 'support', SUPPORT],
  ['the administration', 'administrator', ADMINISTRATION],
] as const)
  test(`a translated page shows the same: ${area}`, async ({ browser, desks: [desk, translatedDesk] }) => {
    // Two pages.
    test.slow();
    const [plain, translated] = await Promise.all([
      newVisitor(browser, desk, role, false),
      newVisitor(browser, translatedDesk, role, true),
    ]);
    for (const [name, run] of steps)
      await test.step(name, async () => {
        await Promise.all([run(plain), run(translated)]);
        await expect(async () => {
          const [expected, actual] = await Promise.all([shownTexts(plain.page), shownTexts(translated.page)]);
          expect(actual, `after “${name}”`).toEqual(expected);
        }).toPass({ timeout: 20_000 });
        expect(translated.errors, `after “${name}”`).toEqual([]);
      });
    await Promise.all([plain.close(), translated.close()]);
  });
