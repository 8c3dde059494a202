import type { FastifyInstance } from 'fastify';
import { directoryEndpoints } from '#contract/directory-endpoints.ts';
import { route } from '../http/route.ts';
import type { SearchTurns } from '../series/search-turns.ts';
import type { Directory } from './directory-port.ts';

const { listAncestors, listChildren, listPropertyKeys, lookUp, searchDirectory } = directoryEndpoints;

/** Registers the endpoints of products, places and known property keys. */
export function directoryRoutes(app: FastifyInstance, directory: Directory, search: SearchTurns): void {
  route(app, searchDirectory, async ({ query: { type, q, limit, cursor = null }, ...call }) =>
    search(call, (gone) => directory.search({ types: [...new Set(type)], q, limit, cursor }, gone)),
  );
  route(app, listChildren, async ({ query: { type, limit, id = null, concept = null, cursor = null } }) =>
    directory.children({ type, id, concept, limit, cursor }),
  );
  route(app, lookUp, async ({ body }) => directory.lookup({ ...body, types: [...new Set(body.types)] }));
  route(app, listAncestors, async ({ body }) => directory.ancestors(body.entries));
  route(app, listPropertyKeys, async () => directory.propertyKeys());
}
