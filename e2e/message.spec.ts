import { tagsOf } from '../src/domain/message/message-tags.ts';
import { expect, test } from './fixtures.ts';
import { tabTo } from './pages/focus.ts';

const ID = 698948;
const FIELD = 'Message for resending';

test('inserts tags by button and by typing, with the mouse; the preview and the size follow', async ({
  api,
  editor,
  review,
  page,
}) => {
  await editor.open(ID);
  const text = editor.text(FIELD);
  const section = editor.section('Messages');
  const tags = page.getByRole('listbox', { name: `Tags for ${FIELD}` });
  const preview = page.getByRole('figure', { name: `Preview with sample data: ${FIELD}` });
  await text.fill('Your code is ');
  await page.getByRole('button', { name: `Insert a tag: ${FIELD}` }).click();
  await tags.getByRole('option', { name: /Coupon code/ }).click();
  await expect(text).toHaveValue('Your code is {{voucher}}');
  await expect(text).toBeFocused();
  await expect(tags).toBeHidden();
  await expect(preview).toContainText(/Your code is \w{4,}$/);
  await expect(section.getByText('About 1 SMS')).toBeVisible();
  await expect(section.getByText(/GSM-7, 160 per SMS/)).toBeVisible();

  await page.keyboard.type('. Don’t wait {{fir');
  await expect(tags.getByRole('option')).toHaveText([/First name/]);
  await tags.getByRole('option').click();
  await expect(text).toHaveValue('Your code is {{voucher}}. Don’t wait {{first_name}}');
  await expect(preview).toContainText('Don’t wait Asha');
  await expect(section.getByText(/Only 70 characters fit in an SMS because of the curly apostrophe ’/)).toBeVisible();
  await section.getByRole('button', { name: 'Use plain characters' }).click();
  await expect(text).toHaveValue("Your code is {{voucher}}. Don't wait {{first_name}}");
  await expect(section.getByText(/GSM-7, 160 per SMS/)).toBeVisible();

  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(ID)).toMatchObject({ smsTemplate: "Your code is {{voucher}}. Don't wait {{first_name}}" });
});

test('the same by keyboard alone; keeps typed text if no tag matches', async ({ editor, page }) => {
  test.slow();
  await editor.open(ID);
  const text = editor.text(FIELD);
  const tags = page.getByRole('listbox', { name: `Tags for ${FIELD}` });
  await text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Hi {{');
  await expect(tags.getByRole('option', { selected: true })).toHaveText(/Coupon code/);
  await page.keyboard.press('ArrowDown');
  await expect(tags.getByRole('option', { selected: true })).toHaveText(/First name/);
  await page.keyboard.press('Tab');
  await expect(text).toHaveValue('Hi {{first_name}}');
  await expect(text).toBeFocused();

  // Escape closes the menu for this tag, and Enter inserts a line break again.
  await page.keyboard.type(' {{vou');
  await expect(tags).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tags).toBeHidden();
  await page.keyboard.type('c');
  await expect(tags).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue('Hi {{first_name}} {{vouc\n');

  await page.keyboard.type('{{store_name');
  await expect(page.getByText('No matching tag. Your text is unchanged.')).toBeVisible();
  await page.keyboard.type('}}');
  await expect(text).toHaveValue('Hi {{first_name}} {{vouc\n{{store_name}}');
  await page.keyboard.press('Tab');
  await expect(text).not.toBeFocused();
  await expect(text).toHaveAccessibleDescription(/store_name}} is not known to be filled in here/);

  const button = page.getByRole('button', { name: `Insert a tag: ${FIELD}` });
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.type('last');
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue('Hi {{first_name}} {{vouc\n{{store_name}}{{last_name}}');
});

test('on a phone the tag menu scrolls, and covers no typed line; the save bar does not cover it', async ({
  editor,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await editor.open(ID);
  const text = editor.text(FIELD);
  await text.press('ControlOrMeta+End');
  for (const block of ['end', 'center'] as const) {
    await text.evaluate((area, where) => area.scrollIntoView({ block: where }), block);
    await page.keyboard.type(' {{');
    await expect(editor.saveBar).toBeVisible();
    const tags = page.getByRole('listbox', { name: `Tags for ${FIELD}` });
    await expect(tags.getByRole('option')).toHaveCount(tagsOf('resend').length);
    // Words that match a tag and wrap: the braces are above the caret.
    await page.keyboard.type('last day of the coupon, format');
    await expect(tags.getByRole('option').first()).toHaveText(/Last day of the coupon/);
    const covered = async () => {
      const list = await tags.locator('..').boundingBox();
      const [first, last] = await text.evaluate((area: HTMLTextAreaElement) => {
        const from = area.value.lastIndexOf('{{');
        return [from, area.selectionEnd].map((offset) => {
          const walker = document.createTreeWalker(area.nextElementSibling ?? area, NodeFilter.SHOW_TEXT);
          let rest = offset;
          while (walker.nextNode() && rest > walker.currentNode.textContent!.length)
            rest -= walker.currentNode.textContent!.length;
          const range = document.createRange();
          range.setStart(walker.currentNode, rest);
          return range.getBoundingClientRect();
        });
      });
      const [top, bottom] = [list?.y ?? 0, (list?.y ?? 0) + (list?.height ?? 0)];
      return Math.min(bottom, last?.bottom ?? 0) - Math.max(top, first?.top ?? 0);
    };
    await expect.poll(covered).toBeLessThanOrEqual(0);
    const overlap = async () => {
      const [list, bar] = [await tags.locator('..').boundingBox(), await editor.saveBar.boundingBox()];
      return (list?.y ?? 0) + (list?.height ?? 0) - (bar?.y ?? 0);
    };
    await expect.poll(overlap).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
  }
});

test('highlights stay aligned with their tags when the text wraps and scrolls', async ({ editor, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await editor.open(ID);
  const text = editor.text(FIELD);
  await text.fill(`${'A longer line of words that wraps. '.repeat(30)}\n\n{{first_name}} and {{nonsense}}\n`);
  const misalignment = () =>
    text.evaluate((area: HTMLTextAreaElement) => {
      const mirror = area.nextElementSibling;
      if (!(mirror instanceof HTMLElement)) return 'no mirror';
      const [a, m] = [getComputedStyle(area), getComputedStyle(mirror)];
      const properties = [
        'font',
        'letterSpacing',
        'lineHeight',
        'paddingLeft',
        'paddingTop',
        'whiteSpace',
        'overflowWrap',
      ] as const;
      const styles = properties.filter((key) => a[key] !== m[key]);
      const sizes = [
        area.clientWidth - mirror.clientWidth,
        area.scrollHeight - mirror.scrollHeight,
        area.scrollTop - mirror.scrollTop,
      ].filter((by) => Math.abs(by) > 1);
      return [...styles, ...sizes].join() || 'nothing';
    });
  await expect.poll(misalignment).toBe('nothing');
  await text.press('ControlOrMeta+Home');
  await expect.poll(misalignment).toBe('nothing');
  await text.press('ControlOrMeta+End');
  await expect.poll(misalignment).toBe('nothing');
});

test('explains what happens while SMS is off, and counts and keeps an emoji', async ({ api, editor, review, page }) => {
  await editor.open(ID);
  await editor.choose('SMS', 'Off');
  await expect(editor.section('Messages').getByText(/not sent until SMS is on/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.putBack('SMS')).toBeHidden();
  await editor.fill(FIELD, 'घर 🎉👩‍💻 {{voucher}}');
  await expect(editor.section('Messages').getByText(/because of घ, र, 🎉, 👩‍💻/)).toBeVisible();
  await editor.askToSave();
  await review.save();
  await expect(editor.result('Saved and verified')).toBeVisible();
  expect(await api.get(ID)).toMatchObject({ smsTemplate: 'घर 🎉👩‍💻 {{voucher}}', isSMSDisabled: false });
});

test('every tab stop shows the focus', async ({ editor, page }) => {
  test.slow();
  await editor.open(ID);
  await editor.text(FIELD).focus();
  await tabTo(page, editor.choice('Resending').getByRole('radio', { name: 'Allowed' }));
});

test('appends a tag if the text never had the focus', async ({ editor, page }) => {
  await editor.open(ID);
  const text = editor.text(FIELD);
  const before = await text.inputValue();
  await page.getByRole('button', { name: `Insert a tag: ${FIELD}` }).click();
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue(`${before}{{voucher}}`);
});
