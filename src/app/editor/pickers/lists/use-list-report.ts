import { useEffect, useMemo, useState } from 'react';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import { decodeText } from '#domain/import/decode-text.ts';
import { type ListReport, type ListTerms, reportList } from '#domain/import/list-report.ts';
import { columnSamples, pickColumn } from '#domain/import/pick-column.ts';
import { type Column, type ListKey, type ListTable, readColumn, readTable } from '#domain/import/read-list.ts';
import { cellParts } from '#domain/import/cell-parts.ts';
import { idVariants } from '#domain/import/id-variants.ts';
import { lookupAll } from '../../../api/directory-lookup.ts';
import { inSlices } from './in-slices.ts';

/** A list to read. The name is empty for typed text. */
export interface Source {
  readonly name: string;
  readonly from: string | File;
}

/** Bytes. */
const MAX_FILE_SIZE = 20_000_000;
/** The directory has no longer codes, and the server does not search for longer keys. In characters. */
const MAX_KEY_LENGTH = 200;

/** Where the keys of a list are looked up, and how they become entries. All parts must be stable between renders. */
export interface ListTarget<E> {
  readonly types: readonly EntryType[];
  readonly terms: (meaning: (key: string) => readonly DirectoryEntry[]) => ListTerms<E>;
  readonly limit: number;
  /** Type and id of an entry. */
  readonly refOf: (entry: E) => Place;
}

type Matches = ReadonlyMap<string, readonly DirectoryEntry[]>;

interface Answer {
  readonly keys: readonly ListKey[];
  readonly matches: Matches;
  /** The directory is empty, so nothing could be checked. */
  readonly unchecked: boolean;
}

type ReadState =
  | { readonly status: 'working'; readonly checked: number; readonly total: number }
  | { readonly status: 'refused'; readonly reason: string }
  /** No column is plausible: the user chooses one. */
  | { readonly status: 'undecided' }
  | { readonly status: 'read'; readonly answer: Answer };

/** The input of a report. A result for another input is stale and must not be shown or applied. */
interface ReportInput {
  readonly source: Source;
  readonly column: Column | undefined;
  readonly types: readonly EntryType[];
}

const isSame = (a: ReportInput, b: ReportInput) =>
  a.source === b.source && a.column === b.column && a.types === b.types;

export type ReportState<E> =
  | Exclude<ReadState, { status: 'read' }>
  | {
      readonly status: 'read';
      readonly report: ListReport<E>;
      readonly unchecked: boolean;
      /** The directory's entry of a type and id; null if it does not have it. */
      readonly entryOf: (ref: Place) => DirectoryEntry | null;
    };

/** The columns of a list, and the one that was read; null if the user has to choose. */
export interface ListColumns {
  readonly columns: readonly string[];
  readonly column: Column | null;
}

interface ReportResult<E> {
  readonly state: ReportState<E> | null;
  /** The columns of this source, also while another column is read. */
  readonly list: ListColumns | null;
}

/** Reads a list, looks its keys up in the directory and reports the result of each line. Does not apply anything. */
export function useListReport<E>(
  source: Source | null,
  column: Column | undefined,
  { types, terms, limit }: ListTarget<E>,
  withUnknown: boolean,
): ReportResult<E> {
  const [reading, setReading] = useState<(ReportInput & { readonly state: ReadState }) | null>(null);
  const [lastList, setLastList] = useState<{ readonly source: Source; readonly list: ListColumns } | null>(null);
  useEffect(() => {
    if (source === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const report = (state: ReadState) => {
      if (!signal.aborted) setReading({ source, column, types, state });
    };
    const onColumns = (list: ListColumns) => {
      if (!signal.aborted) setLastList({ source, list });
    };
    read(source, column, types, { signal, report, onColumns }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      report({ status: 'refused', reason: `The list could not be checked. ${why}` });
    });
    return () => controller.abort();
  }, [source, column, types]);

  const isCurrent = source !== null && reading !== null && isSame(reading, { source, column, types });
  const current = isCurrent ? reading.state : null;
  const state = useMemo((): ReportState<E> | null => {
    if (source === null) return null;
    if (current === null) return { status: 'working', checked: 0, total: 0 };
    if (current.status !== 'read') return current;
    const { keys, matches, unchecked } = current.answer;
    const listTerms = terms((key) => matches.get(key) ?? []);
    const entries = new Map([...matches.values()].flat().map((entry) => [placeKey(entry), entry]));
    return {
      status: 'read',
      report: reportList(keys, listTerms, { limit, withUnknown: withUnknown || unchecked }),
      unchecked,
      entryOf: (ref) => entries.get(placeKey(ref)) ?? null,
    };
  }, [source, current, terms, limit, withUnknown]);
  return { state, list: lastList !== null && lastList.source === source ? lastList.list : null };
}

interface Reading {
  readonly signal: AbortSignal;
  readonly report: (state: ReadState) => void;
  readonly onColumns: (list: ListColumns) => void;
}

async function read(
  { from }: Source,
  column: Column | undefined,
  types: readonly EntryType[],
  { signal, report, onColumns }: Reading,
): Promise<void> {
  if (typeof from !== 'string' && from.size > MAX_FILE_SIZE)
    return report({
      status: 'refused',
      reason: 'The file is larger than 20 MB. Split it, or keep only the column of ids.',
    });
  const decoded = typeof from === 'string' ? { text: from } : decodeText(new Uint8Array(await from.arrayBuffer()));
  if ('refused' in decoded) return report({ status: 'refused', reason: decoded.refused });
  const table = await inSlices(readTable(decoded.text), signal);
  const lookUp = directoryLookup(types, signal);
  const picked = column ?? (await findColumn(table, types, lookUp));
  onColumns({ columns: table.columns, column: picked });
  if (picked === null) return report({ status: 'undecided' });
  const keys = await inSlices(readColumn(table, picked), signal);
  if (keys.length === 0) return report({ status: 'refused', reason: 'The list has no ids and no codes.' });
  const { matches, empty } = await lookUp(
    keys.map(({ key }) => key),
    (checked, total) => report({ status: 'working', checked, total }),
  );
  report({ status: 'read', answer: { keys, matches, unchecked: empty } });
}

/** Lets the directory decide which column has the keys. */
async function findColumn(table: ListTable, types: readonly EntryType[], lookUp: LookUp): Promise<Column | null> {
  if (table.columns.length < 2) return pickColumn(table, types, null);
  const { matches, empty } = await lookUp(columnSamples(table).flat());
  const isOne = (key: string) => idVariants(key).some((variant) => (matches.get(variant) ?? []).length > 0);
  const isKnown = (value: string) => isOne(value) || (cellParts(value).length > 0 && cellParts(value).every(isOne));
  return pickColumn(table, types, empty ? null : isKnown);
}

type LookUp = (
  values: readonly string[],
  onProgress?: (checked: number, total: number) => void,
) => Promise<{ readonly matches: Matches; readonly empty: boolean }>;

/** Looks up the variants of values, each once. */
function directoryLookup(types: readonly EntryType[], signal: AbortSignal): LookUp {
  const matches = new Map<string, readonly DirectoryEntry[]>();
  let empty = true;
  return async (values, onProgress) => {
    const keys = [...new Set(values.flatMap((value) => [value, ...cellParts(value)]).flatMap(idVariants))].filter(
      (key) => key.length <= MAX_KEY_LENGTH && !matches.has(key),
    );
    if (keys.length === 0) return { matches, empty };
    onProgress?.(0, keys.length);
    const answer = await lookupAll(
      { types, by: 'either', keys },
      { signal, onDone: (checked) => checked < keys.length && onProgress?.(checked, keys.length) },
    );
    for (const [at, key] of keys.entries()) matches.set(key, answer.results[at]?.matches ?? []);
    empty = empty && answer.empty;
    return { matches, empty };
  };
}
