import type { BrowserContext } from 'playwright/test';

/**
 * Logs a console error for each React text node that has siblings. Browsers that translate a page wrap such a text in
 * an element, and React crashes on its next update. React replaces a text without siblings as a whole, which is safe.
 */
export async function watchLoneTexts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // React marks a text node with a fiber only if the text has siblings.
    const isReactText = (node: Node) => Object.keys(node).some((key) => key.startsWith('__reactFiber$'));
    const check = (added: Node) => {
      const walker = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
      for (
        let node: Node | null = added.nodeType === Node.TEXT_NODE ? added : walker.nextNode();
        node;
        node = walker.nextNode()
      )
        if (isReactText(node) && !node.parentElement?.closest('[translate=no]'))
          console.error(`Not an only child: "${node.nodeValue}" in ${node.parentElement?.outerHTML.slice(0, 300)}`);
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(check);
    }).observe(document, { childList: true, subtree: true });
  });
}
