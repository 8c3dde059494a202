import { signInAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { Editor } from './pages/editor.ts';

const ID = 548003;
const STORED = 'Salary day 17th: 8% off staples';

test('a change is sent as a link: it opens in the editor of another person, unsaved', async ({
  api,
  browser,
  context,
  desk,
  editor,
  page,
  review,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.open(ID);
  await editor.fill('Name', 'Salary day');
  await editor.limit('Redemptions in total', 'Limit to', '4000');
  await editor.askToSave();
  const copied = async (button: string, said: string) => {
    await review.dialog.getByRole('button', { name: button }).click();
    await expect(review.dialog.getByText(said, { exact: true })).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const link = await copied('Copy link', 'Link copied');
  expect(await copied('Copy as text', 'Text copied')).toContain(`Name (description): ${STORED} → Salary day`);
  expect(JSON.parse(await copied('Copy as JSON patch', 'JSON patch copied'))).toContainEqual({
    op: 'replace',
    path: '/description',
    value: 'Salary day',
  });
  expect(await copied('Copy as cURL', 'Command copied')).toContain(`-X PUT '${desk.url}/v2/coupon/series/${ID}'`);

  const other = await browser.newContext({ baseURL: desk.url });
  await signInAs(other, desk.url, 'administrator');
  const theirs = new Editor(await other.newPage());
  await theirs.page.goto(link);
  await expect(theirs.page).toHaveURL(`/series/${ID}/edit`);
  await expect(theirs.saveBar).toContainText('2 changes');
  await expect(theirs.text('Name')).toHaveValue('Salary day');
  expect(await api.get(ID)).toMatchObject({ description: STORED });
  await theirs.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect(theirs.saveBar).toBeHidden();

  // A field of the change moved, and another one.
  await api.change(ID, { description: 'Renamed meanwhile', maxCreate: 77_777 });
  await theirs.page.goto('about:blank');
  await theirs.page.goto(link);
  await expect(
    theirs.page.getByText(`Changed since the link was made, from ${STORED} to Renamed meanwhile.`),
  ).toBeVisible();
  await theirs.page.getByRole('button', { name: 'Open in the editor' }).click();
  const clash = theirs.page.getByRole('dialog', { name: 'Someone else saved this series' });
  await clash.getByRole('radio', { name: /^Mine/ }).check();
  await clash.getByRole('button').last().click();
  await expect(theirs.text('Name')).toHaveValue('Salary day');
  await expect(theirs.saveBar).toContainText('2 changes');
  await theirs.askToSave();
  await theirs.page.getByRole('button', { name: 'Save 2 changes' }).click();
  await expect(theirs.result('Saved and verified')).toBeVisible();
  expect(await api.get(ID)).toMatchObject({ description: 'Salary day', maxRedeem: 4000, maxCreate: 77_777 });
  await other.close();

  // Without the right to edit it is shown only; a link that was cut off says so.
  const support = await browser.newContext({ baseURL: desk.url });
  await signInAs(support, desk.url, 'support');
  const seen = await support.newPage();
  await seen.goto(link);
  await expect(seen.getByText('The series has these values already. There is nothing to change.')).toBeVisible();
  await expect(seen.getByRole('button', { name: 'Open in the editor' })).toBeHidden();
  await seen.goto('about:blank');
  await seen.goto(link.slice(0, -9));
  await expect(seen.getByText('This link has no readable change')).toBeVisible();
  await seen.goto('about:blank');
  await seen.goto(link.replace(String(ID), '698948'));
  await expect(seen.getByText(`This change is of series ${ID}`)).toBeVisible();
  await support.close();
});

test('a link that is opened over unsaved input asks before it replaces the form', async ({ editor, page }) => {
  await editor.open(ID);
  await editor.fill('Name', 'Not saved yet');
  const asked = page.waitForEvent('dialog');
  // Not in the call itself, which would wait for the answer.
  await page.evaluate(() => void setTimeout(() => (window.location.hash = 'change=cut')));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(editor.text('Name')).toHaveValue('Not saved yet');
  await expect(editor.saveBar).toContainText('1 change');
});
