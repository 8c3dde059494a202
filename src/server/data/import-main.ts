import { checkFile } from './data-file.ts';
import { importData } from './import-data.ts';
import { runDataCommand } from './run-data-command.ts';

const usage = 'Name the file to read: npm run data:import -- coupons.ndjson.gz';

await runDataCommand(import.meta.url, usage, async ({ file, schema, say, open }) => {
  say(`Checking ${file} …`);
  // Before the database is opened: a file that is refused leaves no trace.
  const content = await checkFile(file, schema);
  say(`It is complete, written ${content.header.writtenAt}.`);
  const { pool } = await open();
  await importData(pool, file, content, say);
  const rows = Object.values(content.fingerprints).reduce((sum, table) => sum + table.rows, 0);
  return `${rows.toLocaleString('en')} rows are imported and read back without a difference.`;
});
