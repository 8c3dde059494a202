import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type EntryType, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { decodeText } from '#domain/import/decode-text.ts';
import { cellParts } from '#domain/import/cell-parts.ts';
import { idVariants } from '#domain/import/id-variants.ts';
import { idTerms, reportList } from '#domain/import/list-report.ts';
import { placeTerms } from '#domain/import/place-terms.ts';
import { readListAtOnce } from '#domain/testing/read-list-at-once.ts';
import { sampleDirectory } from './sample-directory.ts';

// Spreadsheets and pasted texts as people have them, read with the sample directory.

const { entries } = sampleDirectory();

/** The entries with this id or code, like a lookup. */
const matchesOf = (types: readonly EntryType[]) => (key: string) =>
  entries.filter(
    ({ type, id, code }) =>
      types.includes(type) && (String(id) === key || code?.toLowerCase() === key.trim().toLowerCase()),
  );

function readFile(name: string, types: readonly EntryType[]) {
  const decoded = decodeText(readFileSync(join(import.meta.dirname, 'lists', name)));
  if ('refused' in decoded) throw new Error(decoded.refused);
  const meaning = matchesOf(types);
  const isOne = (key: string) => idVariants(key).some((variant) => meaning(variant).length > 0);
  const isKnown = (value: string) => isOne(value) || (cellParts(value).length > 0 && cellParts(value).every(isOne));
  const { keys, columns, column } = readListAtOnce(decoded.text, { types, isKnown });
  const context = { limit: 100, withUnknown: false };
  const { added, offences } =
    types === PLACE_TYPES
      ? reportList(keys, placeTerms([], meaning, null), context)
      : reportList(
          keys,
          idTerms([], (key) => meaning(key).map(({ id }) => id)),
          context,
        );
  return {
    column: typeof column === 'number' ? columns[column] : column,
    added: added.map((entry) => (typeof entry === 'number' ? entry : `${entry.type} ${entry.id}`)),
    offences: offences.map(({ line, reason }) => `${line}: ${reason}`),
  };
}

it.each([
  ['shops-with-areas.csv', 'Shop', ['STORE 1258', 'STORE 1259', 'STORE 1201'], []],
  [
    'export-with-comments.csv',
    'Store',
    ['STORE 1201', 'STORE 1258', 'STORE 1259', 'STORE 1206'],
    ['2: A comment', '7: A comment'],
  ],
  ['chat.txt', 'Column 1', ['STORE 1201', 'STORE 1202', 'STORE 1203', 'STORE 1204', 'STORE 1206'], []],
])('%s adds places', (name, column, added, offences) => {
  expect(readFile(name, PLACE_TYPES)).toEqual({ column, added, offences });
});

it.each([
  ['sell-out.csv', 'Article', [500101, 500102, 500231], []],
  ['price-list.csv', 'Item No.', [500101, 500102], []],
  ['stock-by-store.csv', 'SKU', [500101, 500102, 500231], []],
  ['mail.txt', 'Column 1', [500101, 500102, 500231, 500003], ['1: A comment']],
  [
    'several-in-a-cell.txt',
    'SKU',
    [500101, 500102, 500231, 500003],
    ['5: Several values in one cell, and “no such SKU” is not known'],
  ],
  ['one-line.txt', 'Column 1', [500101, 500102, 500231, 500003], []],
  [
    'separators.txt',
    'Column 1',
    [500101, 500102],
    ['3: Rounded by a spreadsheet: its digits are lost', '4: No known code, and too large for an id'],
  ],
])('%s adds SKUs', (name, column, added, offences) => {
  expect(readFile(name, ['SKU'])).toEqual({ column, added, offences });
});
