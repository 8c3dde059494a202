import { expect, test } from './fixtures.ts';

/** Blanks the stamps that every save sets in a response text. */
const unstamped = (text: string) => text.replaceAll(/"(lastUsed|dvsExpiryDate)":"[^"]*"/g, '"$1":""');

test('sends unreadable values back byte for byte when another field is saved', async ({ api, editor, review }) => {
  const before = await api.text(563719);
  expect(before).toContain('"redemptionRange":"string"');
  await editor.open(563719);
  const window = editor.section('Redemption window');
  await expect(window).toContainText('Could not be read. Stored: "string"');
  await editor.unfold('Discount');
  const unknown = editor.choice('Discount applies to').getByRole('radio', { name: 'BASKET (unknown)' });
  await expect(unknown).toBeChecked();
  await expect(editor.section('Issuance limits').getByText('Could not be read. Stored: -123')).toHaveCount(2);

  await editor.fill('Name', 'Wedding season trousseau 5% off, extended');
  await editor.askToSave();
  await expect(review.dialog).toHaveAccessibleName('Review 1 change');
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText('Name description');
  await expect(window).toContainText('Could not be read. Stored: "string"');

  const renamed = before.replace(
    '"description":"Wedding season trousseau 5% off"',
    '"description":"Wedding season trousseau 5% off, extended"',
  );
  expect(renamed).not.toBe(before);
  expect(unstamped(await api.text(563719))).toBe(unstamped(renamed));
});

test('replaces an unreadable value, and “Put back” restores its text', async ({ api, editor, review }) => {
  await editor.open(563719);
  const window = editor.section('Redemption window');
  await window.getByRole('button', { name: 'Replace it' }).click();
  await editor.shortcut('Days and hours', 'Weekdays').click();
  await editor.putBack('Days and hours').click();
  await expect(window).toContainText('Could not be read. Stored: "string"');
  await expect(editor.saveBar).toBeHidden();

  await window.getByRole('button', { name: 'Replace it' }).click();
  await editor.shortcut('Days and hours', 'Weekdays').click();
  await editor.askToSave();
  await review.says('redemptionRange', 'Could not be read: "string"', 'Mon–Fri, all day');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(563719))['redemptionRange']).toBe('{"dom":[-1],"dow":[1,2,3,4,5],"hours":[-1]}');
});

test('an unknown way of making codes opens read-only, with the stored value', async ({ overview, page }) => {
  await overview.open(708831);
  const reason = page.getByText('clientHandlingType is “EXTERNALLY_MANAGED”');
  await expect(reason).toBeVisible();
  await expect(page.getByRole('button', { name: /^Edit/ })).toBeHidden();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page).toHaveURL(/edit$/);
  await expect(reason).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('lists hidden fields that have a value', async ({ editor }) => {
  await editor.open(577240);
  const { page } = editor;
  await expect(page.getByText('Discount is at most is hidden and set to ₹60.')).toBeVisible();
  await expect(page.getByText('Each coupon code is hidden and set to 2 redemptions.')).toBeVisible();
  await expect(page.getByText('Each customer can hold is hidden and set to 5 coupons.')).toBeVisible();
  await expect(page.getByText('Gap between two coupons is hidden and set to 14 days.')).toBeVisible();
});

test('shows that the end follows the owner', async ({ editor, overview }) => {
  await editor.open(18426);
  await expect(editor.section('Validity and expiry')).toContainText('Follows its owner.');
  const summary = editor.page.getByRole('region', { name: 'What this series does' });
  await expect(summary).toContainText('when its owner ends');
  await editor.fill('Valid until', '31 Dec 2030');
  await expect(summary).toContainText('until Tue 31 Dec 2030');
  await expect(summary).not.toContainText('owner');
  await editor.putBack('Valid until').click();
  await expect(summary).toContainText('when its owner ends');
  await overview.open(18426);
  await expect(overview.page.getByRole('heading', { level: 1 }).locator('xpath=..')).toContainText('follows its owner');
});

/** The numbers that the API uses for "none", alone or in a list, and the date of epoch 0. */
const SENTINELS = [
  /(?<![\w.-])-1(?![\d,.]*\d)/,
  /9,?007,?199,?254,?740,?99[12]/,
  /\b1 Jan 1970 (00:00:00 UTC|05:30:00 IST)|1970-01-01/,
];

const SHARDS = 4;
for (let shard = 0; shard < SHARDS; shard += 1)
  test(`no page of a sample series shows a sentinel (${shard + 1} of ${SHARDS})`, async ({
    desk,
    editor,
    overview,
    page,
  }) => {
    test.slow();
    const visibleSentinels = async () => {
      const text = await page.getByRole('main').evaluate((main: HTMLElement) => {
        const inputs = [...main.querySelectorAll<HTMLInputElement>('input, textarea, select')];
        // Unreadable values and unknown keys are shown raw on purpose.
        const raw = [...main.querySelectorAll('code')].map((code) => code.textContent);
        const shown = raw.reduce((rest, each) => rest.replace(each, ''), main.innerText);
        return [shown, ...inputs.map((input) => input.value)].join('\n');
      });
      return SENTINELS.map((sentinel) => text.split('\n').find((line) => sentinel.test(line))).filter(Boolean);
    };
    await page.goto('/series');
    for (const id of desk.ids.filter((_, index) => index % SHARDS === shard)) {
      // A navigation in the page: loading the app again for each series takes half of the time.
      await page.evaluate((path) => {
        history.pushState(null, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `/series/${id}`);
      await overview.isOpen();
      await overview.unfoldAll();
      expect.soft(await visibleSentinels(), `overview of ${id}`).toEqual([]);
      // Opens read-only.
      if (id === 708831) continue;
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await editor.isOpen();
      await editor.unfoldAll();
      expect.soft(await visibleSentinels(), `editor of ${id}`).toEqual([]);
    }
  });
