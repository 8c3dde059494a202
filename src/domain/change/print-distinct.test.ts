import fc from 'fast-check';
import { dequal } from 'dequal/lite';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Kind, KindType } from '#catalogue/model/kinds.ts';
import { entryChanges } from './entry-changes.ts';
import { printDistinct } from './print-distinct.ts';

const PRINT: Print = {
  currency: 'INR',
  zone: 'Asia/Kolkata',
  gates: { discountType: 'PERC', expiryStrategyType: 'DAYS' },
};

function printed(kind: Kind, values: readonly unknown[]): readonly string[] {
  const shown = values.map((value) => ({ value, text: formatValue(kind, value, PRINT) }));
  return printDistinct(kind, shown).map((pieces) => pieces.map(({ text }) => text).join(''));
}

const marked = (field: FieldKey, from: unknown, to: unknown) =>
  printDistinct(
    fieldOf(field).kind,
    [from, to].map((value) => ({ value, text: formatValue(fieldOf(field).kind, value, PRINT) })),
  ).map((pieces) =>
    pieces
      .map(({ text, mark }) => (mark === undefined ? text : mark === 'changed' ? `[${text}]` : `{${text}}`))
      .join(''),
  );

describe('prints both values', () => {
  test.each<[FieldKey, unknown, unknown, string, string]>([
    ['discountCode', 'MEMBER260', 'MEMBER260\u200B', 'MEMBER260', 'MEMBER260{zero-width space (U+200B)}'],
    ['discountCode', 'MEMBER260', 'MEMBER260 ', 'MEMBER260', 'MEMBER260{␣}'],
    [
      'discountCode',
      'MEMBER260',
      'МЕМВЕR260',
      '[MEMBER260]',
      '{М (U+041C)}{Е (U+0415)}{М (U+041C)}{В (U+0412)}{Е (U+0415)}[R260]',
    ],
    ['discountCode', 'Member260', 'MEMBER260', '[Member260]', '[MEMBER260]'],
    ['description', 'Café', 'Cafe\u0301', '[Caf]{é (U+00E9)}', '[Cafe]{\u0301 (U+0301)}'],
    ['description', '', 'Empty', 'Empty ("")', 'Empty ("Empty")'],
    ['info', 'Off on all staples', 'Off on all sweets', 'Off on all [staples]', 'Off on all [sweets]'],
    ['info', 'One\nTwo', 'One Two', 'One{↵}[\n]Two', 'One[ ]Two'],
    [
      'redemptionRange',
      { dom: [], dow: [], hours: [] },
      { dom: [], dow: [1, 2, 3, 4, 5, 6, 7], hours: [] },
      'Any day, any hour',
      'Mon–Sun, all day',
    ],
    [
      'latestIssualTime',
      1_700_000_000_000,
      1_700_000_000_001,
      'Wed 15 Nov 2023 03:43:20 IST (1700000000000)',
      'Wed 15 Nov 2023 03:43:20 IST (1700000000001)',
    ],
    ['discountValue', 5, { unresolved: 'draft', text: '5 %' }, '5 % (5)', '5 % ({"unresolved":"draft","text":"5 %"})'],
    ['mutualExclusiveSeriesIds', [1, 2], [1, 3], '1, 2', '1, 3'],
    ['productInfo', [{ type: 'SKU', ids: [1] }], [{ type: 'SKU', ids: [2] }], '1 SKU', '1 SKU'],
    ['productInfo', [], [{ type: 'SKU', ids: [] }], 'All products ([])', 'All products ([{"type":"SKU","ids":[]}])'],
  ])('%s %j → %j', (field, from, to, before, after) => {
    expect(marked(field, from, to)).toEqual([before, after]);
  });

  test('of a long list by their number, and in another order from the first difference on', () => {
    const ids = Array.from({ length: 2000 }, (_, index) => index + 1);
    expect(marked('storeIdsJson', ids, [...ids, 3000])).toEqual(['2,000 places', '2,001 places']);
    const places = ids.map((id) => ({ type: 'STORE', id }));
    const [first = '', second = ''] = marked(
      'redemptionOrgEntityDetails',
      places,
      places.with(1500, { type: 'STORE', id: 1999 }).with(1998, { type: 'STORE', id: 1501 }),
    );
    expect(first).toMatch(/^2,000 stores \(….*"id":1501\}.*…\)$/);
    expect(second).toMatch(/^2,000 stores \(….*"id":1999\}.*…\)$/);
    expect(first.length).toBeLessThan(100);
  });
});

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });

/** An independent idea of what a reader sees: no white space, no invisible characters, look-alikes as one letter. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/[АΑ]/g, 'A'],
  [/[ВΒ]/g, 'B'],
  [/[ЕΕ]/g, 'E'],
  [/[МΜ]/g, 'M'],
  [/[оο]/g, 'o'],
  [/[‐‑–−]/g, '-'],
  [/[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]+/gu, ' '],
];
const seen = (text: string) =>
  LOOK_ALIKES.reduce((look, [pattern, twin]) => look.replaceAll(pattern, twin), text.normalize('NFKC')).trim();

const words = fc.constantFrom(
  'MEMBER',
  'МЕМВЕR',
  'member',
  'é',
  'e\u0301',
  ' ',
  '\u00A0',
  '\u200B',
  '\u200D',
  '\u00AD',
  '\t',
  '\n',
  '-',
  '‑',
  'Empty',
  'None',
  'क्ष',
  '🎁',
  '␣',
  '↵',
  '; ',
  ': ',
  '(empty)',
  '"',
);
const text = fc.oneof(
  fc.array(words, { maxLength: 5 }).map((list) => list.join('')),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
const id = fc.integer({ min: 1, max: 4 });
const axis = (min: number, max: number) =>
  fc.oneof(
    fc.constant([]),
    fc.constant(Array.from({ length: max - min + 1 }, (_, index) => min + index)),
    fc.uniqueArray(fc.integer({ min, max })).map((list) => list.toSorted((a, b) => a - b)),
  );
const number = fc.oneof(
  fc.constantFrom(null, 0, 1, 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.double({ min: 0, max: 1e-9, noNaN: true }),
);

/** Values of each kind that are easy to take for one another. */
const VALUES: Readonly<Record<KindType, fc.Arbitrary<unknown>>> = {
  text,
  flag: fc.boolean(),
  choice: fc.oneof(fc.constantFrom('', 'Not set', 'DISC_CODE', 'ABS', 'PERC', 'DAYS', 'Fixed amount'), text),
  number,
  limit: number,
  day: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  ),
  instant: fc.oneof(
    fc.constant(null),
    fc
      .integer({ min: 0, max: 3 })
      .chain((ms) => fc.constantFrom(`2026-06-10T00:00:00.00${ms}Z`, `2026-06-10T05:30:00.00${ms}+05:30`)),
  ),
  epoch: fc.oneof(fc.constant(null), fc.integer({ min: 1_780_000_000_000, max: 1_780_000_002_000 })),
  ids: fc.array(id, { maxLength: 14 }),
  range: record({ dom: axis(1, 31), dow: axis(1, 7), hours: axis(0, 23) }),
  properties: fc.array(record({ key: text, value: text }), { maxLength: 3 }),
  products: fc.array(record({ type: fc.constantFrom('SKU', 'BRAND', 'OTHER'), ids: fc.array(id, { maxLength: 3 }) }), {
    maxLength: 3,
  }),
  places: fc.array(record({ type: fc.constantFrom('STORE', 'ZONE', 'OTHER'), id }), { maxLength: 4 }),
  raw: fc.jsonValue(),
};
const unresolved = fc.oneof(
  record({ unresolved: fc.constant('unreadable'), raw: fc.oneof(text, fc.jsonValue()) }),
  fc.constant({ unresolved: 'notReturned' }),
  record({
    unresolved: fc.constant('draft'),
    text: fc.oneof(text, fc.constantFrom('No limit', 'Not set', '1 coupon')),
  }),
);

describe('different values never print the same', () => {
  test.each(FIELD_KEYS)('%s', (field) => {
    const { kind } = fieldOf(field);
    const value = fc.oneof({ weight: 5, arbitrary: VALUES[kind.type] }, { weight: 1, arbitrary: unresolved });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 3 }), (values) => {
        const texts = printed(kind, values);
        for (const [index, one] of values.entries())
          for (const [at, other] of values.entries()) {
            if (dequal(one, other)) continue;
            const entries = entryChanges(kind, one, other);
            const named = entries !== null && entries.added.length + entries.removed.length > 0;
            if (!named) expect(seen(texts[index] ?? '')).not.toBe(seen(texts[at] ?? ''));
          }
      }),
    );
  });
});
