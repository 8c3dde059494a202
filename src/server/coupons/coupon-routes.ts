import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, type JsonObject } from '#values/json.ts';
import { couponEndpoints, type CustomerKey, type LookUpAnswer } from '#contract/coupon-endpoints.ts';
import { CUSTOMER_KEYS } from '#contract/endpoint-constants.ts';
import type { WriteAuditEvent } from '../accounts/audit-log.ts';
import { callerOf } from '../accounts/guard.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { route } from '../http/route.ts';
import type { CouponSource } from './coupon-source.ts';
import type { LookUpLimits } from './look-up-limits.ts';

interface CouponRoutes {
  readonly coupons: CouponSource;
  readonly limits: LookUpLimits;
  readonly note: WriteAuditEvent;
}

type Failure = LookUpAnswer['failures'][number];
const CALLS = ['coupon', 'customer', 'verdict'] as const;

type By = 'code' | 'coupon id' | (typeof CUSTOMER_KEYS)[number];

const listIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const seriesIn = (objects: readonly JsonObject[]) => [
  ...new Set(objects.map(({ seriesId }) => Number(seriesId)).filter(Number.isInteger)),
];

function customerIn(query: Readonly<Partial<Record<(typeof CUSTOMER_KEYS)[number], string | undefined>>>): CustomerKey {
  const by = CUSTOMER_KEYS.find((key) => query[key] !== undefined);
  const value = by && query[by];
  if (by === undefined || value === undefined) throw plainProblem(400, 'Name the customer.');
  return { by, value };
}

/** The API's numbers for a code that does not exist. */
const UNKNOWN_CODE: ReadonlySet<number> = new Set([702, 719, 780]);

/** A look-up that the API refused or did not answer: `found` is null if nothing is known. */
const wasRefused = (error: unknown) =>
  error instanceof Problem && error.status < 500 && error.status !== 429 ? false : null;

/** Registers the API's own endpoints for coupons and customers, and the look-up of the app. */
export function couponRoutes(app: FastifyInstance, { coupons, limits, note }: CouponRoutes): void {
  /** Counts a look-up before it runs, and records it after. `run` returns the objects that it found. */
  async function lookUp<T>(
    request: FastifyRequest,
    by: readonly By[],
    count: number,
    run: () => Promise<{ readonly answer: T; readonly found: readonly JsonObject[] | null }>,
  ): Promise<T> {
    const { actor } = callerOf(request);
    await limits.count(actor, count, request);
    const record = async (found: readonly JsonObject[] | false | null) => {
      const isFound = found === null ? null : found !== false && found.length > 0;
      note({ event: 'coupon looked up', actor, by, series: seriesIn(found || []), found: isFound });
      if (isFound === false) await limits.countMiss(actor);
    };
    try {
      const { answer, found } = await run();
      await record(found);
      return answer;
    } catch (error) {
      await record(wasRefused(error));
      throw error;
    }
  }

  route(app, couponEndpoints.getCoupons, async ({ query, request }) => {
    const { couponCodes = [], couponIds = [], issuedToIds = [], coupon_code_case: codeCase } = query;
    const by = [
      ...(couponCodes.length > 0 ? ['code' as const] : []),
      ...(couponIds.length > 0 ? ['coupon id' as const] : []),
      ...(issuedToIds.length > 0 ? ['id' as const] : []),
    ];
    return lookUp(request, by, couponCodes.length + couponIds.length + issuedToIds.length, async () => {
      const { data, ...rest } = await coupons.coupons({
        couponCodes,
        couponIds,
        issuedToIds,
        showCouponSeries: query.showCouponSeries === 'true',
        includeIssualDetails: query.includeIssualDetails === 'true',
        codeCase,
      });
      const found = listIn(data);
      return { answer: { warnings: [], errors: [], ...rest, data: found }, found };
    });
  });

  route(app, couponEndpoints.isRedeemable, async ({ query, request }) => {
    const customer = customerIn(query);
    const codes = query.code.split(',').map((code) => code.trim());
    return lookUp(request, ['code', customer.by], codes.length, async () => {
      const answer = await coupons.isRedeemable(customer, codes);
      const { redemptionStatus: status } = answer;
      const isUnknown = isObject(status) && UNKNOWN_CODE.has(Number(status['code']));
      return { answer, found: isUnknown ? [] : listIn(answer['redemption']) };
    });
  });

  route(app, couponEndpoints.findCustomerCoupons, async ({ query, request }) => {
    const customer = customerIn(query);
    return lookUp(request, [customer.by], 1, async () => {
      const answer = await coupons.findCustomer(customer, query.coupon_code_case);
      const { entity } = answer;
      const found = isObject(entity) ? entity : {};
      return { answer: { ...answer, entity: found }, found: listIn(found['customers']) };
    });
  });

  route(app, couponEndpoints.getCustomerCoupons, async ({ params, query, request }) =>
    lookUp(request, ['id'], 1, async () => {
      const { entity, ...rest } = await coupons.customerCoupons(params.id, query.coupon_code_case);
      const found = listIn(entity);
      // A customer without coupons is no miss.
      return { answer: { ...rest, entity: found }, found: found.length > 0 ? found : [{}] };
    }),
  );

  route(app, couponEndpoints.lookUpCoupon, async ({ body: { code, customer }, request }) => {
    const by = [...(code === undefined ? [] : ['code' as const]), ...(customer ? [customer.by] : [])];
    return lookUp(request, by, by.length, async () => {
      const failures = new Map<Failure['call'], string>();
      let isAnswered = true;
      /** A call that fails does not end the others: the check goes on without it. */
      const ask = async (call: Failure['call'], run: () => Promise<JsonObject>): Promise<JsonObject | null> => {
        try {
          return await run();
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          if (wasRefused(error) === null) isAnswered = false;
          const [first] = error.errors;
          // The API may refuse is_redeemable itself, instead of answering that the coupon is not redeemable.
          if (call === 'verdict' && wasRefused(error) === false && first)
            return { redemptionStatus: { code: first.code, message: first.message, status: false } };
          failures.set(call, error.message);
          return null;
        }
      };
      const [coupon, holder, verdict] = await Promise.all([
        code === undefined ? null : ask('coupon', () => coupons.coupons(couponByCode(code))),
        customer ? ask('customer', () => coupons.findCustomer(customer, undefined)) : null,
        code !== undefined && customer ? ask('verdict', () => coupons.isRedeemable(customer, [code])) : null,
      ]);
      const foundCoupon = listIn(coupon?.['data'])[0] ?? null;
      const entity = isObject(holder?.['entity']) ? holder['entity'] : {};
      const foundCustomer = listIn(entity['customers'])[0] ?? null;
      const total = isObject(entity['pagination']) ? Number(entity['pagination']['total']) : Number.NaN;
      const isMissing = (code !== undefined && !foundCoupon) || (customer !== undefined && !foundCustomer);
      const found = isMissing ? [] : [foundCoupon, foundCustomer].filter((one) => one !== null);
      return {
        answer: {
          coupon: foundCoupon,
          customer: foundCustomer,
          total: Number.isInteger(total) ? total : null,
          verdict,
          failures: CALLS.flatMap((call) => {
            const message = failures.get(call);
            return message === undefined ? [] : [{ call, message }];
          }),
          examples: coupons.kind === 'embedded',
        },
        found: isMissing && !isAnswered ? null : found,
      };
    });
  });
}

const couponByCode = (code: string) => ({
  couponCodes: [code],
  couponIds: [],
  issuedToIds: [],
  showCouponSeries: false,
  includeIssualDetails: false,
  codeCase: undefined,
});
