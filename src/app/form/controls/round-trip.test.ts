import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { readValue, writeValue } from '#catalogue/codecs.ts';
import { formatRange } from '#catalogue/format.ts';
import type { Json, KindType } from '#catalogue/kinds.ts';
import { printNumber, readNumber } from '#catalogue/number-text.ts';
import { addDays, dayOf, endOfDay, isoInZone, startOfDay } from '#catalogue/zone.ts';
import { parseDay, printDay } from './day-text.ts';
import { parseIds, printIds } from './ids-text.ts';

const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland', 'Pacific/Apia');
const days = fc.integer({ min: 1, max: 40_000 }).map((after) => addDays('2000-01-01', after));
const fieldsOf = (type: KindType) => EDITABLE_KEYS.filter((key) => fieldOf(key).kind.type === type);

/** What the form shows of a value once it was written and read again; null where it is refused. */
function again(field: FieldKey, value: unknown, zone = 'UTC', stored = (wire: Json): Json => wire): unknown {
  const { kind } = fieldOf(field);
  const written = writeValue(kind, value as never, zone);
  if ('problem' in written) return null;
  const read = readValue(kind, stored(written.wire), zone);
  return 'value' in read ? read.value : read.odd;
}

/** Every text, value and zone: what comes back is what was shown. */
const CONTROLS: Partial<Record<KindType, (field: FieldKey) => void>> = {
  number: numberIsKept,
  limit: numberIsKept,
  day: (field) =>
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const typed = parseDay(printDay(day), { today: '2026-06-10', from: '2026-06-10' });
        // The API keeps the midnight of the day it was sent.
        const midnight = (wire: Json) =>
          isoInZone(startOfDay(dayOf(typeof wire === 'string' ? Date.parse(wire) : 0, zone), zone), zone);
        for (const stored of [(wire: Json) => wire, midnight]) {
          const shown = again(field, typed, zone, stored);
          if (shown !== null) expect(shown).toBe(day);
        }
      }),
    ),
  epoch: (field) =>
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const { kind } = fieldOf(field);
        const edge = kind.type === 'epoch' && kind.edge === 'start' ? startOfDay(day, zone) : endOfDay(day, zone);
        expect(dayOf(Number(again(field, edge, zone)), zone)).toBe(day);
      }),
    ),
  ids: (field) =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 })), (ids) => {
        const { ids: typed } = parseIds(printIds(ids));
        expect(again(field, typed)).toEqual(ids);
      }),
    ),
  text: (field) =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect([text, null]).toContain(again(field, text));
      }),
    ),
  flag: (field) => [true, false].forEach((flag) => expect(again(field, flag)).toBe(flag)),
  choice: (field) => {
    const { kind } = fieldOf(field);
    for (const option of kind.type === 'choice' ? Object.keys(kind.options) : [])
      expect(again(field, option)).toBe(option);
  },
  range: (field) => {
    const axis = (min: number, max: number) =>
      fc.uniqueArray(fc.integer({ min, max })).map((list) => list.toSorted((a, b) => a - b));
    const range = fc.record({ dom: axis(1, 31), dow: axis(1, 7), hours: axis(0, 23) });
    fc.assert(
      fc.property(range, (shown) => {
        expect(formatRange(again(field, shown) as typeof shown)).toBe(formatRange(shown));
      }),
    );
  },
  properties: (field) => {
    const name = fc
      .oneof(fc.constantFrom('__proto__', 'toString', '12', '3'), fc.string({ minLength: 1 }))
      .filter((key) => key.trim() !== '');
    const row = fc.record({ key: name, value: fc.string() });
    const byName = (rows: readonly { key: string }[]) => rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ key }) => key, maxLength: 8 }), (rows) => {
        const shown = again(field, rows);
        if (shown !== null) expect(byName(shown as typeof rows)).toEqual(byName(rows));
      }),
    );
  },
  products: (field) => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 1 });
    const selection = fc.record({ type: fc.constantFrom('SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE', 'OTHER'), ids });
    fc.assert(
      fc.property(fc.array(selection), (chosen) => {
        expect(again(field, chosen)).toEqual(chosen);
      }),
    );
  },
  places: (field) => {
    const place = fc.record({
      type: fc.constantFrom('CONCEPT', 'ZONE', 'STORE', 'TILL', 'OTHER'),
      id: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    });
    fc.assert(
      fc.property(fc.array(place), (chosen) => {
        expect(again(field, chosen)).toEqual(chosen);
      }),
    );
  },
};

function numberIsKept(field: FieldKey): void {
  const { kind } = fieldOf(field);
  if (kind.type !== 'number' && kind.type !== 'limit') return;
  const digits = fc.stringMatching(/^-?\d{1,6}([.,]\d{1,3}){0,3}$/u);
  const printed = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true })).map(printNumber);
  fc.assert(
    fc.property(fc.oneof(digits, printed), (text) => {
      const reading = readNumber(text, { whole: kind.integer, printed: false });
      if (reading === null || !('value' in reading)) return;
      const shown = again(field, reading.value);
      if (shown !== null) expect(printNumber(Number(shown))).toBe(printNumber(reading.value));
    }),
    { numRuns: 50 },
  );
}

describe('what a control shows comes back as it was shown', () => {
  test.each(EDITABLE_KEYS.map((field) => [field, fieldOf(field).kind.type] as const))('%s (%s)', (field, type) => {
    expect(CONTROLS[type]).toBeDefined();
    CONTROLS[type]?.(field);
  });

  test('some field is of each of these kinds', () => {
    const types = Object.keys(CONTROLS) as KindType[]; // keys of a record of kinds
    expect(types.filter((type) => fieldsOf(type).length === 0)).toEqual([]);
  });
});
