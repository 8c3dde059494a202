import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { idTerms, type ListContext, offencesAsCsv, reportList } from './list-report.ts';
import { readListAtOnce } from './read-list.ts';
import { findDelimiter, splitRows } from './split-table.ts';

const keysOf = (text: string) => readListAtOnce(text).keys.map(({ key }) => key);

function wide(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('a file', () => {
  const text = 'Größe;id\r\nÄ 1;00123\r\nB;4711\r\n';
  const ascii = 'id\n00123\n4711\n';
  it.each([
    ['UTF-8', new TextEncoder().encode(text), text],
    ['UTF-8 with its mark', new TextEncoder().encode(`\ufeff${text}`), text],
    ['UTF-16 LE', wide(`\ufeff${text}`, true), text],
    ['UTF-16 BE', wide(`\ufeff${text}`, false), text],
    ['UTF-16 LE without a mark', wide(ascii, true), ascii],
    ['UTF-16 BE without a mark', wide(ascii, false), ascii],
    ['Windows-1252', Uint8Array.from(text, (char) => char.charCodeAt(0)), text],
    ['nothing', new Uint8Array(), ''],
  ])('in %s is read', (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual({ text: expected });
  });

  it.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 20, 0], /Save it as CSV/],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], /Save it as CSV/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13], /not a text file/],
  ])('that is %s is refused with the reason', (_, bytes, reason) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('in UTF-16 or UTF-8 gives any list back, whatever its words', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(word), fc.boolean(), (words, little) => {
        const whole = words.join('\n');
        expect(decodeText(wide(`\ufeff${whole}`, little))).toEqual({ text: whole });
        expect(decodeText(new TextEncoder().encode(`\ufeff${whole}`))).toEqual({ text: whole });
      }),
    );
  });
});

describe('a table', () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

  it('gives back every cell that was written, quoted or not, with any line break', () => {
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

  it('counts lines inside of quotes, and takes a quote that is never closed as a character', () => {
    expect([...splitRows('"a\nb",1\n\nc,2\n', ',')]).toEqual([
      { cells: ['a\nb', '1'], line: 1, quoted: true },
      { cells: ['c', '2'], line: 4, quoted: false },
    ]);
    expect([...splitRows('5" pipe\n"6\n7', null)].map(({ cells }) => cells[0])).toEqual(['5" pipe', '"6', '7']);
  });
});

describe('a list', () => {
  it.each([
    ['a spreadsheet column', '12\r\n13\r\n14\r\n', ['12', '13', '14']],
    ['commas', '12, 13,14', ['12', '13', '14']],
    ['semicolons', '12;13; 14;', ['12', '13', '14']],
    ['tabs', '12\t13\t14', ['12', '13', '14']],
    ['spaces', ' 12 13  14 ', ['12', '13', '14']],
    ['JSON', '[12, 13, "0014"]', ['12', '13', '0014']],
    ['an empty JSON list', '[]', []],
    ['the inside of one', '"0012", "0013",  "A 1"', ['0012', '0013', 'A 1']],
    ['over several lines', '12, 13, 14,\n15, 16, 17,\n18', ['12', '13', '14', '15', '16', '17', '18']],
    ['outer spaces, also hard ones', ' 12 \n\u00a013\u00a0\n\t14', ['12', '13', '14']],
    ['leading zeros', '0012\n="0013"\n"0014"', ['0012', '0013', '0014']],
    ['codes with spaces', 'AB 12\nAB 13', ['AB 12', 'AB 13']],
    ['a header', 'sku\n12\n13', ['12', '13']],
    ['an unknown word above numbers', 'Artikel\n12\n13', ['12', '13']],
    ['codes without a header', 'MR71-350-1\nMR71-350-2', ['MR71-350-1', 'MR71-350-2']],
    ['a name before the id', 'Shirt, blue;12\nMug;13', ['12', '13']],
    ['named columns', 'name,product_id,price\n"Shirt, blue",12,100\nMug,13,200', ['12', '13']],
    ['an id and a quantity', '500101,2\n500102,2\n500103,1', ['500101', '500102', '500103']],
    ['numbers with decimals under a header', 'Artikel\n12.0\n13.0', ['12.0', '13.0']],
    ['numbers with decimals in a line', '12.0 13.0', ['12.0', '13.0']],
    ['a price before the id', '100.0;12\n200.0;13', ['12', '13']],
    ['apostrophes', "name;code\nShirt;'0012\nMug;'0013", ["'0012", "'0013"]],
    ['blank lines', '\n\n12\n\n13\n', ['12', '13']],
    ['nothing', ' \n \n', []],
    ['one word', '12', ['12']],
  ])('with %s', (_, text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('says which column it took, and takes another one when asked', () => {
    const text = 'name,id,code\nShirt,12,A-1\nMug,13,A-2';
    expect(readListAtOnce(text)).toMatchObject({ columns: ['name', 'id', 'code'], column: 1, hasHeader: true });
    expect(readListAtOnce(text, 2).keys).toEqual([
      { key: 'A-1', line: 2 },
      { key: 'A-2', line: 3 },
    ]);
    expect(readListAtOnce('1;2\n3;4', 'all').keys.map(({ key }) => key)).toEqual(['1', '2', '3', '4']);
  });

  it('keeps each id and its line through every separator, header and quoting', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2_147_483_647 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(ids, fc.constantFrom(',', ';', '\t'), fc.boolean(), fc.boolean(), (list, by, header, quote) => {
        const cell = (value: string) => (quote ? `"${value}"` : value);
        const rows = list.map((id) =>
          [cell(`Name ${by} x`.replaceAll(by, quote ? by : '')), cell(String(id))].join(by),
        );
        const text = [...(header ? [[cell('label'), cell('sku')].join(by)] : []), ...rows].join('\r\n');
        const read = readListAtOnce(text);
        expect(read.keys).toEqual(list.map((id, at) => ({ key: String(id), line: at + (header ? 2 : 1) })));
      }),
    );
  });

  it('of 200,000 lines is read whole', () => {
    const text = Array.from({ length: 200_000 }, (_, n) => `"Product ${n}";${n + 1}`).join('\r\n');
    const { keys } = readListAtOnce(text);
    expect(keys).toHaveLength(200_000);
    expect(keys.at(-1)).toEqual({ key: '200000', line: 200_000 });
  });
});

describe('an id in groups', () => {
  const western = (mark: string) => (id: number) => String(id).replace(/\B(?=(?:\d{3})+$)/gu, mark);
  const indian = (mark: string) => (id: number) => String(id).replace(/\B(?=(?:\d{2})*\d{3}$)/gu, mark);
  const groupings = [
    ...[',', '.', "'", '’', ' ', '\u00a0', '\u202f'].map(western),
    ...[',', ' ', '\u00a0'].map(indian),
  ];
  const grouping = fc.constantFrom(...groupings);
  const ids = fc.uniqueArray(
    fc.oneof(
      fc.integer({ min: 1, max: 2_147_483_647 }),
      fc.integer({ min: 1, max: 9_999 }).map((n) => n * 100),
    ),
    { minLength: 2, maxLength: 8 },
  );
  /** With no directory to correct it. */
  const taken = (text: string) =>
    reportList(
      readListAtOnce(text).keys,
      idTerms([], () => []),
      { limit: 1000, withUnknown: true },
    );

  it.each([
    ['"12,000";Till 1\n"13,000";Till 2', [12_000, 13_000]],
    ['sku\n"501,000"', [501_000]],
    ['"501,000"', [501_000]],
    ['501,000', [501_000]],
    ['12 000', [12_000]],
    ['12,000|Till 1\n13,500|Till 2', [12_000, 13_500]],
    ['12,000;Till 1\n13,500;Till 2', [12_000, 13_500]],
    ['id\n12,000\n13,500', [12_000, 13_500]],
    ['5,00,113\n5,00,114', [500_113, 500_114]],
    ['12.000\n13.500', [12_000, 13_500]],
    ['12\u202f000', [12_000]],
    ['["12,000"]', [12_000]],
    ['[12,100]', [12, 100]],
    ['12,13,000', [1_213_000]],
    ['12,13,14', [12, 13, 14]],
    ['12, 100', [12, 100]],
    ['500113.000', [500_113]],
    ['12.00', [12]],
    ['id,stock\n12,100\n13,200', [12, 13]],
  ])('is read whole from %j', (text, added) => {
    expect(taken(text)).toMatchObject({ added, offences: [] });
  });

  it('in a line of its own with a name is that id', () => {
    expect(taken('"12,000";Till 1').added).toEqual([12_000]);
  });

  it.each(['501,102', '101 102 103', '12,100\n13,200', '12,000,13,000', '12,000,\n13,000', '5 12 000 7'])(
    'that may be several is shown and not taken: %j',
    (text) => {
      const { added, offences } = taken(text);
      expect(added).toEqual([]);
      expect(new Set(offences.map(({ why }) => why))).toEqual(new Set(['ambiguous']));
    },
  );

  it('in a quoted cell is that id, whatever divides the cells', () => {
    fc.assert(
      fc.property(
        ids,
        grouping,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('first', 'last', 'alone'),
        fc.boolean(),
        (list, write, by, place, header) => {
          const row = (id: string, name: string) =>
            place === 'alone' ? id : (place === 'first' ? [id, name] : [name, id]).join(by);
          const rows = list.map((id) => row(`"${write(id)}"`, 'Shop'));
          const text = [...(header ? [row('id', 'name')] : []), ...rows].join('\n');
          expect(taken(text)).toMatchObject({ added: list, offences: [] });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('on a line of its own is that id, or is shown, and never a part of it', () => {
    fc.assert(
      fc.property(ids, grouping, fc.boolean(), (list, write, header) => {
        const { added, offences } = taken([...(header ? ['id'] : []), ...list.map(write)].join('\n'));
        expect(list).toEqual(expect.arrayContaining([...added]));
        expect(added.length + offences.length).toBe(list.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the report', () => {
  const known: Readonly<Record<string, readonly number[]>> = {
    '12': [12],
    '0012': [12],
    A: [13],
    '77': [70, 71],
    '9': [9],
    "'9X": [90],
    '9X': [91],
    '00099': [99],
  };
  const report = (
    text: string,
    { chosen = [9], limit = 100, withUnknown = false }: Partial<ListContext & { chosen: readonly number[] }> = {},
  ) =>
    reportList(
      readListAtOnce(text).keys,
      idTerms(chosen, (key) => known[key] ?? []),
      { limit, withUnknown },
    );

  it('names every line that adds nothing, and why', () => {
    const { added, offences, unknownIds, read } = report('12\n0012\nA\n9\n77\n500\nx y\n5.001E+05\n500');
    expect({ added, unknownIds, read }).toEqual({ added: [12, 13], unknownIds: [500], read: 9 });
    expect(offences.map(({ line, why, reason }) => [line, why, reason])).toEqual([
      [2, 'repeated', 'Same as line 1'],
      [4, 'chosen', 'Chosen already'],
      [5, 'ambiguous', 'Means 70 or 71. Write the id.'],
      [6, 'unknown', 'Not in the directory'],
      [7, 'unreadable', 'No id and no known code'],
      [8, 'unreadable', 'Rounded by a spreadsheet: its digits are lost'],
      [9, 'repeated', 'Same as line 6'],
    ]);
  });

  it.each([
    ['12.0', [12]],
    ['12.00', [12]],
    ["'0012", [12]],
    ["'12.0", [12]],
    ['’A', [13]],
    // As it is written comes first.
    ["'9X", [90]],
    // Leading zeros are part of a code.
    ["'00099", [99]],
  ])('takes %j for what a spreadsheet made of an id or a code', (text, added) => {
    expect(report(text, { chosen: [] })).toEqual({ added, offences: [], unknownIds: [], read: 1 });
  });

  it('finds the id in what a spreadsheet made of an unknown one, and shows it as it stands there', () => {
    expect(report("500113.0\n'500113\n1.5")).toMatchObject({
      unknownIds: [500113],
      offences: [
        { key: '500113.0', why: 'unknown' },
        { key: "'500113", why: 'repeated' },
        { key: '1.5', why: 'unreadable' },
      ],
    });
  });

  it('stops at the limit, counting what is chosen', () => {
    const { added, offences } = report('1\n2\n9\n3', { limit: 3, withUnknown: true });
    expect(added).toEqual([1, 2]);
    expect(offences.map(({ line, why }) => [line, why])).toEqual([
      [3, 'chosen'],
      [4, 'overLimit'],
    ]);
  });

  it('accounts for every line, adds nothing twice and nothing over the limit', () => {
    const key = fc.oneof(fc.constantFrom(...Object.keys(known), 'x', '', '2147483648'), fc.nat(40).map(String));
    fc.assert(
      fc.property(
        fc.array(key),
        fc.uniqueArray(fc.nat(40)),
        fc.nat(30),
        fc.boolean(),
        (words, chosen, limit, withUnknown) => {
          const { added, offences, read } = report(words.join('\n'), { chosen, limit, withUnknown });
          expect(added.length + offences.length).toBe(read);
          expect(new Set([...chosen, ...added]).size).toBe(chosen.length + added.length);
          expect(added.length).toBeLessThanOrEqual(Math.max(0, limit - chosen.length));
        },
      ),
    );
  });

  it('gives the lines as a file that runs nothing and reads back', () => {
    const csv = offencesAsCsv([
      { line: 2, key: '=cmd()', why: 'unreadable', reason: 'No id' },
      { line: 3, key: 'a"b,c\nd', why: 'unknown', reason: 'Not in the directory' },
    ]);
    expect([...splitRows(csv.slice(1), ',')].map(({ cells }) => cells)).toEqual([
      ['line', 'value', 'reason'],
      ['2', "'=cmd()", 'No id'],
      ['3', 'a"b,c\nd', 'Not in the directory'],
    ]);
  });
});
