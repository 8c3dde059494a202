import { useEffect, useMemo, useState } from 'react';
import type { DirectoryEntry, EntryType } from '#contract/directory-endpoints.ts';
import { decodeText } from '#domain/import/decode-text.ts';
import { type ListReport, type ListTerms, reportList } from '#domain/import/list-report.ts';
import { type Column, readList, type ReadList } from '#domain/import/read-list.ts';
import { idVariants } from '#domain/import/id-variants.ts';
import { lookupAll } from '../../../api/directory-lookup.ts';
import { inSlices } from './in-slices.ts';

/** Where a list comes from. */
export interface Source {
  readonly name: string;
  readonly from: string | File;
}

const LARGEST_FILE = 20_000_000;
/** Longer texts stand on nobody's file, and the server does not look for them. */
const LONGEST_KEY = 200;

/** What a list names: where it is looked up, and what its keys come to. Each part stays the same object between renders. */
export interface Taking<E> {
  readonly types: readonly EntryType[];
  /** Keeps names that were looked up anyway. */
  readonly learn: (entries: readonly DirectoryEntry[]) => void;
  readonly terms: (meaning: (key: string) => readonly DirectoryEntry[]) => ListTerms<E>;
  readonly limit: number;
}

interface Answer {
  readonly list: ReadList;
  readonly matches: ReadonlyMap<string, readonly DirectoryEntry[]>;
  /** There is no directory to check against. */
  readonly unchecked: boolean;
}

type Reading =
  | { readonly status: 'working'; readonly asked: number; readonly of: number }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'read'; readonly answer: Answer };

/** What was asked: an answer to anything else is not shown, and nothing of it can be applied. */
interface Asked {
  readonly source: Source;
  readonly column: Column | undefined;
  readonly types: readonly EntryType[];
}

const isSame = (a: Asked, b: Asked) => a.source === b.source && a.column === b.column && a.types === b.types;

export type ReportState<E> =
  | Exclude<Reading, { status: 'read' }>
  | { readonly status: 'read'; readonly report: ListReport<E>; readonly unchecked: boolean };

interface Reported<E> {
  readonly state: ReportState<E> | null;
  /** The columns of this source, also while another one is being read. */
  readonly list: ReadList | null;
}

/** Reads a list, asks the directory what it means, and says what would become of each line. Nothing is applied by it. */
export function useListReport<E>(
  source: Source | null,
  column: Column | undefined,
  { types, learn, terms, limit }: Taking<E>,
  withUnknown: boolean,
): Reported<E> {
  const [reading, setReading] = useState<(Asked & { readonly state: Reading }) | null>(null);
  const [seen, setSeen] = useState<{ readonly source: Source; readonly list: ReadList } | null>(null);
  useEffect(() => {
    if (source === null) return;
    const leave = new AbortController();
    const tell = (state: Reading) => {
      if (leave.signal.aborted) return;
      setReading({ source, column, types, state });
      if (state.status === 'read') setSeen({ source, list: state.answer.list });
    };
    read(source, column, types, leave.signal, tell, learn).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      tell({ status: 'refused', reason: `The list could not be checked. ${why}` });
    });
    return () => leave.abort();
  }, [source, column, types, learn]);

  const isAnswered = source !== null && reading !== null && isSame(reading, { source, column, types });
  const current = isAnswered ? reading.state : null;
  const state = useMemo((): ReportState<E> | null => {
    if (source === null) return null;
    if (current === null) return { status: 'working', asked: 0, of: 0 };
    if (current.status !== 'read') return current;
    const { list, matches, unchecked } = current.answer;
    const meant = terms((key) => matches.get(key) ?? []);
    return {
      status: 'read',
      report: reportList(list.keys, meant, { limit, withUnknown: withUnknown || unchecked }),
      unchecked,
    };
  }, [source, current, terms, limit, withUnknown]);
  return { state, list: seen !== null && seen.source === source ? seen.list : null };
}

async function read(
  { from }: Source,
  column: Column | undefined,
  types: readonly EntryType[],
  signal: AbortSignal,
  tell: (state: Reading) => void,
  learn: Taking<never>['learn'],
): Promise<void> {
  if (typeof from !== 'string' && from.size > LARGEST_FILE)
    return tell({
      status: 'refused',
      reason: 'The file is larger than 20 MB. Split it, or keep only the column of ids.',
    });
  const decoded = typeof from === 'string' ? { text: from } : decodeText(new Uint8Array(await from.arrayBuffer()));
  if ('refused' in decoded) return tell({ status: 'refused', reason: decoded.refused });
  const list = await inSlices(readList(decoded.text, column), signal);
  if (list.keys.length === 0) return tell({ status: 'refused', reason: 'There is no id and no code in it.' });

  const keys = [...new Set(list.keys.flatMap(({ key }) => idVariants(key)))].filter((key) => key.length <= LONGEST_KEY);
  tell({ status: 'working', asked: 0, of: keys.length });
  const { results, empty } = await lookupAll(
    { types, by: 'either', keys },
    { signal, onDone: (asked) => keys.length > asked && tell({ status: 'working', asked, of: keys.length }) },
  );
  if (signal.aborted) return;
  learn(results.flatMap(({ matches }) => matches));
  const matches = new Map(results.map((result, at) => [keys[at] ?? '', result.matches]));
  tell({ status: 'read', answer: { list, matches, unchecked: empty } });
}
