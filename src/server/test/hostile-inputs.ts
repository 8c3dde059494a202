import fc from 'fast-check';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { samples } from './desk.ts';

/** Id of the series that hostile requests are derived from and sent to. */
export const TARGET = 698948;
export const base: JsonObject = samples.find((wire) => wire['id'] === TARGET) ?? {};

const HOSTILE_TEXTS = [
  '\0',
  '\ud800',
  '\udfff🎉',
  '\ufffd',
  '\ufeff',
  '"\\\'; drop table series; --',
  '${x}',
  '%s%n',
  '🎉'.repeat(3000),
  `{{${' '.repeat(20_000)}x`,
  ' ',
  '',
];
/** `unit: 'binary'` takes 1.5 s to create. */
const character = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));
const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: character, maxLength: 40 }));
const number = fc.oneof(
  fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 10_000_000_297_830, 16_777_217, 1e308, -0, 0.1, -123, 5e-324, 2 ** 53),
  fc.double({ noNaN: true }),
  fc.integer(),
);
const date = fc.constantFrom(
  '2027-02-30',
  '2027-13-01T00:00:00Z',
  '2025-04-25T23:50:79+05:30',
  '0000-00-00',
  '9999-12-31T23:59:59-18:00',
  '275760-09-13T00:00:00Z',
  '1970-01-01',
  '1969-12-31T00:00:00Z',
  'tomorrow',
  '2027-01-01T24:00:00Z',
  '-1',
);
const json = fc.oneof(
  ...['[1e999]', '{"dom":[99]}', '[', '"', 'null', '[[[]]]', '[-1,-1]', '{"__proto__":{}}', '[2147483648]'].map(
    (value) => fc.constant(value),
  ),
);
export const anything = fc.oneof(
  text,
  number,
  date,
  json,
  fc.boolean(),
  fc.constant(null),
  fc.array(number, { maxLength: 4 }),
  fc.object({ maxDepth: 3 }),
);
const keys = [
  ...FIELD_KEYS.map((key) => fieldOf(key).path[0]),
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
];
const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: text });
const edits = fc.array(fc.tuple(key, anything), { minLength: 1, maxLength: 6 });

/** A series with some of its values replaced or omitted. */
const series = fc.tuple(edits, fc.array(fc.constantFrom(...keys), { maxLength: 3 })).map(([changes, dropped]) => {
  const remaining = Object.entries(base).filter(([name]) => !dropped.includes(name));
  return Object.fromEntries([...remaining, ...changes]);
});
const wrapped = series.map((wire) => JSON.stringify({ CouponSeriesV2: wire }));
/** Bodies of unusual or broken JSON. */
const malformedJson = fc.oneof(
  anything.map((value) => JSON.stringify({ CouponSeriesV2: value })),
  anything.map((value) => JSON.stringify(value)),
  wrapped.map((body) => body.replace('{"CouponSeriesV2":{', '{"CouponSeriesV2":{"__proto__":{"anyUser":true},')),
  wrapped.map((body) => body.replace('"description":', '"constructor":{"prototype":{}},"description":')),
  wrapped.map((body) => body.replace('"maxCreate":', '"maxCreate":1e999,"x":')),
  wrapped.map((body) => body.slice(0, body.length / 2)),
  wrapped.map((body) => `\ufeff${body}`),
  fc
    .integer({ min: 1, max: 90 })
    .map((depth) => `{"CouponSeriesV2":{"info":${'['.repeat(depth)}${']'.repeat(depth)}}}`),
  fc.integer({ min: 900, max: 3000 }).map((count) =>
    JSON.stringify({
      CouponSeriesV2: { ...base, ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])) },
    }),
  ),
);
/** Bodies that are not UTF-8. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((list) => Buffer.from(list)),
  wrapped.map((body) => Buffer.from(body.replace('Diwali', 'Diw\u00e9li'), 'latin1')),
  wrapped.map((body) => Buffer.from(body, 'utf16le')),
);
export const bodies = fc.oneof(
  { weight: 12, arbitrary: wrapped.map((value) => Buffer.from(value)) },
  { weight: 4, arbitrary: malformedJson.map((value) => Buffer.from(value)) },
  { weight: 2, arbitrary: bytes },
);
export const contentTypes = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/xml',
      'application/json; charset=utf-16',
      'application/json;',
      ';',
      undefined,
      'multipart/form-data; boundary=x',
    ),
  },
);
export const pathIds = fc.oneof(
  { weight: 14, arbitrary: fc.constant(String(TARGET)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '0',
      '-1',
      '5',
      '2147483648',
      '1e3',
      '0x1',
      'NaN',
      '%00',
      '%ff',
      '%',
      '..%2f',
      '%F0%9F%8E%89',
      '9'.repeat(400),
      '698948.0',
      '%20698948',
      '__proto__',
    ),
  },
);

/** Paths to read from. `queries` are their query strings. */
export const paths = fc.constantFrom(
  '/v2/coupon/series',
  '/api/series',
  '/api/settings',
  '/api/directory/search',
  '/api/directory/children',
  `/api/series/${TARGET}/sent`,
  '/v2/coupon',
  '/api/x',
);
const parameter = fc.constantFrom(
  'ids',
  'ids[]',
  'ids[0]',
  'q',
  'cursor',
  'limit',
  'sort',
  'type',
  'id',
  'concept',
  'format',
  '__proto__',
  'constructor',
  '%00',
  '',
);
const cursor = fc
  .tuple(fc.oneof(text, number), fc.oneof(number, text))
  .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'));
const raw = fc.constantFrom(
  '%',
  '%zz',
  '%ff%fe',
  '%00',
  '%ED%A0%80',
  '+',
  '%2525',
  '&&',
  '=',
  String(TARGET),
  '2147483648',
);
const value = fc.oneof(
  raw,
  cursor,
  fc.tuple(text).map(([hostileText]) => encodeURIComponent(hostileText.replace(/\p{Surrogate}/gu, '').slice(0, 500))),
);
export const queries = fc.array(
  fc.tuple(parameter, value).map(([left, right]) => `${left}=${right}`),
  { maxLength: 4 },
);
