import { useEffect, useMemo, useState } from 'react';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { decodeText } from '#domain/import/decode-text.ts';
import { type ListReport, type ListTerms, reportList } from '#domain/import/list-report.ts';
import { type Column, readList, type ReadList } from '#domain/import/read-list.ts';
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
}

interface Answer {
  readonly list: ReadList;
  readonly matches: ReadonlyMap<string, readonly DirectoryEntry[]>;
  /** The directory is empty, so nothing could be checked. */
  readonly unchecked: boolean;
}

type ReadState =
  | { readonly status: 'working'; readonly checked: number; readonly total: number }
  | { readonly status: 'refused'; readonly reason: string }
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
  | { readonly status: 'read'; readonly report: ListReport<E>; readonly unchecked: boolean };

interface ReportResult<E> {
  readonly state: ReportState<E> | null;
  /** The last parsed list of this source, also while another column is read. */
  readonly list: ReadList | null;
}

/** Reads a list, looks its keys up in the directory and reports the result of each line. Does not apply anything. */
export function useListReport<E>(
  source: Source | null,
  column: Column | undefined,
  { types, terms, limit }: ListTarget<E>,
  withUnknown: boolean,
): ReportResult<E> {
  const [reading, setReading] = useState<(ReportInput & { readonly state: ReadState }) | null>(null);
  const [lastList, setLastList] = useState<{ readonly source: Source; readonly list: ReadList } | null>(null);
  useEffect(() => {
    if (source === null) return;
    const controller = new AbortController();
    const report = (state: ReadState) => {
      if (controller.signal.aborted) return;
      setReading({ source, column, types, state });
      if (state.status === 'read') setLastList({ source, list: state.answer.list });
    };
    read(source, column, types, controller.signal, report).catch((error: unknown) => {
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
    const { list, matches, unchecked } = current.answer;
    const listTerms = terms((key) => matches.get(key) ?? []);
    return {
      status: 'read',
      report: reportList(list.keys, listTerms, { limit, withUnknown: withUnknown || unchecked }),
      unchecked,
    };
  }, [source, current, terms, limit, withUnknown]);
  return { state, list: lastList !== null && lastList.source === source ? lastList.list : null };
}

async function read(
  { from }: Source,
  column: Column | undefined,
  types: readonly EntryType[],
  signal: AbortSignal,
  report: (state: ReadState) => void,
): Promise<void> {
  if (typeof from !== 'string' && from.size > MAX_FILE_SIZE)
    return report({
      status: 'refused',
      reason: 'The file is larger than 20 MB. Split it, or keep only the column of ids.',
    });
  const decoded = typeof from === 'string' ? { text: from } : decodeText(new Uint8Array(await from.arrayBuffer()));
  if ('refused' in decoded) return report({ status: 'refused', reason: decoded.refused });
  const list = await inSlices(readList(decoded.text, column), signal);
  if (list.keys.length === 0) return report({ status: 'refused', reason: 'The list has no ids and no codes.' });

  const keys = [...new Set(list.keys.flatMap(({ key }) => idVariants(key)))].filter(
    (key) => key.length <= MAX_KEY_LENGTH,
  );
  report({ status: 'working', checked: 0, total: keys.length });
  const { results, empty } = await lookupAll(
    { types, by: 'either', keys },
    {
      signal,
      onDone: (checked) => keys.length > checked && report({ status: 'working', checked, total: keys.length }),
    },
  );
  const matches = new Map(results.map((result, at) => [keys[at] ?? '', result.matches]));
  report({ status: 'read', answer: { list, matches, unchecked: empty } });
}
