import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import input from '../controls/input.module.css';
import { EntryLines } from './entry-lines.tsx';
import { nameText } from './entry-name.tsx';
import { type Known, namesOf, useNames } from './names.ts';
import css from './picker.module.css';
import type { Picking } from './picking.ts';
import { SearchField } from './search-field.tsx';
import { useLater } from '../../ui/use-later.ts';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

const PAUSE_MS = 120;
const ROW_HEIGHT = 52;

/** What is chosen, in its stored order: searched, counted, removed one by one or all that is found. */
export function ChosenList({ picking }: { readonly picking: Picking }) {
  const { type, many, ids, limit, change } = picking;
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<readonly [number, number]>([0, 20]);
  const [active, setActive] = useState(0);
  const rows = useRef<RowsHandle>(null);
  const refocus = useRef(false);
  const words = useLater(text, PAUSE_MS).toLowerCase().split(/\s+/u).filter(Boolean);
  const filter = words.join(' ');
  useEffect(() => {
    // To search by name all names are needed; otherwise those in sight are enough.
    if (filter !== '') namesOf(type).ask(ids);
  }, [filter, type, ids]);

  const nameOf = useNames(
    type,
    useMemo(() => ids.slice(seen[0], seen[1] + 1), [ids, seen]),
  );
  const shown = useMemo(
    () =>
      ids.flatMap((id, index) =>
        filter === '' || filter.split(' ').every((word) => textOf(id, nameOf(id)).includes(word)) ? [index] : [],
      ),
    [ids, filter, nameOf],
  );
  const at = Math.min(active, shown.length - 1);

  // A row that goes takes the focus with it: it goes on to the one in its place.
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
    change(ids.toSpliced(index, 1), `${nameText(id, nameOf(id))} removed.`);
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
      <SearchField label={`Search in chosen ${many}`} text={text} onText={setText} first={false} />
      {ids.length === 0 && <p className={css.none}>Nothing chosen: it holds for any.</p>}
      <VirtualRows
        handle={rows}
        role="list"
        aria-label={`Chosen ${many}`}
        count={shown.length}
        rowHeight={ROW_HEIGHT}
        onSeen={(first, last) => setSeen([shown[first] ?? 0, shown[last] ?? 0])}
        renderRow={(row) => {
          const index = shown[row] ?? 0;
          const id = ids[index] ?? 0;
          const known = nameOf(id);
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
                {known ? (
                  <EntryLines entry={known} />
                ) : (
                  <span className={css.lines}>
                    <span className={known === null ? css.unknown : ''}>{nameText(id, known)}</span>
                    {known === null && <span className={css.second}>Not in the directory</span>}
                  </span>
                )}
                <button
                  type="button"
                  data-row={row}
                  className={input.iconButton}
                  tabIndex={row === at ? 0 : -1}
                  aria-label={`Remove ${nameText(id, known)}`}
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

const textOf = (id: number, known: Known) =>
  `${known === null ? 'unknown' : (known?.name ?? '')} ${known?.code ?? ''} ${id}`.toLowerCase();
