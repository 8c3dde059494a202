import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Access, ENDPOINTS } from '#contract/endpoint-access.ts';
import { whyNot } from '#domain/permissions.ts';
import { plainProblem } from '../http/problems.ts';
import { type Caller, unauthorised } from './caller.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { count } from './sign-in-limits.ts';
import { isFromOurPage, type RequestOrigin } from '../http/request-origin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody that is known, or an endpoint for anybody. */
    caller: Caller | null;
  }
}

export interface GuardOptions {
  readonly surroundings: RequestOrigin;
  readonly whoAsks: (request: FastifyRequest) => Promise<Caller | null>;
  /** How many writes one person, token or address may send in a minute. */
  readonly writesAMinute: number;
  readonly note: WriteAuditEvent;
}

/** More than anything about people or settings takes. */
const SMALL_BODY = 16 * 1024;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const accessTo = (method: string, url: string): Access | undefined =>
  (ENDPOINTS as Readonly<Record<string, Access>>)[`${method === 'HEAD' ? 'GET' : method} ${url}`];

/**
 * Stands before every endpoint that is added after it: the endpoint table says who may use it, and one that is not in the table cannot be
 * added. A write that no token speaks for has to come from a page of ours.
 */
export function addGuard(app: FastifyInstance, { surroundings, whoAsks, writesAMinute, note }: GuardOptions): void {
  const writes = new RateLimiterMemory({ points: writesAMinute, duration: 60 });
  app.decorateRequest('caller', null);

  app.addHook('onRoute', (route) => {
    for (const one of [route.method].flat()) {
      const access = accessTo(one, route.url);
      if (access === undefined)
        throw new Error(`${one} ${route.url} is not in the endpoint table: say there who may use it.`);
      if (access !== 'read' && access !== 'edit') route.bodyLimit = SMALL_BODY;
    }
  });

  app.addHook('onRequest', async (request, reply) => {
    const { url, config } = request.routeOptions;
    const access = url === undefined ? undefined : accessTo(request.method, url);
    // What is no endpoint holds nothing: a file of the application, or "there is nothing here".
    if (access === undefined) return;
    const isWrite = !SAFE.has(request.method);
    const byToken = request.headers.authorization !== undefined;
    if (isWrite && !(byToken && access !== 'anybody') && !isFromOurPage(request, surroundings))
      throw plainProblem(403, 'This was not sent by a page of Coupon Desk. Scripts send a token instead of a cookie.');

    if (access !== 'anybody') {
      const caller = await whoAsks(request);
      if (!caller) throw unauthorised('Nobody is signed in, or the session has ended. Sign in and try again.');
      answerCookies(reply, caller);
      const reason = whyNot(caller.holder, access);
      if (reason !== null) {
        note({ event: 'refused', actor: caller.actor, right: access });
        throw plainProblem(403, reason);
      }
      request.caller = caller;
    }
    if (isWrite && config.onlyReads !== true)
      await count(
        writes,
        request.caller?.actor ?? request.ip,
        (wait) => `These are too many changes in a minute. Try again in ${wait}.`,
        () => note({ event: 'held back', limit: 'writes', actor: request.caller?.actor ?? null }),
      );
  });
}

export function answerCookies(reply: FastifyReply, { cookies }: Pick<Caller, 'cookies'>): void {
  if (cookies.length > 0) void reply.header('set-cookie', [...cookies]);
}

/** The caller of an endpoint that is not for anybody. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw unauthorised('Nobody is signed in.');
  return request.caller;
}

/** The signed-in person of an endpoint with the right `own`. */
export function personOf(request: FastifyRequest) {
  const { person, sessionId } = callerOf(request);
  if (!person || sessionId === null) throw unauthorised('Nobody is signed in.');
  return { person, sessionId };
}
