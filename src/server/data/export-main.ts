import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from '../environment/start-error.ts';
import { exportData } from './export-data.ts';
import { runDataCommand } from './run-data-command.ts';

const usage = 'Name the file to write: npm run data:export -- coupons.ndjson.gz';

await runDataCommand(import.meta.url, usage, async ({ env: { databaseUrl, dataDir }, file, schema, say, open }) => {
  // Opening would make a new database, and a mistyped folder would look like one that holds nothing.
  if (databaseUrl === null && !existsSync(join(dataDir, 'database', 'PG_VERSION')))
    throw new StartError(`There is no database in ${resolve(dataDir)}. Check DATA_DIR.`);
  const { pool } = await open();
  const written = Object.values(await exportData(pool, file, schema, say));
  const rows = written.reduce((sum, table) => sum + table.rows, 0);
  return `${rows.toLocaleString('en')} rows are written to ${file}.`;
});
