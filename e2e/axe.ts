import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [360, 390, 768, 1440];

/** The rules whose result depends on colours or on the width. */
const VISUAL_RULES = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/**
 * Returns one line per violated rule. With an open dialog only the dialog is checked: the page under it has its own
 * state.
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    // Running inside the page and without the list of passed rules is five times as fast.
    .setLegacyMode(true)
    .options({ runOnly: rules ? { type: 'rule', values: [...rules] } : TAGS, resultTypes: ['violations'] });
  const result = await ((await page.getByRole('dialog').count()) > 0 ? axe.include('[role=dialog]') : axe).analyze();
  return result.violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

/** Expects no accessibility violation, light and dark, wide and narrow, and no horizontal scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // A popup is placed again in the frame after the resize.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `px of horizontal overflow at ${width}`,
      })
      .toBeLessThanOrEqual(0);
  }
  // Colours depend on the scheme and the layout on the width, so two combinations cover all values of both.
  for (const [width, colorScheme, rules] of [
    [1440, 'light', undefined],
    [390, 'dark', VISUAL_RULES],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page, rules), `${colorScheme}, ${width} px`).toEqual([]);
  }
}
