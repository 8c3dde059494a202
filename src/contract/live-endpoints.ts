import * as z from 'zod';
import { FIELD_KEYS } from '#catalogue/catalogue.ts';
import { asList, done, moment } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { isSeriesId, save } from './series-endpoints.ts';

/** The most series that one browser can report as open. */
const MAX_OPEN = 20;

const stream = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'Send 8 to 64 letters, digits, “-” or “_”.')
  .describe('Chosen by the client: the same when it connects again.');
/** `698948.2026-12-01T03:00:00.000Z`: the id of a series, and since when it is open. */
const openSeries = z
  .string()
  .transform((text) => [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)] as const)
  .pipe(z.tuple([z.string().refine(isSeriesId, 'Send the id of a series.').transform(Number), moment]))
  .transform(([id, since]) => ({ id, since }));
const open = z
  .preprocess((value) => asList(value) ?? [], z.array(openSeries).max(MAX_OPEN))
  .describe('The series that the pages of this browser show: `<id>.<since>`.');

const saved = save.extend({
  type: z.literal('saved'),
  id: z.int().describe('The id of the series.'),
  revision: z.string().nullable().describe('The revision after the save; null if it could not be read back.'),
  fields: z.array(z.enum(FIELD_KEYS)).describe('The changed fields.'),
});
const presence = z.object({
  type: z.literal('presence'),
  id: z.int().describe('The id of the series.'),
  people: z
    .array(z.object({ name: z.string(), since: moment }))
    .describe('The other people who have the series open, first who opened it first.'),
});
const current = z.object({
  type: z.literal('current'),
  id: z.int().describe('The id of a series that this browser shows.'),
  revision: z.string().describe('The last revision that the server has seen.'),
  last: save.nullable().describe('The last save of the series through this server.'),
});
const liveEvent = z.discriminatedUnion('type', [
  saved,
  presence,
  current,
  z.object({ type: z.literal('resync').describe('Events before this one may be lost.') }),
  z.object({ type: z.literal('beat').describe('The connection works.') }),
  z.object({ type: z.literal('ended').describe('The session has ended.') }),
]);
export type LiveEvent = DataOf<typeof liveEvent>;
export type CurrentEvent = DataOf<typeof current>;
export type SavedEvent = DataOf<typeof saved>;
export type OtherPerson = DataOf<typeof presence>['people'][number];

export const liveEndpoints = {
  openStream: endpoint({
    method: 'GET',
    path: '/api/live',
    access: 'own',
    summary: 'Receive what other people do, as server-sent events',
    description:
      'Each event is JSON: `saved` after each save that changes a series, `presence` and `current` for the open series, `resync` after connecting, `beat` every few seconds. The stream ends with the session.',
    query: z.object({ stream, open }),
    answer: liveEvent,
    mediaType: 'text/event-stream',
  }),
  setOpen: endpoint({
    method: 'PUT',
    path: '/api/live/:stream',
    access: 'own',
    summary: 'Tell the others which series the pages of this browser show',
    description: 'Any server on the same database takes it. It is valid as long as the stream is open.',
    onlyReads: true,
    params: z.object({ stream }),
    body: z.strictObject({ open }),
    answer: done,
  }),
};
