import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { RowsHandle } from './virtual-rows.tsx';
import { findTyped, type NodeRow, stepOf, type TreeRow } from './tree-rows.ts';

/** Maximum pause between keys of a type-ahead search. */
const TYPING_MS = 600;

interface TreeKeysProps {
  readonly rows: readonly TreeRow[];
  readonly rowHeight: number;
  readonly box: RefObject<RowsHandle | null>;
  readonly onExpand: (path: string, open: boolean) => void;
  readonly onChoose: (row: NodeRow) => void;
}

interface TreeKeys {
  readonly active: number;
  readonly activate: (path: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The active row of a tree, and the keys that move it: arrows, pages, type-ahead, Space and Enter. */
export function useTreeKeys({ rows, rowHeight, box, onExpand, onChoose }: TreeKeysProps): TreeKeys {
  // By path, because the index of a row changes when rows above expand.
  const [activePath, setActivePath] = useState<string | null>(null);
  const typeAhead = useRef({ text: '', at: 0 });
  const found = rows.findIndex((row) => row.type === 'node' && row.path === activePath);
  const active = found < 0 ? 0 : found;

  function moveTo(index: number) {
    const row = rows[index];
    if (row?.type !== 'node') return;
    setActivePath(row.path);
    box.current?.show(index);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    const page = Math.max(1, Math.floor((box.current?.element?.clientHeight ?? 0) / rowHeight) - 1);
    const step = stepOf(rows, active, event.key, page);
    const { text, at } = typeAhead.current;
    const typed = event.timeStamp - at < TYPING_MS ? text + event.key : event.key;
    // A space selects, except within a type-ahead search.
    const match = event.key.length === 1 && typed !== ' ' ? findTyped(rows, active, typed) : -1;
    typeAhead.current = { text: event.key.length === 1 ? typed : '', at: event.timeStamp };
    if (step !== null) {
      if ('to' in step) moveTo(step.to);
      else if ('open' in step) onExpand(step.open, true);
      else onExpand(step.close, false);
      if (row?.type === 'node') setActivePath((path) => path ?? row.path);
    } else if (match >= 0) moveTo(match);
    else if (event.key === ' ' || event.key === 'Enter') {
      if (row?.type !== 'node') return;
      typeAhead.current = { text: '', at: 0 };
      setActivePath(row.path);
      onChoose(row);
    } else if (event.key.length > 1) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { active, activate: setActivePath, onKeyDown };
}
