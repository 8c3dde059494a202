import type { FastifyInstance } from 'fastify';
import { MAX_VIEWS, viewEndpoints } from '#contract/view-endpoints.ts';
import { personOf } from '../accounts/guard.ts';
import type { Database } from '../database/connect.ts';
import { plainProblem } from '../http/problems.ts';
import { route } from '../http/route.ts';
import { deleteView, listViews, putView } from './view-store.ts';

/** The signed-in person's saved views of the list. */
export function viewRoutes(app: FastifyInstance, db: Database): void {
  route(app, viewEndpoints.listViews, async ({ request }) => ({
    views: await listViews(db, personOf(request).person.id),
  }));
  route(app, viewEndpoints.putView, async ({ body, request }) => {
    if (!(await putView(db, personOf(request).person.id, body)))
      throw plainProblem(409, `You have ${MAX_VIEWS} views. Delete one first.`);
    return body;
  });
  route(app, viewEndpoints.deleteView, async ({ query, request }) => {
    await deleteView(db, personOf(request).person.id, query.name);
    return {};
  });
}
