import { describe, expect, test } from 'vitest';
import { hasEmptyAxis, readRange, writeRange } from './range.ts';

const ANY = { dom: [], dow: [], hours: [] };
const ONE = { dom: [1], dow: [1], hours: [1] };

describe('readRange reads every recorded shape', () => {
  test.each([
    ['{"dom" : [1], "dow": [1], "hours": [1]}', ONE],
    ['{"dom" : [-1], "dow": [-1], "hours": [-1]}', ANY],
    ['{"dom":["-1"],"dow":["-1"],"hours":["-1"]}', ANY],
    ['{ "dom": ["-1"], "dow": ["-1"],"hours": ["-1"] }', ANY],
    [
      '{"dom" : [1, 13, 31], "dow": [1, 2, 7], "hours": [0, 1, 2, 23]}',
      { dom: [1, 13, 31], dow: [1, 2, 7], hours: [0, 1, 2, 23] },
    ],
    ['{"dom" : 1, "dow": 1, "hours": 1}', ONE],
    ['{"dom" : -1, "dow": -1, "hours": -1}', ANY],
    [{ dom: [1], dow: [1], hours: [1] }, ONE],
    ['{"dom":["17"],"dow":[],"hours":["10,11"]}', { dom: [17], dow: [], hours: [10, 11] }],
    ['{"dom":[-1],"dow":[3],"hours":["14,15"]}', { dom: [], dow: [3], hours: [14, 15] }],
    ['{"hours":[9]}', { dom: [], dow: [], hours: [9] }],
    ['{}', ANY],
    ['', ANY],
    ['{"dom":[3,1,3],"dow":["2"," 1 "],"hours":[-1,5]}', { dom: [1, 3], dow: [1, 2], hours: [] }],
  ])('%j', (wire, range) => {
    expect(readRange(wire)).toEqual(range);
  });
});

test.each([
  'string',
  '{dom:xyz , dow:xyz , hours:xyz}',
  'null',
  '[1]',
  '{"dow":[0]}',
  '{"dow":[8]}',
  '{"hours":[24]}',
  '{"dom":[32]}',
  '{"dom":[1.5]}',
  '{"dom":[true]}',
  '{"minutes":[1]}',
  '{"toString":[1]}',
  7,
  true,
  ['1'],
  { dom: { a: 1 } },
])('readRange returns null for %j', (wire) => {
  expect(readRange(wire)).toBeNull();
});

test('writeRange writes one shape: ascending numbers, [-1] for any, never an empty list', () => {
  expect(writeRange({ dom: [], dow: [5, 1, 1], hours: [9] })).toBe('{"dom":[-1],"dow":[1,5],"hours":[9]}');
  expect(writeRange(ANY)).toBe('{"dom":[-1],"dow":[-1],"hours":[-1]}');
});

test('hasEmptyAxis finds an empty list in a string and in an object', () => {
  expect(hasEmptyAxis('{"dom":[17],"dow":[],"hours":["10,11"]}')).toBe(true);
  expect(hasEmptyAxis({ dow: [] })).toBe(true);
  for (const wire of ['{"dom":[-1]}', '', 'string', 'null', 3, null, undefined]) expect(hasEmptyAxis(wire)).toBe(false);
});
