import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { longCount, longSeeds } from '../test/long-run.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { soak } from '../test/soak-run.ts';

const SEEDS = longSeeds(20_261_130);
const SECONDS = Math.ceil(longCount(6) / SEEDS.length);

const print = (line: string) => void process.stderr.write(`${line}\n`);

it.each(SEEDS)(
  `makes no false claim and leaves nothing stuck in ${SECONDS} s of faults, hangs and restarts: %s`,
  async (_, seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-soak-'));
    const databaseUrl = await createDatabase(inject('postgres') ?? '', `soak_${randomUUID()}`);
    try {
      const { problems, ...counts } = await soak(databaseUrl, folder, { seconds: SECONDS, seed, print });
      print(`Soak of seed ${seed}: ${JSON.stringify(counts)}, ${problems.length} problems.`);
      expect(problems, `seed ${seed}`).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000 + SECONDS * 2_000,
);
