import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { isTimeZone } from '#values/zone.ts';
import { ORGANISATION_MOST, type SettingsChange } from '#contract/series-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { settings } from '../database/schema.ts';
import { displayName } from '../http/display-name.ts';

const timeZone = z.string().refine(isTimeZone, 'This is not the name of a time zone.');

/** What an administrator may set. */
export const settingsSchema = z.strictObject({
  organisation: displayName(ORGANISATION_MOST),
  timeZone,
  clusterTimeZone: timeZone,
  currency: z.string().refine(isCurrency, 'This is not a currency’s code of three letters, such as INR.'),
});

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

const rowsOf = (all: SettingsChange) => Object.entries(all).map(([key, value]) => ({ key, value }));

const pick = (from: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));

export interface SettingsStore {
  /** As last read. Others may write to the same database, so it is read again now and then. */
  readonly current: () => SettingsChange;
  readonly save: (changed: SettingsChange) => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Writes the settings that are not there yet, which at the first start are all of them, and reads them. */
export async function openSettings(
  db: Database,
  atFirstStart: SettingsChange,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<SettingsStore> {
  await db.insert(settings).values(rowsOf(atFirstStart)).onConflictDoNothing();
  const read = async () => {
    const stored = await db.select().from(settings);
    const known = Object.fromEntries(stored.map(({ key, value }) => [key, value]));
    const parsed = settingsSchema.safeParse({ ...atFirstStart, ...pick(known, Object.keys(atFirstStart)) });
    if (parsed.success) return parsed.data;
    // Another version, or another engine's list of currencies, took what this one does not know.
    const bad = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    log.warn(
      `Settings that cannot be read, so the first start's hold: ${[...bad].join(', ')}. Set them anew on the settings page.`,
    );
    const good = Object.keys(atFirstStart).filter((key) => !bad.has(key));
    return settingsSchema.parse({ ...atFirstStart, ...pick(known, good) });
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
