import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDelimiter, splitRows } from './split-table.ts';

describe('a table', () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

  it('is parsed into the cells that were written, quoted or not, with any line break', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', ';', '"', '\n', '\t', 'é') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, end) => {
          const needsQuotes = (value: string) => /[",;|\t\n]/.test(value);
          const written = rows.map((cells) =>
            cells.map((value) => (needsQuotes(value) ? quoted(value) : value)).join(delimiter),
          );
          const read = [...splitRows(written.join(end), delimiter)].map(({ cells }) => cells);
          expect(read).toEqual(rows.filter((cells) => cells.some((value) => value.trim() !== '')));
        },
      ),
    );
  });

  it.each([
    ['a,b\n1,2\n3,4', ','],
    ['a;b\n1;2', ';'],
    ['1,5;2\n2,5;3', ';'],
    ['a\tb, c\n1\t2, 3', '\t'],
    ['a|b\n1|2', '|'],
    ['Shirt, blue\nMug\nHat\nBelt', null],
    ['12\n13', null],
    ['"a;b",c\n"d;e",f', ','],
  ])('%j is split by %j', (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });

  it('counts lines inside quotes, and treats an unclosed quote as a character', () => {
    expect([...splitRows('"a\nb",1\n\nc,2\n', ',')]).toEqual([
      { cells: ['a\nb', '1'], line: 1, quoted: true },
      { cells: ['c', '2'], line: 4, quoted: false },
    ]);
    expect([...splitRows('5" pipe\n"6\n7', null)].map(({ cells }) => cells[0])).toEqual(['5" pipe', '"6', '7']);
  });
});
