import { and, count, eq, ne } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { person } from '../database/schema.ts';

/** Demo accounts do not count: they are gone as soon as the server is for more than trying out. */
export async function hasAdministrator(db: Pick<Database, 'select'>, besides?: string): Promise<boolean> {
  const [found] = await db
    .select({ number: count() })
    .from(person)
    .where(
      and(
        eq(person.role, 'administrator'),
        eq(person.isActive, true),
        eq(person.isDemo, false),
        besides === undefined ? undefined : ne(person.id, besides),
      ),
    );
  return (found?.number ?? 0) > 0;
}
