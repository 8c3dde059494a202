import { withoutStamps } from './api.ts';
import { expect, test } from './fixtures.ts';

const FLAGSHIP = 698948;

test('edits, reviews, saves and verifies a field of every kind in every section', async ({
  api,
  editor,
  review,
  page,
  picker,
}) => {
  // One test on purpose: one save changes a field of every kind.
  test.slow();
  // The history then has a version to restore, also if no other test saved the series.
  await expect(await api.put(FLAGSHIP, await api.get(FLAGSHIP))).toBeOK();
  const before = await api.get(FLAGSHIP);
  await editor.open(FLAGSHIP);

  await test.step('Basics: text, several lines, a number', async () => {
    await editor.fill('Name', 'Diwali week 12.5% off');
    await editor.fill('Description', 'First line\nSecond line');
    await editor.unfold('Basics');
    await editor.fill('Priority', '-3');
  });
  await test.step('Discount: number, limits on and off, flag', async () => {
    await editor.fill('Discount', '12.5');
    await editor.limit('Discount is at most', 'Cap at', '1,250.50');
    await editor.choose('Smallest bill', 'Any amount');
    await editor.limit('Largest bill', 'At most', '40 000');
    await editor.choose('Items on sale', 'Also valid on sale items');
    await editor.unfold('Discount');
    await editor.choose('Discount applies to', 'An item');
  });
  await test.step('Codes: flag, limit, text', async () => {
    await editor.choose('Characters of a code', 'Digits only');
    await editor.choose('Length of a code', 'Organisation default');
    await editor.choose('Prefix', 'Codes start with a prefix');
    await editor.fill('Prefix text', 'DIW');
  });
  await test.step('Validity: a typed day, a choice behind its lock, a number', async () => {
    await editor.fill('Valid until', '31 dec 2030');
    await editor.unlock('Each coupon expires', 'move every expiry');
    await editor.choose('Each coupon expires', 'After months');
    await editor.fill('Coupon lives for', '2');
  });
  await test.step('Issuance limits: limit, flag, ids', async () => {
    await editor.limit('Coupons in total', 'Limit to', '30000');
    await editor.choose('A customer who already holds a coupon', 'Is sent the same coupon again');
    await editor.fill('Not together with', '688310, 711906,');
    await editor
      .section('Issuance limits')
      .getByRole('button', { name: /^Remove Festive sweets/ })
      .click();
  });
  await test.step('Redemption limits', async () => {
    await editor.limit('Each coupon code', 'Limit to', '4');
    await editor.choose('Redemptions in total', 'No limit');
    await editor.limit('Gap between two redemptions', 'At least', '2');
  });
  await test.step('Redemption window: range, a preset day, limit', async () => {
    const range = page.getByRole('group', { name: 'Days and hours', exact: true });
    await editor.shortcut('Days and hours', 'Weekends').click();
    await range.getByRole('columnheader', { name: '10:00 to 10:59' }).click();
    await range.getByRole('button', { name: 'Day 31' }).click();
    await expect(range.getByRole('status')).toHaveText('Sat–Sun 11:00–21:59, on day 31 of the month');
    await editor.shortcut('Redeemable from', '+7 days').click();
    await editor.limit('Waiting time', 'After', '3');
  });
  await test.step('Products and places', async () => {
    const brands = await picker.open('Brands');
    await brands.find('ruvana', 'Ruvana');
    await brands.find('nimbora', 'Nimbora');
    await brands.done();
    const skus = await picker.open('SKUs');
    await skus.remove('Annapatra besan laddu gift box, 500 g');
    await skus.done();
    const places = editor.section('Places');
    await places.getByRole('button', { name: /^Paste or file… ?Where/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Where coupons are redeemed' });
    await dialog.getByRole('textbox', { name: /^Ids or codes/ }).fill('22101, 22102');
    await dialog.getByRole('button', { name: 'Add 2 tills' }).click();
    await dialog.getByRole('textbox', { name: 'Search in chosen places' }).fill('1214');
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await dialog.getByRole('listitem').filter({ hasText: 'Store' }).getByRole('button').click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await editor.unfold('Places');
    await editor.fill('Stores that may issue', '1221');
  });
  await test.step('Customers: limit, moments by typing and by preset', async () => {
    await editor.limit('Transactions so far', 'At most', '0');
    await editor.fill('Registered from', '2026-01-15');
    await editor.fill('Registered until', '15.1.2031');
    await editor.shortcut('Registered until', '+1 month').click();
  });
  await test.step('Messages, terms and properties', async () => {
    await editor.fill('Message for resending', 'Hi {{first_name}},\nyour code: {{voucher}}');
    await editor.choose('Resending', 'Refused');
    await editor.fill('Terms and conditions', 'One coupon per bill.\nNot on gift cards.');
    await editor.text('Custom properties, value of season').fill('');
    await editor.section('Terms and properties').getByRole('button', { name: 'Add a property' }).click();
    await editor.text('Custom properties, name 3').fill('landing_page');
    await editor.text('Custom properties, value of landing_page').fill('https://example.com/?a=1&b=2');
  });

  const from = (days: number, day: unknown) => new Date(Date.parse(String(day)) + days * 86_400_000);
  const start = from(7, before['redemptionValidFrom']);
  const expected = {
    description: 'Diwali week 12.5% off',
    info: 'First line\nSecond line',
    priority: -3,
    discountValue: 12.5,
    discountUpto: 1250.5,
    minBillAmount: -1,
    maxBillAmount: 40000,
    isValidWithDiscountedItem: true,
    discountOn: 'ITEM',
    alphaNumeric: false,
    randomCodeLength: 0,
    isPrefixEnabled: true,
    couponPrefix: 'DIW',
    validTillDate: '2030-12-31T00:00:00+05:30',
    // The API derives it from validTillDate.
    fixedExpiryDate: Date.parse('2030-12-31T00:00:00+05:30'),
    expiryStrategyType: 'MONTHS',
    expiryStrategyValue: 2,
    maxCreate: 30000,
    numTotal: 30000,
    doNotResendExistingVoucher: false,
    mutualExclusiveSeriesIds: '[688310,711906]',
    redemptionPerCouponMaxLimit: 4,
    maxRedeem: -1,
    minDaysBetweenRedemption: 2,
    redemptionRange: '{"dom":[31],"dow":[6,7],"hours":[11,12,13,14,15,16,17,18,19,20,21]}',
    redemptionValidFrom: `${new Date(start.getTime() + 19_800_000).toISOString().slice(0, 10)}T00:00:00+05:30`,
    redemptionValidAfterDays: 3,
    productInfo: [
      { productType: 'CATEGORY', productIds: [301, 302, 311] },
      { productType: 'BRAND', productIds: [72, 71, 73, 74] },
      { productType: 'SKU', productIds: [500101] },
    ],
    redemptionOrgEntityDetails: [
      { redemptionOrgEntityType: 'ZONE', orgEntityId: 31 },
      { redemptionOrgEntityType: 'ZONE', orgEntityId: 32 },
      ...Array.from({ length: 13 }, (_, index) => ({ redemptionOrgEntityType: 'STORE', orgEntityId: 1201 + index })),
      { redemptionOrgEntityType: 'TILL', orgEntityId: 22101 },
      { redemptionOrgEntityType: 'TILL', orgEntityId: 22102 },
    ],
    storeIdsJson: '[1221]',
    targetUserDetails: {
      validMaxUserTransactionLimit: 0,
      validUserRegistrationStartTime: Date.parse('2026-01-15T00:00:00+05:30'),
      validUserRegistrationEndTime: Date.parse('2031-02-16T00:00:00+05:30') - 1,
    },
    smsTemplate: 'Hi {{first_name}},\nyour code: {{voucher}}',
    resendMessageEnabled: false,
    customPropertyMap: {
      season: '',
      cost_centre: 'MKT-204',
      landing_page: 'https://example.com/?a=1&b=2',
      standard_terms_and_conditions: 'One coupon per bill.\nNot on gift cards.',
    },
  };

  await editor.askToSave();
  await test.step('The review lists every change', async () => {
    const unlisted = ['fixedExpiryDate', 'numTotal', 'targetUserDetails'];
    for (const key of Object.keys(expected).filter((name) => !unlisted.includes(name)))
      await expect(review.change(key), key).toBeVisible();
    for (const key of Object.keys(expected.targetUserDetails))
      await expect(review.change(`targetUserDetails.${key}`), key).toBeVisible();
    await review.says('priority', '0', '-3');
    await review.says('discountValue', '15 %', '12.5 %');
    await review.says('targetUserDetails.validMaxUserTransactionLimit', 'Any number', '0 transactions');
    await review.says('storeIdsJson', 'All stores', '1221');
    await review.says('expiryStrategyValue', '30 days after issue', '2 months after issue');
  });
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(withoutStamps(await api.get(FLAGSHIP))).toEqual({ ...withoutStamps(before), ...expected });

  await test.step('The history brings the version before it back, byte for byte', async () => {
    await page.getByRole('link', { name: 'History' }).click();
    const entries = page.getByRole('article');
    await expect(entries.first()).toContainText('Diwali week 12.5% off');
    await entries
      .nth(1)
      .getByRole('button', { name: /^Restore this version/ })
      .click();
    await expect(editor.saveBar).toBeVisible();
    await editor.askToSave();
    await editor.answerUnlock('Each coupon expires', 'move every expiry');
    await expect(review.change('description')).toContainText(`to ${String(before['description'])}`);
    await review.giveReason('The edit was a mistake');
    await review.save();
    await expect(editor.result('Saved and verified')).toBeVisible();
    const after = withoutStamps(await api.get(FLAGSHIP));
    // The prefix is off again, and a save keeps the value of a field that does not apply.
    expect(JSON.stringify(after)).toBe(JSON.stringify({ ...withoutStamps(before), couponPrefix: 'DIW' }));
    await page.getByRole('link', { name: 'History' }).click();
    await expect(page.getByRole('article').first()).toContainText('Restored from the version after the save of');
  });
});

test('“How codes are made” unlocks after the phrase is typed, and its dependent fields follow', async ({
  api,
  editor,
  review,
}) => {
  const before = await api.get(923222);
  await editor.open(923222);
  await expect(editor.choice('How codes are made').getByRole('radio', { name: 'Uploaded' })).toBeDisabled();
  await editor.unlock('How codes are made', 'invalidate all codes');
  await editor.choose('How codes are made', 'One common code');
  await expect(editor.choice('Length of a code')).toBeHidden();
  await editor.fill('Common code', 'GOLD-1000');

  await editor.askToSave();
  await expect(review.change('clientHandlingType')).toContainText('Every code generated so far becomes invalid');
  await review.says('genericCode', 'not used', 'GOLD-1000');
  await review.giveReason('One code for all');
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  await expect(editor.choice('How codes are made').getByRole('radio', { name: 'Uploaded' })).toBeDisabled();
  expect(withoutStamps(await api.get(923222))).toEqual({
    ...withoutStamps(before),
    clientHandlingType: 'GENERIC',
    genericCode: 'GOLD-1000',
    // The API counts codes to generate; a common code needs none.
    numTotal: expect.anything(),
  });
});
