const BLOCKS = 'address, article, dd, div, dl, dt, fieldset, h1, h2, h3, legend, li, p, section, ul, [data-tone]';
/** Controls, and words that only screen readers get. `data-copied` is the text of a control in a copy. */
const LEFT_OUT = 'button, input, textarea, svg, .visually-hidden';

/** The text of a part of the page for a message: a line for each block, and "label: value" for a list of terms. */
export function textOf(element: Element): string {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const text = line.replaceAll(/[ \t]+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const visit = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) line += node.textContent;
    if (!(node instanceof Element)) return;
    const copied = node.getAttribute('data-copied');
    if (copied === null && node.matches(LEFT_OUT)) return;
    const isValue = node.matches('dt + dd');
    const isBlock = node.matches(BLOCKS) || copied !== null;
    if (isBlock && !isValue) end();
    if (node.matches('h1, h2, h3') && lines.length > 0) lines.push('');
    const isApiName = node.matches('dt > code:not(:first-child)');
    if (isApiName) line += '(';
    if (copied === null) node.childNodes.forEach(visit);
    else line += copied;
    if (isApiName) line += ')';
    if (node.matches('dt')) line = `${line.trimEnd()}: `;
    else if (isBlock) end();
  };
  visit(element);
  end();
  return lines.join('\n');
}
