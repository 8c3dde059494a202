import * as z from 'zod';
import { asList, done, moment } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { DRAFT_DAYS } from './endpoint-constants.ts';
import { couponSeries, seriesPath } from './series-endpoints.ts';

const MAX_REVISIONS = 50;
const revision = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'Send 8 to 64 letters, digits, “-” or “_”.')
  .describe('Chosen by the client, and new for every write.');
const revisions = z.array(revision).max(MAX_REVISIONS);

const content = {
  format: z.int().min(1).max(1000).describe('Version of the form of `values`.'),
  base: couponSeries.describe('The stored series that the edit started from.'),
  values: z
    .record(z.string().max(100), z.unknown())
    .describe('The edited fields: the values of the form by field, also text that is not a valid value yet.'),
};

const draft = z.object({ ...content, revision, savedAt: moment });
export type Draft = DataOf<typeof draft>;

const newDraft = z.strictObject({
  ...content,
  revision,
  expected: revisions.describe(
    'Every revision of the draft that this client knows or has sent. If another one is stored, the answer is 409.',
  ),
});
export type NewDraft = DataOf<typeof newDraft>;

const draftInfo = z.object({
  seriesId: z.int(),
  name: z.string().nullable().describe('The name of the series, if it is known.'),
  fields: z.array(z.string()).describe('The edited fields.'),
  savedAt: moment,
});
export type DraftInfo = DataOf<typeof draftInfo>;

/**
 * Unsaved edits of the signed-in person, one per series. They end when the client deletes them after a save, with the
 * account, and after `DRAFT_DAYS`.
 */
export const draftEndpoints = {
  listDrafts: endpoint({
    method: 'GET',
    path: '/api/me/drafts',
    access: 'own',
    summary: 'List the own unsaved edits, latest first',
    answer: z.object({ drafts: z.array(draftInfo) }),
  }),
  getDraft: endpoint({
    method: 'GET',
    path: '/api/me/drafts/:id',
    access: 'own',
    summary: 'Read the own unsaved edit of a series',
    description: 'Null if there is none.',
    params: seriesPath,
    answer: draft.nullable(),
  }),
  putDraft: endpoint({
    method: 'PUT',
    path: '/api/me/drafts/:id',
    access: 'own',
    summary: 'Store the own unsaved edit of a series',
    description: `Only for people who may edit series. Replaces the stored draft of an \`expected\` revision, else 409. A draft is deleted after ${DRAFT_DAYS} days.`,
    hasLargeBody: true,
    params: seriesPath,
    body: newDraft,
    answer: z.object({ savedAt: moment }),
  }),
  deleteDraft: endpoint({
    method: 'DELETE',
    path: '/api/me/drafts/:id',
    access: 'own',
    summary: 'Delete the own unsaved edit of a series',
    description: 'Only if it has one of these revisions, else 409. Succeeds if there is none.',
    params: seriesPath,
    query: z.object({ revision: z.preprocess((value) => asList(value) ?? [], revisions) }),
    answer: done,
  }),
};
