import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { JsonObject } from '#catalogue/kinds.ts';
import { ENTRY_TYPES } from '#contract/directory.ts';
// Milliseconds are all that a Date holds: with microseconds a keyset cursor made from one would skip or repeat rows.
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A row per series: `body` as it came, the other columns taken out of it by the writer to list, search and sort. */
export const series = pgTable(
  'series',
  {
    id: integer('id').notNull(),
    // json and not jsonb: the order of the keys and the spelling of the values are part of what is kept.
    body: json('body').$type<JsonObject>().notNull(),
    revision: text('revision').notNull(),
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    name: text('name').notNull(),
    discountCode: text('discount_code'),
    seriesCode: text('series_code'),
    genericCode: text('generic_code'),
    /** Lower-cased, everything the search box looks in, the id included. */
    searchText: text('search_text').notNull(),
    validTill: moment('valid_till'),
    createdOn: moment('created_on'),
    lastModified: moment('last_modified'),
    numIssued: integer('num_issued'),
    numRedeemed: integer('num_redeemed'),
  },
  (table) => [
    // Ours and the mirror of the API's lie side by side: whoever tries the API for a while finds their own as they left them.
    primaryKey({ columns: [table.source, table.id] }),
    index('series_search').using('gin', table.searchText.op('gin_trgm_ops')),
    // Ascending only: drizzle's desc() writes NULLS LAST, which ORDER BY … DESC cannot use; these are read backwards.
    // The collation is named because servers differ in theirs and a keyset needs one order everywhere.
    index('series_by_name').on(sql`${table.name} COLLATE "C"`, table.id),
    index('series_by_last_modified').on(table.lastModified, table.id),
    index('series_by_valid_till').on(table.validTill, table.id),
  ],
);

/** What people asked for and what became of it. An entry starts as intended and is settled once, when the outcome is known. */
export const journal = pgTable(
  'journal',
  {
    // Made by the caller: PostgreSQL 15 has no uuidv7().
    id: uuid('id').primaryKey(),
    seriesId: integer('series_id').notNull(),
    at: moment('at').notNull(),
    actor: text('actor').notNull(),
    origin: text('origin', { enum: ['app', 'api'] }).notNull(),
    state: text('state', { enum: ['intended', 'saved', 'refused', 'unknown'] }).notNull(),
    reason: text('reason'),
    before: json('before').$type<JsonObject>().notNull(),
    asked: json('asked').$type<JsonObject>().notNull(),
    after: json('after').$type<JsonObject>(),
    warnings: json('warnings').$type<readonly unknown[]>(),
    settledAt: moment('settled_at'),
  },
  (table) => [index('journal_by_series').on(table.seriesId, table.at, table.id)],
);

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: json('value').notNull(),
});

/** Products and places by id, with what people call them. Like series they lie side by side: ours and those of the API. */
export const directory = pgTable(
  'directory',
  {
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    type: text('type', { enum: ENTRY_TYPES }).notNull(),
    id: integer('id').notNull(),
    code: text('code'),
    name: text('name').notNull(),
    parentId: integer('parent_id'),
    brandId: integer('brand_id'),
    conceptId: integer('concept_id'),
    isActive: boolean('is_active').notNull(),
    /** The code without case and outer spaces: what a code somebody typed is compared with. */
    codeKey: text('code_key'),
    /** Lower-cased start of the name. */
    sortName: text('sort_name').notNull(),
    /** Lower-cased, everything the search looks in, the id included. */
    searchText: text('search_text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.type, table.id] }),
    index('directory_search').using('gin', table.searchText.op('gin_trgm_ops')),
    index('directory_by_name').on(table.source, table.type, sql`${table.sortName} COLLATE "C"`, table.id),
    index('directory_by_parent').on(table.source, table.type, table.parentId, table.conceptId),
    index('directory_by_code').on(table.source, table.type, table.codeKey),
  ],
);

/** Custom properties that are set up for the organisation, in its order. */
export const propertyKeys = pgTable(
  'property_keys',
  {
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    key: text('key').notNull(),
    place: integer('place').notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.key] })],
);
