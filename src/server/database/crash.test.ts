import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { crashRounds } from '../test/crash-rounds.ts';

/** `npm run crash -- --rounds=1000 --seed=7` sets them. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 30);
const SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

const print = (line: string) => void process.stderr.write(`${line}\n`);

it(
  `keeps every acknowledged save when the server is killed, ${ROUNDS} times`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-crash-'));
    try {
      cpSync(inject('built').migrated, folder, { recursive: true });
      const result = await crashRounds(folder, { rounds: ROUNDS, seed: SEED, print });
      const { problems, ...counts } = result;
      print(`Killed at moments of seed ${SEED}: ${JSON.stringify(counts)}, ${problems.length} problems.`);
      expect(problems, `seed ${SEED}`).toEqual([]);
      // On a busy machine a round may end before its first save completes.
      expect(counts.acknowledged).toBeGreaterThan(ROUNDS / 3);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000 + ROUNDS * 10_000,
);
