// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { textOf } from './text-of.ts';

function textIn(html: string): string {
  const element = document.createElement('div');
  element.innerHTML = html;
  return textOf(element);
}

test('blocks are lines, a heading follows an empty line, a term and its value share a line', () => {
  expect(
    textIn(
      '<h2>One</h2><p>Two <b>words</b></p><h3>Three</h3><dl><div><dt>Term</dt><dd>value</dd></div></dl><ul><li>+ a</li><li>− b</li></ul>',
    ),
  ).toBe('One\nTwo words\n\nThree\nTerm: value\n+ a\n− b');
});

test('words for screen readers and controls are left out, but not that a list is cut', () => {
  expect(
    textIn('<s><span class="visually-hidden">from </span>5</s><span> → </span><b>6</b><button>Put back</button>'),
  ).toBe('5 → 6');
  expect(textIn('<ul><li>+ a</li></ul><button data-copied="94 more">Show more (94)</button>')).toBe('+ a\n94 more');
});

test('line breaks of the page stay inside of a text', () => {
  expect(textIn('<p>first\nsecond</p>')).toBe('first\nsecond');
});
