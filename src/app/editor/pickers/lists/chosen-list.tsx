import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import type { Place } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { useEntry, useListNames } from '../../../series/entity-names.ts';
import input from '../../../ui/input.module.css';
import { ChosenRows } from '../directory/chosen-rows.tsx';
import { SearchField } from '../directory/search-field.tsx';
import { EntryText } from '../directory/tree-item.tsx';
import { nameText } from './entry-name.tsx';
import css from './picker.module.css';
import { WidenQuestion } from '../directory/widen-question.tsx';

const DEBOUNCE_MS = 120;
const NONE: readonly Place[] = [];

/** Null if the directory does not have the entry, undefined if that is not known. */
type Named = Pick<DirectoryEntry, 'name' | 'code' | 'isActive'> | null | undefined;

interface ChosenListProps {
  /** Such as "SKUs". */
  readonly many: string;
  /** Type and id of the selected entries, in their stored order. */
  readonly entries: readonly Place[];
  /** What no selection means, such as "every store". */
  readonly none: string;
  readonly limit: number;
  /** Names of all entries, if they are loaded. Otherwise each visible row loads its own, and a search loads all. */
  readonly nameOf?: (entry: Place) => Named;
  readonly detailsOf?: (entry: Place) => string;
  readonly noteOf?: (entry: Place) => string;
  readonly onChange: (entries: readonly Place[], done: string) => void;
  /** More about the selection, and more actions. */
  readonly children?: ReactNode;
}

/** The selected entries, with search and removal, one by one or all results. */
export function ChosenList(props: ChosenListProps) {
  const { many, entries, none, limit, nameOf: loadedNameOf, detailsOf, noteOf, onChange, children } = props;
  const [text, setText] = useState('');
  const [isClearing, setClearing] = useState(false);
  const [debouncedText] = useDebouncedValue(text, DEBOUNCE_MS);
  const filter = debouncedText.toLowerCase().split(/\s+/u).filter(Boolean).join(' ');
  const found = useListNames(filter === '' || loadedNameOf ? NONE : entries);
  const nameOf = loadedNameOf ?? found.nameOf;
  const shown = useMemo(
    () =>
      entries.flatMap((entry, index) => {
        const searched =
          filter === '' ? '' : `${textOf(entry, nameOf(entry))} ${detailsOf?.(entry).toLowerCase() ?? ''}`;
        return filter.split(' ').every((word) => searched.includes(word)) ? [index] : [];
      }),
    // `detailsOf` depends on the entry only.
    // oxlint-disable-next-line react/exhaustive-deps
    [entries, filter, nameOf],
  );
  const shownSet = new Set(shown);
  const removeShown = () =>
    onChange(
      entries.filter((_, index) => !shownSet.has(index)),
      `${formatNumber(shown.length)} removed.`,
    );
  return (
    <>
      <div className="cluster">
        <p className="tabular" role="status">
          <b>{`${filter === '' ? '' : `${formatNumber(shown.length)} of `}${formatNumber(entries.length)} chosen`}</b>
          {entries.length > limit && <span className={css.over}>{`, at most ${formatNumber(limit)}`}</span>}
        </p>
        {children}
        {shown.length > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => (shown.length === entries.length ? setClearing(true) : removeShown())}
          >
            {filter === '' ? 'Remove all…' : `Remove the ${formatNumber(shown.length)} found`}
          </button>
        )}
      </div>
      {isClearing && (
        <WidenQuestion
          what={`${formatNumber(entries.length)} ${many}`}
          meaning={none}
          onConfirm={removeShown}
          onClose={() => setClearing(false)}
        />
      )}
      <SearchField label={`Search in chosen ${many}`} text={text} onText={setText} focusOnOpen={false} />
      {entries.length === 0 && <p className="secondary tabular">{`Nothing chosen: ${none}.`}</p>}
      {entries.length > 0 && shown.length === 0 && (
        <p className="secondary tabular">{`No chosen ${many} have “${text.trim()}” in their name, code or id.`}</p>
      )}
      <ChosenRows
        label={`Chosen ${many}`}
        count={shown.length}
        // By index too, because an entry may be stored twice.
        keyOf={(row) => `${entries[shown[row] ?? 0]?.id}/${shown[row]}`}
        onRemove={(row, name) => onChange(entries.toSpliced(shown[row] ?? 0, 1), `${name} removed.`)}
        renderRow={(row, removeButton) => {
          const entry = entries[shown[row] ?? 0];
          if (!entry) return null;
          const rest = { id: entry.id, details: detailsOf?.(entry) ?? '', note: noteOf?.(entry) ?? '', removeButton };
          return loadedNameOf ? (
            <ChosenRow {...rest} entry={loadedNameOf(entry)} />
          ) : (
            // A list without names has one type of products.
            <LoadedRow {...rest} type={entry.type as EntryType} />
          );
        }}
      />
    </>
  );
}

interface ChosenRowProps {
  readonly id: number;
  readonly entry: Named;
  readonly details: string;
  readonly note: string;
  readonly removeButton: (name: string) => ReactNode;
}

function LoadedRow({ type, ...props }: Omit<ChosenRowProps, 'entry'> & { readonly type: EntryType }) {
  return <ChosenRow {...props} entry={useEntry(type, props.id)} />;
}

function ChosenRow({ id, entry, details, note, removeButton }: ChosenRowProps) {
  const name = nameText(id, entry);
  return (
    <>
      <EntryText
        name={name}
        unknown={entry === null}
        details={details}
        note={note || (entry === null ? 'Not in the directory' : entry?.isActive === false ? 'Closed' : '')}
        entry={{ code: entry?.code ?? null, id }}
      />
      {removeButton(name)}
    </>
  );
}

const textOf = ({ id }: Place, entry: Named) =>
  `${entry === null ? 'unknown' : (entry?.name ?? '')} ${entry?.code ?? ''} ${id}`.toLowerCase();
