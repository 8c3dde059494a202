import type { FastifyInstance } from 'fastify';
import { draftEndpoints } from '#contract/draft-endpoints.ts';
import { whyNot } from '#domain/permissions.ts';
import { personOf } from '../accounts/guard.ts';
import type { Database } from '../database/connect.ts';
import { plainProblem } from '../http/problems.ts';
import { route } from '../http/route.ts';
import type { SeriesSource } from '../series/series-source.ts';
import { deleteDraft, findDraft, listDrafts, putDraft } from './draft-store.ts';

interface DraftRoutes {
  readonly db: Database;
  readonly source: SeriesSource['kind'];
  readonly now: () => number;
}

const changedElsewhere = () =>
  plainProblem(409, 'Another tab or device of yours has stored other unsaved changes of this series.');

/** The signed-in person's unsaved edits. */
export function draftRoutes(app: FastifyInstance, { db, source, now }: DraftRoutes): void {
  route(app, draftEndpoints.listDrafts, async ({ request }) => {
    const drafts = await listDrafts(db, { personId: personOf(request).person.id, source }, now());
    return { drafts: drafts.map(({ savedAt, ...info }) => ({ ...info, savedAt: savedAt.toISOString() })) };
  });

  route(app, draftEndpoints.getDraft, async ({ params: { id }, request }) => {
    const personId = personOf(request).person.id;
    const found = await findDraft(db, { personId, source, seriesId: id }, now());
    if (!found) return null;
    const { revision, format, base, values, savedAt } = found;
    return { revision, format, base, values, savedAt: savedAt.toISOString() };
  });

  route(app, draftEndpoints.putDraft, async ({ params: { id }, body: { expected, ...content }, request }) => {
    const { person } = personOf(request);
    const why = whyNot({ role: person.role, scope: null }, 'edit');
    if (why !== null) throw plainProblem(403, why);
    const savedAt = new Date(now());
    const row = {
      personId: person.id,
      source,
      seriesId: id,
      ...content,
      fields: Object.keys(content.values),
      savedAt,
    };
    if (!(await putDraft(db, row, expected))) throw changedElsewhere();
    return { savedAt: savedAt.toISOString() };
  });

  route(app, draftEndpoints.deleteDraft, async ({ params: { id }, query, request }) => {
    const key = { personId: personOf(request).person.id, source, seriesId: id };
    if (!(await deleteDraft(db, key, query.revision))) throw changedElsewhere();
    return {};
  });
}
