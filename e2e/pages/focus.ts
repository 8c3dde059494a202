import { expect, type Locator, type Page } from 'playwright/test';

/** Returns where the focus is and why it is not visible; `problem` is null if it is visible. */
function inspectFocus(target: Node): {
  readonly place: 'target' | 'nowhere' | 'elsewhere';
  readonly problem: string | null;
} {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body)
    return { place: 'nowhere', problem: 'nothing has the focus' };
  const place = element === target ? 'target' : 'elsewhere';
  const name = `${element.tagName} ${element.id || element.textContent.slice(0, 30)}`;
  // The ring is drawn on the element, on the text behind a radio button, or on the frame of an input.
  const ringed = [element, element.nextElementSibling, element.parentElement]
    .flatMap((each) => (each ? [getComputedStyle(each), getComputedStyle(each, '::after')] : []))
    .some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1);
  if (!ringed) return { place, problem: `${name} has no ring` };
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  if (top && (element.contains(top) || top.contains(element) || element.parentElement?.contains(top)))
    return { place, problem: null };
  const cover = top ? `${top.tagName} ${top.textContent.slice(0, 30)}` : 'the edge of the window';
  return { place, problem: `${name} is covered by ${cover}` };
}

/** Presses Tab until the target has the focus. Every stop on the way must show a visible focus ring. */
export async function tabTo(page: Page, target: Locator, { most = 150, key = 'Tab' } = {}): Promise<void> {
  const element = await target.elementHandle();
  if (!element) throw new Error(`${String(target)} is not there.`);
  for (let stops = 1; stops <= most; stops += 1) {
    await page.keyboard.press(key);
    const { place, problem } = await page.evaluate(inspectFocus, element);
    // After a navigation the first Tab may only move the focus into the document.
    if (stops > 1 || place !== 'nowhere') expect(problem, `stop ${stops}`).toBeNull();
    if (place === 'target') return;
  }
  throw new Error(`${String(target)} was not reached with ${most} presses of ${key}.`);
}
