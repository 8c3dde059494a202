import { type IncomingHttpHeaders, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#catalogue/kinds.ts';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { samples } from './desk-for-tests.ts';

/** The series that hostile requests are made of, and sent to. */
export const TARGET = 698948;
export const base: JsonObject = samples.find((wire) => wire['id'] === TARGET) ?? {};

const NASTY = [
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
const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }));
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
const anything = fc.oneof(
  text,
  number,
  date,
  json,
  fc.boolean(),
  fc.constant(null),
  fc.array(number, { maxLength: 4 }),
  fc.object({ maxDepth: 3 }),
);
const names = [
  ...FIELD_KEYS.map((key) => fieldOf(key).path[0]),
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
];
const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text });
const edits = fc.array(fc.tuple(key, anything), { minLength: 1, maxLength: 6 });

/** A series with some of its values replaced or left out. */
const series = fc.tuple(edits, fc.array(fc.constantFrom(...names), { maxLength: 3 })).map(([changes, dropped]) => {
  const kept = Object.entries(base).filter(([name]) => !dropped.includes(name));
  return Object.fromEntries([...kept, ...changes]);
});
const wrapped = series.map((wire) => JSON.stringify({ CouponSeriesV2: wire }));
/** JSON that a parser reads and nobody sends. */
const odd = fc.oneof(
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
/** Bytes that are no text. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((list) => Buffer.from(list)),
  wrapped.map((body) => Buffer.from(body.replace('Diwali', 'Diw\u00e9li'), 'latin1')),
  wrapped.map((body) => Buffer.from(body, 'utf16le')),
);
export const bodies = fc.oneof(
  { weight: 12, arbitrary: wrapped.map((value) => Buffer.from(value)) },
  { weight: 4, arbitrary: odd.map((value) => Buffer.from(value)) },
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

/** Addresses to read from, and what may stand behind the question mark. */
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
  fc.tuple(text).map(([one]) => encodeURIComponent(one.replace(/\p{Surrogate}/gu, '').slice(0, 500))),
);
export const queries = fc.array(
  fc.tuple(parameter, value).map(([left, right]) => `${left}=${right}`),
  { maxLength: 4 },
);

export interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly type?: string | undefined;
  readonly body?: Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Raw {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** Bare HTTP: fetch would tidy up addresses and headers. */
export function send({ url }: { url: string }, { method, path, type, body, headers: more }: Hostile): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const headers = { ...more, ...(type === undefined ? {} : { 'content-type': type }) };
    const call = request(`${url}/`, { method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
    });
    call.on('error', reject).end(body);
  });
}

/** Never a failure of ours, and always the API's envelope with a reason. Tells whether it was a success. */
export function checkAnswer({ status, text }: Raw, asked: string): boolean {
  expect(status, `${asked} -> ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status >= 300 && status < 400) return true;
  const body: unknown = JSON.parse(text);
  if (status < 400) return true;
  const error = { status: false, code: expect.any(Number), message: expect.stringMatching(/\w/) };
  expect(body, asked).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining(error)]) });
  return false;
}

/** What is held in memory once everything that can go has gone. */
export function heldMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what the flag adds
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Keys of the bodies that endpoints for people and settings take. */
const personal = [
  ...['email', 'password', 'role', 'token', 'name', 'scope', 'days', 'current', 'next', 'theme', 'density', 'timeZone'],
  ...[
    'hiddenColumns',
    'isActive',
    'returnTo',
    'organisation',
    'currency',
    'clusterTimeZone',
    'types',
    'by',
    'keys',
    'entries',
  ],
];
const likely = fc.constantFrom<unknown>(
  ...[
    'administrator',
    'marketer',
    'edit',
    'a@b.example',
    'UTC',
    'dark',
    '//evil.example',
    '/\\evil.example',
    'x'.repeat(5000),
  ],
  ...[true, 1, 400, [], {}],
);
const forms = fc
  .array(fc.tuple(fc.constantFrom(...personal), fc.oneof(likely, anything)), { minLength: 1, maxLength: 6 })
  .map((entries) => Buffer.from(JSON.stringify(Object.fromEntries(entries))));

const printable = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom('cookie'),
    fc.oneof(
      fc.constantFrom(
        'coupon-desk.session_token=',
        'coupon-desk.session_token=%zz.%zz',
        'coupon-desk.session_token=a.b; coupon-desk.session_token=c',
        `x=${'y'.repeat(9000)}`,
        `x=${'y'.repeat(20_000)}`,
      ),
      printable.map((value) => `coupon-desk.session_token=${value}`),
    ),
  ),
  fc.tuple(
    fc.constantFrom('authorization'),
    fc.oneof(
      fc.constantFrom(
        'Bearer',
        'Bearer x',
        'Basic dGlsbDp4',
        `Bearer cdt_${'A'.repeat(43)}`,
        `Bearer ${'x'.repeat(9000)}`,
      ),
      printable,
    ),
  ),
  fc.tuple(
    fc.constantFrom('host'),
    fc.constantFrom('evil.example', 'localhost', '127.0.0.1:1', '[::1]', 'localhost.evil.example'),
  ),
  fc.tuple(
    fc.constantFrom('origin', 'referer'),
    fc.constantFrom('https://evil.example', 'null', 'http://localhost', '%'),
  ),
  fc.tuple(fc.constantFrom('sec-fetch-site'), fc.constantFrom('cross-site', 'same-site', 'none', 'same-origin')),
  fc.tuple(
    fc.constantFrom(
      'x-forwarded-for',
      'x-desk-address',
      'x-forwarded-host',
      'forwarded',
      'x-real-ip',
      'user-agent',
      'if-match',
      'accept',
    ),
    printable,
  ),
);

/** Anything to anywhere: every endpoint, and some places that are none. */
export const surface: fc.Arbitrary<Hostile> = fc
  .record({
    endpoint: fc.constantFrom(
      ...Object.keys(ENDPOINTS),
      'GET /api',
      'GET /',
      'POST /api/auth/sign-up/email',
      'GET /api/auth/get-session',
    ),
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE') },
    ),
    id: fc.oneof(pathIds, fc.constantFrom('demo-administrator', '00000000-0000-4000-8000-000000000000', 'company')),
    query: queries,
    body: fc.oneof({ weight: 3, arbitrary: forms }, { weight: 1, arbitrary: bodies }),
    type: contentTypes,
    headers: fc.array(header, { maxLength: 2 }).map((list) => Object.fromEntries(list)),
  })
  .map(({ endpoint, method, id, query, body, type, headers }) => {
    const [own = 'GET', pattern = '/'] = endpoint.split(' ');
    const path = `${pattern.replace(/:\w+/, id)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
    const asked = method ?? own;
    return /^(GET|HEAD)$/.test(asked) ? { method: asked, path, headers } : { method: asked, path, type, body, headers };
  });
