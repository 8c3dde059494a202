import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRows } from '#domain/import/split-table.ts';
import { csvText } from './csv.ts';

const cellsIn = (csv: string) => [...splitRows(csv, ',')].map(({ cells }) => cells);

test('a reader gets every cell back, with line breaks, quotes, commas and blanks', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[",;\r\n\t =+@a'-]{0,6}$/));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1 }), (rows) => {
      const read = cellsIn(csvText(rows)).map((cells) =>
        cells.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')),
      );
      expect(read).toEqual(rows.map((cells) => cells.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))));
    }),
  );
});

test.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])('%j starts no formula', (start) => {
  const [[cell = ''] = []] = cellsIn(csvText([[`${start}HYPERLINK("http://x","y")`, 'b']]));
  expect(cell).toBe(`'${start}HYPERLINK("http://x","y")`);
});
