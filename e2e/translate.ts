import type { Page } from 'playwright/test';

/**
 * Simulates the page translation of Chrome and Edge for every page opened later: wraps each text, also later ones, in a
 * `<font>`. The words stay the same, so that the page can be compared with an untranslated one.
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

/** All visible content in document order: the text of each element and the value of each control. */
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
        // The two pages open at slightly different times.
        if (text.trim() !== '') shown.push(text.replaceAll(/\b\d\d:\d\d(:\d\d)?\b/g, 'hh:mm').trim());
      }
    }
    return shown;
  });
}
