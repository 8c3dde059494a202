import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { oneLine, StartError } from '../environment/start-error.ts';
import { endLine, type Fingerprints, fingerprinting, headerLine, rowLine } from './data-file.ts';
import { readRows, WRITE_THE_SAME } from './stored-rows.ts';
import { dataTables } from './tables.ts';

const TELL_EVERY = 10_000;

/** Writes every row as it was at one moment. The file gets its name once it is complete. */
export async function exportData(
  pool: pg.Pool,
  file: string,
  schema: number,
  say: (line: string) => void,
): Promise<Fingerprints> {
  if (existsSync(file)) throw new StartError(`${file} exists already. Name another file, or move that one away first.`);
  const unfinished = `${file}.unfinished`;
  const count = fingerprinting(dataTables.map(({ name }) => name));
  let result: Fingerprints = {};

  async function* lines(client: pg.ClientBase): AsyncGenerator<string> {
    const whole = createHash('sha256');
    const header = `${headerLine(schema, dataTables)}\n`;
    whole.update(header);
    yield header;
    for (const table of dataTables) {
      let done = 0;
      for await (const batch of readRows(client, table)) {
        let text = '';
        for (const values of batch) {
          const line = rowLine(table.name, values);
          count.add(table.name, line);
          text += `${line}\n`;
          done += 1;
          if (done % TELL_EVERY === 0) say(`${table.name}: ${done.toLocaleString('en')} rows …`);
        }
        whole.update(text);
        yield text;
      }
      say(`${table.name}: ${done.toLocaleString('en')} rows.`);
    }
    result = count.result();
    yield `${endLine(result, whole.digest('hex'))}\n`;
  }

  const client = await pool.connect();
  try {
    await client.query(`begin isolation level repeatable read read only; ${WRITE_THE_SAME}`);
    const source = Readable.from(lines(client), { highWaterMark: 1 });
    // For its owner alone, as the data folder is; synced before it gets its name.
    const target = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await (file.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target));
    await client.query('commit');
    renameSync(unfinished, file);
    return result;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new StartError(`${file} could not be written (${oneLine(error)}).`);
  } finally {
    // Ends the transaction and its cursor with the connection, whatever became of them.
    client.release(true);
  }
}
