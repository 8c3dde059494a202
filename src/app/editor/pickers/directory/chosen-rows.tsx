import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { CrossIcon } from '../../../ui/icons.tsx';
import css from './rows.module.css';
import { type RowsHandle, VirtualRows } from './virtual-rows.tsx';

interface ChosenRowsProps {
  readonly label: string;
  readonly count: number;
  /** Stable while other rows are removed. */
  readonly keyOf: (row: number) => string;
  /** Renders a row; `removeButton` gets the name of its entry. */
  readonly renderRow: (row: number, removeButton: (name: string) => ReactNode) => ReactNode;
  readonly onRemove: (row: number, name: string) => void;
}

const ROW_HEIGHT = 52;

/** A virtual list of chosen entries. One remove button is in the tab order; the arrow keys move between them. */
export function ChosenRows({ label, count, keyOf, renderRow, onRemove }: ChosenRowsProps) {
  const [active, setActive] = useState(0);
  const rows = useRef<RowsHandle>(null);
  const refocus = useRef(false);
  const at = Math.min(active, count - 1);

  // Removing a row would lose the focus: move it to the row that takes its place.
  useEffect(() => {
    if (!refocus.current) return;
    const button = rows.current?.element?.querySelector<HTMLElement>(`[data-row="${at}"]`);
    if (!button && count > 0) return;
    refocus.current = false;
    (button ?? rows.current?.element?.parentElement?.querySelector('input'))?.focus();
  });

  function remove(row: number, name: string) {
    setActive(row);
    refocus.current = true;
    onRemove(row, name);
  }

  function key(event: KeyboardEvent, row: number, name: string) {
    const last = count - 1;
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
      remove(row, name);
    }
  }

  return (
    <VirtualRows
      handle={rows}
      role="list"
      aria-label={label}
      count={count}
      rowHeight={ROW_HEIGHT}
      renderRow={(row) => ({
        key: keyOf(row),
        props: { role: 'listitem', 'aria-setsize': count, 'aria-posinset': row + 1, className: css.row },
        content: renderRow(row, (name) => (
          <button
            type="button"
            data-row={row}
            className="icon-button"
            tabIndex={row === at ? 0 : -1}
            aria-label={`Remove ${name}`}
            onClick={() => remove(row, name)}
            onKeyDown={(event) => key(event, row, name)}
          >
            <CrossIcon size={15} />
          </button>
        )),
      })}
    />
  );
}
