import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const UNCHECKED = 'data-unchecked-by-axe';

/** The rules whose result depends on colours or on the width. They take three quarters of the time. */
const VISUAL_RULES = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];
const ALL = { runOnly: TAGS };
const STRUCTURAL = { ...ALL, rules: Object.fromEntries(VISUAL_RULES.map((rule) => [rule, { enabled: false }])) };
const VISUAL = { runOnly: { type: 'rule' as const, values: VISUAL_RULES } };

declare global {
  interface Window {
    /** For each appearance, the own markup of the elements that the visual rules have checked in it. */
    checkedByAxe?: Record<string, WeakMap<Element, string>>;
  }
}

/** Runs axe on the elements that `selector` matches. Returns one line for each violated rule. */
async function run(
  page: Page,
  options: typeof ALL | typeof STRUCTURAL | typeof VISUAL,
  selector: string,
): Promise<readonly string[]> {
  // The builder evaluates the 550 kB of axe in each run.
  const isLoaded = await page.evaluate(() => 'axe' in window);
  const { violations: found } = await new AxeBuilder({ page, ...(isLoaded ? { axeSource: 'undefined' } : {}) })
    // Running inside the page and without the list of passed rules is five times as fast.
    .setLegacyMode(true)
    .options({ ...options, resultTypes: ['violations'] })
    .include(selector)
    .analyze();
  return found.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

/** With an open dialog only the dialog is checked: the page under it has its own state. */
const scopeOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=dialog]')].some((dialog) => dialog.checkVisibility())
      ? '[role=dialog]'
      : 'html',
  );

/** The violations of all rules. */
export async function violations(page: Page): Promise<readonly string[]> {
  return run(page, ALL, await scopeOf(page));
}

/**
 * Marks the elements that are new, or have another attribute, text or value, since the last call in this document for
 * the same appearance. Returns their number. Runs in the page, so it may use nothing from outside.
 */
function markUnchecked({ scope, mark, appearance }: Readonly<Record<'scope' | 'mark' | 'appearance', string>>): number {
  const checked = ((window.checkedByAxe ??= {})[appearance] ??= new WeakMap<Element, string>());
  const ownMarkup = (element: Element) => {
    const texts = [...element.childNodes].map((node) => (node instanceof Text ? node.data : ''));
    const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
    const { value, checked: isChosen } = element as Partial<HTMLInputElement>;
    return [...attributes, ...texts, value, isChosen].join('\n');
  };
  const unchecked: Element[] = [];
  const visit = (element: Element): void => {
    if (checked.get(element) !== ownMarkup(element)) unchecked.push(element);
    else for (const child of element.children) visit(child);
  };
  for (const root of document.querySelectorAll(scope)) visit(root === document.documentElement ? document.body : root);
  for (const element of unchecked) {
    for (const each of [element, ...element.querySelectorAll('*')]) checked.set(each, ownMarkup(each));
    element.setAttribute(mark, '');
  }
  return unchecked.length;
}

/** The violations of the rules that depend on colours or width, in the elements that were not checked before. */
async function visualViolations(page: Page, appearance: string): Promise<readonly string[]> {
  const unchecked = { scope: await scopeOf(page), mark: UNCHECKED, appearance };
  if ((await page.evaluate(markUnchecked, unchecked)) === 0) return [];
  const found = await run(page, VISUAL, `[${UNCHECKED}]`);
  await page
    .locator(`[${UNCHECKED}]`)
    .evaluateAll((all, mark) => all.forEach((element) => element.removeAttribute(mark)), UNCHECKED);
  return found;
}

/** Violations of all rules in the light scheme on a wide window. */
async function allViolations(page: Page): Promise<readonly string[]> {
  const scope = await scopeOf(page);
  // One run is cheaper on a dialog, which is small. A page has many elements that were checked before.
  if (scope !== 'html') return run(page, ALL, scope);
  return [...(await visualViolations(page, 'light')), ...(await run(page, STRUCTURAL, scope))];
}

/**
 * Expects no accessibility violation, light and dark, wide and narrow, and no horizontal scrolling. Several states of
 * one document are cheaper than several documents, because the visual rules check only what is new.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // Colours depend on the scheme and the layout on the width, so two combinations cover all values of both.
  for (const width of [360, 390, 768, 1440]) {
    await page.setViewportSize({ width, height: 720 });
    // A popup is placed again in the frame after the resize.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `${state}: px of horizontal overflow at ${width}`,
      })
      .toBeLessThanOrEqual(0);
    if (width !== 390) continue;
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await visualViolations(page, 'dark'), `${state}: dark, ${width} px`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  expect.soft(await allViolations(page), `${state}: light, 1440 px`).toEqual([]);
}
