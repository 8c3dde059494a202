import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { expect, inject, it } from 'vitest';
import { MIGRATIONS } from '../test/build-server.ts';
import { QUICK_WASM } from '../test/quick-wasm.ts';
import { openFolder } from '../test/test-database.ts';

const ROUNDS = 4;

/** Inserts rows until it is killed, and prints each key after the commit was acknowledged. */
const writer = `
  import { connect } from ${JSON.stringify(join(import.meta.dirname, 'connect.ts'))};
  const [round, dataDir, worker, migrations] = process.argv.slice(2);
  const log = { warn: console.error, error: console.error };
  const { pool } = await connect({ dataDir, databaseUrl: null, files: { worker, migrations }, log });
  for (let i = 0; ; i += 1) {
    const key = round + '-' + i;
    await pool.query('insert into settings values ($1, $2)', [key, '1']);
    process.stdout.write(key + '\\n');
  }`;

async function buildWriter(outDir: string): Promise<string> {
  const entry = join(outDir, 'writer.ts');
  writeFileSync(entry, writer);
  const output = { entryFileNames: 'writer.js' };
  await build({
    logLevel: 'silent',
    configFile: false,
    build: { ssr: entry, outDir, emptyOutDir: false, rolldownOptions: { output } },
  });
  return join(outDir, 'writer.js');
}

it(`loses nothing that was acknowledged when the process is killed, ${ROUNDS} times`, async () => {
  const built = inject('built');
  const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  cpSync(built.migrated, folder, { recursive: true });
  const file = await buildWriter(dirname(built.main));
  const acknowledged: string[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    const child = spawn(process.execPath, [QUICK_WASM, file, String(round), folder, built.worker, MIGRATIONS], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout);
    let seen = 0;
    lines.on('line', (key) => {
      acknowledged.push(key);
      seen += 1;
      // A different moment in each round, not aligned with a commit.
      if (seen === 20 + round * 37) child.kill('SIGKILL');
    });
    await once(lines, 'close');
    // Each start removes the folder of the socket that the killed process left.
    expect(readdirSync(folder).filter((name) => name.startsWith('coupon-desk-'))).toHaveLength(1);
  }

  const connection = await openFolder(folder);
  const { rows } = await connection.pool.query<{ key: string }>('select key from settings');
  const found = new Set(rows.map(({ key }) => key));
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 20);
  expect(acknowledged.filter((key) => !found.has(key))).toEqual([]);
  // One commit per round may be done without an acknowledgement that arrived.
  expect(found.size - acknowledged.length).toBeLessThanOrEqual(ROUNDS);
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});
