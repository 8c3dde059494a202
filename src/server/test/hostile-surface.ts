import fc from 'fast-check';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { anything, bodies, contentTypes, pathIds, queries } from './hostile-inputs.ts';
import type { Hostile } from './hostile-send.ts';

/** Body keys of the endpoints for accounts, settings and the directory. */
const formKeys = [
  'email',
  'password',
  'role',
  'token',
  'name',
  'scope',
  'days',
  'current',
  'next',
  'theme',
  'density',
  'timeZone',
  'hiddenColumns',
  'hidesUnset',
  'isActive',
  'returnTo',
  'organisation',
  'currency',
  'clusterTimeZone',
  'types',
  'by',
  'keys',
  'entries',
];
const formValues = fc.constantFrom<unknown>(
  'administrator',
  'marketer',
  'edit',
  'a@b.example',
  'UTC',
  'dark',
  '//evil.example',
  '/\\evil.example',
  'x'.repeat(5000),
  true,
  1,
  400,
  [],
  {},
);
const forms = fc
  .array(fc.tuple(fc.constantFrom(...formKeys), fc.oneof(formValues, anything)), { minLength: 1, maxLength: 6 })
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
        `Bearer cdt_${'a'.repeat(64)}`,
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

/** Random requests to every endpoint and to some paths that are not endpoints. */
export const surface: fc.Arbitrary<Hostile> = fc
  .record({
    endpoint: fc.constantFrom(
      ...ENDPOINTS.map(({ method, path }) => `${method} ${path}`),
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
    const [endpointMethod = 'GET', pattern = '/'] = endpoint.split(' ');
    const path = `${pattern.replace(/:\w+/, id)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
    const usedMethod = method ?? endpointMethod;
    return /^(GET|HEAD)$/.test(usedMethod)
      ? { method: usedMethod, path, headers }
      : { method: usedMethod, path, type, body, headers };
  });
