import * as z from 'zod';
import { FIELD_KEYS } from '#catalogue/catalogue.ts';
import { SIDES } from '#domain/change/entry-versions.ts';
import { moment, next, wholeNumber } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { couponSeries, save, seriesPath, warnings } from './series-endpoints.ts';

const restoredVersion = z.object({
  entry: z.uuid(),
  side: z.enum(SIDES).describe('The series before or after that entry.'),
  at: moment.describe('The time of that entry.'),
});
export type RestoredVersion = DataOf<typeof restoredVersion>;

const historyEntry = save.extend({
  id: z.uuid(),
  seriesId: z.int(),
  origin: z.enum(['app', 'api']).describe('From a page of Coupon Desk, or with a token.'),
  changeReason: z.string().nullable().describe('Why the author made the change.'),
  restored: restoredVersion.nullable().describe('The version whose values the save brought back.'),
  state: z
    .enum(['intended', 'saved', 'refused', 'unknown'])
    .describe('`intended`: it is being saved. `unknown`: the real API did not confirm it.'),
  reason: z.string().nullable().describe('How the outcome is known, if not by the answer alone.'),
  before: couponSeries.describe('The series before the save.'),
  body: couponSeries.describe('What was sent.'),
  after: couponSeries.nullable().describe('The series as the save left it; null if it was not saved or not read back.'),
  warnings,
});
export type HistoryEntry = DataOf<typeof historyEntry>;

const historyPage = z.object({ entries: z.array(historyEntry), next });
export type HistoryPage = DataOf<typeof historyPage>;

const filter = {
  person: z.string().max(100).optional().describe('Only entries of the person with this id.'),
  field: z.enum(FIELD_KEYS).optional().describe('Only entries that change this field.'),
  from: moment.optional().describe('Only entries from this moment on.'),
  to: moment.optional().describe('Only entries before this moment.'),
};
const query = z.strictObject({
  limit: wholeNumber(1, 100).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/, 'Send `next` of the page before.')
    .optional(),
  ...filter,
});
const IN_PARTS =
  'A page may have fewer entries than `limit`, even none, while `next` is not null: `cursor` then continues it.';

const EXPORT = 'All entries that match, in UTF-8. If an entry cannot be read, the connection ends.';

export const historyEndpoints = {
  getJournal: endpoint({
    method: 'GET',
    path: '/api/series/:id/journal',
    access: 'read',
    summary: 'Read the journal of a series',
    description: `Every save of the series through this server, the last one first, also those in the archive. ${IN_PARTS}`,
    params: seriesPath,
    query,
    answer: historyPage,
  }),
  listHistory: endpoint({
    method: 'GET',
    path: '/api/journal',
    access: 'read',
    summary: 'Read the journal of all series',
    description: `Every save through this server, the last one first by its time, also those in the archive. ${IN_PARTS}`,
    query,
    answer: historyPage,
  }),
  exportHistoryCsv: endpoint({
    method: 'GET',
    path: '/api/journal/export.csv',
    access: 'administer',
    summary: 'Export the journal of all series as CSV',
    description: `One row for each changed value, the last entry first. ${EXPORT} A text that a spreadsheet would run as a formula has an apostrophe before it.`,
    query: z.strictObject(filter),
    answer: z.unknown(),
    mediaType: 'text/csv',
  }),
  exportHistoryLines: endpoint({
    method: 'GET',
    path: '/api/journal/export.ndjson',
    access: 'administer',
    summary: 'Export the journal of all series as NDJSON',
    description: `One entry of \`GET /api/journal\` in each line, the last entry first. ${EXPORT}`,
    query: z.strictObject(filter),
    answer: z.unknown(),
    mediaType: 'application/x-ndjson',
  }),
  getEntry: endpoint({
    method: 'GET',
    path: '/api/series/:id/journal/:entry',
    access: 'read',
    summary: 'Read one entry of the journal of a series',
    params: seriesPath.extend({ entry: z.uuid() }),
    answer: historyEntry,
  }),
};
