import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { discountOrder, limitOrder, redeemedOrder } from './list-orders.ts';
import type { JsonObject } from '#values/json.ts';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';
import type { RestoredVersion } from '#contract/history-endpoints.ts';
import type { Preferences } from '#contract/me-endpoints.ts';
import { ROLES, SCOPES } from '#domain/permissions.ts';

// A Date has millisecond precision: with microseconds a keyset cursor from a Date would skip or repeat rows.
const timestampMs = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * One row per series: the unchanged `body`, and columns that the writer derives from it for lists, search and sorting.
 */
export const series = pgTable(
  'series',
  {
    id: integer('id').notNull(),
    // json, not jsonb, keeps the order of keys and the notation of values.
    body: json('body').$type<JsonObject>().notNull(),
    revision: text('revision').notNull(),
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    name: text('name').notNull(),
    discountCode: text('discount_code'),
    seriesCode: text('series_code'),
    genericCode: text('generic_code'),
    /** All texts that the search box searches, and the id, normalised by `searchText`. */
    searchText: text('search_text').notNull(),
    /** The same texts, each as one lexeme: finds a text that equals a search or starts with it. */
    wholeTexts: tsvector('whole_texts').notNull().default(''),
    validTill: timestampMs('valid_till'),
    createdOn: timestampMs('created_on'),
    lastModified: timestampMs('last_modified'),
    numIssued: integer('num_issued'),
    numRedeemed: integer('num_redeemed'),
  },
  (table) => [
    // Both sources have their own rows: the embedded series stay unchanged while an upstream is configured.
    primaryKey({ columns: [table.source, table.id] }),
    index('series_search').using('gin', table.searchText.op('gin_trgm_ops')),
    index('series_by_whole_text').using('gin', table.wholeTexts),
    // Not btree, which refuses long values.
    index('series_by_series_code').using('hash', table.seriesCode),
    index('series_by_generic_code').using('hash', table.genericCode),
    // Ascending only, and read backwards for DESC: drizzle's desc() writes NULLS LAST, which ORDER BY … DESC cannot
    // use. The explicit collation gives the keyset the same order on every server.
    index('series_by_name').on(sql`${table.name} COLLATE "C"`, table.id),
    index('series_by_last_modified').on(table.lastModified, table.id),
    index('series_by_valid_till').on(table.validTill, table.id),
  ],
);

/**
 * What the list filters and counts by, derived from a series by the rules. Apart from the series, whose rows are ten times
 * as large, so that one scan answers every filter. Moments are epoch ms; null: never.
 */
export const seriesFacts = pgTable(
  'series_facts',
  {
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    id: integer('id').notNull(),
    /** Of the body that the facts describe. */
    digest: text('digest').notNull(),
    /** With which zones and which version of the rules. */
    derivedWith: text('derived_with').notNull(),
    /** The day of the cluster for which `attention` holds. */
    derivedOn: text('derived_on').notNull(),
    // The sort columns of the series.
    name: text('name').notNull(),
    validTill: timestampMs('valid_till'),
    lastModified: timestampMs('last_modified'),
    startsAt: bigint('starts_at', { mode: 'number' }),
    endsAt: bigint('ends_at', { mode: 'number' }),
    unreachableFrom: bigint('unreachable_from', { mode: 'number' }),
    isLimitReached: boolean('is_limit_reached').notNull(),
    discountType: text('discount_type'),
    discountValue: doublePrecision('discount_value'),
    codeKind: text('code_kind'),
    ownedBy: text('owned_by'),
    numIssued: integer('num_issued'),
    numRedeemed: integer('num_redeemed'),
    /** Null: no limit. */
    maxIssued: doublePrecision('max_issued'),
    maxRedeemed: doublePrecision('max_redeemed'),
    // The redemption range: a bit for each open day of the month (1 to 31), weekday (1 to 7) and hour. Null: all.
    openDates: integer('open_dates'),
    openDays: integer('open_days'),
    openHours: integer('open_hours'),
    // Null: unknown, because the API did not return it or it cannot be read.
    /** Where coupons are redeemed, such as `ZONE:12`; `*` for every place. */
    places: text('places').array(),
    /** The old list of stores and tills, by id. Empty: all. */
    oldPlaces: integer('old_places').array(),
    /** Such as `SKU:12`; `*` for all products. */
    products: text('products').array(),
    /** The names of the custom properties, and `name=value` of each. */
    properties: text('properties').array(),
    /** Why the series needs attention, besides its status; null if it does not. */
    attention: text('attention').array(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.id] }),
    foreignKey({ columns: [table.source, table.id], foreignColumns: [series.source, series.id] }).onDelete('cascade'),
    index('series_facts_by_place').using('gin', table.places),
    index('series_facts_by_product').using('gin', table.products),
    index('series_facts_by_property').using('gin', table.properties),
    index('series_facts_by_last_modified').on(table.lastModified, table.id),
    index('series_facts_by_discount').on(discountOrder(table), table.id),
    index('series_facts_by_redeemed').on(redeemedOrder(table), table.id),
    index('series_facts_by_limit').on(limitOrder(table), table.id),
  ],
);

/**
 * Requested saves and their outcomes. An entry starts as intended and is completed after the write. An unknown outcome
 * changes to saved if a later read shows it.
 */
export const journal = pgTable(
  'journal',
  {
    // Generated by the caller: PostgreSQL 15 has no uuidv7().
    id: uuid('id').primaryKey(),
    /** The order of the entries: clocks can be set back. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
    seriesId: integer('series_id').notNull(),
    at: timestampMs('at').notNull(),
    /** The id of a person, or another kind of caller: see `Caller`. */
    actor: text('actor').notNull(),
    origin: text('origin', { enum: ['app', 'api'] }).notNull(),
    /** Why the author made the change, in their words. */
    changeReason: text('change_reason'),
    /** The version whose values it brought back. */
    restored: json('restored').$type<RestoredVersion>(),
    state: text('state', { enum: ['intended', 'saved', 'refused', 'unknown'] }).notNull(),
    reason: text('reason'),
    before: json('before').$type<JsonObject>().notNull(),
    requested: json('asked').$type<JsonObject>().notNull(),
    after: json('after').$type<JsonObject>(),
    warnings: json('warnings').$type<readonly unknown[]>(),
    completedAt: timestampMs('settled_at'),
    /** The ids of later saved entries whose values this save replaced, because the API carried it out late. */
    undid: json('undid').$type<readonly string[]>(),
    /** With `undid`: the sequence of the last saved entry of the series when `undid` was recorded. */
    settledAfter: bigint('settled_after', { mode: 'number' }),
  },
  (table) => [
    index('journal_by_series').on(table.seriesId, table.sequence),
    index('journal_open')
      .on(table.at)
      .where(sql`${table.state} in ('intended', 'unknown')`),
    index('journal_undid')
      .on(table.at)
      .where(sql`${table.undid} is not null`),
    index('journal_by_at').on(table.at, table.sequence),
    index('journal_by_actor')
      .on(table.actor, table.seriesId)
      .where(sql`${table.state} = 'saved'`),
  ],
);

/**
 * Old entries of the journal, unchanged. The whole row is one value, which PostgreSQL compresses: the three bodies of an
 * entry differ little. `json_populate_record(null::journal, entry)` reads it.
 */
export const journalArchive = pgTable(
  'journal_archive',
  {
    id: uuid('id').primaryKey(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    seriesId: integer('series_id').notNull(),
    at: timestampMs('at').notNull(),
    state: text('state').notNull(),
    entry: json('entry').notNull(),
  },
  (table) => [
    index('journal_archive_by_series').on(table.seriesId, table.sequence),
    index('journal_archive_by_at').on(table.at),
  ],
);

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: json('value').notNull(),
});

/** Names and codes of products and places. Like series, both sources have their own rows. */
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
    /** The code in lower case without outer spaces, for comparison with typed codes. */
    codeKey: text('code_key'),
    /** Lower case prefix of the name. */
    sortName: text('sort_name').notNull(),
    /** All texts that the search uses, and the id, normalised by `searchText`. */
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

/** The organisation's custom properties, in its order. */
export const propertyKeys = pgTable(
  'property_keys',
  {
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    key: text('key').notNull(),
    place: integer('place').notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.key] })],
);

/**
 * Examples of customers, their coupons and redemptions, for the redemption check. Nothing is issued or redeemed here, so
 * they are independent of the figures of their series. With an upstream the real API has them.
 */
export const customer = pgTable('customer', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  mobile: text('mobile').unique(),
  /** Lower case. */
  email: text('email').unique(),
  externalId: text('external_id').unique(),
});

export const coupon = pgTable(
  'coupon',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    seriesId: integer('series_id').notNull(),
    code: text('code').notNull(),
    /** The code in upper case: codes are compared without case. */
    codeKey: text('code_key').notNull().unique(),
    issuedTo: bigint('issued_to', { mode: 'number' })
      .notNull()
      .references(() => customer.id, { onDelete: 'cascade' }),
    issuedOn: timestampMs('issued_on').notNull(),
    /** The store that issued it. */
    storeId: integer('store_id').notNull(),
  },
  (table) => [index('coupon_by_customer').on(table.issuedTo)],
);

export const redemption = pgTable(
  'redemption',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    couponId: bigint('coupon_id', { mode: 'number' })
      .notNull()
      .references(() => coupon.id, { onDelete: 'cascade' }),
    customerId: bigint('customer_id', { mode: 'number' })
      .notNull()
      .references(() => customer.id, { onDelete: 'cascade' }),
    at: timestampMs('at').notNull(),
    storeId: integer('store_id').notNull(),
  },
  (table) => [index('redemption_by_coupon').on(table.couponId)],
);

/** People who can sign in. Rows are never deleted, because the journal refers to them. */
export const person = pgTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: timestampMs('created_at').notNull(),
  updatedAt: timestampMs('updated_at').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  isActive: boolean('is_active').notNull().default(true),
  isDemo: boolean('is_demo').notNull().default(false),
  lastActiveAt: timestampMs('last_active_at'),
  preferences: json('preferences').$type<Partial<Preferences>>(),
});

const personId = () =>
  text('person_id')
    .notNull()
    .references(() => person.id, { onDelete: 'cascade' });

export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    personId: personId(),
    expiresAt: timestampMs('expires_at').notNull(),
    createdAt: timestampMs('created_at').notNull(),
    updatedAt: timestampMs('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('session_by_person').on(table.personId)],
);

/** A sign-in method: a password hash, or an account at the OIDC provider. */
export const credential = pgTable(
  'credential',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    personId: personId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestampMs('access_token_expires_at'),
    refreshTokenExpiresAt: timestampMs('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: timestampMs('created_at').notNull(),
    updatedAt: timestampMs('updated_at').notNull(),
  },
  (table) => [index('credential_by_person').on(table.personId)],
);

/** State of a sign-in at the OIDC provider until its callback. */
export const verification = pgTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: timestampMs('expires_at').notNull(),
    createdAt: timestampMs('created_at').notNull(),
    updatedAt: timestampMs('updated_at').notNull(),
  },
  (table) => [index('verification_by_identifier').on(table.identifier)],
);

/** Personal API tokens. Only the hash is stored. */
export const apiToken = pgTable(
  'api_token',
  {
    id: uuid('id').primaryKey(),
    personId: personId(),
    name: text('name').notNull(),
    scope: text('scope', { enum: SCOPES }).notNull(),
    /** SHA-256 of the token. The token is random, so neither a salt nor a slow hash is needed. */
    hash: text('hash').notNull().unique(),
    start: text('start').notNull(),
    createdAt: timestampMs('created_at').notNull(),
    expiresAt: timestampMs('expires_at').notNull(),
    lastUsedAt: timestampMs('last_used_at'),
  },
  (table) => [index('api_token_by_person').on(table.personId)],
);

/** Unsaved edits, one per person and series. */
export const draft = pgTable(
  'draft',
  {
    personId: personId(),
    source: text('source', { enum: ['embedded', 'upstream'] }).notNull(),
    seriesId: integer('series_id').notNull(),
    /** Chosen by the client, so that it recognises its own writes whose answer was lost. */
    revision: text('revision').notNull(),
    savedAt: timestampMs('saved_at').notNull(),
    format: integer('format').notNull(),
    /** The stored series that the edit started from. json as `series.body`. */
    base: json('base').$type<JsonObject>().notNull(),
    /** The edited fields: form values by field key. */
    values: json('values').$type<Readonly<Record<string, unknown>>>().notNull(),
    /** The keys of `values`. Not computed from them: json functions of PostgreSQL refuse \u0000 in a text. */
    fields: json('fields').$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.source, table.seriesId] })],
);

/** Named searches of the list. */
export const savedView = pgTable(
  'saved_view',
  {
    personId: personId(),
    name: text('name').notNull(),
    /** The query of the address of the list. */
    query: text('query').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.name] })],
);

/** Single-use links: to create an account, or to set a new password. */
export const joinLink = pgTable('join_link', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['first', 'invited', 'password'] }).notNull(),
  /** As `apiToken.hash`. */
  hash: text('hash').notNull().unique(),
  email: text('email'),
  role: text('role', { enum: ROLES }).notNull(),
  /** Created by a demo account; the new account is a demo account, too. */
  isDemo: boolean('is_demo').notNull().default(false),
  /** The person whose password the link sets. */
  personId: text('person_id').references(() => person.id, { onDelete: 'cascade' }),
  createdAt: timestampMs('created_at').notNull(),
  expiresAt: timestampMs('expires_at').notNull(),
  usedAt: timestampMs('used_at'),
});

/** Counters of the rate limits. rate-limiter-flexible defines the column names. */
export const attempts = pgTable('attempts', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Epoch ms; null: never. */
  expire: bigint('expire', { mode: 'number' }),
});
