import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idTerms, reportList } from './list-report.ts';
import { readListAtOnce } from '../testing/read-list-at-once.ts';

const keysOf = (text: string) => readListAtOnce(text).keys.flatMap(({ key, header }) => (header ? [] : key));

describe('a list', () => {
  it.each([
    ['a spreadsheet column', '12\r\n13\r\n14\r\n', ['12', '13', '14']],
    ['commas', '12, 13,14', ['12', '13', '14']],
    ['semicolons', '12;13; 14;', ['12', '13', '14']],
    ['tabs', '12\t13\t14', ['12', '13', '14']],
    ['spaces', ' 12 13  14 ', ['12', '13', '14']],
    ['JSON', '[12, 13, "0014"]', ['12', '13', '0014']],
    ['an empty JSON list', '[]', []],
    ['JSON without its brackets', '"0012", "0013",  "A 1"', ['0012', '0013', 'A 1']],
    ['over several lines', '12, 13, 14,\n15, 16, 17,\n18', ['12', '13', '14', '15', '16', '17', '18']],
    ['surrounding spaces, also non-breaking ones', ' 12 \n\u00a013\u00a0\n\t14', ['12', '13', '14']],
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
    ['a line that names the separator', 'sep=,\r\nsku,stock\r\n12,100\r\n13,200', ['12', '13']],
    ['a quoted line that names the separator', '"sep=|"\n12|A, B\n13|C', ['12', '13']],
    ['a comma at the end of the last line', '12\n13\n14,', ['12', '13', '14']],
    ['a comma at the end of each line', 'A-1,\nA-2,\nA-3,', ['A-1', 'A-2', 'A-3']],
    ['full-width characters', '１２，１３', ['12', '13']],
    ['dashes', 'A\u20111\nA\u20132\nA\u22123', ['A-1', 'A-2', 'A-3']],
    ['invisible characters', 'A\u00ad-1\n\u200bA-2\u200d\n\u2060A-3\ufeff', ['A-1', 'A-2', 'A-3']],
    ['bullets and typographic quotes', '• 12\n-\u00a013\n* “A 1”', ['12', '13', 'A 1']],
    ['a column of numbers', '#;SKU\n1;A-1\n2;A-2', ['A-1', 'A-2']],
  ])('with %s', (_, text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('returns comments with their line, and reads an id with a hash', () => {
    expect(readListAtOnce('sep=;\r\n# Stores, by Asha\r\n12;A\r\n  #\r\n13;B').keys).toEqual([
      { key: '# Stores, by Asha', line: 2, comment: true },
      { key: '12', line: 3 },
      { key: '#', line: 4, comment: true },
      { key: '13', line: 5 },
    ]);
    expect(keysOf('#12\n#13')).toEqual(['#12', '#13']);
  });

  it('reports the detected column, and reads another one on request', () => {
    const text = 'name,id,code\nShirt,12,A-1\nMug,13,A-2';
    expect(readListAtOnce(text)).toMatchObject({ columns: ['name', 'id', 'code'], column: 1, hasHeader: true });
    expect(readListAtOnce(text, { column: 2 }).keys).toEqual([
      { key: 'A-1', line: 2 },
      { key: 'A-2', line: 3 },
    ]);
    expect(readListAtOnce('1;2\n3;4', { column: 'all' }).keys.map(({ key }) => key)).toEqual(['1', '2', '3', '4']);
  });

  it('returns each id with its line for every separator, header and quoting', () => {
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

  it('of 200,000 lines is read completely', () => {
    const text = Array.from({ length: 200_000 }, (_, n) => `"Product ${n}";${n + 1}`).join('\r\n');
    const { keys } = readListAtOnce(text);
    expect(keys).toHaveLength(200_000);
    expect(keys.at(-1)).toEqual({ key: '200000', line: 200_000 });
  });
});

describe('an id with thousands separators', () => {
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
  /** Reads a list without a directory: every id is unknown, and is added. */
  const readIds = (text: string) =>
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
    ['１２，０００', [12_000]],
    ['12\u200b,000', [12_000]],
    ['12,13,14', [12, 13, 14]],
    ['12, 100', [12, 100]],
    ['500113.000', [500_113]],
    ['12.00', [12]],
    ['id,stock\n12,100\n13,200', [12, 13]],
  ])('is read as one id from %j', (text, added) => {
    expect(readIds(text)).toMatchObject({ added, offences: [] });
  });

  it('is one id on a single line with a name', () => {
    expect(readIds('"12,000";Till 1').added).toEqual([12_000]);
  });

  it.each(['501,102', '101 102 103', '12,100\n13,200', '12,000,13,000', '12,000,\n13,000', '5 12 000 7'])(
    'that may be several ids is reported and not added: %j',
    (text) => {
      const { added, offences } = readIds(text);
      expect(added).toEqual([]);
      expect(new Set(offences.map(({ why }) => why))).toEqual(new Set(['ambiguous']));
    },
  );

  it('in a quoted cell is one id for every delimiter', () => {
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
          expect(readIds(text)).toMatchObject({ added: list, offences: [] });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('on its own line is one id or is reported, and never split', () => {
    fc.assert(
      fc.property(ids, grouping, fc.boolean(), (list, write, header) => {
        const { added, offences } = readIds([...(header ? ['id'] : []), ...list.map(write)].join('\n'));
        expect(list).toEqual(expect.arrayContaining([...added]));
        expect(added.length + offences.length).toBe(list.length);
      }),
      { numRuns: 1000 },
    );
  });
});
