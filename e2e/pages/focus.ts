import { expect, type Locator, type Page } from 'playwright/test';

/** Where the focus is, and what is wrong with the way it is shown; null where somebody can see it. */
function lookAtFocus(target: Node): {
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
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  if (there && (element.contains(there) || there.contains(element) || element.parentElement?.contains(there)))
    return { place, problem: null };
  const cover = there ? `${there.tagName} ${there.textContent.slice(0, 30)}` : 'the edge of the window';
  return { place, problem: `${name} is covered by ${cover}` };
}

/** Goes on with Tab until the focus is there; every stop on the way must be one that can be seen. */
export async function tabTo(page: Page, target: Locator, { most = 150, key = 'Tab' } = {}): Promise<void> {
  const element = await target.elementHandle();
  if (!element) throw new Error(`${String(target)} is not there.`);
  for (let stops = 1; stops <= most; stops += 1) {
    await page.keyboard.press(key);
    const { place, problem } = await page.evaluate(lookAtFocus, element);
    // Where the element that had the focus went with its page, the first Tab may do no more than enter the new one.
    if (stops > 1 || place !== 'nowhere') expect(problem, `stop ${stops}`).toBeNull();
    if (place === 'target') return;
  }
  throw new Error(`${String(target)} was not reached with ${most} presses of ${key}.`);
}
