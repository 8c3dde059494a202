import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const FLAGSHIP = 698948;
const IST = 19_800_000;
const DAY = 86_400_000;

const ist = (value: unknown) => new Date(Date.parse(String(value)) + IST).toISOString().slice(0, 10);
const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
/** Formats a day like the page: `Sun 29 Nov 2026`. */
const printed = (day: string) => {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(Date.parse(day));
  return `${part({ weekday: 'short' })} ${part({ day: 'numeric' })} ${part({ month: 'short' })} ${part({ year: 'numeric' })}`;
};
/** The time in the browser's zone, which has daylight saving time for most of the year. */
const inCalifornia = (instant: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', timeStyle: 'medium' }).format(instant);
const today = () => ist(new Date().toISOString());

const timeline = (page: Page) => page.getByRole('list', { name: 'Life of a coupon' });
/** The sentences below the timeline; the filter excludes the status of a day input. */
const verdict = (page: Page) =>
  page.getByRole('region', { name: 'Validity and expiry' }).getByRole('status').filter({ hasText: '.' });
const question = (page: Page, to: string) => page.getByRole('form', { name: `Change to a ${to}?` });

test.describe('by mouse', () => {
  test('a later end: shows it in every zone, for outstanding coupons, and for a coupon issued on any day', async ({
    api,
    editor,
    review,
    page,
  }) => {
    const before = await api.get(FLAGSHIP);
    const end = later(ist(before['validTillDate']), 7);
    await editor.open(FLAGSHIP);
    const section = editor.section('Validity and expiry');
    await expect(timeline(page)).toBeVisible();

    await editor.shortcut('Valid until', '+7 days').click();
    await expect(editor.text('Valid until')).toHaveValue(printed(end));
    const clocks = section.getByRole('group', { name: 'Last second of the series' });
    await expect(clocks).toContainText(`API, organisation${printed(end)} 23:59:59 IST`);
    await expect(clocks).toContainText(`You${printed(end)} ${inCalifornia(Date.parse(`${end}T23:59:59+05:30`))} P`);
    await expect(clocks).toContainText(`UTC${printed(end)} 18:29:59 UTC`);
    await expect(section).toContainText('those that end with the series live up to 7 days longer');

    // The coupon's 30 days end after the series does.
    await expect(timeline(page).getByRole('listitem').filter({ hasText: 'Expires' })).toContainText(printed(end));
    await expect(verdict(page)).toContainText('The series ends first.');
    await editor.fill('Coupon lives for', '2');
    await expect(timeline(page).getByRole('listitem').filter({ hasText: 'Series ends' })).toContainText(printed(end));
    // Whether one of the three days is a chosen weekday depends on today.
    await expect(verdict(page)).toContainText(
      /Works on the chosen days: from .*, at the chosen hours|among the chosen days/,
    );
    await expect(verdict(page)).toContainText('Its own end comes first, 2 days after issue.');
    await editor.limit('Waiting time', 'After', '3');
    await expect(verdict(page)).toContainText(
      `Never redeemable: it expires on ${printed(later(today(), 2))}, before the waiting time is over`,
    );
    await page.getByRole('button', { name: '7 days ago' }).click();
    await expect(editor.text('Issued on')).toHaveValue(printed(later(today(), -7)));
    await expect(timeline(page).getByRole('listitem').first()).toContainText(`Issued ${printed(later(today(), -7))}`);

    await editor.putBack('Coupon lives for').click();
    await editor.putBack('Waiting time').click();
    await editor.askToSave();
    await expect(review.dialog).toHaveAccessibleName('Review 1 change');
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    expect(ist((await api.get(FLAGSHIP))['validTillDate'])).toBe(end);
  });

  test('shows the discount on an example bill, and warns if it grows more than threefold', async ({
    editor,
    review,
    page,
  }) => {
    await editor.open(FLAGSHIP);
    const example = page.getByRole('group', { name: 'Example' });
    await expect(example).toContainText('pays ₹1,020, ₹180 off.');
    await editor.text('A bill of').fill('5000');
    await expect(example).toContainText('pays ₹4,500, ₹500 off, capped: 15 % would be ₹750.');
    await editor.text('A bill of').fill('500');
    await expect(example).toContainText('is refused: the smallest bill is ₹999.');
    await expect(editor.saveBar).toBeHidden();

    await editor.fill('Discount', '45');
    await expect(page.getByText('more than three times')).toBeHidden();
    await editor.fill('Discount', '50');
    await expect(editor.section('Discount')).toContainText('15 % becomes 50 %, more than three times as much.');
    await expect(editor.section('Discount')).toContainText(/The [\d,]+ coupons .* should take the new discount too/);
    await editor.askToSave();
    await expect(review.change('discountValue')).toContainText('15 % becomes 50 %, more than three times as much.');
  });

  test('confirms another kind of discount first, and converts nothing', async ({ api, editor, review, page }) => {
    await editor.open(FLAGSHIP);
    const kind = editor.choice('Kind of discount');
    await kind.getByRole('radio', { name: 'Fixed amount' }).click();
    await expect(question(page, 'fixed amount')).toContainText('15 % off would become ₹15 off');
    await question(page, 'fixed amount').getByRole('button', { name: 'Keep percentage' }).click();
    await expect(kind.getByRole('radio', { name: 'Percentage' })).toBeChecked();
    await expect(editor.saveBar).toBeHidden();

    await kind.getByRole('radio', { name: 'Fixed amount' }).click();
    await editor.text('New discount').fill('150');
    await expect(question(page, 'fixed amount')).toContainText('A bill of ₹1,200 would pay ₹1,050 instead of ₹1,020.');
    await question(page, 'fixed amount').getByRole('button', { name: 'Change to fixed amount' }).click();
    await expect(kind.getByRole('radio', { name: 'Fixed amount' })).toBeChecked();
    await expect(editor.text('Discount')).toHaveValue('150');

    // Changing back: 150 is no valid percentage.
    await kind.getByRole('radio', { name: 'Percentage' }).click();
    await expect(question(page, 'percentage')).toContainText('₹150 off would become 150 % off');
    await expect(question(page, 'percentage')).toContainText('Enter 100 or less.');
    await question(page, 'percentage').getByRole('button', { name: 'Change to percentage' }).click();
    await expect(kind.getByRole('radio', { name: 'Fixed amount' })).toBeChecked();
    await question(page, 'percentage').getByRole('button', { name: 'Keep fixed amount' }).click();

    await editor.askToSave();
    await review.says('discountType', 'Percentage', 'Fixed amount');
    await review.says('discountValue', '15 %', '₹150');
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    expect(await api.get(FLAGSHIP)).toMatchObject({ discountType: 'ABS', discountValue: 150, discountUpto: 0 });
  });

  test('limits customers by registration, from the first to the last second of a day', async ({
    api,
    editor,
    review,
  }) => {
    await editor.open(FLAGSHIP);
    const section = editor.section('Customers');
    await editor.shortcut('Registered from', 'Today').click();
    await expect(section.getByRole('group', { name: 'First second of registration' })).toContainText(
      `${printed(today())} 00:00:00 IST`,
    );
    // The browser's zone has another date for half of each day.
    await section.getByRole('button', { name: 'Calendar: Registered from' }).click();
    const marked = section.getByRole('dialog').locator('[data-current]');
    await expect(marked).toHaveCount(1);
    await expect(marked).toHaveText(String(Number(today().slice(-2))));
    await expect(marked).toHaveAttribute('data-selected', 'true');
    await marked.press('Escape');
    await editor.fill('Registered until', '1 jan 2026');
    await expect(section).toContainText('The end lies before the start: no customer fits.');
    await editor.shortcut('Registered until', 'Any time').click();
    await expect(section).not.toContainText('The end lies before the start');
    await editor.shortcut('Registered until', '+7 days').click();
    await editor.limit('Transactions so far', 'At most', '2');
    await expect(section).toContainText('Refused with 3 transactions or more.');
    await editor.askToSave();
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    const start = Date.parse(`${today()}T00:00:00+05:30`);
    expect((await api.get(FLAGSHIP))['targetUserDetails']).toEqual({
      validMaxUserTransactionLimit: 2,
      validUserRegistrationStartTime: start,
      validUserRegistrationEndTime: start + 8 * DAY - 1,
    });
  });
});

test('the same by keyboard alone', async ({ api, editor, review, page }) => {
  test.slow();
  const before = await api.get(FLAGSHIP);
  await editor.open(FLAGSHIP);
  await expect(timeline(page)).toBeVisible();

  await test.step('the kind of discount: cancel, then confirm with a new number', async () => {
    const percentage = editor.choice('Kind of discount').getByRole('radio', { name: 'Percentage' });
    const amount = editor.choice('Kind of discount').getByRole('radio', { name: 'Fixed amount' });
    await tabTo(page, percentage);
    await page.keyboard.press('ArrowLeft');
    await expect(editor.text('New discount')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(question(page, 'fixed amount')).toBeHidden();
    await expect(percentage).toBeFocused();
    await expect(percentage).toBeChecked();
    await page.keyboard.press('ArrowLeft');
    await expect(editor.text('New discount')).toBeFocused();
    await page.keyboard.type('200');
    await page.keyboard.press('Enter');
    await expect(amount).toBeChecked();
    await expect(amount).toBeFocused();
  });
  await test.step('an example with another bill', async () => {
    await tabTo(page, editor.text('A bill of'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2,500');
    await expect(page.getByRole('group', { name: 'Example' })).toContainText('pays ₹2,300, ₹200 off.');
  });
  await test.step('the end, by a preset', async () => {
    await tabTo(page, editor.shortcut('Valid until', '+1 month'));
    await page.keyboard.press('Enter');
    await editor.isChanged('Valid until');
  });
  await test.step('the life of a coupon issued three days ago', async () => {
    await tabTo(page, editor.text('Issued on'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('-3');
    await expect(timeline(page).getByRole('listitem').first()).toContainText(`Issued`);
    await expect(timeline(page).getByRole('listitem').first()).toContainText(printed(later(today(), -3)));
    await expect(verdict(page)).toContainText('Today it works, with');
  });
  await test.step('customers with two transactions at most', async () => {
    await tabTo(page, editor.choice('Transactions so far').getByRole('radio', { name: 'Any number' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2');
    await editor.isChanged('Transactions so far');
  });
  await test.step('registered until the end of this month', async () => {
    await tabTo(page, editor.shortcut('Registered until', 'End of this month'));
    await page.keyboard.press('Space');
    await editor.isChanged('Registered until');
  });

  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  const after = await api.get(FLAGSHIP);
  expect(after).toMatchObject({ discountType: 'ABS', discountValue: 200 });
  expect(ist(after['validTillDate']) > ist(before['validTillDate'])).toBe(true);
  expect(after['targetUserDetails']).toMatchObject({ validMaxUserTransactionLimit: 2 });
  const until = Number((after['targetUserDetails'] as Record<string, unknown>)['validUserRegistrationEndTime']);
  expect(new Date(until + 1 + IST).toISOString().slice(8)).toBe('01T00:00:00.000Z');
});
