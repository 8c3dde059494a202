import type { Page } from 'playwright/test';

/**
 * Does to every page opened from now on what Chrome and Edge do when they translate one: each text moves into a `<font>` of its own,
 * also those that come later. The words stay the same, so that the page can be compared with one that is not translated.
 */
export async function translatePage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const isTranslated = ({ data, parentElement }: Text) =>
      data.trim() !== '' &&
      parentElement instanceof HTMLElement &&
      !parentElement.closest('head, script, style, textarea, font, [translate=no]');
    const translate = (root: Node) => {
      const texts: Text[] = [];
      if (root instanceof Text) texts.push(root);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
      for (const text of texts.filter(isTranslated)) {
        const font = document.createElement('font');
        font.append(text.data);
        text.replaceWith(font);
      }
    };
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        addedNodes.forEach(translate);
        if (target instanceof Text) translate(target);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}

/** Everything a person sees, from the top: the text of each element, and what stands in each control. */
export function shownTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const shown: string[] = [];
    const textOf = (node: Node) =>
      node instanceof Text || (node instanceof Element && node.tagName === 'FONT') ? (node.textContent ?? '') : '';
    for (const element of document.body.querySelectorAll('*')) {
      if (element.matches('font, script, style, option') || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      if (element instanceof HTMLInputElement && /^(radio|checkbox)$/.test(element.type))
        shown.push(element.checked ? '(x)' : '( )');
      else if (
        element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement
      )
        shown.push(`[${element.value}]`);
      else {
        const text = [...element.childNodes].map(textOf).join('');
        // The pages are opened one moment after the other.
        if (text.trim() !== '') shown.push(text.replaceAll(/\b\d\d:\d\d(:\d\d)?\b/g, 'hh:mm').trim());
      }
    }
    return shown;
  });
}
