import { z } from 'zod';
import type { Database } from './database/connect.ts';
import { settings } from './database/schema.ts';

const schema = z.object({
  organisation: z.string(),
  /** IANA zone in which the organisation's people read and write times. */
  timeZone: z.string(),
  /** IANA zone of the cluster that the API runs on, in which it cuts days. */
  clusterTimeZone: z.string(),
  /** ISO 4217 code. */
  currency: z.string(),
});

export type Settings = z.infer<typeof schema>;

/** Writes the settings that are not there yet, which at the first start are all of them, and returns what counts. */
export async function loadSettings(db: Database, atFirstStart: Settings): Promise<Settings> {
  const rows = Object.entries(atFirstStart).map(([key, value]) => ({ key, value }));
  await db.insert(settings).values(rows).onConflictDoNothing();
  const stored = await db.select().from(settings);
  return schema.parse(Object.fromEntries(stored.map(({ key, value }) => [key, value])));
}
