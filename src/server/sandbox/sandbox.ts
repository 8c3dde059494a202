import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isObject, type JsonObject } from '#values/json.ts';
import { type Fault, Faults, GATEWAY_PAGE } from './faults.ts';
import { listAnswer, unknownAnswer } from './list-v11.ts';
import { type SandboxOrganisation, sandboxOrganisation } from './sandbox-organisation.ts';
import { attributesAnswer, productGroupsAnswer, placesAnswer } from './organisation-v11.ts';
import { errorBody, Refusal, unreadable } from './refusal.ts';
import { couponAnswers, type SandboxCoupons } from './sandbox-coupons.ts';
import { SandboxState } from './sandbox-state.ts';

export interface SandboxOptions {
  /** IANA zone of the cluster: dates are cut to its days. */
  readonly clusterTimeZone: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** The till's code, and its plain password. */
  readonly username: string;
  readonly password: string;
  /** The client that can sign in by OAuth. */
  readonly client?: { readonly key: string; readonly secret: string };
  /** Lifetime of a token. Default: one hour. */
  readonly tokenSeconds?: number;
  /** Series as a GET answers them. Their products and places are stored and never answered. */
  readonly series: readonly JsonObject[];
  /** Default: none. */
  readonly coupons?: SandboxCoupons;
  /** Overrides the organisation id of the series. */
  readonly orgId?: number;
}

export interface Sandbox {
  readonly app: FastifyInstance;
  readonly state: SandboxState;
  readonly organisation: SandboxOrganisation;
  readonly faults: Faults;
  /** The received API calls, oldest first. Tests use them to prove that no write is repeated. */
  readonly requests: readonly { readonly method: string; readonly url: string }[];
  /** Ends all tokens, as the API may do before their time. */
  readonly endTokens: () => void;
}

const TOKEN = '/v3/oauth/token/generate';
const SERIES = '/v2/coupon/series';
const SERIES_BY_ID = '/v2/coupon/series/:id';
const LIST = '/v1.1/coupon/series';
const PLACES = '/v1.1/organization/entities';
const CATEGORIES = '/v1.1/product/categories';
const BRANDS = '/v1.1/product/brands';
const ATTRIBUTES = '/v1.1/product/attributes';
const COUPONS = '/v2/coupon';
const IS_REDEEMABLE = '/v2/coupon/is_redeemable';
const CUSTOMERS = '/v2/customers/coupons';
const CUSTOMER = '/v2/customers/:id/coupons';
const TOKEN_SECONDS = 3600;
const INT32_MAX = 2_147_483_647;
/** Large enough for a body with ten thousand products. */
const BODY_LIMIT = 16 * 1024 * 1024;

const isControl = (request: FastifyRequest) => request.url.startsWith('/sandbox/');

/**
 * A double of the coupon API with its known behaviour: saves replace, numbers wrap, dates lose a day, products and places
 * do not come back. It has its own date code and its own table of fields, and shares no logic with the product, so that
 * each can prove the other wrong: see `independence.test.ts`. The state is in memory only.
 */
export function buildSandbox(options: SandboxOptions): Sandbox {
  const state = new SandboxState({
    series: options.series,
    zone: options.clusterTimeZone,
    now: options.now,
    ...(options.orgId === undefined ? {} : { orgId: options.orgId }),
  });
  let cachedOrganisation: SandboxOrganisation | undefined;
  // Built on first use: it has thousands of products, and most tests do not need it.
  const organisation = () => (cachedOrganisation ??= sandboxOrganisation());
  const faults = new Faults();
  const requests: { method: string; url: string }[] = [];
  /** The end of each token, epoch ms. By the real clock, because a test may stop the clock of the series. */
  const tokens = new Map<string, number>();
  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });

  // The API reads JSON only and answers 415 to other bodies.
  app.removeContentTypeParser('text/plain');
  const lostAnswers = new WeakSet<FastifyRequest>();
  const lateWrites = new WeakMap<FastifyRequest, Fault>();
  const warnings = new WeakMap<FastifyRequest, unknown>();

  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request)) return;
    requests.push({ method: request.method, url: request.url });
    const { authorization, 'x-cap-api-oauth-token': token } = request.headers;
    const isSignedIn = isAuthorized(authorization, options) || (tokens.get(String(token)) ?? 0) > Date.now();
    if (!isSignedIn && request.routeOptions.url !== TOKEN)
      return reply.code(401).send(errorBody(401, 'Authentication failed. Invalid credentials'));
    const fault = faults.take(request.method, request.url);
    if (fault?.kind === 'cut-after-write') lostAnswers.add(request);
    else if (fault?.kind === 'late') lateWrites.set(request, fault);
    else if (fault?.kind === 'warn') warnings.set(request, fault.warnings);
    else if (fault) await applyFault(fault, request, reply);
  });

  // The write is stored by now: only the answer is lost.
  app.addHook('onSend', async (request) => {
    if (lostAnswers.has(request)) request.raw.socket.destroy();
  });

  app.post(TOKEN, ({ body }, reply) => {
    const { client, tokenSeconds = TOKEN_SECONDS } = options;
    // Assumption: the facts do not say how a wrong key is refused.
    if (!client || !isObject(body) || body['key'] !== client.key || body['secret'] !== client.secret)
      return reply.code(401).send(errorBody(401, 'Invalid key or secret'));
    const accessToken = randomUUID();
    tokens.set(accessToken, Date.now() + tokenSeconds * 1000);
    return { data: { accessToken, ttlSeconds: tokenSeconds } };
  });

  app.get(SERIES, (request) => {
    const ids = idsOf(request.query);
    if (ids.length === 0) throw new Refusal(400, 1000, 'No filter is passed');
    const entity = [...new Set(ids.map(seriesId))].flatMap((id) => state.read(id) ?? []);
    if (entity.length === 0) throw new Refusal(400, 707, 'Coupon Series ID is invalid');
    return { entity, warnings: [] };
  });

  app.put<{ Params: { id: string } }>(SERIES_BY_ID, (request, reply) => {
    if (request.body === undefined) return reply.code(415).send(errorBody(415, 'Unsupported Media Type'));
    const id = seriesId(request.params.id);
    const sent = seriesIn(request.body);
    if (!sent) throw unreadable('CouponSeriesV2 is missing');
    const late = lateWrites.get(request);
    if (!late) return { ...state.replace(id, sent), warnings: warnings.get(request) ?? [] };
    setTimeout(() => state.replace(id, sent), late.ms).unref();
    return reply.code(late.status).send(errorBody(late.status, 'The sandbox was asked to store later'));
  });

  app.get(LIST, (request) => {
    const [id] = nonEmptyTexts((request.query as { id?: unknown }).id);
    if (id === undefined) return listAnswer(state.readAll(), options.clusterTimeZone);
    const found = state.read(Number(id));
    return found ? listAnswer([found], options.clusterTimeZone) : unknownAnswer(id);
  });

  app.get<{ Querystring: Record<string, unknown> }>(PLACES, ({ query }) => placesAnswer(organisation(), query));
  app.get<{ Querystring: Record<string, unknown> }>(CATEGORIES, ({ query }) =>
    productGroupsAnswer(organisation().categories, ['categories', 'category'], query),
  );
  app.get<{ Querystring: Record<string, unknown> }>(BRANDS, ({ query }) =>
    productGroupsAnswer(organisation().brands, ['brands', 'brand'], query),
  );
  app.get(ATTRIBUTES, () => attributesAnswer(organisation()));

  const answers = couponAnswers({
    ...(options.coupons ?? { customers: [], coupons: [] }),
    state,
    zone: options.clusterTimeZone,
    now: options.now,
  });
  app.get<{ Querystring: Record<string, unknown> }>(COUPONS, ({ query }) => answers.coupons(query));
  app.get<{ Querystring: Record<string, unknown> }>(IS_REDEEMABLE, ({ query }) => answers.isRedeemable(query));
  app.get<{ Querystring: Record<string, unknown> }>(CUSTOMERS, ({ query }) => answers.findCustomer(query));
  app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(CUSTOMER, ({ params, query }) =>
    answers.customerCoupons(params.id, query),
  );

  refuseOtherMethods(app, TOKEN, ['GET', 'PUT', 'PATCH', 'DELETE']);
  refuseOtherMethods(app, SERIES, ['POST', 'PUT', 'PATCH', 'DELETE']);
  refuseOtherMethods(app, SERIES_BY_ID, ['GET', 'POST', 'PATCH', 'DELETE']);
  for (const url of [LIST, PLACES, CATEGORIES, BRANDS, ATTRIBUTES, COUPONS, IS_REDEEMABLE, CUSTOMERS, CUSTOMER])
    refuseOtherMethods(app, url, ['POST', 'PUT', 'PATCH', 'DELETE']);

  app.post('/sandbox/faults', (request, reply) => {
    faults.add(request.body);
    return reply.code(204).send();
  });
  app.delete('/sandbox/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });

  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody(404, 'Resource not found')));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.httpStatus).send(errorBody(error.code, error.message));
    if (error instanceof z.ZodError) return reply.code(400).send(errorBody(400, z.prettifyError(error)));
    const status = error.statusCode ?? 500;
    // 730 is the API's "unknown error".
    return reply.code(status).send(errorBody(status === 500 ? 730 : status, error.message));
  });

  return {
    app,
    state,
    get organisation() {
      return organisation();
    },
    faults,
    requests,
    endTokens: () => tokens.clear(),
  };
}

/** Basic authentication with the MD5 of the password: base64(tillCode:md5hex(password)). */
function isAuthorized(header: string | undefined, { username, password }: SandboxOptions): boolean {
  const hash = createHash('md5').update(password, 'utf8').digest('hex');
  return header === `Basic ${Buffer.from(`${username}:${hash}`, 'utf8').toString('base64')}`;
}

async function applyFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  switch (fault.kind) {
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return;
    case 'status':
      if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
      await reply.code(fault.status).send(errorBody(fault.status, 'The sandbox was asked to fail'));
      return;
    case 'empty':
      await reply.send({});
      return;
    case 'html':
      await reply.code(fault.status).type('text/html').send(GATEWAY_PAGE);
      return;
    default:
      reply.hijack();
      request.raw.socket.destroy();
  }
}

function nonEmptyTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (item): item is string => typeof item === 'string' && item !== '',
  );
}

/** `ids` can be repeated to read several series in one call. */
function idsOf(query: unknown): string[] {
  return nonEmptyTexts((query as { ids?: unknown }).ids);
}

function seriesId(text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(id <= INT32_MAX)) throw new Refusal(400, 400, 'Series id is not a number');
  return id;
}

function refuseOtherMethods(app: FastifyInstance, url: string, method: string[]): void {
  // Answers before the body is read, so that an invalid body does not hide the wrong method.
  const preParsing = async (request: FastifyRequest, reply: FastifyReply) => void (await wrongMethod(request, reply));
  app.route({ method, url, preParsing, handler: wrongMethod });
}

function wrongMethod(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(405).send(errorBody(405, 'Request method not supported'));
}

/** The series object inside the request wrapper, or null. */
function seriesIn(body: unknown): JsonObject | null {
  const series = isObject(body) ? body['CouponSeriesV2'] : null;
  return isObject(series) ? series : null;
}
