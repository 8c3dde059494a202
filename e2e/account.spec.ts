import { expect, ownAccountTest as test } from './fixtures.ts';
import { joinAs, PASSWORD } from './accounts.ts';

const ID = 698948;

let email: string;
test.beforeEach(async ({ context, desk }) => {
  email = await joinAs(context, desk.url, 'Asha Menon');
});

test('shows a token once; the token reads over the API until it is revoked', async ({ page, request }) => {
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Nightly report');
  await page.getByRole('button', { name: 'Create token' }).click();
  const result = page.getByRole('group', { name: 'The token “Nightly report”' });
  const token = (await result.getByText(/^cdt_\w+$/).textContent()) ?? '';
  await expect(result.getByRole('region', { name: 'Example' })).toContainText(`Authorization: Bearer ${token}`);
  const read = () => request.get(`/v2/coupon/series?ids=${ID}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read()).status()).toBe(200);
  const write = await request.put(`/v2/coupon/series/${ID}`, {
    headers: { authorization: `Bearer ${token}` },
    data: { CouponSeriesV2: {} },
  });
  expect(write.status()).toBe(403);
  await result.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  const tokens = page.getByRole('region', { name: 'API tokens' });
  await expect(
    tokens.getByRole('row', { name: 'Nightly report' }).getByRole('cell', { name: 'just now' }),
  ).toBeVisible();
  await expect(tokens).not.toContainText(token);
  await tokens.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await expect(tokens).toContainText('No tokens yet.');
  expect((await read()).status()).toBe(401);
});

test('refuses a token name with invisible characters at its field', async ({ page, complaints }) => {
  complaints.allow(/status of 400/);
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Nightly\u202etroper');
  await page.getByRole('button', { name: 'Create token' }).click();
  await expect(name).toHaveAccessibleDescription(/It holds characters that cannot be seen/);
  await name.fill('Nightly report');
  await page.getByRole('button', { name: 'Create token' }).click();
  await expect(page.getByRole('group', { name: 'The token “Nightly report”' })).toBeVisible();
});

test('ends another session, and a new password ends all other sessions', async ({
  browser,
  page,
  desk,
  complaints,
}) => {
  complaints.allow(/status of 40[03]/);
  const other = await browser.newContext({ baseURL: desk.url });
  const signIn = async () => {
    const headers = { origin: desk.url };
    const data = { email, password: PASSWORD };
    await expect(await other.request.post('/api/session', { data, headers })).toBeOK();
  };
  const isSignedIn = async () => (await other.request.get('/api/me/sessions')).ok();
  await signIn();
  await page.goto('/account');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  const rows = sessions.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'This session' })).toHaveCount(1);
  await sessions.getByRole('button', { name: /^End/ }).click();
  await expect(rows).toHaveCount(1);
  expect(await isSignedIn()).toBe(false);

  await signIn();
  const current = page.getByRole('textbox', { name: 'Current password' });
  const newPassword = page.getByRole('textbox', { name: 'New password' });
  await current.fill('wrong');
  await newPassword.fill('seven quiet harbours at noon');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(current).toHaveAccessibleDescription(/This is not the current password/);
  await expect(newPassword).toHaveValue('seven quiet harbours at noon');
  await current.fill(PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Password changed. Your other sessions have ended.')).toBeVisible();
  await expect(current).toHaveValue('');
  expect(await isSignedIn()).toBe(false);
  await other.close();
});

test('applies preferences at once and on every computer, and reverts them if saving fails', async ({
  page,
  list,
  complaints,
}) => {
  await page.goto('/account');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.getByRole('combobox', { name: 'Time zone' }).focus();
  await page.keyboard.type('tokyo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  // Without local storage the browser is in the same state as another computer.
  await page.evaluate(() => localStorage.clear());
  await page.goto(`/series/${ID}`);
  await expect(page.getByText(/^As of .* (JST|GMT\+9)\.$/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await list.open();
  await expect(list.table).toHaveAttribute('data-density', 'compact');
  await page.getByRole('button', { name: 'Columns' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Columns of the list' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Discount' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(list.table.getByRole('columnheader', { name: 'Discount' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await page.reload();
  await expect(list.table.getByRole('columnheader', { name: 'Limit' })).toBeVisible();
  await expect(list.table.getByRole('columnheader', { name: 'Discount' })).toBeHidden();

  complaints.allow(/status of 503/);
  await page.route('**/api/me/preferences', (route) =>
    route.fulfill({ status: 503, json: { errors: [{ status: false, code: 503, message: 'Not now.', field: null }] } }),
  );
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Limit' }).click();
  await expect(page.getByRole('alert')).toContainText('Your preference was not saved. Not now.');
  await expect(page.getByRole('checkbox', { name: 'Limit' })).toBeChecked();
});

test('a dialog dims the whole window, also the gutter of the scroll bar, and moves nothing', async ({
  page,
  context,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/account');
  const button = page.getByRole('button', { name: 'Sign out everywhere' });
  await button.scrollIntoViewIfNeeded();
  const width = () => page.evaluate(() => document.body.getBoundingClientRect().width);
  const before = await width();
  await button.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await width()).toBe(before);
  // The right end of the window has one colour. A blank page decodes the picture.
  const clip = { x: (page.viewportSize()?.width ?? 0) - 30, y: 2, width: 30, height: 1 };
  const blank = await context.newPage();
  await expect(async () => {
    const picture = (await page.screenshot({ clip })).toString('base64');
    const colours = await blank.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas').getContext('2d');
      canvas?.drawImage(image, 0, 0);
      const bytes = canvas?.getImageData(0, 0, image.width, 1).data ?? [];
      return Array.from({ length: image.width }, (_pixel, x) => bytes.slice(4 * x, 4 * x + 3).join());
    }, picture);
    expect(new Set(colours).size).toBe(1);
  }).toPass();
});

test('shows a chosen preference before the server has answered', async ({ page }) => {
  await page.goto('/account');
  const preferences = page.getByRole('region', { name: 'Preferences' });
  for (const name of ['Compact', 'Comfortable', 'Dark', 'Light'])
    // The message is queued before the click, so it arrives right after the event, before any timer or later task.
    expect(
      await preferences.getByRole('radio', { name }).evaluate(
        (radio: HTMLInputElement) =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(radio.checked));
            port1.start();
            port2.postMessage(null);
            radio.click();
          }),
      ),
      name,
    ).toBe(true);
});
