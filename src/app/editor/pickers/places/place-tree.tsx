import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { countInside, coverOf, type PlaceIndex, placeKey, placeName } from '#domain/targets/place-coverage.ts';
import type { PlaceType } from '../../../api/place-queries.ts';
import css from './place-tree.module.css';
import { PlaceRow, type PlaceState } from './place-row.tsx';
import { type Branch, findTyped, insideOf, type NodeRow, rowsOf, stepOf } from './place-rows.ts';

const ROW_PX = 44;
/** Letters this close together belong to one name. */
const TYPING_MS = 600;

interface PlaceTreeProps {
  readonly id: string;
  readonly label: string;
  readonly branches: ReadonlyMap<string, Branch>;
  readonly expanded: ReadonlySet<string>;
  readonly onExpand: (path: string, open: boolean) => void;
  /** A row that waits for more of this branch is in sight. */
  readonly onWait: (path: string) => void;
  readonly places: readonly Place[];
  /** What can be chosen; the rest only leads there. */
  readonly types: readonly PlaceType[];
  readonly book: PlaceIndex;
  readonly onToggle: (place: Place) => void;
  /** What was searched for, marked in the names. */
  readonly marked?: string;
}

/**
 * Places as a tree of which only the rows in sight are drawn. The tree itself has the focus and names the active row: a row that is
 * not drawn cannot have it. (Mantine's Tree draws all rows, and its check boxes make a zone the list of its stores.)
 */
export function PlaceTree(props: PlaceTreeProps) {
  const { id, label, branches, expanded, onExpand, onWait, places, types, book, onToggle, marked } = props;
  const rows = useMemo(() => rowsOf(branches, expanded), [branches, expanded]);
  const chosen = useMemo(() => new Set(places.map(placeKey)), [places]);
  const inside = useMemo(() => countInside(places, book), [places, book]);
  const [activePath, setActivePath] = useState<string | null>(null);
  const typedSoFar = useRef({ text: '', at: 0 });
  const box = useRef<HTMLDivElement>(null);
  // The active row keeps its place by what it is, not by its number: rows above it may open.
  const found = rows.findIndex((row) => row.type === 'node' && row.path === activePath);
  const active = found < 0 ? 0 : found;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    initialRect: { width: 320, height: 8 * ROW_PX },
  });
  const items = virtual.getVirtualItems();
  const waiting = items.map(({ index }) => rows[index]).find((row) => row?.type === 'wait' && !row.failed)?.path;
  useEffect(() => {
    if (waiting !== undefined) onWait(waiting);
    // Once more when rows have come: the one that waits for the next ones may still be in sight.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [waiting, rows.length]);

  const canChoose = (row: NodeRow) => types.some((type) => type === row.place.type);

  function act(row: NodeRow) {
    if (canChoose(row)) onToggle(row.place);
    else if (row.hasChildren) onExpand(row.path, !row.expanded);
  }

  function goTo(index: number) {
    const row = rows[index];
    if (row?.type !== 'node') return;
    setActivePath(row.path);
    virtual.scrollToIndex(index, { align: 'auto' });
  }

  function key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const step = stepOf(rows, active, event.key, page);
    const { text, at } = typedSoFar.current;
    const typed = event.timeStamp - at < TYPING_MS ? text + event.key : event.key;
    // A space is a letter only in the middle of a name.
    const match = event.key.length === 1 && typed !== ' ' ? findTyped(rows, active, typed) : -1;
    typedSoFar.current = { text: event.key.length === 1 ? typed : '', at: event.timeStamp };
    if (step !== null) {
      if ('to' in step) goTo(step.to);
      else if ('open' in step) onExpand(step.open, true);
      else onExpand(step.close, false);
      if (row?.type === 'node') setActivePath((path) => path ?? row.path);
    } else if (match >= 0) goTo(match);
    else if (event.key === ' ' || event.key === 'Enter') {
      if (row?.type !== 'node') return;
      typedSoFar.current = { text: '', at: 0 };
      setActivePath(row.path);
      act(row);
    } else if (event.key.length > 1) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function stateOf(row: NodeRow): PlaceState {
    const cover = coverOf(row.place, chosen, book);
    const coveredBy = cover && placeName(cover, book);
    if (!canChoose(row)) return { status: 'way', coveredBy, inside: insideOf(row, inside) };
    if (chosen.has(placeKey(row.place))) return { status: 'chosen', coveredBy, inside: 0 };
    const count = insideOf(row, inside);
    if (coveredBy !== null) return { status: 'covered', coveredBy, inside: count };
    const below = count > 0 || branches.get(row.path)?.nodes.some(({ place }) => chosen.has(placeKey(place)));
    return { status: below ? 'mixed' : 'free', coveredBy: null, inside: count };
  }

  const rowId = (index: number) => `${id}-${index}`;
  return (
    <div
      ref={box}
      id={id}
      role="tree"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={rows[active]?.type === 'node' ? rowId(active) : undefined}
      tabIndex={0}
      className={css.tree}
      onKeyDown={key}
      onFocus={() => virtual.scrollToIndex(active, { align: 'auto' })}
    >
      <div role="presentation" className={css.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key: itemKey }) => {
          const row = rows[index];
          const style = { transform: `translateY(${start}px)`, height: ROW_PX };
          if (row?.type === 'node')
            return (
              <PlaceRow
                key={row.path}
                id={rowId(index)}
                row={row}
                state={stateOf(row)}
                active={index === active}
                marked={marked ?? ''}
                style={style}
                onExpand={() => {
                  setActivePath(row.path);
                  onExpand(row.path, !row.expanded);
                }}
                onAct={() => {
                  setActivePath(row.path);
                  act(row);
                }}
              />
            );
          return (
            row && (
              <div key={itemKey} role="presentation" className={css.row} style={style}>
                <span className={css.wait} style={{ paddingLeft: `calc(1rem + ${row.level} * var(--indent))` }}>
                  {row.failed ? (
                    <button type="button" onClick={() => onWait(row.path)}>
                      Try again
                    </button>
                  ) : (
                    'Loading…'
                  )}
                </span>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
