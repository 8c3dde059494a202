import * as z from 'zod';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { isObject, type JsonObject } from '#values/json.ts';
import { INT32_MAX } from '#values/int32.ts';
import { asList, cursor, mirrorState, moment, next, search, wholeNumber } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { LIST_COLUMNS, LIST_LIMIT, LIST_SORTS, MAX_NAMED_SERIES, MAX_REASON_LENGTH } from './endpoint-constants.ts';
import {
  FILTER_KEYS,
  filterHelp,
  type FilterKey,
  LIST_FILTERS,
  LIST_TABS,
  type ListTab,
  MAX_COUNTED_SERIES,
  readFilter,
} from './list-filters.ts';

const MAX_IDS = 200;

/** `code`: the number that the real API sends for this error. */
const asApiError = (code: number, message: string) => ({ message, params: { code }, abort: true });
const INVALID_ID = asApiError(707, 'Coupon Series ID is invalid');
export const isSeriesId = (text: string) => /^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= INT32_MAX;

const seriesId = z.int().min(1).max(INT32_MAX);
export const seriesPath = z.object({ id: z.string().refine(isSeriesId, INVALID_ID).transform(Number).pipe(seriesId) });
const ids = z.preprocess(
  (value) => asList(value) ?? [],
  z
    .array(z.string())
    .refine((list) => list.length > 0, asApiError(1000, 'Name one or more ids.'))
    .refine((list) => list.length <= MAX_IDS, asApiError(1060, `Name at most ${MAX_IDS} ids.`))
    .refine((list) => list.every(isSeriesId), INVALID_ID)
    .transform((list) => [...new Set(list.map(Number))])
    .pipe(z.array(seriesId).min(1).max(MAX_IDS)),
);

const namedSeries = z.array(seriesId).max(MAX_NAMED_SERIES, `Name at most ${MAX_NAMED_SERIES} ids.`).optional();

/** Where the OpenAPI document describes a series, from the catalogue. */
export const SERIES_REF = { $ref: '#/components/schemas/CouponSeries' };
/** A series in the real API's form. The domain decodes and checks it, because stored values may have any shape. */
export const couponSeries = z.custom<JsonObject>(isObject, 'Send the series as {"CouponSeriesV2": {…}}.');
export const warnings = z.array(z.unknown()).describe('Texts or objects.');

/** A header holds ASCII only, so the text is percent-encoded. */
const changeReason = z
  .string()
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      context.addIssue({ code: 'custom', message: 'Send the reason as percent-encoded UTF-8.' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .string()
      .trim()
      .regex(/^[^\0]*$/, 'The reason contains a NUL character.')
      .max(MAX_REASON_LENGTH, `Shorten the reason to ${MAX_REASON_LENGTH} characters.`),
  )
  .describe(
    'Why the series is changed, as percent-encoded UTF-8. It is stored in the journal and never sent to the real API.',
  );

/** `<entry>.before` or `<entry>.after`. */
const restoredFrom = z
  .string()
  .regex(
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.(?:before|after)$/,
    'Send the id of an entry of the journal, a dot, and “before” or “after”.',
  )
  .describe('Which version of the series the save brings back: an entry of its journal. It is stored in the journal.');

export const save = z.object({
  at: moment,
  author: z.string().nullable().describe('The name of the person; null for the token of the environment.'),
  isOwn: z.boolean().describe('Whether the caller made the save.'),
});
export type Save = DataOf<typeof save>;

const lastSent = save.extend({
  body: couponSeries.describe('What was sent.'),
  after: couponSeries.nullable().describe('The series as the save left it; null if it could not be read back.'),
  warnings: warnings.describe('Warnings of the save that do not follow from the series as it is: texts or objects.'),
});
export type LastSent = DataOf<typeof lastSent>;

const undoneSaves = z.object({
  saves: z.array(save).describe('The undone saves, oldest first.'),
  sentAt: moment.describe('When the save was sent that undid them.'),
  after: couponSeries.describe('The series as that save left it.'),
  lost: couponSeries.describe('What the last of the undone saves had sent.'),
});
export type UndoneSaves = DataOf<typeof undoneSaves>;

/** What lists show of a series: its name, codes, figures, and what its status depends on. */
export const LISTED_FIELDS: readonly FieldKey[] = [
  'id',
  'description',
  'discountCode',
  'seriesCode',
  'genericCode',
  'discountType',
  'discountValue',
  'discountUpto',
  'numIssued',
  'numRedeemed',
  'numUploadedTotal',
  'numUploadedNonIssued',
  'maxCreate',
  'maxRedeem',
  'maxRedemptionsInSeriesPerUser',
  'minBillAmount',
  'maxBillAmount',
  'clientHandlingType',
  'externalIssual',
  'isMultipleUseAllowed',
  'expiryStrategyType',
  'expiryStrategyValue',
  'fixedExpiryDate',
  'ownerValidity',
  'validTillDate',
  'redemptionValidFrom',
  'redemptionValidAfterDays',
  'redemptionRange',
  'validUserRegistrationStartTime',
  'validUserRegistrationEndTime',
  'mutualExclusiveSeriesIds',
  'createdOn',
  'lastUsed',
];

const filterText = (key: FilterKey) =>
  z
    .string()
    .refine((text) => readFilter(key, text) !== null, `Write for this filter: ${filterHelp(key)}`)
    .optional()
    .describe(`${LIST_FILTERS[key].label}. ${filterHelp(key)}`);

/** What the tabs count among. */
const countedFilter = {
  q: search,
  ...(Object.fromEntries(FILTER_KEYS.map((key) => [key, filterText(key)])) as Record<
    FilterKey,
    ReturnType<typeof filterText>
  >), // has every key
};

/** Which series a list, its counts and its export contain. */
const listFilter = {
  ...countedFilter,
  tab: z
    .enum(LIST_TABS)
    .optional()
    .describe(
      'Only series with this status, or those that end within 7 days, or those that need attention. By default all.',
    ),
};

const tabCount = z.object({
  count: z.int(),
  isExact: z.boolean().describe('False: there are more than `count`.'),
});
const tabCounts = z.object(Object.fromEntries(['all', ...LIST_TABS].map((tab) => [tab, tabCount]))) as z.ZodObject<
  Record<ListTab | 'all', typeof tabCount>
>;
export type TabCounts = DataOf<typeof tabCounts>;

const seriesPage = z.object({
  items: z
    .array(couponSeries)
    .describe('Not whole series: the keys that lists show, unchanged. `GET /v2/coupon/series` reads a whole one.'),
  attention: z
    .array(z.object({ id: z.int(), reasons: z.array(z.string()) }))
    .describe('The series of the page that need attention for more than their status, and why.'),
  next,
  checkedAt: moment
    .nullable()
    .describe(
      'When the rules were last checked for all series. Null: the first check still runs, and a page with a filter or a status may lack series.',
    ),
  mirror: mirrorState
    .nullable()
    .describe('With a real API: the state of the mirror that lists and search read. Null without one.'),
});
export type SeriesPage = DataOf<typeof seriesPage>;

export const seriesEndpoints = {
  getSeries: endpoint({
    method: 'GET',
    path: '/v2/coupon/series',
    access: 'read',
    summary: 'Read series by id',
    description: 'The call of the real API. For one id it answers the revision as ETag.',
    query: z.object({ ids }),
    hasRevision: true,
    answer: z.object({ entity: z.array(couponSeries), warnings }),
  }),
  updateSeries: endpoint({
    method: 'PUT',
    path: '/v2/coupon/series/:id',
    access: 'edit',
    summary: 'Replace a series',
    description:
      'The call of the real API. It replaces the whole object: a key that is left out gets its default. The header `Coupon-Desk-Entry` of the answer is the id of the entry in the journal.',
    params: seriesPath,
    headers: z.object({
      'if-match': z
        .string()
        .optional()
        .describe('The revision that a GET answered as ETag. If the series has changed since, the answer is 409.'),
      'coupon-desk-reason': changeReason.optional(),
      'coupon-desk-restored': restoredFrom.optional(),
    }),
    body: z.preprocess((body) => (isObject(body) ? body : {}), z.object({ CouponSeriesV2: couponSeries })),
    answer: z
      .looseObject({ warnings })
      .meta({ description: 'The series as it is stored, and warnings.', allOf: [SERIES_REF] }),
    hasRevision: true,
  }),
  listSeries: endpoint({
    method: 'GET',
    path: '/api/series',
    access: 'read',
    summary: 'List and search series',
    description:
      'Series whose name, id or codes contain every word of `q`, in any order, without regard to case, accents, kinds of quotes and dashes, and thousands separators. Without `sort`: the best match first, or without `q` the latest change first. A page may have fewer series than `limit`, even none, while `next` is not null: `cursor` then continues it.',
    query: z.strictObject({
      limit: wholeNumber(1, 200).default(LIST_LIMIT),
      cursor: cursor.optional(),
      sort: z.enum(LIST_SORTS).optional(),
      ...listFilter,
    }),
    answer: seriesPage,
  }),
  exportSeries: endpoint({
    method: 'POST',
    path: '/api/series/export',
    access: 'read',
    onlyReads: true,
    summary: 'Export a list of series as CSV',
    description:
      'A POST, because 500 ids do not fit into the address that proxies accept. The rows of `GET /api/series`, all pages, in UTF-8. Days are those of the cluster, moments are in UTC, numbers have no separators. A text that a spreadsheet would run as a formula has an apostrophe before it. If a page cannot be read, the connection ends. While the first check of the rules runs, an export that would lack series is refused with 503.',
    body: z.strictObject({
      sort: z.enum(LIST_SORTS).optional(),
      columns: z
        .array(z.enum(LIST_COLUMNS))
        .max(LIST_COLUMNS.length)
        .default([])
        .describe('Columns beside the name, the codes and the status.'),
      only: namedSeries.describe(`Only these series of the list, by id. At most ${MAX_NAMED_SERIES}.`),
      without: namedSeries.describe(`Not these series, by id. At most ${MAX_NAMED_SERIES}.`),
      ...listFilter,
    }),
    answer: z.unknown(),
    mediaType: 'text/csv',
  }),
  countSeries: endpoint({
    method: 'GET',
    path: '/api/series/counts',
    access: 'read',
    summary: 'Count series by status',
    description: `Without a search and filters the counts are kept for some seconds. With them they are exact up to ${MAX_COUNTED_SERIES}.`,
    query: z.strictObject(countedFilter),
    answer: z.object({
      counts: tabCounts,
      asOf: moment.describe('When the series were counted.'),
      checkedAt: moment
        .nullable()
        .describe('When the rules were last checked for all series. Null: the first check still runs.'),
    }),
  }),
  listEditors: endpoint({
    method: 'GET',
    path: '/api/series/editors',
    access: 'read',
    summary: 'List the people who saved a series here',
    description: 'By name. Saves in the archive of the journal do not count.',
    answer: z.object({ editors: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  getLastSent: endpoint({
    method: 'GET',
    path: '/api/series/:id/sent',
    access: 'read',
    summary: 'Read what the last save sent, and its warnings',
    description:
      'For the fields that the API does not return, and for its warnings, which it returns only once. Null if this server has not saved the series.',
    params: seriesPath,
    answer: lastSent.nullable(),
  }),
  getUndoneSaves: endpoint({
    method: 'GET',
    path: '/api/series/:id/undone',
    access: 'read',
    summary: 'Read which saves a late save undid',
    description:
      'The real API may carry out a save long after it was sent, and so replace the values of later saves. Null if there is none, or if the series was saved again since.',
    params: seriesPath,
    answer: undoneSaves.nullable(),
  }),
};
