import { expect, test } from './fixtures.ts';

const ID = 698948;

test('undoes and redoes across fields, by keyboard: each step names its field and focuses it', async ({
  editor,
  page,
}) => {
  await editor.open(ID);
  const name = await editor.text('Name').inputValue();
  const until = await editor.text('Valid until').inputValue();
  const status = page.getByRole('status').filter({ hasText: /^(Un|Re)done: / });

  await editor.text('Name').press('End');
  await page.keyboard.type(' again');
  await editor.text('Valid until').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('31 Dec 2030');
  await page.keyboard.press('Tab');
  await editor.isChanged('Valid until');
  await editor.choose('SMS', 'Off');

  await page.keyboard.press('ControlOrMeta+z');
  await expect(status).toHaveText('Undone: SMS');
  await expect(editor.choice('SMS').getByRole('radio', { name: 'On' })).toBeChecked();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(status).toHaveText('Undone: Valid until');
  await expect(editor.text('Valid until')).toHaveValue(until);
  await expect(editor.text('Valid until')).toBeFocused();
  await expect(editor.text('Valid until')).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(status).toHaveText('Undone: Name');
  await expect(editor.text('Name')).toHaveValue(name);
  await expect(editor.saveBar).toBeHidden();
  await expect(page.getByRole('region', { name: 'Undone changes' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(status).toHaveText('Redone: Name');
  await expect(editor.text('Name')).toHaveValue(`${name} again`);
  await page.keyboard.press('Control+y');
  await expect(editor.text('Valid until')).toHaveValue(/31 Dec 2030/);
  // A new change clears the redo stack.
  await editor.text('Name').fill('Another');
  await page.keyboard.press('Control+y');
  await expect(editor.text('Name')).toHaveValue('Another');
  await expect(editor.choice('SMS').getByRole('radio', { name: 'On' })).toBeChecked();
});

test('by mouse: buttons name their step, and “Discard” can be undone', async ({ editor, page }) => {
  await editor.open(ID);
  await editor.fill('Name', 'First');
  await editor.choose('SMS', 'Off');
  await editor.saveBar.getByRole('button', { name: 'Undo SMS' }).click();
  await expect(editor.putBack('SMS')).toBeHidden();
  await editor.saveBar.getByRole('button', { name: 'Redo SMS' }).click();
  await editor.isChanged('SMS');
  await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect(editor.saveBar).toBeHidden();
  await page.getByRole('region', { name: 'Undone changes' }).getByRole('button', { name: 'Bring them back' }).click();
  await expect(editor.saveBar).toContainText('2 changes');
  await expect(editor.text('Name')).toHaveValue('First');
});

test('groups continuous typing into one step, a paste into another, and keeps the caret at the change', async ({
  editor,
  page,
}) => {
  await editor.open(ID);
  const text = editor.text('Message for resending');
  const before = await text.inputValue();
  await text.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Dear ');
  await text.evaluate((area: HTMLTextAreaElement) => {
    area.setRangeText('customer, ', area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  });
  await expect(text).toHaveValue(`Dear customer, ${before}`);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text).toHaveValue(`Dear ${before}`);
  await expect(text).toBeFocused();
  await expect.poll(() => text.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(5);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text).toHaveValue(before);
});

test('a key for undo that is pressed before undo has loaded acts when it has', async ({ editor, page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/editor-parts-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await editor.open(ID);
  await editor.choice('SMS').getByRole('radio', { name: 'Off' }).check();
  await expect(editor.saveBar).toContainText('1 change');
  await page.keyboard.press('ControlOrMeta+z');
  release();
  await expect(editor.choice('SMS').getByRole('radio', { name: 'On' })).toBeChecked();
  await expect(editor.saveBar).toBeHidden();
});

test('the browser undoes text outside the form', async ({ editor, page }) => {
  await editor.open(ID);
  await editor.choose('SMS', 'Off');
  await page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ }).click();
  const box = page.getByRole('dialog').getByRole('textbox');
  await box.pressSequentially('mo');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(box).not.toHaveValue('mo');
  await page.keyboard.press('Escape');
  await expect(editor.putBack('SMS')).toBeVisible();
});

test('undo after a save restores the previous values in the form only, and says so', async ({
  api,
  editor,
  review,
  page,
}) => {
  await editor.open(ID);
  const before = await editor.text('Name').inputValue();
  const status = page.getByRole('status').filter({ hasText: /^(Un|Re)done: / });
  await editor.fill('Name', 'Diwali weekend');
  await editor.choose('SMS', 'Off');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toContainText(
    'puts the previously stored values back into the form',
  );
  await page.keyboard.press('ControlOrMeta+z');
  await expect(status).toHaveText(
    'Undone: the save of Name and SMS. The form has the previously stored values again. They are not saved yet.',
  );
  await expect(editor.text('Name')).toHaveValue(before);
  await expect(editor.saveBar).toContainText('2 changes');
  expect(await api.get(ID)).toMatchObject({ description: 'Diwali weekend', isSMSDisabled: true });

  await editor.saveBar.getByRole('button', { name: 'Redo the save of Name and SMS' }).click();
  await expect(editor.text('Name')).toHaveValue('Diwali weekend');
  await expect(editor.saveBar).toBeHidden();
  await expect(status).toHaveText('Redone: the save of Name and SMS. The form matches what is stored.');
  await editor.result('Saved and verified').getByRole('button', { name: 'Undo' }).click();
  await editor.askToSave();
  await review.save();
  await expect.poll(async () => (await api.get(ID))['description']).toBe(before);
});
