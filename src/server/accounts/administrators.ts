import { and, count, eq, ne } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { person } from '../database/schema.ts';

/** Whether an active administrator exists. Demo accounts do not count, because they work with sample data only. */
export async function hasAdministrator(db: Pick<Database, 'select'>, exceptId?: string): Promise<boolean> {
  const [found] = await db
    .select({ total: count() })
    .from(person)
    .where(
      and(
        eq(person.role, 'administrator'),
        eq(person.isActive, true),
        eq(person.isDemo, false),
        exceptId === undefined ? undefined : ne(person.id, exceptId),
      ),
    );
  return (found?.total ?? 0) > 0;
}
