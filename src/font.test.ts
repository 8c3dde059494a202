import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { currencyOptions } from './app/ui/zone-options.ts';
import { formatMoney } from '#values/number-format.ts';

const SRC = import.meta.dirname;
const file = readFileSync(join(SRC, 'app/styles/inter/inter.woff2'));
/** They hold characters that they look for in values, and no texts. */
const TABLES = [
  'domain/import/id-variants.ts',
  'domain/import/read-list.ts',
  'domain/message/sms.ts',
  'values/odd-characters.ts',
  'values/plain-characters.ts',
  'values/search-text.ts',
];
/** Currencies whose sign belongs to a script that Inter does not have: Afghani, dram, taka, riel. */
const OTHER_SCRIPTS = '؋֏৳៛';

it('has every character that the texts of the interface print', () => {
  const printed = new Map<string, string>();
  for (const name of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    const path = name.replaceAll('\\', '/');
    if (!/\.tsx?$/.test(path) || /\.test\.|examples|fixtures\/|testing\/|^server\/(samples|sandbox|test)\//.test(path))
      continue;
    if (TABLES.includes(path)) continue;
    const code = readFileSync(join(SRC, path), 'utf8').replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const character of code) if (character > '~') printed.set(character, path);
  }
  const characters = charactersOf(file);
  expect(printed.size).toBeGreaterThan(10);
  expect([...printed].filter(([character]) => !characters.has(character))).toEqual([]);
});

it('has every character that amounts of money and numbers print', () => {
  const characters = charactersOf(file);
  const currencies = currencyOptions('INR').map(({ value }) => value);
  expect(currencies.length).toBeGreaterThan(100);
  const amounts = currencies.map((currency) => formatMoney(-1234.5, currency)).join('');
  const missing = [...new Set(amounts)].filter((character) => !characters.has(character));
  expect(missing.filter((character) => !OTHER_SCRIPTS.includes(character))).toEqual([]);
  expect(characters).toContain('₹');
});

it('is one file of at most 40 kB', () => {
  expect(file.length).toBeLessThanOrEqual(40_000);
});

/** Reads the table of characters (cmap, format 4) of a WOFF2 file: https://www.w3.org/TR/WOFF2/ */
function charactersOf(woff2: Buffer): Set<string> {
  const HEADER = 48;
  const CMAP = 0;
  const OTHER_TAG = 63;
  const tables = woff2.readUInt16BE(12);
  let at = HEADER;
  const readLength = () => {
    let length = 0;
    for (let byte = 0x80; byte >= 0x80;) {
      byte = woff2.readUInt8(at++);
      length = length * 128 + (byte % 128);
    }
    return length;
  };
  let offset = 0;
  let start: number | undefined;
  for (let index = 0; index < tables; index += 1) {
    const flags = woff2.readUInt8(at++);
    const tag = flags % 64;
    const version = flags >> 6;
    if (tag === OTHER_TAG) at += 4;
    if (tag === CMAP) start = offset;
    const length = readLength();
    // glyf (10) and loca (11) are transformed in version 0, all other tables in other versions.
    const isTransformed = tag === 10 || tag === 11 ? version === 0 : version !== 0;
    offset += isTransformed ? readLength() : length;
  }
  if (start === undefined) throw new Error('The font has no cmap.');
  const cmap = brotliDecompressSync(woff2.subarray(at, at + woff2.readUInt32BE(20))).subarray(start);
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + index * 8));
  const table = subtables.map((from) => cmap.subarray(from)).find((each) => each.readUInt16BE(0) === 4);
  if (!table) throw new Error('The font has no cmap of format 4.');
  const segments = table.readUInt16BE(6) / 2;
  const characters = new Set<string>();
  for (let index = 0; index < segments; index += 1) {
    const last = table.readUInt16BE(14 + index * 2);
    const first = table.readUInt16BE(16 + (segments + index) * 2);
    for (let code = first; code <= last && code < 0xffff; code += 1) characters.add(String.fromCharCode(code));
  }
  return characters;
}
