import type { BrowserContext, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { Editor } from './pages/editor.ts';

const ID = 548003;
const STORED = 'Salary day 17th: 8% off staples';
const TITLE = 'You have a draft of this series';

const offerIn = (page: Page) => page.getByRole('region', { name: TITLE });
const stored = async (editor: Editor) => expect(editor.saveBar).toContainText('Draft stored');

/** Kills the page like a crash: it gets no event. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // The crashed page does not answer.
  void session.send('Page.crash').catch(() => {});
  await page.waitForEvent('crash');
}

async function openAgain(context: BrowserContext): Promise<Editor> {
  const editor = new Editor(await context.newPage());
  await editor.open(ID);
  return editor;
}

test('after a crash the editor offers the draft; it continues on the series as it is now and is saved', async ({
  api,
  context,
  editor,
  page,
}) => {
  await editor.open(ID);
  await editor.fill('Name', 'Salary day');
  await editor.limit('Coupons in total', 'Limit to', '12a');
  await stored(editor);
  const offers = page.waitForEvent('dialog');
  void page.reload().catch(() => {});
  // A draft does not switch off the warning.
  await (await offers).dismiss();
  await expect(editor.text('Name')).toHaveValue('Salary day');
  await crash(page);
  await api.change(ID, { maxRedeem: 4321 });

  const again = await openAgain(context);
  await again.page.goto('/account');
  const unsaved = again.page.getByRole('table', { name: 'Unsaved work' });
  await expect(unsaved).toContainText('Name and Coupons in total');
  await unsaved.getByRole('link', { name: STORED }).click();
  const offer = offerIn(again.page);
  await expect(offer).toContainText('2 changes, stored just now.');
  await expect(offer).toContainText('Changed since the draft, and kept: Redemptions in total.');
  await expect(again.text('Name')).toHaveValue(STORED);
  await expect(again.saveBar).toBeHidden();
  await offer.getByRole('button', { name: 'Continue' }).click();
  await expect(offer).toBeHidden();
  await expect(again.text('Name')).toHaveValue('Salary day');
  await expect(again.text('Name')).toBeFocused();
  await expect(again.text('Coupons in total Limit to')).toHaveValue('12a');

  // One step.
  await again.page.getByRole('button', { name: 'Undo Name and Coupons in total' }).click();
  await expect(again.text('Name')).toHaveValue(STORED);
  await again.page.getByRole('button', { name: 'Redo Name and Coupons in total' }).click();
  await again.putBack('Coupons in total').click();
  await again.askToSave();
  await again.page.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(again.result('Saved and verified')).toBeVisible();
  expect(await api.get(ID)).toMatchObject({ description: 'Salary day', maxRedeem: 4321 });
  await expect
    .poll(async () => (await context.request.get(`/api/me/drafts/${ID}`)).json(), 'the draft ends with the save')
    .toBeNull();
});

test('two tabs do not overwrite each other; a clash asks which value to use', async ({
  complaints,
  context,
  editor,
  page,
}) => {
  complaints.allow(/status of 409/);
  await editor.open(ID);
  const other = await openAgain(context);
  await other.fill('Name', 'Typed there');
  await other.fill('Discount', '9');
  await stored(other);
  await editor.fill('Name', 'Typed here');
  const offer = offerIn(page);
  await expect(offer).toContainText('Changed since the draft as well: Name. “Continue” asks which value to use.');
  await expect(editor.saveBar).toContainText('Draft not stored: choose at the top of the page');
  await expect(editor.text('Name')).toHaveValue('Typed here');
  await offer.getByRole('button', { name: 'Continue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Both the draft and the form changed' });
  await dialog.getByRole('radio', { name: 'Form: Typed here' }).check();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(editor.text('Discount')).toHaveValue('9');
  await expect(editor.text('Name')).toHaveValue('Typed here');
  await stored(editor);

  // The other tab learns of it at its next change, and can keep its own.
  await other.fill('Name', 'Typed there again');
  const question = offerIn(other.page);
  await expect(question).toContainText('1 change');
  await question.getByRole('button', { name: 'Keep only the changes here' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: 'Keep only the changes here' }).click();
  await expect(question).toBeHidden();
  await stored(other);
  await expect(other.text('Name')).toHaveValue('Typed there again');
});
