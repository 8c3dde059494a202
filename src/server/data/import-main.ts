import { checkFile } from './data-file.ts';
import { importData } from './import-data.ts';
import { runDataCommand } from './run-data-command.ts';

const usage = 'Name the file to read: npm run data:import -- coupons.ndjson.gz';

await runDataCommand(import.meta.url, usage, async ({ file, schema, say, open }) => {
  say(`Checking ${file} …`);
  // Checks the file before it opens the database, so that a refused file changes nothing.
  const content = await checkFile(file, schema);
  say(`The file is complete. It was written at ${content.header.writtenAt}.`);
  const { pool } = await open();
  await importData(pool, file, content, say);
  const rows = Object.values(content.fingerprints).reduce((sum, table) => sum + table.rows, 0);
  return `Imported ${rows.toLocaleString('en')} rows and verified them by reading them back.`;
});
