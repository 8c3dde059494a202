import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { crashRounds } from '../test/crash-rounds.ts';
import { longCount, longSeeds } from '../test/long-run.ts';

const SEEDS = longSeeds(20_261_130);
/** One round in six kills the server before it is ready. */
const ROUNDS = Math.ceil(longCount(12) / SEEDS.length);

const print = (line: string) => void process.stderr.write(`${line}\n`);

it.each(SEEDS)(
  `keeps every acknowledged save when the server is killed, ${ROUNDS} times: %s`,
  async (_, seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-crash-'));
    try {
      cpSync(inject('built').migrated, folder, { recursive: true });
      const result = await crashRounds(folder, { rounds: ROUNDS, seed, print });
      const { problems, ...counts } = result;
      print(`Killed at moments of seed ${seed}: ${JSON.stringify(counts)}, ${problems.length} problems.`);
      expect(problems, `seed ${seed}`).toEqual([]);
      // On a busy machine the other half of the rounds may end before its first save completes.
      expect(counts.acknowledged).toBeGreaterThan(ROUNDS / 3);
      expect(counts.archived).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000 + ROUNDS * 20_000,
);
