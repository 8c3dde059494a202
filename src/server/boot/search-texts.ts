import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { directory, series, settings } from '../database/schema.ts';
import { rewriteEntries } from '../directory/directory-rows.ts';
import { hasRows, rewriteSearchColumns } from '../series/series-store.ts';

/** Increase it after a change of `searchText` or of the columns that contain such texts. */
const VERSION = 2;
const KEY = 'searchTexts';

/** Rewrites all search texts at the first start after they changed, or after an import from an older version. */
export async function updateSearchTexts(db: Database, say: (line: string) => void): Promise<void> {
  const [stored] = await db.select().from(settings).where(eq(settings.key, KEY));
  if (stored?.value === VERSION) return;
  for (const source of ['embedded', 'upstream'] as const) {
    if (await hasRows(db, source)) say('Updating the texts that the search uses.');
    await rewriteSearchColumns(db, source);
    await rewriteEntries(db, source);
  }
  await db.execute(sql`analyze ${series}, ${directory}`);
  const row = { key: KEY, value: VERSION };
  await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
}
