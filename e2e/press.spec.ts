import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import type { Editor } from './pages/editor.ts';

const DIWALI = 698948;

interface Target {
  readonly element: Locator;
  readonly counts: () => Promise<void>;
}

/** A segment of a choice, whose radio button the press checks. */
function segment(editor: Editor, field: string, label: string): Target {
  const radio = editor.choice(field).getByRole('radio', { name: label, exact: true });
  const element = editor.choice(field).getByText(label, { exact: true });
  return { element, counts: () => expect(radio).toBeChecked() };
}

/** Moves the mouse to the upper edge of the element. The hand does not follow when the page moves later. */
async function pointAt(page: Page, { element }: Target): Promise<void> {
  // In the middle nothing covers it, and the page does not scroll to keep the focused field above the save bar.
  await element.evaluate((target) => target.scrollIntoView({ block: 'center' }));
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not visible.');
  await page.mouse.move(box.x + box.width / 2, box.y + 4);
}

interface PressCase {
  readonly kind: string;
  readonly field: string;
  /** Of the row, if it differs from the name of the input. */
  readonly label?: string;
  readonly text: string;
  readonly below: (editor: Editor, page: Page) => Target;
}

const CASES: readonly PressCase[] = [
  {
    kind: 'number',
    field: 'Discount',
    text: '12,50',
    below: (editor) => segment(editor, 'Discount is at most', 'Cap at'),
  },
  {
    kind: 'limit',
    field: 'Smallest bill At least',
    label: 'Smallest bill',
    text: '40 000',
    below: (editor) => segment(editor, 'Items on sale', 'Also valid on sale items'),
  },
  {
    kind: 'day',
    field: 'Valid until',
    text: '5 mar 27',
    below: (_, page) => ({
      element: page.getByRole('button', { name: /^Unlock… ?Each coupon expires$/ }),
      counts: () => expect(page.getByRole('dialog', { name: 'Unlock “Each coupon expires”' })).toBeVisible(),
    }),
  },
  {
    kind: 'moment',
    field: 'Registered from',
    text: '5 mar 27',
    below: (editor) => {
      const element = editor.shortcut('Registered until', 'Any time').locator('xpath=preceding-sibling::button[1]');
      return { element, counts: () => editor.isChanged('Registered until') };
    },
  },
  {
    kind: 'list of ids',
    field: 'Stores that may issue',
    text: '41',
    below: (editor) => segment(editor, 'Partner organisation', 'Id'),
  },
  {
    kind: 'list of series',
    field: 'Not together with',
    text: '41',
    below: (editor) => segment(editor, 'Referrals of existing customers', 'Allowed'),
  },
];

test('a press that takes the focus from a field counts, although the page below it moves', async ({ editor, page }) => {
  test.slow();
  await page.clock.install();
  // Names that arrive later would move the page before the press.
  await editor.openFully(DIWALI);
  await editor.unfoldAll();
  for (const { kind, field, label = field, text, below } of CASES)
    await test.step(kind, async () => {
      await editor.text(field).click();
      // Stops the debounce, so that the previous value appears during the press and not before it.
      // All pauses together are shorter than the difference of clocks that the page reports.
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 6000);
      await editor.text(field).fill(text);
      // Closes the list of suggestions, which covers the control below.
      if (kind === 'list of series') await page.keyboard.press('Escape');
      const target = below(editor, page);
      await pointAt(page, target);
      const top = (await target.element.boundingBox())?.y;
      await page.mouse.down();
      await page.clock.resume();
      await editor.isChanged(label);
      expect((await target.element.boundingBox())?.y).not.toBe(top);
      await page.mouse.up();
      await target.counts();
      // The press on “Unlock…” opens a dialog.
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    });
});

test('a press that the hand drags away does not count', async ({ editor, page }) => {
  await editor.open(DIWALI);
  await editor.text('Smallest bill At least').fill('40 000');
  await pointAt(page, segment(editor, 'Items on sale', 'Also valid on sale items'));
  await page.mouse.down();
  await page.mouse.move(5, 5, { steps: 5 });
  await page.mouse.up();
  await expect(
    editor.choice('Items on sale').getByRole('radio', { name: 'Also valid on sale items' }),
  ).not.toBeChecked();
});
