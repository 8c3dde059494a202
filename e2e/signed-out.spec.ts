import { accountsTest, expect, test } from './fixtures.ts';
import { endSessions, joinAs, PASSWORD, signInAs } from './accounts.ts';

const ID = 733018;

test.beforeEach(({ complaints }) => complaints.allow(/status of 40[13]/));

accountsTest(
  'a demo account that ends during an edit loses nothing: sign in with an own account and save',
  async ({ api, browser, context, editor, freshDesk, page, review }) => {
    // It starts its own server.
    accountsTest.slow();
    await signInAs(context, freshDesk.url, 'marketer');
    await editor.openFully(ID);
    await editor.fill('Name', 'Member week, longer');
    const other = await browser.newContext();
    const email = await joinAs(other, freshDesk.url, 'Meera Iyer');
    await other.close();
    await editor.askToSave();
    await review.button.click();

    const dialog = page.getByRole('dialog', { name: 'You have been signed out' });
    await expect(dialog).toContainText('An administrator has joined, so the demo accounts have ended.');
    await expect(dialog).toContainText('Everything you typed is still here.');
    await expect(dialog.getByRole('button', { name: /^Marketer/ })).toBeHidden();
    await expect(dialog.getByRole('textbox', { name: 'E-mail' })).toBeFocused();
    await page.keyboard.type(email);
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(editor.text('Name')).toHaveValue('Member week, longer');
    await review.save();
    await expect(editor.result('Saved and verified')).toContainText(/1 change\..*Member week, longer/);
    expect(await api.get(ID)).toMatchObject({ description: 'Member week, longer' });
  },
);

test('a session that expires during an edit loses nothing: sign in again and save', async ({
  api,
  context,
  desk,
  editor,
  page,
  review,
}) => {
  // The save is the first request to see the expired session.
  await editor.openFully(ID);
  await editor.fill('Name', 'Member week, longer');
  await endSessions(context, desk.url);
  await editor.askToSave();
  await review.button.click();

  const dialog = page.getByRole('dialog', { name: 'You have been signed out' });
  await expect(dialog).toContainText('Everything you typed is still here');
  // Escape closes only this dialog, not the review below it.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(review.dialog).toBeVisible();
  await page.getByRole('region', { name: 'Signed out' }).getByRole('button', { name: 'Sign in' }).click();
  await expect(review.dialog).toContainText('Not saved');
  await dialog.getByRole('button', { name: /^Marketer/ }).click();
  await expect(dialog).toBeHidden();
  await expect(review.dialog).not.toContainText('Not saved');
  await expect(review.button).toBeFocused();
  await expect(editor.text('Name')).toHaveValue('Member week, longer');
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText(/1 change\..*Member week, longer/);
  expect(await api.get(ID)).toMatchObject({ description: 'Member week, longer' });
});

test('shows a notice after signing in with another account', async ({ context, desk, editor, page }) => {
  await editor.openFully(ID);
  await editor.fill('Name', 'Member week, longer');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await endSessions(context, desk.url);
  await page.getByRole('radio', { name: 'Dark' }).click();
  const dialog = page.getByRole('dialog', { name: 'You have been signed out' });
  await expect(dialog).toBeVisible();
  // Another tab signs in with another account, then this tab gets the focus.
  await signInAs(context, desk.url, 'administrator');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(dialog).toBeHidden();
  await expect(page.getByText('You are now signed in as Asha Menon')).toBeVisible();
  await expect(editor.text('Name')).toHaveValue('Member week, longer');
});

test('reports at the save that the role was revoked during the edit, and keeps the edit', async ({
  api,
  editor,
  page,
  review,
}) => {
  await editor.open(ID);
  await editor.fill('Name', 'Member week, longer');
  await api.changeRole('demo-marketer', 'support');
  await editor.askToSave();
  await review.button.click();
  await expect(review.dialog).toContainText(
    'The role support cannot edit series. An administrator can change the role.',
  );
  await page.keyboard.press('Escape');
  await expect(editor.text('Name')).toHaveValue('Member week, longer');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await expect(page.getByRole('dialog', { name: 'Your account' })).toContainText('Support');
  await page.keyboard.press('Escape');

  await api.changeRole('demo-marketer', 'marketer');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
});

test('ignores a late answer that the previous session has ended', async ({
  api,
  context,
  desk,
  editor,
  page,
  review,
}) => {
  await editor.openFully(ID);
  await editor.fill('Name', 'Member week, longer');
  let answerLate: (() => Promise<void>) | undefined;
  await page.route('**/api/session', async (route) => {
    if (answerLate || route.request().method() !== 'GET') return route.fallback();
    await endSessions(context, desk.url);
    const response = await route.fetch();
    answerLate = () => route.fulfill({ response });
  });
  // The refused save makes the page read its session again.
  await api.changeRole('demo-marketer', 'support');
  await editor.askToSave();
  await review.button.click();
  await expect(review.dialog).toContainText('The role support cannot edit series.');
  await expect.poll(() => answerLate).toBeDefined();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  const dialog = page.getByRole('dialog', { name: 'You have been signed out' });
  await dialog.getByRole('button', { name: /^Marketer/ }).click();
  await expect(dialog).toBeHidden();
  const answered = page.waitForResponse('**/api/session');
  await answerLate?.();
  await answered;
  await page.keyboard.press('Escape');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
});
