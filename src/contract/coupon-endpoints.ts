import * as z from 'zod';
import { isObject, type JsonObject } from '#values/json.ts';
import { asList } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { CUSTOMER_KEYS } from './endpoint-constants.ts';

/** The most coupons of one call: each counts as a look-up. */
const MAX_COUPONS = 20;

const text = (maxLength: number) => z.string().trim().min(1).max(maxLength);
const code = text(100);
const customerValue = text(200);
const list = z.preprocess(asList, z.array(code).min(1).max(MAX_COUPONS));
const flag = z.enum(['true', 'false']).default('false');
const codeCase = z
  .enum(['LOWER', 'UPPER', 'AS_IT_IS'])
  .optional()
  .describe('The case of the codes in the answer. Default: upper.');

const identifiers = {
  mobile: customerValue.optional(),
  email: customerValue.optional(),
  externalId: customerValue.optional(),
  id: customerValue.optional(),
};
const namesOne = (query: Readonly<Partial<Record<(typeof CUSTOMER_KEYS)[number], string | undefined>>>) =>
  CUSTOMER_KEYS.filter((key) => query[key] !== undefined).length === 1;
const NAME_ONE = 'Name the customer by one of mobile, email, externalId and id.';

/** Any object of the real API, with all of its keys. */
const apiObject = z.custom<JsonObject>(isObject);
const messages = z.array(z.unknown()).describe('Texts or objects.');

const customerKey = z.strictObject({ by: z.enum(CUSTOMER_KEYS), value: customerValue });
export type CustomerKey = DataOf<typeof customerKey>;

const lookUpAnswer = z.object({
  coupon: apiObject
    .nullable()
    .describe('The coupon as `GET /v2/coupon` answers it; null: not found, or not asked for.'),
  customer: apiObject
    .nullable()
    .describe('The customer with all coupons, as `GET /v2/customers/coupons` answers; null as above.'),
  total: z.int().nullable().describe('The number of coupons of the customer. `customer` may list fewer.'),
  verdict: apiObject
    .nullable()
    .describe('The answer of `GET /v2/coupon/is_redeemable` for code and customer; null: not asked for.'),
  failures: z
    .array(z.object({ call: z.enum(['coupon', 'customer', 'verdict']), message: z.string() }))
    .describe('The calls that were refused or not answered.'),
  examples: z.boolean().describe('The coupons are examples: this server has no real API.'),
});
export type LookUpAnswer = DataOf<typeof lookUpAnswer>;

const ABOUT_LIMITS =
  'Each code and each customer counts as a look-up of the person, and one that finds nothing counts five times. The audit log records who looked up what kind of identifier, never its value.';

export const couponEndpoints = {
  getCoupons: endpoint({
    method: 'GET',
    path: '/v2/coupon',
    access: 'read',
    summary: 'Read coupons by code, id or holder',
    description: `The call of the real API. ${ABOUT_LIMITS}`,
    query: z
      .object({
        couponCodes: list.optional(),
        couponIds: list.optional(),
        issuedToIds: list.optional(),
        showCouponSeries: flag,
        includeIssualDetails: flag,
        coupon_code_case: codeCase,
      })
      .refine(
        ({ couponCodes, couponIds, issuedToIds }) => couponCodes ?? couponIds ?? issuedToIds,
        'Name coupons by couponCodes, couponIds or issuedToIds.',
      ),
    answer: z.object({ data: z.array(apiObject), warnings: messages, errors: messages }),
  }),
  isRedeemable: endpoint({
    method: 'GET',
    path: '/v2/coupon/is_redeemable',
    access: 'read',
    summary: 'Ask whether a customer could redeem coupons now',
    description: `The call of the real API. Several codes are separated by commas. ${ABOUT_LIMITS}`,
    query: z
      .object({ ...identifiers, code: text(2000), details: z.enum(['true', 'false', 'extended']).optional() })
      .refine(namesOne, NAME_ONE)
      .refine(({ code: codes }) => codes.split(',').length <= MAX_COUPONS, `Name at most ${MAX_COUPONS} codes.`),
    answer: apiObject,
  }),
  findCustomerCoupons: endpoint({
    method: 'GET',
    path: '/v2/customers/coupons',
    access: 'read',
    summary: 'Read a customer with all coupons',
    description: `The call of the real API, without its filters. ${ABOUT_LIMITS}`,
    query: z.object({ ...identifiers, coupon_code_case: codeCase }).refine(namesOne, NAME_ONE),
    answer: z.looseObject({ entity: apiObject }),
  }),
  getCustomerCoupons: endpoint({
    method: 'GET',
    path: '/v2/customers/:id/coupons',
    access: 'read',
    summary: 'Read all coupons of a customer, with their series',
    description: `The call of the real API. ${ABOUT_LIMITS}`,
    params: z.object({ id: z.string().regex(/^\d{1,18}$/, 'The id of a customer is a number.') }),
    query: z.object({ coupon_code_case: codeCase }),
    answer: z.looseObject({ entity: z.array(apiObject) }),
  }),
  lookUpCoupon: endpoint({
    method: 'POST',
    path: '/api/coupons/look-up',
    access: 'read',
    onlyReads: true,
    summary: 'Look up a coupon, a customer, or both with the API’s verdict',
    description: `The code and the identifier are in the body, because URLs end up in logs. ${ABOUT_LIMITS}`,
    body: z
      .strictObject({ code: code.optional(), customer: customerKey.optional() })
      .refine((body) => body.code ?? body.customer, 'Name a coupon or a customer.'),
    answer: lookUpAnswer,
  }),
};
