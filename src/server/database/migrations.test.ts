import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../test/build-server.ts';

/** Earlier ones changed a primary key, before any version ran on a shared database. */
const FIRST = '0002';
/** What the code of an older version can notice. A new column must be empty or have a default. */
const ALLOWED = [
  /^CREATE (UNIQUE )?INDEX /,
  /^CREATE TABLE /,
  /^CREATE EXTENSION /,
  /^ALTER TABLE "\w+" ADD CONSTRAINT "\w+" FOREIGN KEY /,
  /^ALTER TABLE "\w+" ADD COLUMN "\w+" (?!.*NOT NULL)/,
  /^ALTER TABLE "\w+" ADD COLUMN "\w+" .*DEFAULT .*NOT NULL/,
];

const statements = readdirSync(MIGRATIONS)
  .filter((name) => name.endsWith('.sql') && name > FIRST)
  .flatMap((name) =>
    readFileSync(join(MIGRATIONS, name), 'utf8')
      .split('--> statement-breakpoint')
      .map((statement) => [name, statement.trim()] as const),
  );

it.each(statements)('%s only adds, so that two versions can share a database: %s', (_, statement) => {
  expect(ALLOWED.some((pattern) => pattern.test(statement))).toBe(true);
});

it.each([
  'DROP TABLE "series"',
  'ALTER TABLE "series" DROP COLUMN "name"',
  'ALTER TABLE "series" RENAME COLUMN "name" TO "title"',
  'ALTER TABLE "series" ALTER COLUMN "name" SET NOT NULL',
  'ALTER TABLE "series" ADD COLUMN "name" text NOT NULL',
])('%s would break the older version', (statement) => {
  expect(ALLOWED.some((pattern) => pattern.test(statement))).toBe(false);
});
