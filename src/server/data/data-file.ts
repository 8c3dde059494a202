import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as z from 'zod';
import { errorCode, oneLine, StartError } from '../environment/start-error.ts';
import { type DataTable, dataTables } from './tables.ts';

/** The name in the first line, by which a file is known as one of ours. */
const FORMAT = 'coupon-desk-data';
/** To be raised when a reader of the old form would misread the new one. */
const VERSION = 1;

/** Longer than the largest row: a body of 5 MB stands in an entry of the journal three times, and quoting can double it. */
const LONGEST_LINE = 64 * 1024 * 1024;
const LONGEST_HEADER = 64 * 1024;

const header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** How many migrations made the schema. */
  schema: z.int().min(1),
  writtenAt: z.iso.datetime(),
  /** The columns of every table, in the order of the rows' values. */
  tables: z.record(z.string(), z.array(z.string())),
});
const row = z.object({ table: z.string(), row: z.array(z.string().nullable()) });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ending = z.object({
  end: z.literal(FORMAT),
  tables: z.record(z.string(), z.object({ rows: z.int().min(0), sha256 })),
  /** Of every line above. */
  sha256,
});

type Header = z.infer<typeof header>;
/** The values of a row as PostgreSQL writes them: exact for every type, the spelling of JSON included. */
export type Values = readonly (string | null)[];
interface Fingerprint {
  readonly rows: number;
  readonly sha256: string;
}
export type Fingerprints = Readonly<Record<string, Fingerprint>>;

/** Counts the rows of each table and takes their fingerprint, line by line. */
export function fingerprinting(tables: readonly string[]) {
  const counted = new Map(tables.map((name) => [name, { rows: 0, hash: createHash('sha256') }]));
  return {
    add(table: string, line: string | Buffer): void {
      const entry = counted.get(table);
      if (!entry) throw new Error(`The table ${table} was not announced.`);
      entry.rows += 1;
      entry.hash.update(line).update('\n');
    },
    result: (): Fingerprints =>
      Object.fromEntries([...counted].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest('hex') }])),
  };
}

export const headerLine = (schema: number, tables: readonly DataTable[]): string => {
  const columns = Object.fromEntries(tables.map((table) => [table.name, table.columns.map(({ name }) => name)]));
  const line: Header = {
    format: FORMAT,
    version: VERSION,
    schema,
    writtenAt: new Date().toISOString(),
    tables: columns,
  };
  return JSON.stringify(line);
};
export const rowLine = (table: string, values: Values): string => JSON.stringify({ table, row: values });
export const endLine = (tables: Fingerprints, whole: string): string =>
  JSON.stringify({ end: FORMAT, tables, sha256: whole });

export interface DataFileContent {
  readonly header: Header;
  /** The tables of the file with the columns it has, in the order in which they can be written. */
  readonly tables: readonly DataTable[];
  readonly fingerprints: Fingerprints;
}

/** Reads the whole file and keeps none of it. Throws a StartError unless it is complete, unchanged and fits the schema. */
export async function checkFile(file: string, schema: number): Promise<DataFileContent> {
  const whole = createHash('sha256');
  let found: Omit<DataFileContent, 'fingerprints'> | undefined;
  let count: ReturnType<typeof fingerprinting> | undefined;
  let fingerprints: Fingerprints | undefined;
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (fingerprints) throw damaged(file, `something follows after its last line (line ${number})`);
    const value = parse(line);
    if (!found || !count) {
      found = readHeader(file, value, schema);
      count = fingerprinting(found.tables.map(({ name }) => name));
    } else if (isEnd(value)) {
      fingerprints = readEnd(file, value, count.result(), whole.digest('hex'));
      continue;
    } else {
      const { data } = row.safeParse(value);
      const columns = data && found.tables.find(({ name }) => name === data.table)?.columns;
      if (!data || data.row.length !== columns?.length) throw damaged(file, `line ${number} is not a row`);
      count.add(data.table, line);
    }
    whole.update(line).update('\n');
  }
  if (!found) throw new StartError(`${file} is empty.`);
  if (!fingerprints) throw damaged(file, `it ends after ${number} lines, before its last one`);
  return { ...found, fingerprints };
}

/** The rows of a file that was checked. */
export async function* rowsOf(file: string): AsyncGenerator<{ readonly table: string; readonly values: Values }> {
  for await (const line of linesOf(file)) {
    const { data } = row.safeParse(parse(line));
    if (data) yield { table: data.table, values: data.row };
  }
}

function readHeader(file: string, value: unknown, schema: number): Omit<DataFileContent, 'fingerprints'> {
  const { success } = z.object({ format: z.literal(FORMAT) }).safeParse(value);
  if (!success) throw foreign(file);
  const { data: version } = z.object({ version: z.number() }).safeParse(value);
  if (version && version.version !== VERSION) {
    throw new StartError(
      `${file} has version ${version.version} of the format, but this version of Coupon Desk reads version ${VERSION} only.`,
    );
  }
  const { data } = header.safeParse(value);
  if (!data) throw damaged(file, 'its first line cannot be read');
  if (data.schema > schema) {
    throw new StartError(
      `${file} was written by a newer version of Coupon Desk (schema ${data.schema}, this one has ${schema}). Import it with that version or a newer one.`,
    );
  }
  return { header: data, tables: tablesOf(file, data) };
}

/** Columns that came later take their default; what the file has and the schema does not is refused rather than dropped. */
function tablesOf(file: string, { tables, schema }: Header): readonly DataTable[] {
  const cannot = (what: string) =>
    new StartError(`${file} cannot be imported by this version of Coupon Desk: ${what} (schema ${schema}).`);
  for (const [name, columns] of Object.entries(tables)) {
    const known = dataTables.find((table) => table.name === name);
    if (!known) throw cannot(`there is no table ${name}`);
    const gone = columns.find((column) => !known.columns.some((one) => one.name === column));
    if (gone !== undefined) throw cannot(`the table ${name} has no column ${gone}`);
    if (new Set(columns).size < columns.length) throw damaged(file, `it names a column of ${name} twice`);
    const needed = known.columns.find((column) => !column.optional && !columns.includes(column.name));
    if (needed) throw cannot(`its table ${name} lacks the column ${needed.name}`);
  }
  return dataTables.flatMap((table) => {
    const columns = tables[table.name]?.map((name) => table.columns.find((column) => column.name === name));
    return columns ? [{ ...table, columns: columns.filter((column) => column !== undefined) }] : [];
  });
}

const isEnd = (value: unknown) => typeof value === 'object' && value !== null && 'end' in value;

function readEnd(file: string, value: unknown, counted: Fingerprints, whole: string): Fingerprints {
  const { data } = ending.safeParse(value);
  if (!data) throw damaged(file, 'its last line cannot be read');
  for (const [name, { rows, sha256: found }] of Object.entries(counted)) {
    const written = data.tables[name];
    if (written?.rows !== rows)
      throw damaged(file, `it holds ${rows} rows of ${name}, and ${written?.rows ?? 'none'} were written`);
    if (written.sha256 !== found) throw damaged(file, `rows of ${name} were changed after it was written`);
  }
  if (data.sha256 !== whole) throw damaged(file, 'it was changed after it was written');
  return counted;
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

const foreign = (file: string) => new StartError(`${file} is not an export of Coupon Desk.`);
const damaged = (file: string, what: string) =>
  new StartError(`${file} is damaged or incomplete: ${what}. Nothing was imported.`);

/** The lines of a file without their ends. A last line without one was cut short and is not given. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const plain = createReadStream(file);
  // An error of either stream ends both, and is thrown where the lines are read.
  const bytes = file.endsWith('.gz') ? pipeline(plain, createGunzip(), () => {}) : plain;
  let parts: Buffer[] = [];
  let size = 0;
  let first = true;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...parts, chunk.subarray(from, at)]);
        [parts, size, first, from] = [[], 0, false, at + 1];
      }
      parts.push(chunk.subarray(from));
      size += chunk.length - from;
      if (first && size > LONGEST_HEADER) throw foreign(file);
      if (size > LONGEST_LINE) throw damaged(file, 'a line is longer than any row');
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (/^Z_|^ERR_STREAM_PREMATURE/.test(errorCode(error) ?? ''))
      throw first ? foreign(file) : damaged(file, `it cannot be unpacked to its end (${oneLine(error)})`);
    throw new StartError(`${file} cannot be read (${oneLine(error)}).`);
  }
  if (first && size > 0) throw foreign(file);
}
