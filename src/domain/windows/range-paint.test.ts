import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { readRange, writeRange } from '#catalogue/range.ts';
import { allowed, drawRectangle, type Painted, setAny, toggleRun } from './range-paint.ts';
import { ANY_TIME, PRESETS, span } from './range-presets.ts';

const range = (part: Partial<RedemptionRange>): RedemptionRange => ({ ...ANY_TIME, ...part });
const WORKDAYS = range({ dow: [1, 2, 3, 4, 5], hours: [10, 11, 12], dom: [1] });
const cell = (from: RedemptionRange, day: number, hour: number) =>
  drawRectangle(from, { dow: [day, day], hours: [hour, hour] }, false);

describe('a rectangle', () => {
  const weekend = { dow: [7, 6], hours: [18, 20] } as const;
  test('replaces days and hours from any corner, and leaves the days of the month unchanged', () => {
    const expected = { dow: [6, 7], hours: [18, 19, 20], dom: [1] };
    expect(drawRectangle(WORKDAYS, weekend, false)).toEqual({ range: expected, refused: null });
  });
  test('extends the selection with `add`, and “any” stays “any”', () => {
    expect(drawRectangle(WORKDAYS, weekend, true).range).toMatchObject({
      dow: span(1, 7),
      hours: [10, 11, 12, 18, 19, 20],
    });
    expect(drawRectangle(range({ dow: [1] }), weekend, true).range).toEqual(range({ dow: [1, 6, 7] }));
    expect(drawRectangle(ANY_TIME, weekend, true).range).toEqual(range({ dow: [6, 7], hours: [18, 19, 20] }));
  });
});

describe('one cell', () => {
  test('becomes the selection if nothing was chosen', () => {
    expect(cell(ANY_TIME, 2, 14).range).toEqual(range({ dow: [2], hours: [14] }));
  });
  test('adds its day and hour', () => {
    expect(cell(WORKDAYS, 6, 11).range).toMatchObject({ dow: [1, 2, 3, 4, 5, 6], hours: [10, 11, 12] });
    expect(cell(range({ dow: [1] }), 6, 11).range).toEqual(range({ dow: [1, 6] }));
  });
  test('is removed if no other cell is affected', () => {
    expect(cell(range({ dow: [2], hours: [9, 10] }), 2, 9).range).toEqual(range({ dow: [2], hours: [10] }));
    expect(cell(range({ dow: [2, 3], hours: [9] }), 2, 9).range).toEqual(range({ dow: [3], hours: [9] }));
    expect(cell(range({ dow: [2] }), 2, 9).range.hours).toHaveLength(23);
  });
  test('is refused with a reason if it affects other cells or is the last one', () => {
    expect(cell(WORKDAYS, 2, 11)).toEqual({
      range: WORKDAYS,
      refused: expect.stringMatching(/^Tuesday 11:00 cannot be left out alone/) as string,
    });
    expect(cell(range({ dow: [2], hours: [9] }), 2, 9).refused).toMatch(/^At least one hour/);
  });
});

describe('a run of one axis', () => {
  test('becomes the selection if the axis was “any”', () => {
    expect(toggleRun(ANY_TIME, 'dow', 3, 3).range).toEqual(range({ dow: [3] }));
  });
  test('is added or removed, depending on its first value', () => {
    expect(toggleRun(WORKDAYS, 'dow', 7, 5).range.dow).toEqual(span(1, 7));
    expect(toggleRun(WORKDAYS, 'dow', 5, 7).range.dow).toEqual([1, 2, 3, 4]);
    expect(toggleRun(WORKDAYS, 'dom', 31, 30).range.dom).toEqual([1, 30, 31]);
  });
  test('stays an explicit list when every value is chosen, so that one can be removed again', () => {
    const all = toggleRun(WORKDAYS, 'dow', 6, 7).range;
    expect(all.dow).toEqual(span(1, 7));
    expect(toggleRun(all, 'dow', 7, 7).range.dow).toEqual(span(1, 6));
  });
  test.each(['dow', 'hours', 'dom'] as const)('never leaves %s empty', (axis) => {
    const only = range({ [axis]: [4] });
    expect(toggleRun(only, axis, 4, 2)).toEqual({
      range: only,
      refused: expect.stringMatching(/has to stay/) as string,
    });
  });
});

test('presets set only the axes they name', () => {
  const applied = Object.fromEntries(
    PRESETS.map(({ label, apply }) => [label, apply(range({ dom: [1], hours: [7] }))]),
  );
  expect(applied).toEqual({
    'Any time': ANY_TIME,
    Weekdays: { dom: [1], dow: [1, 2, 3, 4, 5], hours: [7] },
    Weekends: { dom: [1], dow: [6, 7], hours: [7] },
    'Office hours': { dom: [1], dow: [1, 2, 3, 4, 5], hours: [9, 10, 11, 12, 13, 14, 15, 16, 17] },
  });
});

const day = fc.integer({ min: 1, max: 7 });
const hour = fc.integer({ min: 0, max: 23 });
const date = fc.integer({ min: 1, max: 31 });
const gestures: fc.Arbitrary<(range: RedemptionRange) => Painted> = fc.oneof(
  fc.tuple(day, day, hour, hour, fc.boolean()).map(
    ([a, b, c, d, add]) =>
      (from: RedemptionRange) =>
        drawRectangle(from, { dow: [a, b], hours: [c, d] }, add),
  ),
  fc.tuple(day, day).map(
    ([a, b]) =>
      (from: RedemptionRange) =>
        toggleRun(from, 'dow', a, b),
  ),
  fc.tuple(hour, hour).map(
    ([a, b]) =>
      (from: RedemptionRange) =>
        toggleRun(from, 'hours', a, b),
  ),
  fc.tuple(date, date).map(
    ([a, b]) =>
      (from: RedemptionRange) =>
        toggleRun(from, 'dom', a, b),
  ),
  fc
    .constantFrom('dow' as const, 'hours' as const, 'dom' as const)
    .map((axis) => (from: RedemptionRange) => setAny(from, axis)),
  fc.constantFrom(...PRESETS).map(({ apply }) => (from: RedemptionRange) => ({ range: apply(from), refused: null })),
);

test('any selection survives a round trip through the wire, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(fc.array(gestures, { maxLength: 12 }), (strokes) => {
      let current = ANY_TIME;
      for (const stroke of strokes) {
        const { range: next, refused } = stroke(current);
        if (refused !== null) expect(next).toBe(current);
        const wire = writeRange(next);
        expect(readRange(wire)).toEqual(next);
        expect(wire).not.toContain('[]');
        // The grid shows the product of the axes, so each axis must allow something.
        for (const axis of ['dow', 'hours', 'dom'] as const) expect(allowed(next, axis).length).toBeGreaterThan(0);
        current = next;
      }
    }),
  );
});

test('a click on a cell affects other cells only in its day and hour', () => {
  fc.assert(
    fc.property(fc.array(gestures, { maxLength: 6 }), day, hour, (strokes, d, h) => {
      const before = strokes.reduce((current, stroke) => stroke(current).range, ANY_TIME);
      if (before.dow.length + before.hours.length === 0) return;
      const { range: after } = cell(before, d, h);
      const isSelected = (selection: RedemptionRange, x: number, y: number) =>
        allowed(selection, 'dow').includes(x) && allowed(selection, 'hours').includes(y);
      for (const x of span(1, 7))
        for (const y of span(0, 23)) {
          if (isSelected(before, x, y) && (x !== d || y !== h)) expect(isSelected(after, x, y)).toBe(true);
          if (!isSelected(before, x, y) && isSelected(after, x, y)) expect(x === d || y === h).toBe(true);
        }
    }),
  );
});
