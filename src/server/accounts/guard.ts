import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Endpoint } from '#contract/endpoint.ts';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { serverEndpoints } from '#contract/server-endpoints.ts';
import { whyNot } from '#domain/permissions.ts';
import { networkOf } from '../http/client-network.ts';
import { plainProblem } from '../http/problems.ts';
import { type Caller, unauthorised } from './caller.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { countAttempt } from './sign-in-limits.ts';
import { isFromOurPage, type RequestOrigin } from '../http/request-origin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; null for public endpoints. */
    caller: Caller | null;
  }
}

export interface GuardOptions {
  readonly surroundings: RequestOrigin;
  readonly findCaller: (request: FastifyRequest) => Promise<Caller | null>;
  /** Maximum number of writes per minute for one person, or one network without a session. */
  readonly writesAMinute: number;
  /** As `writesAMinute`, for reads. Health checks do not count. */
  readonly readsAMinute: number;
  readonly note: WriteAuditEvent;
}

/** Body limit in bytes for all endpoints but those of series and drafts. Bodies of accounts and settings are smaller. */
const SMALL_BODY_LIMIT = 16 * 1024;
const HEALTH_CHECKS: ReadonlySet<Endpoint> = new Set([serverEndpoints.getHealth, serverEndpoints.getReadiness]);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Checks the permission for every endpoint added after it, by its declaration. A route without a declaration cannot be
 * added: `route` adds one. A write without a token must come from our own page (CSRF protection).
 */
export function addGuard(app: FastifyInstance, options: GuardOptions): void {
  const { surroundings, findCaller, writesAMinute, readsAMinute, note } = options;
  const limits = {
    writes: new RateLimiterMemory({ points: writesAMinute, duration: 60 }),
    reads: new RateLimiterMemory({ points: readsAMinute, duration: 60 }),
  };
  app.decorateRequest('caller', null);

  app.addHook('onRoute', (route) => {
    const endpoint = route.config?.endpoint;
    if (!endpoint || !ENDPOINTS.includes(endpoint))
      throw new Error(
        `${String(route.method)} ${route.url} is not declared. Declare it in src/contract with its access.`,
      );
    const { access, hasLargeBody } = endpoint;
    if (access !== 'read' && access !== 'edit' && hasLargeBody !== true) route.bodyLimit = SMALL_BODY_LIMIT;
  });

  app.addHook('onRequest', async (request, reply) => {
    const { endpoint } = request.routeOptions.config;
    // Static files and 404s carry no data, so they need no permission.
    if (endpoint === undefined) return;
    const { access, onlyReads } = endpoint;
    const isWrite = !SAFE_METHODS.has(request.method);
    const hasToken = request.headers.authorization !== undefined;
    if (isWrite && !(hasToken && access !== 'anybody') && !isFromOurPage(request, surroundings))
      throw plainProblem(
        403,
        'This request did not come from a page of Coupon Desk. In a script, send a token instead of a cookie.',
      );

    if (access !== 'anybody') {
      const caller = await findCaller(request);
      if (!caller) throw unauthorised('You are not signed in, or your session has ended. Sign in and try again.');
      answerCookies(reply, caller);
      const reason = whyNot(caller.holder, access);
      if (reason !== null) {
        note({ event: 'refused', actor: caller.actor, right: access }, request);
        throw plainProblem(403, reason);
      }
      request.caller = caller;
    }
    if (HEALTH_CHECKS.has(endpoint)) return;
    const limit = isWrite && onlyReads !== true ? 'writes' : 'reads';
    const what = limit === 'writes' ? 'changes' : 'requests';
    const actor = request.caller?.actor ?? null;
    await countAttempt(
      limits[limit],
      actor ?? networkOf(request.ip),
      (waitTime) => `Too many ${what} in one minute. Try again in ${waitTime}.`,
      () => note({ event: 'rate limited', limit, actor }, request),
    );
  });
}

export function answerCookies(reply: FastifyReply, { cookies }: Pick<Caller, 'cookies'>): void {
  if (cookies.length > 0) void reply.header('set-cookie', [...cookies]);
}

/** The caller of an endpoint that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw unauthorised('You are not signed in.');
  return request.caller;
}

/** The signed-in person of an endpoint with the right `own`. */
export function personOf(request: FastifyRequest) {
  const { person, sessionId } = callerOf(request);
  if (!person || sessionId === null) throw unauthorised('You are not signed in.');
  return { person, sessionId };
}
