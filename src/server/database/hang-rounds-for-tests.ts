import { expect, vi } from 'vitest';
import type { Connection } from './connect.ts';
import { oneLine } from '../start-error.ts';
import { isOutage } from './outage.ts';
import { settings } from './schema.ts';

const CLIENTS = 16;
/** How long one answer may take once the database is back: a worker that starts anew on a busy machine included. */
const BACK_WITHIN_MS = 60_000;
/** `HANG_ROUNDS=50` is the long form. */
export const hangRounds = (normal: number) => Number(process.env['HANG_ROUNDS'] ?? normal);

/** What is done to a database under load. Each comes back by itself or by `restore`. */
export interface Breakdown {
  readonly break: () => unknown;
  readonly restore?: () => unknown;
}

/**
 * Breaks a database under load again and again, in turn, and expects after each round that every connection of the pool is free. Queries
 * may fail meanwhile, as outages only.
 */
export async function breakInRounds(
  { db, pool }: Pick<Connection, 'db' | 'pool'>,
  breakdowns: readonly Breakdown[],
  rounds: number,
): Promise<{ readonly done: number; readonly failed: number; readonly slowestMs: number }> {
  const total = { done: 0, failed: 0, slowestMs: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const breakdown = breakdowns[round % breakdowns.length];
    const load = startLoad(db);
    await vi.waitUntil(() => load.done() >= CLIENTS, BACK_WITHIN_MS);
    await breakdown?.break();
    await vi.waitUntil(() => load.failed() > 0, BACK_WITHIN_MS);
    await breakdown?.restore?.();
    const restored = performance.now();
    const before = load.done();
    await vi.waitUntil(() => load.done() >= before + CLIENTS, { timeout: BACK_WITHIN_MS, interval: 5 });
    total.slowestMs = Math.max(total.slowestMs, performance.now() - restored);
    const unexpected = await load.stop();
    total.done += load.done();
    total.failed += load.failed();
    const left = { waiting: pool.waitingCount, inUse: pool.totalCount - pool.idleCount, unexpected };
    expect(left).toEqual({ waiting: 0, inUse: 0, unexpected: [] });
  }
  return total;
}

function startLoad(db: Connection['db']) {
  const state = { running: true };
  let done = 0;
  let failed = 0;
  const unexpected: unknown[] = [];
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    while (state.running) {
      try {
        await db.transaction(async (tx) => {
          const row = { key: `client ${client}`, value: String(done) };
          await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row });
          await tx.transaction(async (nested) => nested.select().from(settings).limit(1));
        });
        done += 1;
      } catch (error) {
        failed += 1;
        if (!isOutage(error)) unexpected.push(error);
        // Where there is nothing to connect to it fails at once.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  });
  return {
    done: () => done,
    failed: () => failed,
    stop: async () => {
      state.running = false;
      await Promise.all(clients);
      return unexpected.map(oneLine);
    },
  };
}
