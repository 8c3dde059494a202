import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [360, 390, 768, 1440];

/** What axe finds, a line for each rule. A dialog is looked at by itself: what lies under it has a state of its own. */
async function violations(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    // Inside the page and without the list of what is well: five times as fast.
    .setLegacyMode(true)
    .options({ runOnly: TAGS, resultTypes: ['violations'] });
  const found = await ((await page.getByRole('dialog').count()) > 0 ? axe.include('[role=dialog]') : axe).analyze();
  return found.violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

/** What is on the screen has no violation, light and dark, wide and narrow, and nothing to scroll sideways. */
export async function expectWell(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `px to scroll sideways at ${width}`).toBeLessThanOrEqual(0);
  }
  // Colours depend on the scheme and what is drawn on the width: two visits see all of either.
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page), `${colorScheme}, ${width} px`).toEqual([]);
  }
}
