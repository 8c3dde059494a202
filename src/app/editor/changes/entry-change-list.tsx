import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { FieldValue } from '#catalogue/model/kinds.ts';
import {
  type Entry,
  type EntryChanges,
  entryChanges,
  type EntryName,
  entryTexts,
  typesOf,
} from '#domain/change/entry-changes.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { formatNumber } from '#values/number-format.ts';
import { seriesBriefQuery } from '../../api/series-briefs.ts';
import { useListNames } from '../pickers/directory/entity-names.ts';
import { useBase, useEditor } from '../state/editor-context.tsx';
import css from './value-change.module.css';

/** Entries of a long list shown at first, and with each press of "Show more". */
const FIRST = 6;
const STEP = 100;

interface Props {
  readonly field: FieldKey;
  readonly from: FieldValue<unknown>;
  readonly to: FieldValue<unknown>;
}

/** The entries that a change of a list adds and removes, by name. Nothing for other kinds of values. */
export function EntryChangeList({ field, from, to }: Props) {
  const changes = useMemo(() => entryChanges(fieldOf(field).kind, from, to), [field, from, to]);
  return changes && changes.added.length + changes.removed.length > 0 ? <Entries {...changes} /> : null;
}

function Entries({ added, removed }: EntryChanges) {
  const [shown, setShown] = useState(FIRST);
  const rows = useMemo(
    () => [
      ...added.slice(0, shown).map((entry) => ({ entry, sign: '+' })),
      ...removed.slice(0, shown).map((entry) => ({ entry, sign: '−' })),
    ],
    [added, removed, shown],
  );
  const texts = useEntryTexts(rows);
  const rest = added.length + removed.length - rows.length;
  return (
    <div className={css.entries}>
      <ul>
        {rows.map(({ sign }, index) => (
          // An id may be added twice.
          <li key={index} data-sign={sign}>
            {`${sign} ${texts[index]}`}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className="link" onClick={() => setShown(shown + STEP)}>
          {`Show more (${formatNumber(rest)})`}
        </button>
      )}
    </div>
  );
}

const NONE: readonly Entry[] = [];

function useEntryTexts(rows: readonly { readonly entry: Entry }[]): readonly string[] {
  const { settings } = useEditor();
  const ownId = valueOrNull(useBase().values.id);
  const entries = useMemo(() => rows.map(({ entry }) => entry), [rows]);
  const isSeries = entries[0]?.type === 'SERIES';
  const refs = useMemo(
    () => (isSeries ? NONE : entries.flatMap((entry) => typesOf(entry).map((type) => ({ type, id: entry.id })))),
    [entries, isSeries],
  );
  const { nameOf } = useListNames(refs);
  // Not `useQueries`: the editor would load its code for a list of series only.
  const client = useQueryClient();
  const ids = isSeries ? entries.map(({ id }) => id) : [];
  const { data: briefs } = useQuery({
    queryKey: ['series-briefs', ids, settings.clusterTimeZone],
    queryFn: () =>
      Promise.all(ids.map((id) => client.fetchQuery(seriesBriefQuery(id, settings.clusterTimeZone, ownId)))),
    enabled: isSeries,
    retry: false,
  });
  return entryTexts(entries, (entry): EntryName => {
    if (!isSeries) {
      const found = typesOf(entry).map((type) => nameOf({ type, id: entry.id }));
      return found.find(Boolean) ?? (found.every((each) => each === null) ? null : undefined);
    }
    const series = briefs?.[entries.indexOf(entry)];
    return series && { name: valueOrNull(series.values.description) ?? '', code: String(entry.id) };
  });
}
