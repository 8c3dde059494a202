import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedWords } from './text-diff.ts';

const marked = (text: string, other: string) =>
  changedWords(text, other)
    .map((run) => (run.isChanged ? `[${run.text}]` : run.text))
    .join('');

test.each([
  ['Flat 20% off on staples', 'Flat 25% off on sweets', 'Flat [20]% off on [staples]'],
  ['one two three', 'one three', 'one [two ]three'],
  ['one three', 'one two three', 'one three'],
  ['Diwali', 'diwali', '[Diwali]'],
  ['दीवाली पर छूट', 'होली पर छूट', '[दीवाली] पर छूट'],
  ['', 'text', ''],
])('%j beside %j: %s', (text, other, expected) => {
  expect(marked(text, other)).toBe(expected);
});

test('the runs are the text, and both texts keep the same words', () => {
  const texts = fc.array(fc.constantFrom('.', ',', '-', ' ', '\n')).map((list) => list.join(''));
  fc.assert(
    fc.property(texts, texts, (text, other) => {
      const runs = changedWords(text, other);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      const kept = (all: typeof runs) => all.flatMap((run) => (run.isChanged ? [] : run.text)).join('');
      expect(kept(runs)).toHaveLength(kept(changedWords(other, text)).length);
    }),
  );
});

test('a long text that is rewritten is marked as a whole, at once', () => {
  const long = (word: string) => `Start. ${`${word} `.repeat(2000)}End.`;
  expect(
    changedWords(long('one'), long('two'))
      .filter(({ isChanged }) => !isChanged)
      .map(({ text }) => text),
  ).toEqual(['Start. ', ' End.']);
});
