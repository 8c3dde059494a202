import { and, eq } from 'drizzle-orm';
import { type Role, ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { person } from '../database/schema.ts';

/** Prefix of the ids of the three demo accounts. */
export const DEMO_ID_PREFIX = 'demo-';

const NAME_BY_ROLE: Readonly<Record<Role, string>> = {
  administrator: 'Asha Menon',
  marketer: 'Rohan Iyer',
  support: 'Meera Das',
};

/** Returns the id of the demo account with this role. The first call makes all three; they have no password. */
export async function demoPerson(db: Database, role: Role, now: number): Promise<string> {
  const createdAt = new Date(now);
  const rows = ROLES.map((demoRole) => ({
    id: idOf(demoRole),
    name: NAME_BY_ROLE[demoRole],
    email: `${demoRole}@demo.invalid`,
    role: demoRole,
    isDemo: true,
    createdAt,
    updatedAt: createdAt,
  }));
  await db.insert(person).values(rows).onConflictDoNothing();
  // A visitor of the accounts page may have changed its role or switched it off.
  await db
    .update(person)
    .set({ role, isActive: true })
    .where(and(eq(person.id, idOf(role)), eq(person.isDemo, true)));
  return idOf(role);
}

const idOf = (role: Role) => DEMO_ID_PREFIX + role;
