import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, json, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { JsonObject } from '#values/json.ts';
import { ENTRY_TYPES } from '#contract/directory-endpoints.ts';
import type { Preferences } from '#contract/account-endpoints.ts';
import { ROLES, SCOPES } from '#domain/permissions.ts';

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
    /** The id of a person, or who else it was: see `Caller`. */
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

/** Who can sign in. Nobody is ever deleted: the journal speaks of them. */
export const person = pgTable('person', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** In small letters. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  isActive: boolean('is_active').notNull().default(true),
  isDemo: boolean('is_demo').notNull().default(false),
  lastActiveAt: moment('last_active_at'),
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
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('session_by_person').on(table.personId)],
);

/** A way to sign in: a password's hash, or an account at the company's provider. */
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
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('credential_by_person').on(table.personId)],
);

/** What a sign-in at the company's provider has to remember until it comes back. */
export const verification = pgTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('verification_by_identifier').on(table.identifier)],
);

/** Tokens of people, for scripts. The token itself is kept nowhere. */
export const apiToken = pgTable(
  'api_token',
  {
    id: uuid('id').primaryKey(),
    personId: personId(),
    name: text('name').notNull(),
    scope: text('scope', { enum: SCOPES }).notNull(),
    /** SHA-256 of the token, which is random: there is nothing to guess that salt or slowness would hinder. */
    hash: text('hash').notNull().unique(),
    start: text('start').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [index('api_token_by_person').on(table.personId)],
);

/** Links that are good for one use: to make an account, or to give one a new password. */
export const joinLink = pgTable('join_link', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['first', 'invited', 'password'] }).notNull(),
  /** As `apiToken.hash`. */
  hash: text('hash').notNull().unique(),
  email: text('email'),
  role: text('role', { enum: ROLES }).notNull(),
  /** Made by a demo account: so is what comes of it. */
  isDemo: boolean('is_demo').notNull().default(false),
  /** Whose password it sets. */
  personId: text('person_id').references(() => person.id, { onDelete: 'cascade' }),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** How often somebody tried of late. Its names are those of rate-limiter-flexible. */
export const attempts = pgTable('attempts', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Epoch ms; null: never. */
  expire: bigint('expire', { mode: 'number' }),
});
