import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { AnswerOf, Endpoint, ParsedRequest } from '#contract/endpoint.ts';
import { Problem } from './problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The declaration of the route. */
    endpoint?: Endpoint;
  }
}

interface Call<E extends Endpoint> extends ParsedRequest<E> {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Adds the route of a declared endpoint. Before the handler runs, `addGuard` checks the access, and the request is parsed:
 * a Problem 400 names every invalid field of path, query, headers and body. The handler may also send the reply itself.
 */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: Call<E>) => Promise<AnswerOf<E> | FastifyReply>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint },
    // Compressing a backup takes longer than sending it.
    ...(endpoint.mediaType !== undefined && { compress: false as const }),
    // The answer to HEAD would leave a stream open.
    ...(endpoint.mediaType === 'text/event-stream' && { exposeHeadRoute: false }),
    handler: async (request, reply) => {
      const parsed = parse(endpoint, request);
      if (endpoint.status !== undefined) reply.code(endpoint.status);
      return handler({ ...parsed, request, reply });
    },
  });
}

function parse<E extends Endpoint>(endpoint: E, request: FastifyRequest): ParsedRequest<E> {
  const issues: z.core.$ZodIssue[] = [];
  const read = (schema: z.ZodType | undefined, value: unknown): unknown => {
    const parsed = schema?.safeParse(value);
    if (parsed?.error) issues.push(...parsed.error.issues);
    return parsed?.data;
  };
  const parsed = {
    params: read(endpoint.params, request.params),
    query: read(endpoint.query, request.query),
    headers: read(endpoint.headers, request.headers),
    body: read(endpoint.body, request.body),
  };
  if (issues.length > 0) throw Problem.ofIssues(issues);
  // The compiler does not connect the schemas with the types that `ParsedRequest` derives from them.
  return parsed as ParsedRequest<E>;
}
