import { expect, vi } from 'vitest';
import type { Connection } from '../database/connect.ts';
import { oneLine } from '../environment/errors.ts';
import { isOutage } from '../database/outage.ts';
import { settings } from '../database/schema.ts';

const CLIENTS = 16;
/** Timeout for recovery. It allows for a worker that restarts on a busy machine. */
const RECOVERS_WITHIN_MS = 60_000;
/** A way to break a database under load. The database recovers by itself, or by `restore`. */
export interface Breakdown {
  readonly break: () => unknown;
  readonly restore?: () => unknown;
}

/**
 * Breaks a database under load, one breakdown per round. Expects that every connection of the pool is free after each
 * round, and that queries fail with outage errors only.
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
    await vi.waitUntil(() => load.done() >= CLIENTS, RECOVERS_WITHIN_MS);
    await breakdown?.break();
    await vi.waitUntil(() => load.failed() > 0, RECOVERS_WITHIN_MS);
    await breakdown?.restore?.();
    const restored = performance.now();
    const before = load.done();
    await vi.waitUntil(() => load.done() >= before + CLIENTS, { timeout: RECOVERS_WITHIN_MS, interval: 5 });
    total.slowestMs = Math.max(total.slowestMs, performance.now() - restored);
    const unexpected = await load.stop();
    total.done += load.done();
    total.failed += load.failed();
    const remaining = { waiting: pool.waitingCount, inUse: pool.totalCount - pool.idleCount, unexpected };
    expect(remaining).toEqual({ waiting: 0, inUse: 0, unexpected: [] });
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
        // Without a server the connection fails at once: do not loop too fast.
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
