import { and, eq } from 'drizzle-orm';
import { type Role, ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { person } from '../database/schema.ts';

/** What the ids of the three begin with. */
export const DEMO_ID = 'demo-';

const NAMES: Readonly<Record<Role, string>> = {
  administrator: 'Asha Menon',
  marketer: 'Rohan Iyer',
  support: 'Meera Das',
};

/** The id of the demo account with that role. All three are made when the first is wanted; none has a password or another way in. */
export async function demoPerson(db: Database, role: Role, now: number): Promise<string> {
  const at = new Date(now);
  const rows = ROLES.map((one) => ({
    id: idOf(one),
    name: NAMES[one],
    email: `${one}@demo.invalid`,
    role: one,
    isDemo: true,
    createdAt: at,
    updatedAt: at,
  }));
  await db.insert(person).values(rows).onConflictDoNothing();
  // Somebody trying out the accounts page may have changed it.
  await db
    .update(person)
    .set({ role, isActive: true })
    .where(and(eq(person.id, idOf(role)), eq(person.isDemo, true)));
  return idOf(role);
}

const idOf = (role: Role) => DEMO_ID + role;
