import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { emptyValue, type Kind, type KindType, type Unresolved } from '#catalogue/model/kinds.ts';
import { addDays } from '#values/zone.ts';
import { series } from '../testing/builders.ts';
import { merge } from './merge.ts';
import { draftValues, readDraft } from './drafts.ts';

const text = fc.string({ unit: 'grapheme' });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
const ids = fc.array(fc.integer({ min: 1 }));
const VALUES: Readonly<Record<KindType, (kind: Kind) => fc.Arbitrary<unknown>>> = {
  text: () => text,
  flag: () => fc.boolean(),
  choice: (kind) => fc.constantFrom(...(kind.type === 'choice' ? Object.keys(kind.options) : [])),
  number: () => fc.option(number),
  limit: () => fc.option(number),
  day: () => fc.option(fc.integer({ min: 0, max: 40_000 }).map((after) => addDays('2000-01-01', after))),
  instant: () => fc.option(text),
  epoch: () => fc.option(fc.integer()),
  ids: () => ids,
  range: () => fc.record({ dom: ids, dow: ids, hours: ids }),
  properties: () => fc.array(fc.record({ key: text, value: text })),
  products: () => fc.array(fc.record({ type: text, ids })),
  places: () => fc.array(fc.record({ type: text, id: fc.integer() })),
  raw: () => fc.jsonValue(),
};
const standIns = fc.oneof(
  text.map((typed): Unresolved => ({ unresolved: 'draft', text: typed })),
  fc.constant<Unresolved>({ unresolved: 'notReturned' }),
  fc.constant<Unresolved>({ unresolved: 'unreadable', raw: { x: [1] } }),
);

const base = series({ noSuchKey: 1.5 });
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const edited = (field: FieldKey, value: unknown): Values => ({ ...base.values, [field]: value });

test.each(EDITABLE_KEYS)('%s: a draft returns what was typed', (field) => {
  const { kind } = fieldOf(field);
  fc.assert(
    fc.property(fc.oneof(VALUES[kind.type](kind), standIns, fc.constant(emptyValue(kind))), (value) => {
      const values = edited(field, value);
      const stored = throughJson(draftValues(base, values));
      const read = readDraft(throughJson(base.wire), stored, 'UTC');
      expect(read.dropped).toEqual([]);
      expect(read.values).toEqual(values);
      expect(read.base).toEqual(base);
      // Continued on the unchanged series, it is the same edit again.
      expect(merge(read.base, read.values, base)).toMatchObject({ values, theirs: [], clashes: [] });
    }),
    { numRuns: 12 },
  );
});

test('stores the edited fields only, also those that are hidden now', () => {
  const values = { ...base.values, description: 'New', genericCode: 'HIDDEN', id: 5 };
  expect(draftValues(base, values)).toEqual({ description: 'New', genericCode: 'HIDDEN' });
  expect(draftValues(base, base.values)).toEqual({});
});

test.each(EDITABLE_KEYS)('%s: drops a value of another version of the app, names it, and keeps the rest', (field) => {
  const { kind, label } = fieldOf(field);
  const foreign = fc.anything({ maxDepth: 2 }).map((value) => ({ future: value }));
  const other = field === 'description' ? 'info' : 'description';
  fc.assert(
    fc.property(foreign, (value) => {
      fc.pre(kind.type !== 'raw');
      const read = readDraft(base.wire, { [field]: value, [other]: 'Typed', goneField: 1, id: 7 }, 'UTC');
      expect(read.dropped).toEqual([label, 'goneField', 'id']);
      expect(read.values).toEqual({ ...base.values, [other]: 'Typed' });
    }),
    { numRuns: 4 },
  );
});

test.each<[FieldKey, unknown]>([
  ['clientHandlingType', 'NO_LONGER_AN_OPTION'],
  ['validTillDate', '2026-02-30'],
  ['validTillDate', '25/12/2026'],
  ['discountValue', { unresolved: 'draft' }],
  ['discountValue', { unresolved: 'unreadable' }],
  ['discountValue', { unresolved: 'later' }],
  ['productInfo', [{ type: 'SKU', ids: ['1'] }]],
  ['redemptionRange', null],
])('%s: drops %j', (field, value) => {
  expect(readDraft(base.wire, { [field]: value }, 'UTC').dropped).toHaveLength(1);
});

test('a malformed stored series is no reason to crash', () => {
  const { values } = readDraft({ validTillDate: { a: 1 }, description: 7 }, { description: 'Typed' }, 'UTC');
  expect(values.description).toBe('Typed');
});
