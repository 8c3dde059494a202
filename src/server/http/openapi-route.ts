import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '#contract/openapi.ts';
import { serverEndpoints } from '#contract/server-endpoints.ts';
import { route } from './route.ts';

/** Adds `GET /api/openapi.json`. */
export function openApiRoute(app: FastifyInstance): void {
  let document: ReturnType<typeof openApiDocument> | undefined;
  route(app, serverEndpoints.getOpenApi, async () => (document ??= openApiDocument()));
}
