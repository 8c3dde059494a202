import { expect, type Locator, type Page } from 'playwright/test';

/** What is wrong with the way the focus is shown; null where somebody can see it. */
function problemOfFocus(): string | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return 'nothing has the focus';
  const name = `${element.tagName} ${element.id || element.textContent.slice(0, 30)}`;
  // The ring is drawn on the element, on the text behind a radio button, or on the frame of an input.
  const ringed = [element, element.nextElementSibling, element.parentElement]
    .flatMap((each) => (each ? [getComputedStyle(each), getComputedStyle(each, '::after')] : []))
    .some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1);
  if (!ringed) return `${name} has no ring`;
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!there || !(element.contains(there) || there.contains(element) || element.parentElement?.contains(there)))
    return `${name} is covered by ${there ? `${there.tagName} ${there.textContent.slice(0, 30)}` : 'the edge'}`;
  return null;
}

/** Goes on with Tab until the focus is there; every stop on the way must be one that can be seen. */
export async function tabTo(page: Page, target: Locator, { most = 150, key = 'Tab' } = {}): Promise<void> {
  for (let stops = 0; stops < most; stops += 1) {
    await page.keyboard.press(key);
    // Where the element that had the focus went with its page, the first Tab may do no more than enter the new one.
    const entered = stops > 0 || (await page.evaluate(() => document.activeElement !== document.body));
    if (entered) expect(await page.evaluate(problemOfFocus), `stop ${stops + 1}`).toBeNull();
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} was not reached with ${most} presses of ${key}.`);
}
