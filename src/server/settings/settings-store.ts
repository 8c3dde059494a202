import type { FastifyBaseLogger } from 'fastify';
import { type SettingsChange, settingsSchema } from '#contract/settings-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { settings } from '../database/schema.ts';

const rowsOf = (all: SettingsChange) => Object.entries(all).map(([key, value]) => ({ key, value }));

const pick = (from: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));

export interface SettingsStore {
  /** The settings as last read. Other servers write to the same database, so `reload` runs periodically. */
  readonly current: () => SettingsChange;
  readonly save: (changed: SettingsChange) => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Inserts missing settings (at the first start: all of them), then reads all settings. */
export async function openSettings(
  db: Database,
  initial: SettingsChange,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<SettingsStore> {
  await db.insert(settings).values(rowsOf(initial)).onConflictDoNothing();
  const read = async () => {
    const stored = await db.select().from(settings);
    const known = Object.fromEntries(stored.map(({ key, value }) => [key, value]));
    const parsed = settingsSchema.safeParse({ ...initial, ...pick(known, Object.keys(initial)) });
    if (parsed.success) return parsed.data;
    // Another version, or a JavaScript engine with another list of currencies, may have stored a value unknown here.
    const invalid = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    log.warn(
      `Some settings cannot be read, so their initial values apply: ${[...invalid].join(', ')}. Set them again on the settings page.`,
    );
    const validKeys = Object.keys(initial).filter((key) => !invalid.has(key));
    return settingsSchema.parse({ ...initial, ...pick(known, validKeys) });
  };
  let current = await read();
  return {
    current: () => current,
    save: async (changed) => {
      await db.transaction(async (tx) => {
        for (const { key, value } of rowsOf(changed))
          await tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
      });
      current = changed;
    },
    reload: async () => {
      current = await read();
    },
  };
}
