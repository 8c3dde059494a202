import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { oneLine, StartError } from '../environment/errors.ts';
import { endLine, type Fingerprints, fingerprinting, headerLine, rowLine } from './data-file.ts';
import { readRows, CANONICAL_FORMAT } from './stored-rows.ts';
import { dataTables } from './tables.ts';

const PROGRESS_INTERVAL = 10_000;

/** Exports a consistent snapshot of all rows. The file is renamed to its final name once it is complete. */
export async function exportData(
  pool: pg.Pool,
  file: string,
  schema: number,
  say: (line: string) => void,
): Promise<Fingerprints> {
  if (existsSync(file))
    throw new StartError(`${file} already exists. Choose another name, or move that file away first.`);
  const temporary = `${file}.unfinished`;
  const fingerprint = fingerprinting(dataTables.map(({ name }) => name));
  let result: Fingerprints = {};

  async function* lines(client: pg.ClientBase): AsyncGenerator<string> {
    const fileHash = createHash('sha256');
    const header = `${headerLine(schema, dataTables)}\n`;
    fileHash.update(header);
    yield header;
    for (const table of dataTables) {
      let rowCount = 0;
      for await (const batch of readRows(client, table)) {
        let text = '';
        for (const values of batch) {
          const line = rowLine(table.name, values);
          fingerprint.add(table.name, line);
          text += `${line}\n`;
          rowCount += 1;
          if (rowCount % PROGRESS_INTERVAL === 0) say(`${table.name}: ${rowCount.toLocaleString('en')} rows …`);
        }
        fileHash.update(text);
        yield text;
      }
      say(`${table.name}: ${rowCount.toLocaleString('en')} rows.`);
    }
    result = fingerprint.result();
    yield `${endLine(result, fileHash.digest('hex'))}\n`;
  }

  const client = await pool.connect();
  try {
    await client.query(`begin isolation level repeatable read read only; ${CANONICAL_FORMAT}`);
    const source = Readable.from(lines(client), { highWaterMark: 1 });
    // Readable by the owner only, like the data folder, and synced before the rename.
    const target = createWriteStream(temporary, { mode: 0o600, flush: true });
    await (file.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target));
    await client.query('commit');
    renameSync(temporary, file);
    return result;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new StartError(`${file} could not be written (${oneLine(error)}).`);
  } finally {
    // Closes the connection, which also ends an open transaction and its cursor.
    client.release(true);
  }
}
