import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';
import { quiet } from './quiet.ts';

/** Live, Monday to Friday from 10:00 to 21:59, any date, ends within a week. */
const FLAGSHIP = 698948;

const grid = (page: Page) => page.getByRole('grid', { name: 'Weekdays and hours' });
const cell = (page: Page, name: string) => grid(page).getByRole('gridcell', { name, exact: true });
const sentence = (page: Page) => page.getByRole('group', { name: 'Days and hours', exact: true }).getByRole('status');

async function centerOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not drawn.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await centerOf(from), await centerOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
}

test('draws, extends and narrows days and hours by mouse, and saves them as shown', async ({
  api,
  editor,
  review,
  page,
}) => {
  await editor.open(FLAGSHIP);
  await expect(sentence(page)).toHaveText('Mon–Fri 10:00–21:59');

  await test.step('a drag shows a preview and changes nothing until release', async () => {
    await drag(page, cell(page, 'Thursday 13:00 to 13:59'), cell(page, 'Tuesday 9:00 to 9:59'));
    await expect(sentence(page)).toHaveText('Tue–Thu 09:00–13:59');
    await expect(editor.saveBar).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(sentence(page)).toHaveText('Mon–Fri 10:00–21:59');
    await page.mouse.up();
    await expect(editor.saveBar).toBeHidden();
  });

  await drag(page, cell(page, 'Tuesday 9:00 to 9:59'), cell(page, 'Thursday 13:00 to 13:59'));
  await page.mouse.up();
  await editor.isChanged('Days and hours');
  await page.keyboard.down('Shift');
  await drag(page, cell(page, 'Saturday 18:00 to 18:59'), cell(page, 'Saturday 20:00 to 20:59'));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(sentence(page)).toHaveText('Tue–Thu, Sat 09:00–13:59, 18:00–20:59');
  await expect(cell(page, 'Saturday 9:00 to 9:59')).toHaveAttribute('aria-selected', 'true');
  await grid(page).getByRole('rowheader', { name: 'Wednesday' }).click();
  await drag(
    page,
    grid(page).getByRole('columnheader', { name: '19:00 to 19:59' }),
    grid(page).getByRole('columnheader', { name: '23:00 to 23:59' }),
  );
  await page.mouse.up();
  await drag(
    page,
    page.getByRole('button', { name: 'Day 1', exact: true }),
    page.getByRole('button', { name: 'Day 7' }),
  );
  await page.mouse.up();
  const shown = 'Tue, Thu, Sat 09:00–13:59, 18:00–18:59, on days 1–7 of the month';
  await expect(sentence(page)).toHaveText(shown);

  await editor.askToSave();
  await review.says('redemptionRange', 'Mon–Fri 10:00–21:59', shown);
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(FLAGSHIP))['redemptionRange']).toBe(
    '{"dom":[1,2,3,4,5,6,7],"dow":[2,4,6],"hours":[9,10,11,12,13,18]}',
  );
});

test('the same by keyboard alone', async ({ api, editor, review, page }) => {
  test.slow();
  await editor.open(FLAGSHIP);
  await expect(grid(page)).toBeVisible();
  await tabTo(page, cell(page, 'Monday 0:00 to 0:59'));
  for (const key of ['ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(cell(page, 'Tuesday 20:00 to 20:59')).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(`Shift+${key}`);
  await expect(sentence(page)).toHaveText('Tue–Wed 18:00–20:59');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect(grid(page).getByRole('rowheader', { name: 'Thursday' })).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Day 1', exact: true }));
  await page.keyboard.press('Shift+ArrowDown');
  const shown = 'Tue–Thu 18:00–20:59, on days 1–17 of the month';
  await expect(sentence(page)).toHaveText(shown);
  await page.keyboard.press('Control+s');
  await review.says('redemptionRange', 'Mon–Fri 10:00–21:59', shown);
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect((await api.get(FLAGSHIP))['redemptionRange']).toBe(
    `{"dom":[${Array.from({ length: 17 }, (_, index) => index + 1).join()}],"dow":[2,3,4],"hours":[18,19,20]}`,
  );
});

test('shows the next redemption times under the grid and on the overview, and warns if there are none', async ({
  editor,
  overview,
  page,
}) => {
  await overview.open(FLAGSHIP);
  const card = page.getByRole('region', { name: 'Next times it can be redeemed' });
  await expect(card.getByRole('listitem').last()).toContainText('10:00–21:59');
  await expect(card).toContainText('About 261 hours a month. Times in IST');

  await editor.open(FLAGSHIP);
  const window = editor.section('Redemption window');
  await expect(window).toContainText(/Redeemable now|Not redeemable now/);
  await expect(window.getByRole('list', { name: 'Next times it can be redeemed' })).toBeVisible();
  // The series ends in six days, so a day of the month in two weeks is not among them.
  const late = new Date(Date.now() + 14 * 86_400_000).getUTCDate();
  await page.getByRole('button', { name: `Day ${late}`, exact: true }).click();
  await expect(window).toContainText('Never redeemable');
  await expect(window).toContainText('so no customer can redeem. Choose more days, or a later end.');
  await expect(window).not.toContainText('hours a month');
  await page.getByRole('button', { name: 'Any date' }).click();
  await expect(window).toContainText('hours a month');
  await expect(window).not.toContainText('Never redeemable');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('every touch target is at least 44 px high and as wide as seven columns allow', async ({ editor, page }) => {
    await editor.open(FLAGSHIP);
    await expect(cell(page, 'Monday 12:00 to 12:59')).toBeVisible();
    const sizes = (role: string) =>
      page
        .locator(`[data-field=redemptionRange] ${role}`)
        .evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => ({ width, height })),
        );
    for (const role of ['[role=gridcell]', '[role=rowheader]', '[role=columnheader][data-row]', '[data-date]'])
      for (const { width, height } of await sizes(role)) {
        expect(height, role).toBeGreaterThanOrEqual(44);
        expect(width, role).toBeGreaterThanOrEqual(role === '[data-date]' ? 44 : 39);
      }
  });

  test('shows hours as rows; a vertical swipe scrolls, a horizontal swipe or a long press draws', async ({
    editor,
    page,
  }) => {
    await editor.open(FLAGSHIP);
    await expect(grid(page).getByRole('rowheader', { name: '9:00 to 9:59' })).toBeVisible();
    await expect(grid(page).getByRole('columnheader', { name: 'Monday' })).toBeVisible();
    // Late content in the sections above would move the page under the finger.
    await quiet(page);
    await cell(page, 'Monday 12:00 to 12:59').evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const finger = await page.context().newCDPSession(page);
    const touch = async (from: Locator, to: Locator, onLongPress?: () => Promise<void>) => {
      const [start, end] = [await centerOf(from), await centerOf(to)];
      await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [start] });
      await onLongPress?.();
      for (let step = 1; step <= 8; step += 1) {
        const fraction = step / 8;
        const point = { x: start.x + (end.x - start.x) * fraction, y: start.y + (end.y - start.y) * fraction };
        await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
      }
      await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    // Not the scroll position: the texts above that follow the range grow, and the browser scrolls by as much.
    const top = async () => Math.round((await centerOf(cell(page, 'Monday 12:00 to 12:59'))).y);

    const before = await top();
    // A swipe that starts horizontally draws from its first cell.
    await touch(cell(page, 'Saturday 9:00 to 9:59'), cell(page, 'Sunday 9:00 to 9:59'));
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–09:59');
    expect(await top()).toBe(before);

    // The long press is recognised once the sentence shows what a release would do.
    await touch(cell(page, 'Tuesday 9:00 to 9:59'), cell(page, 'Tuesday 15:00 to 15:59'), () =>
      expect(sentence(page)).toHaveText('Tue, Sat–Sun 09:00–09:59'),
    );
    await expect(sentence(page)).toHaveText('Tue 09:00–15:59');
    expect(await top()).toBe(before);
    await touch(cell(page, 'Saturday 9:00 to 9:59'), cell(page, 'Sunday 14:00 to 14:59'), () =>
      expect(sentence(page)).toHaveText('Tue, Sat 09:00–15:59'),
    );
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–14:59');

    await touch(cell(page, 'Wednesday 14:00 to 14:59'), cell(page, 'Wednesday 11:00 to 11:59'));
    await expect.poll(top).toBeLessThan(before);
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–14:59');
    await cell(page, 'Wednesday 12:00 to 12:59').tap();
    await expect(sentence(page)).toHaveText('Wed, Sat–Sun 09:00–14:59');
    await grid(page).getByRole('columnheader', { name: 'Wednesday' }).tap();
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–14:59');

    const swiped = await top();
    const hours = grid(page).getByRole('rowheader');
    await touch(hours.filter({ hasText: '14:00' }), hours.filter({ hasText: '10:00' }));
    await expect.poll(top).toBeLessThan(swiped);
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–14:59');
    await hours.filter({ hasText: '14:00' }).tap();
    await expect(sentence(page)).toHaveText('Sat–Sun 09:00–13:59');
  });
});

for (const width of [390, 1440])
  test(`the layout does not shift when the grid and the times load, at ${width} px`, async ({ editor, page }) => {
    await page.setViewportSize({ width, height: 900 });
    const releases: (() => void)[] = [];
    await page.route(/assets\/(editor-parts|series-texts)-/, async (route) => {
      await new Promise<void>((resolve) => releases.push(resolve));
      await route.continue();
    });
    await editor.open(FLAGSHIP);
    await expect(sentence(page)).toHaveText('Mon–Fri 10:00–21:59');
    const height = async (locator: Locator) => (await locator.boundingBox())?.height ?? 0;
    const control = page.getByRole('group', { name: 'Days and hours', exact: true });
    const section = editor.section('Redemption window');
    await expect.poll(() => releases.length).toBeGreaterThan(1);
    const [controlBefore, sectionBefore] = [await height(control), await height(section)];
    for (const release of releases) release();
    await expect(grid(page)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Next times it can be redeemed' })).toBeVisible();
    expect(Math.abs((await height(control)) - controlBefore)).toBeLessThan(3);
    // A list that ends with the series may be shorter by a line or two.
    expect(Math.abs((await height(section)) - sectionBefore)).toBeLessThan(50);
  });

test('the presets work if the grid fails to load', async ({ editor, page, complaints }) => {
  complaints.allow(/Failed to load resource/);
  await page.route(/assets\/editor-parts-/, (route) => route.abort());
  await editor.open(FLAGSHIP);
  await expect(page.getByText('The grid could not be loaded.')).toBeVisible();
  await editor.shortcut('Days and hours', 'Weekends').click();
  await expect(sentence(page)).toHaveText('Sat–Sun 10:00–21:59');
});
