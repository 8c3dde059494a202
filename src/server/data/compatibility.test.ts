import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { TOKEN } from '../test/api-token.ts';
import { runData } from '../test/run-data-script.ts';
import { runServer } from '../test/run-server.ts';

/** Written by an older version: 4 series, 3 demo accounts, a token, and the names of some products and places. */
const FILE = join(import.meta.dirname, 'fixtures/export-schema-4.ndjson.gz');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('imports a file of an older version and serves its series', { timeout: 120_000 }, async () => {
  const folder = join(root, 'data');
  cpSync(inject('built').migrated, folder, { recursive: true });
  const imported = await runData('import', { DATA_DIR: folder }, FILE);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('Imported 380 rows') });

  const server = runServer({ DATA_DIR: folder });
  const url = await server.ready;
  const answer = await fetch(`${url}/api/series`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const { items } = (await answer.json()) as { items: readonly { id: number }[] };
  expect(items.map(({ id }) => id).toSorted((a, b) => a - b)).toContain(711906);
  expect(items).toHaveLength(4);
  server.signal('SIGTERM');
  expect((await server.exit).code).toBe(0);
});
