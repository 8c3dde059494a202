import type { BrowserContext } from 'playwright/test';

/**
 * Lets the console complain of each text that React draws beside other children. Browsers that translate a page move such a text
 * into an element of their own, and React crashes on its next change; a text that is an only child it replaces as a whole.
 */
export async function watchLoneTexts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // React marks the text nodes that it made for their own sake, and no others.
    const isOfReact = (node: Node) => Object.keys(node).some((key) => key.startsWith('__reactFiber$'));
    const look = (added: Node) => {
      const walker = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
      for (
        let node: Node | null = added.nodeType === Node.TEXT_NODE ? added : walker.nextNode();
        node;
        node = walker.nextNode()
      )
        if (isOfReact(node) && !node.parentElement?.closest('[translate=no]'))
          console.error(`Not an only child: "${node.nodeValue}" in ${node.parentElement?.outerHTML.slice(0, 300)}`);
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(look);
    }).observe(document, { childList: true, subtree: true });
  });
}
