import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { countEntries } from '#catalogue/format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { EntryRef } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { type NamedEntry, useEntry, useListNames } from '../../../series/entity-names.ts';
import input from '../../../ui/input.module.css';
import { ChosenRows } from '../directory/chosen-rows.tsx';
import { EntryLines } from './entry-lines.tsx';
import { nameText } from './entry-name.tsx';
import css from './picker.module.css';
import type { PickerSelection } from './picking.ts';
import { SearchField } from '../directory/search-field.tsx';
import { WidenQuestion } from '../widen-question.tsx';

const DEBOUNCE_MS = 120;
const NONE: readonly EntryRef[] = [];

/** The selected entries in their stored order, with search and removal, one by one or all results. */
export function ChosenList({ selection }: { readonly selection: PickerSelection }) {
  const { type, one, many, ids, limit, change } = selection;
  const [text, setText] = useState('');
  const [isClearing, setClearing] = useState(false);
  const [debouncedText] = useDebouncedValue(text, DEBOUNCE_MS);
  const filter = debouncedText.toLowerCase().split(/\s+/u).filter(Boolean).join(' ');
  // A search by name needs all names; otherwise each visible row loads its own.
  const searched = useMemo(() => (filter === '' ? NONE : ids.map((id) => ({ type, id }))), [filter, type, ids]);
  const { nameOf } = useListNames(searched);
  const shown = useMemo(
    () =>
      ids.flatMap((id, index) =>
        filter === '' || filter.split(' ').every((word) => textOf(id, nameOf({ type, id })).includes(word))
          ? [index]
          : [],
      ),
    [type, ids, filter, nameOf],
  );
  const found = new Set(shown);
  const removeShown = () =>
    change(
      ids.filter((_, index) => !found.has(index)),
      `${formatNumber(shown.length)} removed.`,
    );
  return (
    <>
      <div className="cluster">
        <p className="tabular" role="status">
          <b>{`${filter !== '' ? `${formatNumber(shown.length)} of ` : ''}${formatNumber(ids.length)} chosen`}</b>
          {ids.length > limit && <span className={css.over}>{`, at most ${formatNumber(limit)}`}</span>}
        </p>
        {shown.length > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() => (shown.length === ids.length ? setClearing(true) : removeShown())}
          >
            {filter === '' ? 'Remove all…' : `Remove the ${formatNumber(shown.length)} found`}
          </button>
        )}
      </div>
      {isClearing && (
        <WidenQuestion
          what={countEntries(ids.length, type)}
          meaning={`any ${one}`}
          onConfirm={removeShown}
          onClose={() => setClearing(false)}
        />
      )}
      <SearchField label={`Search in chosen ${many}`} text={text} onText={setText} focusOnOpen={false} />
      {ids.length === 0 && <p className="secondary tabular">Nothing chosen: valid for any.</p>}
      <ChosenRows
        label={`Chosen ${many}`}
        count={shown.length}
        keyOf={(row) => `${ids[shown[row] ?? 0]}/${shown[row]}`}
        onRemove={(row, name) => change(ids.toSpliced(shown[row] ?? 0, 1), `${name} removed.`)}
        renderRow={(row, removeButton) => (
          <ChosenEntry type={type} id={ids[shown[row] ?? 0] ?? 0} removeButton={removeButton} />
        )}
      />
    </>
  );
}

interface ChosenEntryProps {
  readonly type: EntryType;
  readonly id: number;
  readonly removeButton: (name: string) => ReactNode;
}

function ChosenEntry({ type, id, removeButton }: ChosenEntryProps) {
  const entry = useEntry(type, id);
  const name = nameText(id, entry);
  return (
    <>
      {entry ? (
        <EntryLines entry={entry} />
      ) : (
        <span className={css.lines}>
          <span className={entry === null ? css.unknown : ''}>{name}</span>
          {entry === null && <span className="secondary tabular">Not in the directory</span>}
        </span>
      )}
      {removeButton(name)}
    </>
  );
}

const textOf = (id: number, entry: NamedEntry) =>
  `${entry === null ? 'unknown' : (entry?.name ?? '')} ${entry?.code ?? ''} ${id}`.toLowerCase();
