import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as z from 'zod';
import { errorCode, oneLine, StartError } from '../environment/errors.ts';
import { type DataTable, dataTables } from './tables.ts';

/** Identifies our files, in their first line. */
const FORMAT = 'coupon-desk-data';
/** Increase it if readers of the old format would misread the new one. */
const VERSION = 1;

/** Exceeds the largest row: a journal entry holds a body of 5 MB three times, and JSON escapes can double it. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Number of migrations of the schema. */
  schema: z.int().min(1),
  writtenAt: z.iso.datetime(),
  /** The columns of each table, in the order of the values in its rows. */
  tables: z.record(z.string(), z.array(z.string())),
});
const rowSchema = z.object({ table: z.string(), row: z.array(z.string().nullable()) });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const endSchema = z.object({
  end: z.literal(FORMAT),
  tables: z.record(z.string(), z.object({ rows: z.int().min(0), sha256 })),
  /** Hash of all lines above. */
  sha256,
});

type Header = z.infer<typeof headerSchema>;
/** The values of a row as PostgreSQL's text: exact for every type, including the spelling of JSON. */
export type Values = readonly (string | null)[];
interface Fingerprint {
  readonly rows: number;
  readonly sha256: string;
}
export type Fingerprints = Readonly<Record<string, Fingerprint>>;

/** Counts and hashes the rows of each table, line by line. */
export function fingerprinting(tables: readonly string[]) {
  const hashes = new Map(tables.map((name) => [name, { rows: 0, hash: createHash('sha256') }]));
  return {
    add(table: string, line: string | Buffer): void {
      const entry = hashes.get(table);
      if (!entry) throw new Error(`The table ${table} is not in the header.`);
      entry.rows += 1;
      entry.hash.update(line).update('\n');
    },
    result: (): Fingerprints =>
      Object.fromEntries([...hashes].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest('hex') }])),
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
export const endLine = (tables: Fingerprints, fileHash: string): string =>
  JSON.stringify({ end: FORMAT, tables, sha256: fileHash });

export interface DataFileContent {
  readonly header: Header;
  /** The tables of the file with its columns, in the order of foreign keys. */
  readonly tables: readonly DataTable[];
  readonly fingerprints: Fingerprints;
}

/** Reads the whole file as a stream. Throws a StartError unless it is complete, unchanged and matches the schema. */
export async function checkFile(file: string, schema: number): Promise<DataFileContent> {
  const fileHash = createHash('sha256');
  let content: Omit<DataFileContent, 'fingerprints'> | undefined;
  let fingerprint: ReturnType<typeof fingerprinting> | undefined;
  let fingerprints: Fingerprints | undefined;
  let lineNumber = 0;
  for await (const line of linesOf(file)) {
    lineNumber += 1;
    if (fingerprints) throw damaged(file, `there is data after its last line (line ${lineNumber})`);
    const value = parse(line);
    if (!content || !fingerprint) {
      content = readHeader(file, value, schema);
      fingerprint = fingerprinting(content.tables.map(({ name }) => name));
    } else if (isEndLine(value)) {
      fingerprints = readEnd(file, value, fingerprint.result(), fileHash.digest('hex'));
      continue;
    } else {
      const { data } = rowSchema.safeParse(value);
      const columns = data && content.tables.find(({ name }) => name === data.table)?.columns;
      if (!data || data.row.length !== columns?.length) throw damaged(file, `line ${lineNumber} is not a row`);
      fingerprint.add(data.table, line);
    }
    fileHash.update(line).update('\n');
  }
  if (!content) throw new StartError(`${file} is empty.`);
  if (!fingerprints) throw damaged(file, `it ends after ${lineNumber} lines, without the last line`);
  return { ...content, fingerprints };
}

/** Yields the rows of a file that `checkFile` has accepted. */
export async function* rowsOf(file: string): AsyncGenerator<{ readonly table: string; readonly values: Values }> {
  for await (const line of linesOf(file)) {
    const { data } = rowSchema.safeParse(parse(line));
    if (data) yield { table: data.table, values: data.row };
  }
}

function readHeader(file: string, value: unknown, schema: number): Omit<DataFileContent, 'fingerprints'> {
  const { success } = z.object({ format: z.literal(FORMAT) }).safeParse(value);
  if (!success) throw notAnExport(file);
  const { data: version } = z.object({ version: z.number() }).safeParse(value);
  if (version && version.version !== VERSION) {
    throw new StartError(
      `${file} has format version ${version.version}, but this version of Coupon Desk reads version ${VERSION} only.`,
    );
  }
  const { data } = headerSchema.safeParse(value);
  if (!data) throw damaged(file, 'its first line cannot be read');
  if (data.schema > schema) {
    throw new StartError(
      `${file} was written by a newer version of Coupon Desk (schema ${data.schema}, this one has ${schema}). Import it with that version or a newer one.`,
    );
  }
  return { header: data, tables: tablesOf(file, data) };
}

/**
 * Returns the file's tables. Newer columns get their default; unknown tables and columns are refused, so no data is
 * lost.
 */
function tablesOf(file: string, { tables, schema }: Header): readonly DataTable[] {
  const notImportable = (what: string) =>
    new StartError(`${file} cannot be imported by this version of Coupon Desk: ${what} (schema ${schema}).`);
  for (const [name, columns] of Object.entries(tables)) {
    const known = dataTables.find((table) => table.name === name);
    if (!known) throw notImportable(`there is no table ${name}`);
    const unknownColumn = columns.find((column) => !known.columns.some(({ name: knownName }) => knownName === column));
    if (unknownColumn !== undefined) throw notImportable(`the table ${name} has no column ${unknownColumn}`);
    if (new Set(columns).size < columns.length) throw damaged(file, `it names a column of ${name} twice`);
    const missingColumn = known.columns.find((column) => !column.optional && !columns.includes(column.name));
    if (missingColumn) throw notImportable(`its table ${name} lacks the column ${missingColumn.name}`);
  }
  return dataTables.flatMap((table) => {
    const columns = tables[table.name]?.map((name) => table.columns.find((column) => column.name === name));
    return columns ? [{ ...table, columns: columns.filter((column) => column !== undefined) }] : [];
  });
}

const isEndLine = (value: unknown) => typeof value === 'object' && value !== null && 'end' in value;

function readEnd(file: string, value: unknown, actual: Fingerprints, fileHash: string): Fingerprints {
  const { data } = endSchema.safeParse(value);
  if (!data) throw damaged(file, 'its last line cannot be read');
  for (const [name, { rows, sha256: hash }] of Object.entries(actual)) {
    const written = data.tables[name];
    if (written?.rows !== rows)
      throw damaged(file, `it contains ${rows} rows of ${name}, but ${written?.rows ?? 'none'} were written`);
    if (written.sha256 !== hash) throw damaged(file, `rows of ${name} were changed after it was written`);
  }
  if (data.sha256 !== fileHash) throw damaged(file, 'it was changed after it was written');
  return actual;
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

const notAnExport = (file: string) => new StartError(`${file} is not an export of Coupon Desk.`);
const damaged = (file: string, what: string) =>
  new StartError(`${file} is damaged or incomplete: ${what}. Nothing was imported.`);

/** Yields the lines of a file without line breaks. Skips a last line without a line break, because it is cut short. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const plain = createReadStream(file);
  // An error of either stream ends both, and the loop below throws it.
  const bytes = file.endsWith('.gz') ? pipeline(plain, createGunzip(), () => {}) : plain;
  let parts: Buffer[] = [];
  let size = 0;
  let isFirstLine = true;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      let lineStart = 0;
      for (let lineEnd = chunk.indexOf(10); lineEnd !== -1; lineEnd = chunk.indexOf(10, lineStart)) {
        yield Buffer.concat([...parts, chunk.subarray(lineStart, lineEnd)]);
        [parts, size, isFirstLine, lineStart] = [[], 0, false, lineEnd + 1];
      }
      parts.push(chunk.subarray(lineStart));
      size += chunk.length - lineStart;
      if (isFirstLine && size > MAX_HEADER_BYTES) throw notAnExport(file);
      if (size > MAX_LINE_BYTES) throw damaged(file, 'a line is longer than any row');
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (/^Z_|^ERR_STREAM_PREMATURE/.test(errorCode(error) ?? ''))
      throw isFirstLine ? notAnExport(file) : damaged(file, `it cannot be decompressed to its end (${oneLine(error)})`);
    throw new StartError(`${file} cannot be read (${oneLine(error)}).`);
  }
  if (isFirstLine && size > 0) throw notAnExport(file);
}
