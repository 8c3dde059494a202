import { describe, expect, it } from 'vitest';
import { readListAtOnce } from '../testing/read-list-at-once.ts';

const PLACES = ['CONCEPT', 'ZONE', 'STORE', 'TILL'];
const isSku = (key: string) => /^(?:MR71-350-\d{5}|5001\d\d)$/u.test(key);
/** Areas and numbers of staff are ids of places by chance. */
const isPlace = (key: string) => /^(?:[A-Z]{3}-\d{3}|1[2-3]\d\d|1[1-3]|Mumbai|Pune)$/u.test(key);

const column = (text: string, types: readonly string[], isKnown: ((key: string) => boolean) | null) => {
  const { columns, column: at } = readListAtOnce(text, { types, isKnown });
  return typeof at === 'number' ? columns[at] : at;
};

describe('the column with the keys', () => {
  it.each([
    ['Shop,City,Area (sq ft),Staff\nBOM-007,Mumbai,1288,14', PLACES, 'Shop'],
    ['Area,Outlet name,Outlet\n1288,Andheri,BOM-007\n1201,Powai,BOM-008', PLACES, 'Outlet'],
    ['Store code;Zone\nBOM-007;Mumbai\nPNQ-001;Pune', PLACES, 'Store code'],
    ['Store code;Zone\nBOM-007;Mumbai\nPNQ-001;Pune', ['ZONE'], 'Zone'],
    ['Ref;Opened;Till\nA;1201;77\nB;1202;78', ['TILL'], 'Till'],
  ])('of a list of places is not one of amounts: %j', (text, types, name) => {
    expect(column(text, types, isPlace)).toBe(name);
    expect(column(text, types, null)).toBe(name);
  });

  it.each([
    ['Store id;SKU;Qty\n1201;500101;20\n1202;500102;4', 'SKU'],
    ['Date;Store code;Article;Units\n1 Nov;BLR-001;MR71-350-00101;12\n2 Nov;BOM-007;MR71-350-00102;3', 'Article'],
    ['Item No.,Description,MRP\nMR71-350-00101,Barfi,500102\nMR71-350-00102,Laddu,899', 'Item No.'],
    ['storeID,skuId\n1201,500101\n1202,500102', 'skuId'],
    ['STORE_ID,PRODUCT_IDS,PRODUCT_NAME\n1201,500101,Barfi\n1202,500102,Laddu', 'PRODUCT_IDS'],
  ])('of a list of SKUs is not one of stores or prices: %j', (text, name) => {
    expect(column(text, ['SKU'], isSku)).toBe(name);
    expect(column(text, ['SKU'], null)).toBe(name);
    // A directory that knows none of the values.
    expect(column(text, ['SKU'], () => false)).toBe(name);
  });

  it('is the one that the directory knows, if the headers say nothing', () => {
    const text = 'Nummer,Bestand,Verweis\nA-1,700101,500101\nA-2,700102,500102';
    expect(column(text, ['SKU'], isSku)).toBe('Verweis');
    expect(column('77,500101\n78,500102\n79,500103', ['SKU'], isSku)).toBe('Column 2');
    // More known values count more than a header.
    expect(column('SKU,Ref\nx,500101\ny,500102', ['SKU'], isSku)).toBe('Ref');
  });

  it.each([
    ['Store id,Qty\n500101,2\n500102,3', ['SKU'], isSku],
    ['Name,Price\nBarfi,500102\nLaddu,899', ['SKU'], isSku],
    ['Name,Price\nBarfi,500102\nLaddu,899', ['SKU'], null],
    ['Bestand,Store id\n7,500101\n8,500102', ['SKU'], isSku],
  ])('is the choice of the user, if no column is plausible: %j', (text, types, isKnown) => {
    expect(column(text, types, isKnown)).toBeNull();
    expect(readListAtOnce(text, { types, isKnown }).keys).toEqual([]);
  });

  it('is every column, if each has known ids', () => {
    const keys = ['500101', '500102', '500103', '500104'];
    const read = readListAtOnce('500101,500102\n500103,500104', { types: ['SKU'], isKnown: isSku });
    expect(read).toMatchObject({ column: 'all', keys: keys.map((key) => ({ key })) });
  });
});
