import { useEffect, useMemo, useState } from 'react';
import type { EntryType } from '#contract/directory.ts';
import { decodeText } from '#domain/lists/decode-text.ts';
import { type ListReport, reportList } from '#domain/lists/list-report.ts';
import { type Column, readList, type ReadList } from '#domain/lists/read-list.ts';
import { lookupAll } from '../../api/lookup.ts';
import { inSlices } from './in-slices.ts';
import { namesOf } from './names.ts';

/** Where a list comes from. */
export interface Source {
  readonly name: string;
  readonly from: string | File;
}

const LARGEST_FILE = 20_000_000;
/** Longer texts stand on nobody's file, and the server does not look for them. */
const LONGEST_KEY = 200;

type Reading =
  | { readonly is: 'working'; readonly asked: number; readonly of: number }
  | { readonly is: 'refused'; readonly reason: string }
  | {
      readonly is: 'read';
      readonly list: ReadList;
      readonly ids: ReadonlyMap<string, readonly number[]>;
      /** There is no directory to check against. */
      readonly unchecked: boolean;
    };

interface Context {
  readonly type: EntryType;
  readonly chosen: readonly number[];
  readonly limit: number;
  readonly withUnknown: boolean;
}

export type ReportState =
  | Exclude<Reading, { is: 'read' }>
  | { readonly is: 'read'; readonly list: ReadList; readonly report: ListReport; readonly unchecked: boolean };

/** Reads a list, asks the directory what it means, and says what would become of each line. Nothing is applied by it. */
export function useListReport(
  source: Source | null,
  column: Column | undefined,
  { type, chosen, limit, withUnknown }: Context,
): ReportState | null {
  const [reading, setReading] = useState<{ readonly source: Source; readonly state: Reading } | null>(null);
  useEffect(() => {
    if (source === null) return;
    const leave = new AbortController();
    const tell = (state: Reading) => {
      if (!leave.signal.aborted) setReading({ source, state });
    };
    read(source, column, type, leave.signal, tell).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      tell({ is: 'refused', reason: `The list could not be checked. ${why}` });
    });
    return () => leave.abort();
  }, [source, column, type]);

  const state = source !== null && reading?.source === source ? reading.state : null;
  return useMemo(() => {
    if (source === null) return null;
    if (state === null) return { is: 'working', asked: 0, of: 0 };
    if (state.is !== 'read') return state;
    const { list, ids, unchecked } = state;
    const meaning = (key: string) => ({ ids: ids.get(key) ?? [] });
    const report = reportList(list.keys, meaning, { chosen, limit, withUnknown: withUnknown || unchecked });
    return { is: 'read', list, report, unchecked };
  }, [source, state, chosen, limit, withUnknown]);
}

async function read(
  { from }: Source,
  column: Column | undefined,
  type: EntryType,
  signal: AbortSignal,
  tell: (state: Reading) => void,
): Promise<void> {
  if (typeof from !== 'string' && from.size > LARGEST_FILE)
    return tell({ is: 'refused', reason: 'The file is larger than 20 MB. Split it, or keep only the column of ids.' });
  const decoded = typeof from === 'string' ? { text: from } : decodeText(new Uint8Array(await from.arrayBuffer()));
  if ('refused' in decoded) return tell({ is: 'refused', reason: decoded.refused });
  const list = await inSlices(readList(decoded.text, column), signal);
  if (list.keys.length === 0) return tell({ is: 'refused', reason: 'There is no id and no code in it.' });

  const keys = [...new Set(list.keys.map(({ key }) => key))].filter((key) => key.length <= LONGEST_KEY);
  const ids = new Map<string, readonly number[]>();
  const { results, empty } = await lookupAll(
    { types: [type], by: 'either', keys },
    { signal, onDone: (asked) => keys.length > asked && tell({ is: 'working', asked, of: keys.length }) },
  );
  for (const [at, { matches }] of results.entries())
    ids.set(
      keys[at] ?? '',
      matches.map(({ id }) => id),
    );
  namesOf(type).learn(results.flatMap(({ matches }) => matches));
  tell({ is: 'read', list, ids, unchecked: empty });
}
