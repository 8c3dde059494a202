import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from '../environment/errors.ts';
import { exportData } from './export-data.ts';
import { runDataCommand } from './run-data-command.ts';

const usage = 'Name the file to write: npm run data:export -- coupons.ndjson.gz';

await runDataCommand(import.meta.url, usage, async ({ env: { databaseUrl, dataDir }, file, schema, say, open }) => {
  // Opening a missing folder would create an empty database, so a mistyped DATA_DIR would export nothing.
  if (databaseUrl === null && !existsSync(join(dataDir, 'database', 'PG_VERSION')))
    throw new StartError(`There is no database in ${resolve(dataDir)}. Check DATA_DIR.`);
  const { pool } = await open();
  const tables = Object.values(await exportData(pool, file, schema, say));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `Wrote ${rows.toLocaleString('en')} rows to ${file}.`;
});
