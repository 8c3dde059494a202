import { and, eq } from 'drizzle-orm';
import type { Role } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { person } from '../database/schema.ts';

const NAMES: Readonly<Record<Role, string>> = {
  administrator: 'Asha Menon',
  marketer: 'Rohan Iyer',
  support: 'Meera Das',
};

/** The id of the demo account with that role, made when it is first wanted. It has no password and no other way in but the demo's. */
export async function demoPerson(db: Database, role: Role, now: number): Promise<string> {
  const id = `demo-${role}`;
  const at = new Date(now);
  await db
    .insert(person)
    .values({
      id,
      name: NAMES[role],
      email: `${role}@demo.invalid`,
      role,
      isDemo: true,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing();
  // Somebody trying out the accounts page may have changed it.
  await db
    .update(person)
    .set({ role, isActive: true })
    .where(and(eq(person.id, id), eq(person.isDemo, true)));
  return id;
}
