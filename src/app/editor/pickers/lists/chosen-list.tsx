import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { CrossIcon } from '../../../ui/icons.tsx';
import input from '../../../ui/input.module.css';
import { EntryLines } from './entry-lines.tsx';
import { nameText } from './entry-name.tsx';
import { type CachedEntry, entryNameCache, useEntryNames } from './entry-names.ts';
import css from './picker.module.css';
import type { PickerSelection } from './picking.ts';
import { SearchField } from './search-field.tsx';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

const DEBOUNCE_MS = 120;
const ROW_HEIGHT = 52;

/** The selected entries in their stored order, with search and removal, one by one or all results. */
export function ChosenList({ selection }: { readonly selection: PickerSelection }) {
  const { type, many, ids, limit, change } = selection;
  const [text, setText] = useState('');
  const [visibleRange, setVisibleRange] = useState<readonly [number, number]>([0, 20]);
  const [active, setActive] = useState(0);
  const rows = useRef<RowsHandle>(null);
  const refocus = useRef(false);
  const [debouncedText] = useDebouncedValue(text, DEBOUNCE_MS);
  const words = debouncedText.toLowerCase().split(/\s+/u).filter(Boolean);
  const filter = words.join(' ');
  useEffect(() => {
    // A search by name needs all names; otherwise those of the visible rows are enough.
    if (filter !== '') entryNameCache(type).load(ids);
  }, [filter, type, ids]);

  const entryOf = useEntryNames(
    type,
    useMemo(() => ids.slice(visibleRange[0], visibleRange[1] + 1), [ids, visibleRange]),
  );
  const shown = useMemo(
    () =>
      ids.flatMap((id, index) =>
        filter === '' || filter.split(' ').every((word) => textOf(id, entryOf(id)).includes(word)) ? [index] : [],
      ),
    [ids, filter, entryOf],
  );
  const at = Math.min(active, shown.length - 1);

  // Removing a row would lose the focus: move it to the row that takes its place.
  useEffect(() => {
    if (!refocus.current) return;
    const button = rows.current?.element?.querySelector<HTMLElement>(`[data-row="${at}"]`);
    if (!button && shown.length > 0) return;
    refocus.current = false;
    (button ?? rows.current?.element?.closest('section')?.querySelector('input'))?.focus();
  });

  function remove(index: number) {
    const id = ids[index] ?? 0;
    refocus.current = true;
    change(ids.toSpliced(index, 1), `${nameText(id, entryOf(id))} removed.`);
  }

  function key(event: KeyboardEvent, row: number, index: number) {
    const last = shown.length - 1;
    const to: Partial<Record<string, number>> = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: last };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const target = Math.max(0, Math.min(last, next));
      setActive(target);
      rows.current?.show(target);
      refocus.current = true;
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove(index);
    }
  }

  const found = new Set(shown);
  return (
    <>
      <div className={css.chosenHead}>
        <p className={css.count} role="status">
          <span>{`${filter !== '' ? `${formatNumber(shown.length)} of ` : ''}${formatNumber(ids.length)} chosen`}</span>
          {ids.length > limit && <span className={css.over}>{`, at most ${formatNumber(limit)}`}</span>}
        </p>
        {shown.length > 0 && (
          <button
            type="button"
            className={input.textButton}
            onClick={() =>
              change(
                ids.filter((_, index) => !found.has(index)),
                `${formatNumber(shown.length)} removed.`,
              )
            }
          >
            {filter === '' ? 'Remove all' : `Remove the ${formatNumber(shown.length)} found`}
          </button>
        )}
      </div>
      <SearchField label={`Search in chosen ${many}`} text={text} onText={setText} focusOnOpen={false} />
      {ids.length === 0 && <p className={css.none}>Nothing chosen: valid for any.</p>}
      <VirtualRows
        handle={rows}
        role="list"
        aria-label={`Chosen ${many}`}
        count={shown.length}
        rowHeight={ROW_HEIGHT}
        onVisibleRange={(first, last) => setVisibleRange([shown[first] ?? 0, shown[last] ?? 0])}
        renderRow={(row) => {
          const index = shown[row] ?? 0;
          const id = ids[index] ?? 0;
          const entry = entryOf(id);
          return {
            key: `${id}/${index}`,
            props: {
              role: 'listitem',
              'aria-setsize': shown.length,
              'aria-posinset': row + 1,
              className: css.chosen,
            },
            content: (
              <>
                {entry ? (
                  <EntryLines entry={entry} />
                ) : (
                  <span className={css.lines}>
                    <span className={entry === null ? css.unknown : ''}>{nameText(id, entry)}</span>
                    {entry === null && <span className={css.second}>Not in the directory</span>}
                  </span>
                )}
                <button
                  type="button"
                  data-row={row}
                  className={input.iconButton}
                  tabIndex={row === at ? 0 : -1}
                  aria-label={`Remove ${nameText(id, entry)}`}
                  onClick={() => {
                    setActive(row);
                    remove(index);
                  }}
                  onKeyDown={(event) => key(event, row, index)}
                >
                  <CrossIcon size={15} />
                </button>
              </>
            ),
          };
        }}
      />
    </>
  );
}

const textOf = (id: number, entry: CachedEntry) =>
  `${entry === null ? 'unknown' : (entry?.name ?? '')} ${entry?.code ?? ''} ${id}`.toLowerCase();
