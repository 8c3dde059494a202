import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { quiet } from './quiet.ts';

const ID = 698948;

interface Keys {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey?: true;
  readonly shiftKey?: true;
  readonly isComposing?: true;
}

/** Dispatches a key press and returns true if the page handled it. */
const press = (page: Page, init: Keys) =>
  page.evaluate((options) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...options });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return event.defaultPrevented;
  }, init);

const QUESTION_MARK: Keys = { key: '?', code: 'Slash', shiftKey: true };

/** Every combination of the table, as it is printed in the list, with its event. */
const COMBOS: Readonly<Record<string, Keys>> = {
  'Ctrl K': { key: 'k', code: 'KeyK', ctrlKey: true },
  '/': { key: '/', code: 'Slash' },
  '?': QUESTION_MARK,
  E: { key: 'e', code: 'KeyE' },
  'Ctrl S': { key: 's', code: 'KeyS', ctrlKey: true },
  'Ctrl Z': { key: 'z', code: 'KeyZ', ctrlKey: true },
  'Ctrl ⇧ Z': { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true },
  'Ctrl Y': { key: 'y', code: 'KeyY', ctrlKey: true },
  X: { key: 'x', code: 'KeyX' },
  J: { key: 'j', code: 'KeyJ' },
  K: { key: 'k', code: 'KeyK' },
};
/** Keys that the focused control handles. */
const IN_CONTROLS = ['Esc', '{{', '↑', '↓', 'Enter', 'Tab'];

const PAGES = {
  'the list': { path: '/series', keys: ['Ctrl K', '/', '?', 'Esc', 'J', 'K', 'X'] },
  'the overview': { path: `/series/${ID}`, keys: ['Ctrl K', '/', '?', 'Esc', 'E'] },
  'the editor': {
    path: `/series/${ID}/edit`,
    keys: ['Ctrl K', '/', '?', 'Esc', 'Ctrl S', 'Ctrl Z', 'Ctrl ⇧ Z', 'Ctrl Y', 'J', 'K', ...IN_CONTROLS.slice(1)],
  },
  'the account': { path: '/account', keys: ['Ctrl K', '/', '?', 'Esc'] },
};

test('? lists exactly the keys that work on each page', async ({ page }) => {
  test.slow();
  for (const [name, { path, keys }] of Object.entries(PAGES))
    await test.step(name, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // The editor loads undo and the message editor after the page.
      await quiet(page);
      await press(page, QUESTION_MARK);
      const list = page.getByRole('dialog', { name: 'Keys' });
      await expect(list.locator('kbd')).toHaveText(keys);
      await page.keyboard.press('Escape');
      await expect(list).toBeHidden();

      for (const [combo, init] of Object.entries(COMBOS)) {
        // E leaves the page.
        if (combo === 'E' && keys.includes(combo)) continue;
        await page.getByRole('heading', { level: 1 }).click();
        expect(await press(page, init), `${combo} on ${name}`).toBe(keys.includes(combo));
        const dialog = page.getByRole('dialog');
        if (combo === 'Ctrl K' || combo === '?' || (combo === '/' && path !== '/series')) {
          // Its code may still be loading.
          await expect(dialog).toBeVisible();
          await page.keyboard.press('Escape');
        }
        await expect(dialog).toBeHidden();
      }
    });
});

test('E opens the editor, but not behind a dialog, beside a menu or during a composition', async ({
  overview,
  editor,
  page,
}) => {
  await overview.open(ID);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.getByRole('button', { name: /^Your account/ }).click();
  const menu = page.getByRole('dialog', { name: 'Your account' });
  await expect(menu).toBeFocused();
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  expect(await press(page, { key: 'e', code: 'KeyE', isComposing: true })).toBe(false);
  await expect(page).toHaveURL(new RegExp(`/series/${ID}$`));
  await page.keyboard.press('e');
  await editor.isOpen();
});

test('E works in the moment in which the page appears', async ({ editor, page }) => {
  // Presses the key in the microtask after the commit that shows the button.
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('main aside button')) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', code: 'KeyE', bubbles: true }));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`/series/${ID}`);
  await editor.isOpen();
});

test('Ctrl+S opens the review on any keyboard layout, but not behind the palette', async ({ editor, page }) => {
  await editor.open(ID);
  await editor.fill('Name', 'Changed');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+s');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // A layout without Latin letters.
  expect(await press(page, { key: 'ы', code: 'KeyS', ctrlKey: true })).toBe(true);
  await expect(page.getByRole('dialog', { name: 'Review 1 change' })).toBeVisible();
});
