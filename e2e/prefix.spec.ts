import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const FLAGSHIP = 698948;

test('shows the prefix text with its switch, and keeps the text', async ({ api, editor, review }) => {
  await api.change(FLAGSHIP, { couponPrefix: 'GOLD', isPrefixEnabled: false });
  await editor.open(FLAGSHIP);
  await expect(editor.text('Prefix text')).toBeHidden();
  await expect(editor.section('Codes')).toContainText('Prefix text is hidden and set to GOLD.');
  await editor.choose('Prefix', 'Codes start with a prefix');
  await expect(editor.text('Prefix text')).toHaveValue('GOLD');
  await expect(editor.section('Codes')).not.toContainText('is hidden and set');
  await expect(editor.section('Codes')).toContainText(
    'Applies to generated codes with a suffix only: Suffix text, Whose suffix.',
  );
  await editor.fill('Prefix text', 'SILVER');

  await editor.choice('Prefix').getByRole('radio', { name: 'No prefix' }).check();
  await expect(editor.text('Prefix text')).toBeHidden();
  await expect(editor.saveBar).toBeHidden();
  await editor.choose('Prefix', 'Codes start with a prefix');
  await expect(editor.text('Prefix text')).toHaveValue('SILVER');
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(FLAGSHIP)).toMatchObject({ isPrefixEnabled: true, couponPrefix: 'SILVER' });
});

test('the same by keyboard alone', async ({ api, editor, review, page }) => {
  await editor.open(FLAGSHIP);
  await tabTo(page, editor.choice('Suffix').getByRole('radio', { name: 'No suffix' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, editor.text('Suffix text'), { most: 4 });
  await page.keyboard.type('-26');
  await page.keyboard.press('Control+s');
  await expect(review.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(FLAGSHIP)).toMatchObject({ isSuffixEnabled: true, couponSuffix: '-26' });
});
