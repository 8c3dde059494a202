import { readFileSync } from 'node:fs';
import { fieldOf, sections } from '../src/catalogue/catalogue.ts';
import { signInAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { quiet } from './quiet.ts';

test('the list: searches, sorts, opens a series, and restores its state on back', async ({ list, overview, page }) => {
  await list.open();
  await expect(list.names.first()).toBeVisible();
  await list.search.fill('members');
  await expect(list.count).toContainText('2 series matching “members”');
  await expect(page).toHaveURL(/q=members/);
  await list.sortBy('Series').click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(list.table.getByRole('columnheader', { name: 'Series' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(list.names).toHaveText(['Gold members ₹1,000 off', 'Silver members ₹500 off']);
  await list.sortBy('Series').click();
  await expect(list.names).toHaveText(['Silver members ₹500 off', 'Gold members ₹1,000 off']);

  await list.series('Gold members ₹1,000 off').click();
  await overview.isOpen();
  await expect(page.getByRole('heading', { level: 1, name: 'Gold members ₹1,000 off' })).toBeVisible();
  await page.goBack();
  await expect(list.search).toHaveValue('members');
  await expect(list.names).toHaveText(['Silver members ₹500 off', 'Gold members ₹1,000 off']);

  await page.getByRole('link', { name: 'Needs attention 1', exact: true }).click();
  await expect(page).toHaveURL(/tab=attention/);
  await expect(list.names).toHaveText(['Gold members ₹1,000 off']);
  await expect(list.table).toContainText('“gold” is stored, but codes get no prefix');
  await page.getByRole('link', { name: 'Ended', exact: false }).click();
  await expect(page.getByText('Nothing matches “members” in Ended')).toBeVisible();
  await page.goBack();
  await expect(list.names).toHaveText(['Gold members ₹1,000 off']);
});

test('the list finds a series by its id, its codes and a part of its name', async ({ list, overview, page }) => {
  await list.open();
  // Each search finds another series than the one before it.
  for (const [criterion, query, name] of [
    ['id', '690412', 'Monsoon app offer 20% off'],
    ['common code', 'kaapi-2', 'Chaipur Junction free filter coffee'],
    ['series code', 'aY6PfR4w', 'Monsoon app offer 20% off'],
    ['a part of the name', 'trousseau', 'Wedding season trousseau 5% off'],
    ['POS code', 'monsoon20', 'Monsoon app offer 20% off'],
    ['words in another order', 'trousseau  wedding', 'Wedding season trousseau 5% off'],
    ['an id with separators', '690,412', 'Monsoon app offer 20% off'],
  ] as const)
    await test.step(criterion, async () => {
      await list.search.fill(query);
      await expect(list.names).toHaveText([name]);
    });
  await test.step('an error number of the till', async () => {
    await list.search.fill('714');
    await expect(page.getByText('714 is an error number of the till', { exact: false })).toBeVisible();
  });
  await test.step('Arrow down goes into the list', async () => {
    await list.search.fill('trousseau');
    await expect(list.names).toHaveText(['Wedding season trousseau 5% off']);
    await list.search.press('ArrowDown');
    await expect(list.names.first()).toBeFocused();
  });
  await test.step('Enter opens the series, and the list and the page show the same status', async () => {
    await list.search.fill('791560');
    await expect(list.table).toContainText('Not redeemable each coupon expires before it is issued');
    await list.search.press('Enter');
    await overview.isOpen();
    await expect(page.getByRole('main')).toContainText('Not redeemable each coupon expires before it is issued');
    await expect(page.getByRole('main')).toContainText('Never redeemable each coupon expires before it is issued');
  });
});

test('series are chosen by keyboard, and exported as they are listed', async ({ list, overview, page }) => {
  await list.open('?q=members&sort=name');
  await expect(list.names).toHaveText(['Gold members ₹1,000 off', 'Silver members ₹500 off']);
  await page.keyboard.press('j');
  await expect(list.names.first()).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const chosen = page.getByRole('region', { name: 'Chosen series' });
  await expect(chosen).toContainText('1 chosen');
  const exported = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chosen.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    return lines.slice(1).map((line) => line.split(',')[1]);
  };
  expect(await exported()).toEqual(['Silver members ₹500 off']);

  // Back restores the choice; another search begins without one.
  await list.names.nth(1).press('Enter');
  await overview.isOpen();
  await page.goBack();
  await expect(page.getByRole('checkbox', { name: 'Choose Silver members' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'Choose Gold members' }).check();
  await expect(chosen.getByRole('link', { name: 'Compare' })).toHaveAttribute('href', /\/compare\/\d+$/);
  await chosen.getByRole('button', { name: 'Choose all 2 that match' }).click();
  await page.getByRole('checkbox', { name: 'Choose Silver members' }).uncheck();
  await expect(chosen).toContainText('All 2 that match chosen, except 1');
  expect(await exported()).toEqual(['"Gold members ₹1']);
  await list.search.fill('diwali');
  await expect(list.names.first()).toHaveText('Diwali weekend 15% off');
  await expect(chosen).toBeHidden();
});

test('a choice is announced, belongs to the rows that showed it, and is exported even if it no longer matches', async ({
  api,
  list,
  page,
}) => {
  await list.open('?tab=live&sort=name');
  await expect(page.getByRole('checkbox', { name: 'Choose all that match' })).toBeVisible();
  const [first = ''] = await list.names.allInnerTexts();
  // The region of the announcement is there before its text.
  const announced = page.locator('main p[role=status].visually-hidden');
  await expect(announced).toHaveText('');
  await page.getByRole('checkbox', { name: `Choose ${first}` }).check();
  await expect(announced).toHaveText('1 chosen');

  const chosen = page.getByRole('region', { name: 'Chosen series' });
  const id = Number(await page.locator('[data-chosen]').getAttribute('data-id'));
  await api.change(id, { validTillDate: '2020-01-01T12:00:00+05:30', fixedExpiryDate: '2020-01-01T12:00:00+05:30' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    chosen.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^coupon-series-.*\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`^${id},.*,Ended,`));

  // While the answer of another search is awaited, the rows are those of the one before.
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/series?*', async (route) => {
    await held;
    await route.continue();
  });
  await list.search.fill('diwali');
  await expect(list.table).toHaveAttribute('data-stale', 'true');
  await page
    .getByRole('checkbox', { name: /^Choose (?!all|Diwali)/ })
    .nth(1)
    .check();
  await expect(chosen).toContainText('2 chosen');
  answer();
  await expect(list.names.first()).toContainText('Diwali');
  await expect(chosen).toBeHidden();
});

test('an export that the server refuses leaves the page and says why', async ({ complaints, list, page }) => {
  complaints.allow(/status of (403|429|503)/);
  await list.open();
  const button = page.getByRole('button', { name: 'Export CSV' });
  for (const [status, message] of [
    [403, 'This is not allowed.'],
    [429, 'Too many requests in one minute. Try again in 40 seconds.'],
    [503, 'The database does not answer.'],
  ] as const) {
    await page.route('**/api/series/export', (route) =>
      route.fulfill({ status, json: { errors: [{ status: false, code: status, message, field: null }] } }),
    );
    await button.click();
    await expect(page.getByRole('alert')).toContainText(`The file could not be downloaded. ${message}`);
    await page.unroute('**/api/series/export');
  }
  await expect(page).toHaveURL(/\/series$/);
});

test('an export after the end of the session asks to sign in again', async ({ complaints, context, list, page }) => {
  complaints.allow(/status of 401|ERR_FAILED/);
  // The stream of live updates would notice the end of the session first.
  await page.route('**/api/live?*', (route) => route.abort());
  await list.open();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByRole('dialog')).toContainText('Sign in');
  await expect(page).toHaveURL(/\/series$/);
});

test('text that is no filter stays, with an error at its input', async ({ list, page }) => {
  await list.open();
  await page.getByRole('button', { name: 'Filters' }).click();
  const filters = page.getByRole('dialog', { name: 'Filter the series' });
  const place = filters.getByRole('combobox', { name: 'Valid in' });
  await place.fill('indiranag');
  await filters.getByLabel('Starts, from').pressSequentially('12');
  await filters.getByRole('button', { name: 'Show series' }).click();
  await expect(place).toBeFocused();
  await expect(place).toHaveValue('indiranag');
  await expect(place).toHaveAccessibleDescription('Error: Choose one of the results, or clear the text.');
  await expect(filters.getByLabel('Starts, from')).toHaveAccessibleDescription('Error: Complete the date.');
  await expect(page).toHaveURL(/\/series$/);
  await place.press('ArrowDown');
  await filters.getByRole('option', { name: 'Meridian Indiranagar, Bengaluru Store' }).click();
  await filters.getByLabel('Starts, from').fill('2020-01-01');
  await filters.getByRole('button', { name: 'Show series' }).click();
  await expect(page).toHaveURL(/place=STORE.*starts=2020-01-01|starts=2020-01-01.*place=STORE/);
});

test('the list is sorted by every column, on a phone by its menu', async ({ list, page }) => {
  await list.open();
  for (const [column, url, first] of [
    ['Status', /sort=status$/, 'ascending'],
    ['Discount', /sort=-discount$/, 'descending'],
    ['Redeemed of issued', /sort=-redeemed$/, 'descending'],
    ['Limit', /sort=limit$/, 'ascending'],
  ] as const) {
    await list.sortBy(column).press('Enter');
    await expect(page).toHaveURL(url);
    await expect(list.table.getByRole('columnheader', { name: column })).toHaveAttribute('aria-sort', first);
    await expect(list.table).not.toHaveAttribute('data-stale');
  }
  await list.sortBy('Limit').press('Enter');
  await expect(page).toHaveURL(/sort=-limit$/);
  await expect(list.table.getByRole('row').nth(1)).toContainText('No limit');

  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole('combobox', { name: 'Order of the list' }).selectOption('Status, live first');
  await expect(page).toHaveURL(/sort=status$/);
  await expect(list.table.getByRole('row').nth(1)).toContainText('Live');
});

test('while rules are being checked, filters and coverage say that series may be missing', async ({ list, page }) => {
  let isChecked = false;
  await page.route('**/api/series?*', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as object;
    await route.fulfill({ response, json: isChecked ? body : { ...body, checkedAt: null } });
  });
  const notice = page.getByText('The rules are being checked for all series. Until then, some may be missing here.');
  await list.open('?tab=live');
  await expect(notice).toBeVisible();
  await page.goto('/covers/STORE/1201');
  await expect(notice.first()).toBeVisible();
  await list.open();
  await expect(list.names.first()).toBeVisible();
  await expect(notice).toBeHidden();
  await list.open('?discount=ABS');
  await expect(notice).toBeVisible();
  isChecked = true;
  await expect(notice).toBeHidden({ timeout: 15_000 });
});

test('a view keeps search, status and order under a name', async ({ list, page }) => {
  await list.open('?q=members&sort=-name&tab=live');
  await page.getByRole('button', { name: 'Views' }).click();
  const views = page.getByRole('dialog', { name: 'Saved views' });
  await views.getByRole('textbox', { name: 'Name of the view' }).fill('Members, live');
  await page.keyboard.press('Enter');
  await expect(views.getByRole('link', { name: 'Members, live' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Members, live', exact: true })).toBeFocused();

  await list.open();
  await page.getByRole('button', { name: 'Views' }).click();
  await views.getByRole('link', { name: 'Members, live' }).click();
  await expect(page).toHaveURL(/q=members&sort=-name&tab=live$/);
  await expect(list.names).toHaveText(['Silver members ₹500 off', 'Gold members ₹1,000 off']);

  await page.getByRole('button', { name: 'Members, live', exact: true }).click();
  await views.getByRole('button', { name: 'Delete the view Members, live' }).click();
  await expect(page.getByText('The view “Members, live” is deleted.')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  // The press beside the panel closed it.
  await expect(views).toBeHidden();
  await page.getByRole('button', { name: 'Members, live', exact: true }).click();
  await expect(views.getByRole('link', { name: 'Members, live' })).toBeVisible();
  await views.getByRole('button', { name: 'Delete the view Members, live' }).click();
  await expect(views.getByRole('link')).toHaveCount(0);
});

test('a search without a match offers to show all series', async ({ list, page }) => {
  await list.open('?q=no+such+thing');
  await expect(page.getByText('Nothing matches “no such thing”')).toBeVisible();
  await page.getByRole('button', { name: 'Show all series' }).click();
  await expect(list.names.nth(5)).toBeVisible();
  await expect(list.search).toHaveValue('');
});

test('the filters of the list stand in the address, and Back returns to them', async ({ list, overview, page }) => {
  await page.setViewportSize({ width: 1024, height: 420 });
  await list.open();
  const filters = page.getByRole('dialog', { name: 'Filter the series' });
  const chips = page.getByRole('group', { name: 'Active filters' });
  const chip = (text: string) => chips.getByRole('button', { name: text });
  await page.getByRole('button', { name: 'Filters' }).press('Enter');
  await filters.getByRole('combobox', { name: 'Valid in' }).fill('indiranagar');
  await filters.getByRole('option', { name: 'Meridian Indiranagar, Bengaluru Store' }).click();
  await filters.getByRole('checkbox', { name: 'Percentage' }).press('Space');
  await filters.getByRole('checkbox', { name: 'Percentage' }).press('Enter');
  await expect(chip('Valid in: Meridian Indiranagar')).toBeVisible();
  await expect(page).toHaveURL(/discount=PERC/);
  await expect(page).toHaveURL(/place=STORE/);
  // Tied to this store, and to every place.
  await expect(list.series('Store opening Indiranagar: first 500 bills')).toBeVisible();
  await expect(list.series('Monsoon app offer 20% off')).toBeVisible();
  await list.sortBy('Series').click();
  await expect(list.table.getByRole('columnheader', { name: 'Series' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(list.table).not.toHaveAttribute('data-stale');
  const [count = ''] = (await list.count.innerText()).split(',');

  await test.step('Back from a series keeps filter, order and place', async () => {
    await list.names.last().focus();
    // The browser reports the new place with the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const place = () => page.evaluate(() => window.scrollY);
    const before = await place();
    expect(before).toBeGreaterThan(100);
    const last = await list.names.last().innerText();
    await page.keyboard.press('Enter');
    await overview.isOpen();
    await page.goBack();
    await expect(chip('Discount: Percentage')).toBeVisible();
    await expect(page).toHaveURL(/discount=PERC.*sort=name|sort=name.*discount=PERC/);
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(5);
    await expect(list.names.last()).toHaveText(last);
    await expect(list.count).toContainText(`${count},`);
  });
  await test.step('a removed filter leaves the address, and Back applies it again', async () => {
    await chip('Discount: Percentage').press('Enter');
    await expect(page).not.toHaveURL(/discount/);
    await expect(list.count).not.toContainText(`${count},`);
    await page.goBack();
    await expect(chip('Discount: Percentage')).toBeVisible();
    await expect(list.count).toContainText(`${count},`);
  });
  await test.step('filters that find nothing stand in the address, and so does their end', async () => {
    await page.getByRole('button', { name: 'Filters (2)' }).click();
    await filters.getByLabel('Discount value, from').fill('101');
    await filters.getByRole('button', { name: 'Show series' }).click();
    await expect(page.getByText('No series matches the filters')).toBeVisible();
    await expect(page).toHaveURL(/value=101/);
    await chips.getByRole('button', { name: 'Clear filters' }).click();
    await expect(list.names.first()).toBeVisible();
    await expect(page).not.toHaveURL(/value|discount|place/);
    await expect(page.getByRole('button', { name: 'Filters' })).toBeFocused();
  });
  await test.step('an address that cannot be read says so', async () => {
    await list.open('?value=cheap&discount=PERC');
    await expect(page.getByText('so the list ignores them: Discount value.')).toBeVisible();
    await expect(chip('Discount: Percentage')).toBeVisible();
  });
});

test('the overview shows every field, and keys unknown to the catalogue', async ({ api, overview, page }) => {
  await overview.open(735590);
  await overview.unfoldAll();
  for (const key of sections.flatMap(({ keys }) => keys))
    await expect(overview.row(fieldOf(key).path.join('.')).first(), key).toBeVisible();
  const others = page.getByRole('region', { name: 'Everything else' });
  await expect(others).toContainText('walletPartner');
  await expect(others).toContainText('Paisa Jhola');
  // The page shows every key of the response.
  for (const key of Object.keys(await api.get(735590)).filter((name) => name !== 'targetUserDetails'))
    await expect(page.getByText(key, { exact: true }).first(), key).toBeVisible();

  await test.step('and on request only what is set', async () => {
    // The reload below would cancel a request that is still on its way.
    const stored = page.waitForResponse('**/api/me/preferences');
    await page.getByRole('radio', { name: 'Only what is set' }).check();
    await stored;
    await expect(overview.row('discountValue')).toBeVisible();
    await expect(overview.row('minBillAmount')).toHaveCount(0);
    await page.reload();
    await expect(overview.row('discountValue')).toBeVisible();
    await expect(overview.row('minBillAmount')).toHaveCount(0);
  });
  await test.step('it reads the series again when the window gets the focus', async () => {
    await api.put(735590, { ...(await api.get(735590)), description: 'Renamed meanwhile' });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(page.getByRole('heading', { level: 1, name: 'Renamed meanwhile' })).toBeVisible();
  });
});

test('an unknown series and an unknown address show a notice with a link to the list', async ({
  list,
  page,
  complaints,
}) => {
  complaints.allow(/status of 404/);
  await page.goto('/series/999');
  await expect(page.getByText('There is no series 999')).toBeVisible();
  await page.getByRole('link', { name: 'All series' }).click();
  await expect(list.names.first()).toBeVisible();
  await page.goto('/nowhere');
  await expect(page.getByText('There is no page at this address')).toBeVisible();
  await page.getByRole('link', { name: 'All series' }).click();
  await expect(list.names.first()).toBeVisible();
});

test('edits, reviews and saves at 200 % zoom', async ({ api, editor, review, page }) => {
  // 1440 by 900 pixels at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  await editor.open(923222);
  await editor.fill('Name', 'Gold members');
  await editor.limit('Each customer can redeem', 'Limit to', '2');
  await editor.fill('Valid until', '31 Dec 2030');
  await expect(editor.saveBar.getByRole('button', { name: 'Review and save' })).toBeInViewport({ ratio: 1 });
  await editor.askToSave();
  await expect(review.button).toBeInViewport({ ratio: 0.9 });
  // The lock of the scroll sets it on the body. Inherited, it would restyle each element when a dialog opens or closes.
  const inherited = (element: Element) => getComputedStyle(element).getPropertyValue('--removed-body-scroll-bar-size');
  await expect(page.locator('body')).toHaveAttribute('data-scroll-locked');
  expect(await page.locator('#root').evaluate(inherited)).toBe('');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeInViewport();
  expect(await api.get(923222)).toMatchObject({ description: 'Gold members', maxRedemptionsInSeriesPerUser: 2 });
});

test('the HTML of the editor names each script and style sheet that it loads', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  let html = '';
  // A very slow server sends a page without its data.
  await expect(async () => {
    requests.length = 0;
    const response = await page.goto('/series/698948/edit');
    html = (await response?.text()) ?? '';
    expect(html).toContain('id="page-data"');
  }).toPass();
  await expect(page.locator('#state [data-field]').first()).toBeAttached();
  await quiet(page);
  // Live updates load when the page is complete, and are not part of its budget.
  const code = requests.filter((path) => /\.(js|css)$/.test(path) && !/[/-]live-/.test(path));
  expect(code.filter((path) => !html.includes(`"${path}"`))).toEqual([]);
  expect(code.length).toBeLessThanOrEqual(12);
  // Of them, 206 are the days and hours of the week.
  expect(await page.locator('*').count()).toBeLessThanOrEqual(1700);
  // The page carries the session, the settings and the series.
  expect(requests).not.toContain('/api/session');
  expect(requests).not.toContain('/api/settings');
  // 9 of 23 read data. On a slow machine, names are read in more and smaller batches.
  expect(requests.length).toBeLessThanOrEqual(37);
});

test('a page that the browser restores after another person signed in loads again, and asks if it has changes', async ({
  context,
  desk,
  editor,
  page,
}) => {
  await editor.open(698948);
  await editor.fill('Name', 'Not saved yet');
  await signInAs(context, desk.url, 'support');
  const restore = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  const firstQuestion = page.waitForEvent('dialog');
  await page.evaluate(restore);
  const question = await firstQuestion;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(editor.text('Name')).toHaveValue('Not saved yet');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.evaluate(restore);
  await expect(page.getByText('The role support cannot edit series.')).toBeVisible();
});
